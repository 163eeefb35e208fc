"""A strategy in StratML, the Strategy Markup Language (ISO 17469).

``plans`` reads strategies out of a store, ``document`` writes one as XML.
"""

from __future__ import annotations

from shisaku.exports.stratml.document import PARTS, stratml
from shisaku.exports.stratml.plan import Plan, chosen_plan, plans

__all__ = ["PARTS", "Plan", "chosen_plan", "plans", "stratml"]
