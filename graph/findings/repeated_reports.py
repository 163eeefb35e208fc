"""報告文の再使用: one department set gives the identical text in two directions.

Only the identical counts here: in NFKC, without white space, bullets and 再掲 marks. Compared are
reports of the same strategy, fiscal year and phase; a whole report of any length, or whole
paragraphs of it from ``sentences.SHORTEST`` characters on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import FiscalYear, Grounds, Report
from graph.findings.sentences import Sentence, Shared, sentences, shared
from ontology.names import normalised_name
from ontology.terms import OA, SHISAKU

METHOD = "same-text"


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

    It is ``marked`` where each of the shared texts is: on one of its two sides a 再掲 mark stands
    in every paragraph or a heading above it, or all projects that the text names there, one at
    least, are listed in that direction as 再掲 and not at home in it.
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
    whole = all(match.words.whole for match in matches)
    marked = all(_is_marked(facts, match) for match in matches)
    sides = [side for match in matches for side in match.sides]
    who = "・".join(facts.names(case.departments))
    first, second, year = facts.name(case.first), facts.name(case.second), case.year.begins
    return Finding(
        SHISAKU.RepeatedReport, (*case.departments, case.first, case.second),
        tuple(report.iri for report, _ in sides),
        f"要確認: {who}の{year}年度の報告で、{first}と{second}に"
        f"同じ文章（{'全文' if whole else '一部'}）があります"
        f"（再掲の表示{'あり' if marked else 'なし'}）。",
        f"To check: {who} gives the same text ({'whole report' if whole else 'part'}) for FY{year} "
        f"under {first} and {second}, {'marked' if marked else 'not marked'} as 再掲.",
        METHOD,
        tuple(chain.from_iterable(_passages(facts, *side) for side in sides)),
        year=case.year.iri, marked=marked)


def _is_marked(facts: Facts, match: _Match) -> bool:
    return any(
        all(sentence.marked for sentence in said) or _named_are_listed_again(facts, report, said)
        for report, said in match.sides)


def _named_are_listed_again(facts: Facts, report: Report, said: Iterable[Sentence]) -> bool:
    contexts = {sentence.context for sentence in said}
    named = {mention.project for mention in report.named
             if any(mention.words in context for context in contexts)}
    return bool(named) and all(
        report.direction in facts.values(project, SHISAKU.crossListedIn)
        and report.direction not in facts.values(project, SHISAKU.homeIn) for project in named)


def _passages(facts: Facts, report: Report, said: Iterable[Sentence]) -> tuple[str, ...]:
    """Return the passages of ``report`` that hold one of the sentences; all where none does."""
    quoted = {passage: normalised_name(facts.value(passage, OA.exact) or "")
              for passage in report.passages}
    holding = tuple(passage for passage, words in quoted.items()
                    if any(sentence.key in words for sentence in said))
    return holding or report.passages
