"""空欄の報告: a department is printed with a direction, and nothing is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from graph.findings.finding import Finding
from graph.findings.grounds import Grounds, rows
from ontology.terms import SHISAKU

METHOD = "empty-cell"


def empty_reports(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each department set and direction whose reports are all empty."""
    for (departments, direction), reports in rows(grounds.reports).items():
        if all(report.text is not None and not report.says_something for report in reports):
            who = "・".join(grounds.facts.names(departments))
            where = grounds.facts.name(direction)
            yield Finding(
                SHISAKU.EmptyReport, (*departments, direction),
                tuple(report.iri for report in reports),
                f"要確認: {where}に{who}の名前がありますが、報告欄は空欄です。",
                f"To check: {who} is printed under {where}, and its report cells are empty.",
                METHOD, tuple(chain.from_iterable(report.passages for report in reports)))
