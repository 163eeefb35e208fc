"""空欄の報告 and 前年と同文の計画: what the cells of one department in one direction show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import FiscalYear, Grounds, Report
from graph.findings.sentences import text_key
from ontology.terms import SHISAKU

EMPTY = "empty-cell"
SAME_TEXT = "same-text"

_Row = tuple[tuple[str, ...], str]
"""A department set and the direction it reports on."""


def empty_reports(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each department set and direction whose reports are all empty."""
    for (departments, direction), reports in _rows(grounds.reports).items():
        if all(report.text is not None and not report.says_something for report in reports):
            who, where = _who(grounds.facts, departments), grounds.facts.name(direction)
            yield Finding(
                SHISAKU.EmptyReport, (*departments, direction),
                tuple(report.iri for report in reports),
                f"要確認: {where}に{who}の名前がありますが、報告欄は空欄です。",
                f"To check: {who} is printed under {where}, and its report cells are empty.",
                EMPTY, tuple(chain.from_iterable(report.passages for report in reports)))


def unchanged_plans(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each plan whose text is that of the result of the year before."""
    for (departments, direction), reports in _rows(grounds.reports).items():
        results = _texts(reports, SHISAKU.Result)
        for (year, text), plans in _texts(reports, SHISAKU.Plan).items():
            before = [result for (earlier, said), found in results.items() for result in found
                      if said == text and earlier.begins == year.begins - 1]
            if before:
                yield _unchanged(grounds.facts, (departments, direction), year, [*before, *plans])


def _unchanged(facts: Facts, row: _Row, year: FiscalYear, reports: list[Report]) -> Finding:
    departments, direction = row
    who, where = _who(facts, departments), facts.name(direction)
    return Finding(
        SHISAKU.UnchangedPlan, (*departments, direction),
        tuple(report.iri for report in reports),
        f"要確認: {where}についての{who}の{year.begins}年度の予定は、前年度の実績と同じ文章です。",
        f"To check: the plan of {who} for FY{year.begins} under {where} has the same text "
        "as the result of the year before.",
        SAME_TEXT, tuple(chain.from_iterable(report.passages for report in reports)),
        year=year.iri)


def _rows(reports: Iterable[Report]) -> Mapping[_Row, list[Report]]:
    found: defaultdict[_Row, list[Report]] = defaultdict(list)
    for report in reports:
        if report.direction is not None:
            found[report.departments, report.direction].append(report)
    return found


def _texts(
    reports: Iterable[Report], phase: str
) -> Mapping[tuple[FiscalYear, str], list[Report]]:
    """Return the reports of ``phase`` whose text has words, by year and normalised text."""
    found: defaultdict[tuple[FiscalYear, str], list[Report]] = defaultdict(list)
    for report in reports:
        words = text_key(report.text or "")
        if report.phase == phase and report.year is not None and words:
            found[report.year, words].append(report)
    return found


def _who(facts: Facts, departments: Iterable[str]) -> str:
    return "・".join(facts.names(departments))
