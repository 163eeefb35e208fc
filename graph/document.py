"""One document on its way into the graph: what every kind of node of it needs.

A node read from a document has its classes, its labels and the passages it was quoted from;
nothing is written without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from graph.identity import Identity
from graph.named_graph import NamedGraph
from graph.naming import namings
from graph.outline import Outline
from loaders.records import Reading
from loaders.source import Box, Passage
from ontology.iris import Iris
from ontology.terms import OA, PROV, SHISAKU, SKOS


@dataclass(frozen=True, slots=True)
class Document:
    """A reading, the graph its quads go into, and the names that hold over all documents."""

    reading: Reading
    identity: Identity
    outline: Outline
    graph: NamedGraph
    spellings: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, reading: Reading, identity: Identity, iris: Iris) -> Document:
        """Return ``reading`` with its outline and every spelling that it prints."""
        outline = Outline.of(reading, iris.base)
        spellings: dict[str, dict[str, None]] = {}
        for naming in namings(reading, outline, identity.stated):
            spellings.setdefault(naming.iri, {})[naming.spelling] = None
        graph = NamedGraph(iris.document_graph(reading.source.sha256))
        return cls(reading, identity, outline, graph,
                   {iri: tuple(found) for iri, found in spellings.items()})

    @property
    def iris(self) -> Iris:
        """The IRIs of the document's municipality."""
        return self.outline.iris

    @property
    def iri(self) -> str:
        """The IRI of the document itself."""
        return self.iris.document(self.reading.source.sha256)

    def node(
        self, iri: str, kind: str, passages: Iterable[Passage]
    ) -> Iterator[Quad]:
        """Yield the classes of the node ``iri`` of class ``kind``, its labels, its passages."""
        yield from self.graph.classes(iri, kind)
        yield from self.labelled(iri)
        yield from self.quoted(iri, passages)

    def labelled(self, iri: str) -> Iterator[Quad]:
        """Yield the preferred label of ``iri`` and every other spelling that this document has."""
        if iri in self.spellings:
            yield self.graph.japanese(iri, SKOS.prefLabel, self.identity.labels[iri])
            yield from self.other_spellings(iri)

    def other_spellings(self, iri: str) -> Iterator[Quad]:
        """Yield the spellings of ``iri`` in this document that are not the preferred label."""
        for spelling in self.spellings.get(iri, ()):
            if spelling != self.identity.labels[iri]:
                yield self.graph.japanese(iri, SKOS.altLabel, spelling)

    def quoted(self, iri: str, passages: Iterable[Passage]) -> Iterator[Quad]:
        """Yield where ``iri`` was read, and the passages themselves."""
        for passage in passages:
            place = self.iris.passage(
                self.reading.source.sha256, passage.first_line, passage.last_line, passage.parts)
            yield self.graph.link(iri, PROV.wasQuotedFrom, place)
            yield from self._passage(place, passage)

    def _passage(self, place: str, passage: Passage) -> Iterator[Quad]:
        yield from self.graph.classes(place, SHISAKU.Passage)
        yield self.graph.link(place, OA.hasSource, self.iri)
        if passage.page is not None:
            yield self.graph.integer(place, SHISAKU.page, passage.page)
        if passage.box is not None:
            yield self.graph.plain(place, SHISAKU.rectangle, _viewrect(passage.box))
        yield self.graph.integer(place, SHISAKU.firstLine, passage.first_line)
        yield self.graph.integer(place, SHISAKU.lastLine, passage.last_line)
        yield self.graph.plain(place, OA.exact, passage.exact)

    def named_only(self, iri: str) -> Iterator[Quad]:
        """Yield that ``iri`` is only named in this document, where no list anywhere has it."""
        if iri not in self.identity.stated:
            yield self.graph.link(iri, SHISAKU.namedOnlyIn, self.iri)


def _viewrect(box: Box) -> str:
    """Return ``box`` as left, top, width, height: the viewrect of RFC 8118."""
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return ",".join(f"{side:.1f}" for side in sides)
