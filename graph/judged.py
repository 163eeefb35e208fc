"""Verdicts in the graph: a judged finding has the person's status in the graph of verdicts, and
its own ``Candidate`` no longer stands in the graph of findings.

What a finding says without a verdict follows from its own quads, so judging can be undone and
done again, and the order in which persons judged makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, Store

from graph.canonical import canonical_nquads, judged_snapshot
from graph.judgeable import Judgeable
from graph.named_graph import NamedGraph, named
from graph.replacements import replacements
from graph.verdicts import Verdict, current
from ontology.iris import Iris
from ontology.terms import DCTERMS, SHISAKU

VERDICTS = "verdicts.jsonl"
"""The file of verdicts in a dataset folder; what is said of verdicts begins with it."""
NAMED = 5
"""So many findings are named in a warning."""


def judge(store: Store, base: str, verdicts: Iterable[Verdict]) -> int:
    """Let ``store`` say what ``verdicts`` say and nothing else that persons said before; return
    by how many quads it has grown. Nothing changes where it says so already."""
    graph, now = Iris(base, "").verdicts_graph, current(verdicts)
    said, grown, changed = _said(store, graph), 0, []
    for iri in sorted({*said, *(base + finding for finding in now)}):
        verdict, old = now.get(iri.removeprefix(base)), said.get(iri, frozenset())
        if verdict and old == frozenset(_words(iri, verdict, NamedGraph(graph))):
            continue
        own = Judgeable.find(store, iri, graph)
        if own is None:
            grown += _put(store, old, ())
        else:
            grown += _put(store, {own.candidate, *old}, _words_on(own, verdict, graph))
            changed.append(own)
    return grown + _put(store, *replacements(store, changed, graph))


def _words_on(own: Judgeable, verdict: Verdict | None, graph: str) -> tuple[Quad, ...]:
    if verdict is None or not verdict.holds_for(own.kind):
        return (own.candidate,)
    return tuple(_words(own.iri, verdict, NamedGraph(graph)))


def _words(iri: str, verdict: Verdict, graph: NamedGraph) -> Iterator[Quad]:
    """Yield what the person said of the finding ``iri``."""
    yield graph.link(iri, SHISAKU.status, SHISAKU.term(verdict.status))
    yield graph.plain(iri, SHISAKU.reviewer, verdict.reviewer)
    yield graph.day(iri, SHISAKU.reviewedOn, verdict.reviewed_on)
    yield graph.plain(iri, SHISAKU.reason, verdict.reason)


def _said(store: Store, verdicts_graph: str) -> Mapping[str, frozenset[Quad]]:
    """Return by finding or change what persons have said of it in ``store``."""
    words: defaultdict[str, set[Quad]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, None, None, named(verdicts_graph)):
        if isinstance(quad.subject, NamedNode) and quad.predicate.value != DCTERMS.replaces:
            words[quad.subject.value].add(quad)
    return {iri: frozenset(quads) for iri, quads in words.items()}


def _put(store: Store, old: Iterable[Quad], new: Iterable[Quad]) -> int:
    """Put ``new`` in the place of ``old``; return by how many quads the store has grown."""
    gone = [quad for quad in set(old) - set(new) if quad in store]
    come = [quad for quad in set(new) if quad not in store]
    for quad in gone:
        store.remove(quad)
    store.extend(come)
    return len(come) - len(gone)


def unjudged_quads(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """Yield the ``quads`` of a dataset as if nobody had judged anything."""
    store = Store()
    store.extend(quads)
    judge(store, base, ())
    yield from store


def snapshot_of(store: Store, base: str, unjudged: str) -> str:
    """Return the snapshot of a judged ``store``; ``unjudged`` is that of it without verdicts."""
    graph = named(Iris(base, "").verdicts_graph)
    return judged_snapshot(
        unjudged, canonical_nquads(store.quads_for_pattern(None, None, None, graph)))


def unplaced(store: Store, base: str, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Return warnings of verdicts that say nothing of what ``store`` has now; they are kept."""
    graph = Iris(base, "").verdicts_graph
    said = _said(store, graph)
    gone: list[str] = []
    other: list[str] = []
    for finding in sorted(current(verdicts)):
        if base + finding in said:
            continue
        own = Judgeable.find(store, base + finding, graph)
        (gone if own is None else other).append(finding)
    return tuple(_warnings(gone, other))


def without_verdicts(warnings: Iterable[str]) -> tuple[str, ...]:
    """Return the ``warnings`` that say nothing of verdicts."""
    return tuple(warning for warning in warnings if not warning.startswith(f"{VERDICTS}: "))


def _warnings(gone: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    if gone:
        yield (f"{VERDICTS}: {len(gone)} verdicts are on what is not found any more; they are "
               f"kept and come back with it: {_first(gone)}")
    if other:
        yield (f"{VERDICTS}: {len(other)} verdicts were given on an Overlap that is a Duplication "
               f"now, which nobody has judged; see `shisaku review`: {_first(other)}")


def _first(findings: Sequence[str]) -> str:
    return ", ".join(findings[:NAMED]) + (", …" if len(findings) > NAMED else "")
