"""Facts that follow from all documents together: home listings, re-statements, short cuts.

A document says that a listing is a 再掲 and not of what; here every reading is looked at to find
it. Nothing depends on the order in which documents are read: where several candidates fit, the
same document comes first, then the first printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Quad

from graph.listing_quads import places
from graph.named_graph import NamedGraph
from graph.naming import target_iri
from graph.outline import Outline
from loaders.records import Kind, MatchMethod, Reading, TextRef
from loaders.source import Passage
from ontology.iris import Iris
from ontology.names import normalised_name
from ontology.terms import ORE, SHISAKU

_LISTED = (MatchMethod.EXACT, MatchMethod.VARIANT, MatchMethod.STEM)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A listing or measure in one document: what it is of (``subject``: the strategy, and the
    project or the label), where it stands (``container``), whether it is marked 再掲, and the
    container where the mark says it is at home."""

    iri: str
    subject: tuple[str, str]
    document: str
    line: int
    marked: bool
    container: str = ""
    home: str = ""


def derived_quads(readings: Iterable[Reading], base: str) -> Iterator[Quad]:
    """Yield the derived graph of all ``readings``, sorted; ``base`` is that of the IRIs."""
    outlined = [(reading, Outline.of(reading, base)) for reading in readings]
    graph = NamedGraph(Iris(base, "").derived_graph)
    lineage = _origins(chain.from_iterable(_printed_places(*pair) for pair in outlined))
    restated = _origins(chain.from_iterable(_printed_measures(*pair) for pair in outlined))
    triples = {(marked, ORE.lineage, home) for marked, home in lineage}
    triples |= {(marked, SHISAKU.restates, origin) for marked, origin in restated}
    for pair in outlined:
        triples.update(_homes(*pair))
        triples.update(_departments(*pair))
    yield from (graph.link(*triple) for triple in sorted(triples))


def _printed_places(reading: Reading, outline: Outline) -> Iterator[_Printed]:
    for place in places(reading.listings, outline):
        yield _Printed(place.listing, (outline.strategy, place.project), reading.source.sha256,
                       _first_line(place.passages), place.cross_listed, place.container,
                       outline.iri(place.home) if place.home else "")


def _printed_measures(reading: Reading, outline: Outline) -> Iterator[_Printed]:
    for measure in reading.measures:
        yield _Printed(outline.iri(measure.notation),
                       (outline.strategy, normalised_name(measure.label)),
                       reading.source.sha256, _first_line(measure.passages), measure.restated)


def _first_line(passages: Iterable[Passage]) -> int:
    return min((passage.first_line for passage in passages), default=0)


def _origins(printed: Iterable[_Printed]) -> Iterator[tuple[str, str]]:
    """Yield each marked thing with the unmarked one that it repeats, where there is one."""
    by_subject: defaultdict[tuple[str, str], list[_Printed]] = defaultdict(list)
    for each in printed:
        by_subject[each.subject].append(each)
    for group in by_subject.values():
        marked: dict[str, _Printed] = {}
        for each in group:
            if each.marked:
                marked[each.iri] = min(each, marked.get(each.iri, each), key=_first_told)
        unmarked = [each for each in group if each.iri not in marked]
        for iri, seen in marked.items():
            if unmarked:
                yield iri, min(unmarked, key=lambda each: _distance(each, seen)).iri


def _first_told(each: _Printed) -> tuple[str, bool, str]:
    return (each.document, not each.home, each.home)


def _distance(each: _Printed, seen: _Printed) -> tuple[bool, bool, str, int, str]:
    """Sort key as seen from the marked thing ``seen``: what its mark calls its home first, then
    its own document's records, then the first printed."""
    at_home = bool(seen.home) and each.container == seen.home
    return (not at_home, each.document != seen.document, each.document, each.line, each.iri)


def _homes(reading: Reading, outline: Outline) -> Iterator[tuple[str, str, str]]:
    """Yield in which directions a project is at home and in which it is listed again."""
    for place in places(reading.listings, outline):
        if place.direction:
            predicate = SHISAKU.crossListedIn if place.cross_listed else SHISAKU.homeIn
            yield place.project, predicate, place.direction


def _departments(reading: Reading, outline: Outline) -> Iterator[tuple[str, str, str]]:
    """Yield what the departments work in and answer for: as their reports say, and where a list
    prints a department in charge of a project at home in a direction."""
    iris = outline.iris
    for place in places(reading.listings, outline):
        if place.direction and not place.cross_listed:
            for name in place.departments:
                yield iris.department(name), SHISAKU.worksIn, place.direction
    for report in reading.reports:
        direction = outline.direction(report.reports_on)
        for name in report.departments:
            if direction:
                yield iris.department(name), SHISAKU.worksIn, direction
    reporters = {TextRef("report", report.key): report.departments for report in reading.reports}
    for mention in reading.mentions:
        if mention.kind is Kind.PROJECT and mention.method in _LISTED:
            for name in reporters.get(mention.within, ()):
                yield iris.department(name), SHISAKU.responsibleFor, target_iri(mention, outline)
