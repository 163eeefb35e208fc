"""One finding: what was found about which things, and how it is written into the graph.

Its identity is what it says, never where it was read: a document saved anew with the same
findings keeps the verdicts that persons gave on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, Quad

from graph.named_graph import NamedGraph, named
from ontology.iris import Iris, key_digest
from ontology.terms import DCTERMS, PROV, RDF, RDFS, SHISAKU, XSD, finding_types

CERTAIN = Decimal(1)
"""The score of a finding that the documents state outright."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found; all things are IRIs.

    ``subjects`` (projects, departments, directions, strategies; never empty) and ``year`` make
    its identity, ``witnesses`` (reports, listings) are involved and do not. ``ja`` and ``en`` are
    one sentence each; ``score`` is 0–1; ``marked`` is None where a mark has no bearing.
    """

    kind: str
    subjects: tuple[str, ...]
    witnesses: tuple[str, ...]
    ja: str
    en: str
    method: str
    passages: tuple[str, ...]
    score: Decimal = CERTAIN
    year: str | None = None
    marked: bool | None = None

    def identifier(self, base: str) -> str:
        """Return 16 hexadecimal digits, the same under every ``base``."""
        keys = (*self.subjects, *filter(None, [self.year]))
        return key_digest(self.kind.removeprefix(SHISAKU.BASE),
                          *sorted({key.removeprefix(base) for key in keys}))

    def iri(self, base: str) -> str:
        """Return the IRI below that of the municipality whose things these are."""
        code = self.subjects[0].removeprefix(base).partition("/")[0]
        return f"{Iris(base, code).municipality}/finding/{self.identifier(base)}"

    def quads(self, base: str) -> Iterator[Quad]:
        """Yield the quads of the finding, in the findings graph under ``base``."""
        graph, iri = NamedGraph(Iris(base, "").findings_graph), self.iri(base)
        for kind in finding_types(self.kind):
            yield graph.link(iri, RDF.type, kind)
        yield graph.plain(iri, DCTERMS.identifier, self.identifier(base))
        yield graph.japanese(iri, RDFS.label, self.ja)
        yield graph.english(iri, RDFS.label, self.en)
        for thing in sorted({*self.subjects, *self.witnesses}):
            yield graph.link(iri, SHISAKU.involves, thing)
        yield graph.decimal(iri, SHISAKU.score, self.score)
        yield graph.plain(iri, SHISAKU.method, self.method)
        yield graph.link(iri, SHISAKU.status, SHISAKU.Candidate)
        if self.marked is not None:
            truth = Literal(str(self.marked).lower(), datatype=named(XSD.boolean))
            yield _literal(graph, iri, SHISAKU.marked, truth)
        for passage in sorted(set(self.passages)):
            yield graph.link(iri, PROV.wasQuotedFrom, passage)


def _literal(graph: NamedGraph, subject: str, predicate: str, literal: Literal) -> Quad:
    return Quad(named(subject), named(predicate), literal, named(graph.iri))
