"""Which thing replaces which, once persons have judged the changes that say so.

The later replaces the earlier where a change is sure enough and nobody rejects it, or where a
person says that it is so. Several changes may say it of the same two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from pyoxigraph import NamedNode, Quad, Store

from graph.editions.quads import REPLACING, replaces
from graph.judgeable import Judgeable
from graph.named_graph import NamedGraph, named
from ontology.terms import DCTERMS, SHISAKU


def replacements(
    store: Store, changes: Iterable[Judgeable], verdicts_graph: str
) -> tuple[set[Quad], set[Quad]]:
    """Return what may stand of the replacements that ``changes`` say, and what of it stands by the
    statuses in ``store``."""
    may, stands = set(), set()
    for new, old in {pair for change in changes for pair in _pairs(change)}:
        claims = list(_claims(store, new, old, verdicts_graph))
        graphs = {graph for graph, _, _ in claims}
        may |= {_quad(graph, new, old) for graph in (*graphs, verdicts_graph)}
        sure = {graph for graph, is_sure, status in claims
                if is_sure and status != SHISAKU.Rejected}
        if sure:
            stands.add(_quad(min(sure), new, old))
        elif any(status in (SHISAKU.Confirmed, SHISAKU.Warranted) for _, _, status in claims):
            stands.add(_quad(verdicts_graph, new, old))
    return may, stands


def _pairs(change: Judgeable) -> Iterator[tuple[str, str]]:
    """Yield the later and the earlier things of a change that says that one replaces the other."""
    if change.kind in REPLACING:
        for new, old in product(change.values(SHISAKU.later), change.values(SHISAKU.earlier)):
            if new != old:
                yield new, old


def _claims(
    store: Store, new: str, old: str, verdicts_graph: str
) -> Iterator[tuple[str, bool, str]]:
    """Yield for each change that says so its graph, whether it is sure, and its status."""
    for quad in store.quads_for_pattern(None, named(SHISAKU.later), named(new), None):
        if not isinstance(quad.subject, NamedNode):
            continue
        change = Judgeable.find(store, quad.subject.value, verdicts_graph)
        if change is not None and (new, old) in _pairs(change):
            is_sure = any(replaces(change.kind, Decimal(value))
                          for value in change.values(SHISAKU.confidence))
            yield change.graph, is_sure, _status(store, quad.subject)


def _status(store: Store, change: NamedNode) -> str:
    statuses = store.quads_for_pattern(change, named(SHISAKU.status), None, None)
    return min((quad.object.value for quad in statuses
                if isinstance(quad.object, NamedNode)), default="")


def _quad(graph: str, new: str, old: str) -> Quad:
    return NamedGraph(graph).link(new, DCTERMS.replaces, old)
