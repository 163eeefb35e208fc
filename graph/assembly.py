"""All graphs that follow from a set of readings: one for each document, derived, vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Quad

from graph.derived import derived_quads
from graph.identity import identify
from graph.quads import document_quads
from graph.vocabulary import vocabulary_quads
from loaders.records import Reading
from ontology.iris import Iris


def graph_quads(readings: Sequence[Reading], base: str) -> Iterator[Quad]:
    """Yield every quad that ``readings`` give under the base IRI ``base``; the order of the
    readings changes the order of the quads and nothing else."""
    identity = identify(readings, base)
    for reading in readings:
        yield from document_quads(reading, identity, Iris(base, reading.municipality.code))
    yield from derived_quads(readings, base)
    yield from vocabulary_quads()
