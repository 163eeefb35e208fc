"""数値の二重計上の恐れ: one number reported in two places, which a sum would count twice.

Two numbers are taken for one where value, unit, year and kind are the same and, besides, the label
and either a sentence much alike or a label or value that tells enough by itself; where the labels
differ (they are the words before a number, and may be cut in another place), only a value of many
digits in sentences that are much alike. Two numbers of one line are parts of one sum, not one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations

import networkx

from graph.findings.facts import Facts
from graph.findings.figure_sentences import sentences_of
from graph.findings.finding import Details, Finding, rounded
from graph.findings.grounds import Figure, Grounds, Report
from graph.findings.marks import is_marked
from graph.findings.sentences import Sentence
from graph.findings.settings import settings
from graph.findings.wording import nearness
from ontology.terms import SHISAKU

METHOD = "same-figure"
_SAME_LABEL, _OTHER_LABEL = 1.0, 0.75
"""The score tells how surely it is one number, by what it was told with."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, the report that tells it, and the sentences there in which its number stands."""

    figure: Figure
    report: Report
    said: tuple[Sentence, ...]


def repeated_figures(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each number that reports tell in two places or more."""
    for told in _comparable(grounds):
        for group, score in _groups(told):
            yield _finding(grounds.facts, group, score)


def _comparable(grounds: Grounds) -> Iterator[Sequence[_Told]]:
    """Yield the figures that have strategy, value, unit, year and kind in common."""
    reports = {report.iri: report for report in grounds.reports}
    found: defaultdict[tuple[str | None, ...], list[tuple[Figure, Report]]] = defaultdict(list)
    for figure in grounds.figures:
        report = reports.get(figure.within)
        if report is not None and report.strategy is not None and figure.year is not None:
            key = (report.strategy, figure.value, figure.unit, figure.year, figure.kind)
            found[key].append((figure, report))
    for same in found.values():
        if len(same) > 1:
            yield [_Told(figure, report, sentences_of(grounds.facts, figure, report))
                   for figure, report in same]


def _groups(told: Sequence[_Told]) -> Iterator[tuple[list[_Told], float]]:
    """Yield the figures that are one number, each group with how sure that is."""
    ties: networkx.Graph[int] = networkx.Graph()
    for one, two in combinations(range(len(told)), 2):
        score = _same(told[one], told[two])
        if score:
            ties.add_edge(one, two, score=score)
    for places in networkx.connected_components(ties):
        scores = networkx.get_edge_attributes(ties.subgraph(places), "score").values()
        yield [told[place] for place in sorted(places)], min(scores)


def _same(one: _Told, two: _Told) -> float:
    """Return how surely two figures of the same value are one number, 0 for not."""
    if set(one.figure.passages) & set(two.figure.passages):
        return 0.0
    limits = settings().figures
    near = max((nearness(first.key, second.key) for first in one.said for second in two.said),
               default=0.0)
    digits = len(one.figure.value.replace(".", "").rstrip("0"))
    if one.figure.label and one.figure.label == two.figure.label:
        telling = digits >= limits.digits or len(one.figure.label) >= limits.label
        return _SAME_LABEL if telling or near >= limits.near else 0.0
    return _OTHER_LABEL if digits >= limits.digits and near >= limits.near else 0.0


def _finding(facts: Facts, group: Sequence[_Told], score: float) -> Finding:
    figure = group[0].figure
    directions = {told.report.direction for told in group if told.report.direction}
    departments = {name for told in group for name in told.report.departments}
    number, label = f"{_shown(figure.value)}{figure.unit}", figure.label or "数値"
    who, where = "・".join(facts.names(departments)), "、".join(facts.names(directions))
    marked = sum(not is_marked(facts, told.report, told.said) for told in group) <= 1
    return Finding(
        SHISAKU.RepeatedFigure,
        tuple(sorted({*departments, *directions})),
        tuple(chain.from_iterable((told.figure.iri, told.report.iri) for told in group)),
        f"要確認: {who}が{where}で、同じ数値「{label} {number}」を{len(group)}か所に記しています"
        f"（再掲の表示{'あり' if marked else 'なし'}）。合計すると二重に数えることになります。",
        f"To check: {who} gives the same figure 「{label} {number}」 in {len(group)} places under "
        f"{where} ({'marked' if marked else 'not marked'} as 再掲); a sum would count it twice.",
        METHOD, tuple(chain.from_iterable(told.figure.passages for told in group)),
        score=rounded(score), year=figure.year, marked=marked, said=f"{number} {figure.label}",
        details=Details(evidence=(number,)))


def _shown(value: str) -> str:
    """Write a number as people do, 29749 as 29,749."""
    return f"{Decimal(value):,}"
