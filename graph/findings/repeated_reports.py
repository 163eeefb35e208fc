"""報告文の再使用: one department set gives the same or nearly the same text in two directions.

The same is what is identical in NFKC, without white space, bullets and 再掲 marks; nearly the same
are sentences with most content words in common. Compared are reports of the same strategy, fiscal
year and phase; a whole report of any length, or parts of it that are long enough (``settings``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from graph.findings.facts import Facts
from graph.findings.finding import Finding, rounded
from graph.findings.grounds import FiscalYear, Grounds, Report
from graph.findings.marks import is_marked
from graph.findings.quoting import holding
from graph.findings.sentences import Sentence, Shared, sentences, shared
from ontology.terms import SHISAKU

SAME, NEARLY = "same-text", "nearly-same-text"


@dataclass(frozen=True, slots=True)
class _Case:
    """What becomes one finding, over all its texts and both phases."""

    departments: tuple[str, ...]
    first: str
    second: str
    year: FiscalYear


@dataclass(frozen=True, slots=True)
class _Match:
    """The same words in the reports on two directions."""

    first: Report
    second: Report
    words: Shared

    @property
    def sides(self) -> tuple[tuple[Report, tuple[Sentence, ...]], ...]:
        return (self.first, self.words.first), (self.second, self.words.second)


def repeated_reports(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each department set, pair of directions and fiscal year.

    It is ``marked`` where each of the shared texts is marked 再掲 on one of its two sides.
    """
    for case, matches in _cases(grounds.reports).items():
        yield _finding(grounds.facts, case, matches)


def _cases(reports: Iterable[Report]) -> Mapping[_Case, list[_Match]]:
    """Return what the reports share, by department set, pair of directions and year."""
    found: defaultdict[_Case, list[_Match]] = defaultdict(list)
    for (departments, year), by_direction in _comparable(reports):
        parts = {report.iri: _sentences(report) for report in chain(*by_direction.values())}
        for one, two in combinations(sorted(by_direction), 2):
            for first, second in product(by_direction[one], by_direction[two]):
                found[_Case(departments, one, two, year)].extend(
                    _Match(first, second, words)
                    for words in shared(parts[first.iri], parts[second.iri]))
    return {case: matches for case, matches in found.items() if matches}


def _comparable(
    reports: Iterable[Report]
) -> Iterator[tuple[tuple[tuple[str, ...], FiscalYear], Mapping[str, list[Report]]]]:
    """Yield department set and year with the reports of one strategy and phase by direction."""
    groups: defaultdict[tuple[tuple[str, ...], FiscalYear, str, str | None],
                        defaultdict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        if report.direction and report.year and report.phase and report.says_something:
            key = (report.departments, report.year, report.phase, report.strategy)
            groups[key][report.direction].append(report)
    for (departments, year, _, _), by_direction in groups.items():
        yield (departments, year), by_direction


def _sentences(report: Report) -> tuple[Sentence, ...]:
    return sentences(report.text or "", {named.words for named in report.named})


def _finding(facts: Facts, case: _Case, matches: list[_Match]) -> Finding:
    """The finding is of the identical where anything is; what is nearly the same is evidence."""
    whole = all(match.words.whole for match in matches)
    marked = all(any(is_marked(facts, *side) for side in match.sides) for match in matches)
    score = max(match.words.likeness for match in matches)
    sides = [side for match in matches for side in match.sides]
    who = "・".join(facts.names(case.departments))
    first, second, year = facts.name(case.first), facts.name(case.second), case.year.begins
    near = score < 1
    return Finding(
        SHISAKU.RepeatedReport, (*case.departments, case.first, case.second),
        tuple(report.iri for report, _ in sides),
        f"要確認: {who}の{year}年度の報告で、{first}と{second}に"
        f"{'ほぼ同じ' if near else '同じ'}文章（{'全文' if whole else '一部'}）があります"
        f"（再掲の表示{'あり' if marked else 'なし'}）。",
        f"To check: {who} gives {'nearly ' if near else ''}the same text "
        f"({'whole report' if whole else 'part'}) for FY{year} under {first} and {second}, "
        f"{'marked' if marked else 'not marked'} as 再掲.",
        NEARLY if near else SAME,
        tuple(chain.from_iterable(
            holding(facts, report, [sentence.key for sentence in said]) for report, said in sides)),
        score=rounded(score), year=case.year.iri, marked=marked)
