"""Quads of one named graph from plain Python values, so that literals are written in one way only.

Numbers are written in their canonical form: the store keeps them by value, and what is read back
from it must be what was put in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import RDF, STANDARD_CLASSES, XSD


@lru_cache(maxsize=100_000)
def named(iri: str) -> NamedNode:
    """Return the node of ``iri``; ValueError where it is no IRI."""
    return NamedNode(iri)


_INTEGER, _DECIMAL = named(XSD.integer), named(XSD.decimal)
_DATE, _BOOLEAN = named(XSD.date), named(XSD.boolean)


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """Makes the quads of the graph ``iri``; subjects, predicates and objects are IRIs."""

    iri: str

    def link(self, subject: str, predicate: str, target: str) -> Quad:
        """Return a quad whose object is the IRI ``target``."""
        return Quad(named(subject), named(predicate), named(target), named(self.iri))

    def classes(self, subject: str, kind: str) -> Iterator[Quad]:
        """Yield our class ``kind`` of ``subject`` and the standard classes beside it."""
        for name in (kind, *STANDARD_CLASSES[kind]):
            yield self.link(subject, RDF.type, name)

    def plain(self, subject: str, predicate: str, text: str) -> Quad:
        """Return a quad with a string without language."""
        return self._literal(subject, predicate, Literal(text))

    def japanese(self, subject: str, predicate: str, text: str) -> Quad:
        """Return a quad with a string in Japanese."""
        return self._literal(subject, predicate, Literal(text, language="ja"))

    def english(self, subject: str, predicate: str, text: str) -> Quad:
        """Return a quad with a string in English."""
        return self._literal(subject, predicate, Literal(text, language="en"))

    def integer(self, subject: str, predicate: str, value: int) -> Quad:
        """Return a quad with an xsd:integer."""
        return self._literal(subject, predicate, Literal(str(value), datatype=_INTEGER))

    def decimal(self, subject: str, predicate: str, value: Decimal) -> Quad:
        """Return a quad with an xsd:decimal (1.50 is written 1.5)."""
        canonical = format((value + 0).normalize(), "f")
        return self._literal(subject, predicate, Literal(canonical, datatype=_DECIMAL))

    def truth(self, subject: str, predicate: str, value: bool) -> Quad:
        """Return a quad with an xsd:boolean."""
        return self._literal(subject, predicate, Literal(str(value).lower(), datatype=_BOOLEAN))

    def day(self, subject: str, predicate: str, value: date) -> Quad:
        """Return a quad with an xsd:date."""
        return self._literal(subject, predicate, Literal(value.isoformat(), datatype=_DATE))

    def _literal(self, subject: str, predicate: str, literal: Literal) -> Quad:
        return Quad(named(subject), named(predicate), literal, named(self.iri))
