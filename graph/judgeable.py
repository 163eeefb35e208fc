"""A finding or change as the graph has it, apart from what persons say of it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.named_graph import NamedGraph, named
from ontology.terms import FINDING_CLASSES, RDF, RDFS, SHISAKU


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A finding or change as its own graph has it: ``quads`` are those with ``iri`` as subject."""

    iri: str
    graph: str
    quads: frozenset[Quad]

    @classmethod
    def find(cls, store: Store, iri: str, verdicts_graph: str) -> Judgeable | None:
        """Return what stands at ``iri`` in ``store``; None where it is no finding or change."""
        quads = [quad for quad in store.quads_for_pattern(named(iri), None, None, None)
                 if quad.graph_name != named(verdicts_graph)]
        graphs = [quad.graph_name for quad in quads
                  if quad.predicate.value == RDF.type
                  and quad.object in (named(SHISAKU.Finding), named(SHISAKU.Change))]
        if not graphs or not isinstance(graphs[0], NamedNode):
            return None
        return cls(iri, graphs[0].value, frozenset(quads))

    @property
    def kind(self) -> str:
        """The local name of its narrowest class, or of the kind of change."""
        kinds = self.values(SHISAKU.changeKind) or [
            kind for kind in FINDING_CLASSES if kind in self.values(RDF.type)]
        narrowest = min(kinds, key=lambda kind: kind == SHISAKU.Overlap, default="")
        return narrowest.removeprefix(SHISAKU.BASE)

    def label(self, language: str) -> str:
        """Return its sentence in ``language``; "" where it has none."""
        labels = [quad.object.value for quad in self.quads if quad.predicate.value == RDFS.label
                  and isinstance(quad.object, Literal) and quad.object.language == language]
        return min(labels, default="")

    @property
    def candidate(self) -> Quad:
        """What stands only as long as nobody has judged it."""
        return NamedGraph(self.graph).link(self.iri, SHISAKU.status, SHISAKU.Candidate)

    def values(self, predicate: str) -> list[str]:
        """Return the IRIs and texts that it has for ``predicate``."""
        return [quad.object.value for quad in self.quads if quad.predicate.value == predicate
                and isinstance(quad.object, NamedNode | Literal)]
