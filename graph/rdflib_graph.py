"""Quads as an rdflib graph, for the two tools that need one: SHACL and JSON-LD.

Terms are handed over directly; writing and parsing N-Triples takes twice the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ontology.terms import XSD

if TYPE_CHECKING:
    import rdflib


def rdflib_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return ``quads`` as one rdflib graph, graph names dropped."""
    import rdflib

    @cache
    def term(found: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Node:
        match found:
            case NamedNode():
                return rdflib.URIRef(found.value)
            case BlankNode():
                return rdflib.BNode(found.value)
            case Literal():
                kind = found.datatype.value
                plain = found.language is not None or kind == XSD.string
                return rdflib.Literal(
                    found.value, lang=found.language,
                    datatype=None if plain else rdflib.URIRef(kind))
            case Triple():
                raise TypeError("a triple as a term is no part of RDF 1.1")

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
