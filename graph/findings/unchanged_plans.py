"""前年と同文の計画: the plan says what the result of the year before said, but for the tense.

Compared are the sentences of one department set in one direction. A heading repeats because the
work goes on; it is no sentence here. The score is the share of the plan's text that repeats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Finding, rounded
from graph.findings.grounds import FiscalYear, Grounds, Report, Row, rows
from graph.findings.quoting import holding
from graph.findings.sentences import Sentence, sentences, weight
from graph.findings.settings import settings
from graph.findings.wording import nearness
from ontology.terms import SHISAKU

METHOD = "text-without-tense"


@dataclass(frozen=True, slots=True)
class _Repeated:
    """The share of a plan that repeats, its sentences that do, and those of results that they
    repeat, by report."""

    share: float
    said: tuple[tuple[Report, tuple[str, ...]], ...]


def unchanged_plans(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each department set, direction and fiscal year whose plan repeats
    sentences of the year before; of several plans, the one that repeats most gives the score."""
    for row, reports in rows(grounds.reports).items():
        found: defaultdict[FiscalYear, list[_Repeated]] = defaultdict(list)
        for plan in reports:
            if plan.phase == SHISAKU.Plan and plan.year is not None and plan.says_something:
                repeated = _repeated(plan, [each for each in reports if _precedes(each, plan)])
                if repeated is not None:
                    found[plan.year].append(repeated)
        for year, plans in found.items():
            yield _finding(grounds.facts, row, year, plans)


def _precedes(report: Report, plan: Report) -> bool:
    return (report.phase == SHISAKU.Result and report.year is not None and plan.year is not None
            and report.strategy == plan.strategy and report.year.begins == plan.year.begins - 1)


def _repeated(plan: Report, results: Sequence[Report]) -> _Repeated | None:
    """Return what ``plan`` repeats, None where that is nothing."""
    told = sentences(plan.text or "", {named.words for named in plan.named})
    found: list[tuple[Report, str, str]] = []
    for result in results:
        before = sentences(result.text or "", {named.words for named in result.named})
        if _whole(told) and nearness(_whole(told), _whole(before)) >= settings().repeats.unchanged:
            everything = tuple(sentence.key for sentence in told)
            return _Repeated(1.0, ((plan, everything),
                                   (result, tuple(sentence.key for sentence in before))))
        found.extend((result, said, nearest) for said, nearest in _pairs(told, before))
    if not found:
        return None
    repeats = {said for _, said, _ in found}
    return _Repeated(
        weight(each for each in told if each.key in repeats) / weight(told),
        ((plan, tuple(sorted(repeats))), *((result, (nearest,)) for result, _, nearest in found)))


def _whole(parts: Sequence[Sentence]) -> str:
    """A paragraph broken in the middle by a page is two: the whole text mends it."""
    return "".join(sentence.key for sentence in parts)


def _pairs(
    told: Sequence[Sentence], before: Sequence[Sentence]
) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a plan that says what one of the result said, with that one."""
    for sentence in told:
        if not _says_something(sentence):
            continue
        nearest, said = max(((nearness(sentence.key, each.key), each.key) for each in before
                             if _says_something(each)), default=(0.0, ""))
        if nearest >= settings().repeats.unchanged:
            yield sentence.key, said


def _says_something(sentence: Sentence) -> bool:
    return (not sentence.title and not sentence.heading
            and len(sentence.key) >= settings().repeats.shortest_plan)


def _finding(facts: Facts, row: Row, year: FiscalYear, plans: Sequence[_Repeated]) -> Finding:
    departments, direction = row
    who, where = "・".join(facts.names(departments)), facts.name(direction)
    said = tuple(chain.from_iterable(plan.said for plan in plans))
    share = max(plan.share for plan in plans)
    return Finding(
        SHISAKU.UnchangedPlan, (*departments, direction),
        tuple(report.iri for report, _ in said),
        f"要確認: {where}についての{who}の{year.begins}年度の予定は、{share:.0%}が前年度の実績と"
        "同じ文章です（時制のほか）。",
        f"To check: {share:.0%} of the plan of {who} for FY{year.begins} under {where} repeats the "
        "result of the year before, but for the tense.",
        METHOD, tuple(chain.from_iterable(holding(facts, report, keys) for report, keys in said)),
        score=rounded(share), year=year.iri)
