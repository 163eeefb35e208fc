"""One finding: what was found about which things, and how it is written into the graph.

Its identity is what it says, never where it was read: a document saved anew with the same
findings keeps the verdicts that persons gave on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Quad

from graph.named_graph import NamedGraph
from ontology.iris import Iris, key_digest
from ontology.terms import DCTERMS, PROV, RDF, RDFS, SHISAKU, finding_types

CERTAIN = Decimal(1)
"""The score of a finding that the documents state outright."""


@dataclass(frozen=True, slots=True)
class Details:
    """What some kinds of findings say besides; empty or None where there is nothing to say.

    ``numbers`` are pairs of a property and its value (scores from 0 to 1, counts), ``cannot_tell``
    the dimensions on which the documents say too little, ``evidence`` the words or numbers in
    common, ``explained_by`` what makes a likeness natural, in the words of the vocabulary.
    """

    numbers: tuple[tuple[str, Decimal], ...] = ()
    cannot_tell: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    explained_by: tuple[str, ...] = ()
    across_departments: bool | None = None

    def quads(self, graph: NamedGraph, finding: str) -> Iterator[Quad]:
        """Yield the quads of these details of ``finding``."""
        for predicate, number in self.numbers:
            yield graph.decimal(finding, predicate, number)
        for predicate, texts in ((SHISAKU.cannotTell, self.cannot_tell),
                                 (SHISAKU.evidence, self.evidence),
                                 (SHISAKU.explainedBy, self.explained_by)):
            yield from (graph.plain(finding, predicate, text) for text in sorted(set(texts)))
        if self.across_departments is not None:
            yield graph.truth(finding, SHISAKU.acrossDepartments, self.across_departments)


NO_DETAILS = Details()


def rounded(number: float) -> Decimal:
    """Return a score as findings state it, with four places."""
    return Decimal(round(number * 10_000)).scaleb(-4)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found; all things are IRIs.

    ``subjects`` (projects, departments, directions, strategies; never empty), ``year`` and ``said``
    (the words or number that it is about, where the subjects alone do not tell) make its identity,
    ``witnesses`` (reports, listings) are involved and do not. ``ja`` and ``en`` are one sentence
    each; ``score`` is 0–1; ``marked`` is None where a mark has no bearing.
    ``details`` holds what else is said of it.
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
    said: str = ""
    details: Details = NO_DETAILS

    def identifier(self, base: str) -> str:
        """Return 16 hexadecimal digits, the same under every ``base``. A duplication has that of
        the overlap that it is: a pair once judged stays judged when it is told as the other."""
        kind = SHISAKU.Overlap if self.kind == SHISAKU.Duplication else self.kind
        keys = (*self.subjects, *filter(None, [self.year, self.said]))
        return key_digest(kind.removeprefix(SHISAKU.BASE),
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
            yield graph.truth(iri, SHISAKU.marked, self.marked)
        yield from self.details.quads(graph, iri)
        for passage in sorted(set(self.passages)):
            yield graph.link(iri, PROV.wasQuotedFrom, passage)
