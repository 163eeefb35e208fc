"""The vocabulary as a graph of the dataset, so that a query finds the labels of its terms."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad, RdfFormat, parse

from graph.named_graph import named
from ontology import resources
from ontology.terms import ONTOLOGY


def vocabulary_quads() -> Iterator[Quad]:
    """Yield the vocabulary in the graph that bears the ontology's IRI."""
    for quad in parse(resources.vocabulary(), RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, named(ONTOLOGY))
