"""How a kind of finding is found, and what its details are called (``kinds.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from graph.findings.settings import settings
from graph.findings.table import FindingRow
from shisaku.web.pages.kinds import Label

DIMENSIONS = (("aim", "aimScore", Label("目的", "aim")),
              ("activity", "activityScore", Label("活動", "activity")),
              ("beneficiary", "beneficiaryScore", Label("対象者", "beneficiary")))


@dataclass(frozen=True, slots=True)
class Dimension:
    """A likeness from 0 to 1; ``score`` is None where the documents say too little."""

    label: Label
    score: Decimal | None


@cache
def _table() -> Mapping[str, Any]:
    text = files("shisaku.web.pages.findings").joinpath("kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def explanation(kind: str) -> Label:
    """Return how findings of ``kind`` (a local name) are found."""
    told, known = _table()[kind], settings()
    filled = {name: getattr(known, name) for name in ("repeats", "figures", "overlaps")}
    return Label(told["ja"].format(**filled), told["en"].format(**filled))


def reasons(row: FindingRow) -> list[Label]:
    """Return what makes the finding natural; a reason without words of ours stands as it is."""
    known = {name: Label(**words) for name, words in _table()["explained"].items()}
    return [known.get(str(name), Label(str(name), str(name)))
            for name in row.details.get("explainedBy", ())]


def dimensions(row: FindingRow) -> list[Dimension]:
    """Return the dimensions on which something is told, or told to be unknown."""
    unknown = row.details.get("cannotTell", ())
    found = []
    for name, score, label in DIMENSIONS:
        value = row.details.get(score, (None,))[0]
        if isinstance(value, Decimal):
            found.append(Dimension(label, value))
        elif name in unknown:
            found.append(Dimension(label, None))
    return found
