"""報告文の再使用: one department set gives the identical text in two directions.

Only the identical counts here: in NFKC, without white space, bullets and 再掲 marks. Compared are
reports of the same strategy, fiscal year and phase; a whole report of any length, or whole
paragraphs of it from ``sentences.SHORTEST`` characters on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import Grounds, Report
from graph.findings.sentences import Sentence, Shared, sentences, shared
from ontology.names import normalised_name
from ontology.terms import OA, SHISAKU

METHOD = "same-text"


@dataclass(frozen=True, slots=True)
class _Match:
    """The same words in the reports on two directions."""

    first: Report
    second: Report
    words: Shared


@dataclass(frozen=True, slots=True)
class _Case:
    """What becomes one finding, over all its texts and both phases."""

    departments: tuple[str, ...]
    directions: tuple[str, str]
    year: str
    starts: int


def repeated_reports(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each department set, pair of directions and fiscal year.

    It is ``marked`` where each of the texts is: on one of its two sides a 再掲 mark stands at
    every sentence or a heading above it, or all projects that the text names there, one at least,
    are listed in that direction as 再掲 and not at home in it.
    """
    for case, matches in _cases(grounds).items():
        yield _finding(grounds.facts, case, matches)


def _cases(grounds: Grounds) -> Mapping[_Case, list[_Match]]:
    found: defaultdict[_Case, list[_Match]] = defaultdict(list)
    for reports in _comparable(grounds.reports):
        parts = {report.iri: sentences(report.text or "", {named.words for named in report.named})
                 for report in reports}
        for first, second in combinations(reports, 2):
            if (first.direction is None or second.direction is None or first.year is None
                    or first.starts is None or first.direction == second.direction):
                continue
            one, two = sorted((first, second), key=lambda report: report.direction or "")
            case = _Case(first.departments, (one.direction or "", two.direction or ""), first.year, first.starts)
            for words in shared(parts[one.iri], parts[two.iri]):
                found[case].append(_Match(one, two, words))
    return found
