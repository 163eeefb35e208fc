"""All graphs that follow from a set of readings: one for each document, derived, vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Quad, Triple

from graph.derived import derived_quads
from graph.editions.quads import edition_quads
from graph.identity import identify
from graph.quads import document_quads
from graph.vocabulary import vocabulary_quads
from loaders.records import Reading
from ontology.iris import Iris


def graph_quads(readings: Sequence[Reading], base: str) -> Iterator[Quad]:
    """Yield ``stated_quads`` of ``readings``, and the vocabulary."""
    yield from stated_quads(readings, base)
    yield from vocabulary_quads()


def stated_quads(readings: Sequence[Reading], base: str) -> Iterator[Quad]:
    """Yield every quad that ``readings`` give under the base IRI ``base``; the order of the
    readings changes nothing.

    What two documents say in the same words (a department's name) stands in the graph of the
    first by municipality and file name: an engine that unites graphs without merging them, as
    Oxigraph does, would else count it twice.
    """
    identity = identify(readings, base)
    said: set[Triple] = set()
    for reading in sorted(readings, key=_place):
        for quad in document_quads(reading, identity, Iris(base, reading.municipality.code)):
            if quad.triple not in said:
                said.add(quad.triple)
                yield quad
    yield from derived_quads(readings, base)
    yield from edition_quads(readings, base)


def _place(reading: Reading) -> tuple[str, str, str]:
    return (reading.municipality.code, reading.source.name, reading.source.sha256)
