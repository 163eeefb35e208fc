"""Changes between editions as quads of the derived graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Quad

from graph.editions.change import Change, ChangeKind, Thing
from graph.editions.period import Period
from graph.editions.renames import REPLACES
from graph.editions.sequence import consecutive_changes
from graph.named_graph import NamedGraph
from loaders.records import Reading
from ontology.iris import Iris
from ontology.terms import DCTERMS, ORG, PROV, RDFS, SHISAKU

_SCORES = {"name": SHISAKU.nameScore, "text": SHISAKU.textScore, "place": SHISAKU.placeScore,
           "department": SHISAKU.departmentScore}

REPLACING = frozenset({ChangeKind.RENAMED, ChangeKind.RENUMBERED, ChangeKind.MERGED})
"""The kinds of changes in which the later takes the place of the earlier."""


def edition_quads(readings: Iterable[Reading], base: str) -> Iterator[Quad]:
    """Yield what changed between the consecutive editions or years in ``readings``, sorted, in the
    derived graph under the base IRI ``base``; the order of the readings makes no difference."""
    changes = {(change.code, change.identifier): change
               for change in consecutive_changes(readings)
               if change.kind is not ChangeKind.UNCOVERED}
    found = {quad for change in changes.values() for quad in change_quads(change, base)}
    yield from sorted(found, key=str)


def change_quads(change: Change, base: str) -> Iterator[Quad]:
    """Yield the node of ``change``, and what it replaces where that is sure enough."""
    iris = Iris(base, change.code)
    graph, iri = NamedGraph(iris.derived_graph), iris.change(change.identifier)
    earlier, later = change.periods
    is_reorganisation = change.subject_kind == "Department" and bool(
        change.before and change.after)
    yield from graph.classes(
        iri, SHISAKU.DepartmentChange if is_reorganisation else SHISAKU.Change)
    yield graph.plain(iri, DCTERMS.identifier, change.identifier)
    yield graph.japanese(iri, RDFS.label, change.ja)
    yield graph.english(iri, RDFS.label, change.en)
    yield graph.link(iri, SHISAKU.changeKind, SHISAKU.term(change.kind))
    befores = [_iri(thing, iris, earlier) for thing in change.before]
    afters = [_iri(thing, iris, later) for thing in change.after]
    for predicate, things in ((SHISAKU.earlier, befores), (SHISAKU.later, afters),
                              (SHISAKU.changeOf, _subjects(change, iris, befores, afters))):
        yield from (graph.link(iri, predicate, thing) for thing in things)
    if is_reorganisation:
        yield from (graph.link(iri, ORG.originalOrganization, thing) for thing in befores)
        yield from (graph.link(iri, ORG.resultingOrganization, thing) for thing in afters)
    yield graph.decimal(iri, SHISAKU.confidence, change.confidence)
    yield graph.plain(iri, SHISAKU.method, change.method)
    yield graph.link(iri, SHISAKU.status, SHISAKU.Candidate)
    for score in change.scores:
        yield graph.decimal(iri, _SCORES[score.dimension], score.value)
    if later.year is not None:
        yield graph.link(iri, SHISAKU.fiscalYear, iris.fiscal_year(later.year))
    for quote in (*change.before_quotes, *change.after_quotes):
        yield graph.link(iri, PROV.wasQuotedFrom,
                         iris.passage(quote.sha256, quote.first, quote.last))
    if replaces(change.kind, change.confidence):
        yield from (graph.link(new, DCTERMS.replaces, old) for new in afters for old in befores
                    if new != old)


def replaces(kind: str, confidence: Decimal) -> bool:
    """Tell whether a change of ``kind`` is surely enough that the later is what the earlier was."""
    return kind in REPLACING and confidence >= REPLACES


def _subjects(
    change: Change, iris: Iris, befores: list[str], afters: list[str]
) -> Iterator[str]:
    """What a change is about: where the thing itself became another, both."""
    if change.subject_kind == "Project":
        yield from (iris.project(thing.key) for thing in change.subjects)
    else:
        yield from (*befores, *afters)


def _iri(thing: Thing, iris: Iris, period: Period) -> str:
    """Return the IRI of ``thing`` as it stands in the edition of ``period``."""
    match thing.kind:
        case "Project":
            return iris.project(thing.key)
        case "Department":
            return iris.department(thing.key)
        case "Goal":
            return iris.goal(period.edition, thing.key)
        case "Direction":
            return iris.direction(period.edition, thing.key)
        case _:
            return iris.measure(period.edition, thing.key)
