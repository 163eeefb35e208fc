"""The formats of an answer and the media types that ask for them.

The first media type of a format is the one answered to a client that takes anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """``name`` is what ``format=`` takes, ``others`` are names that clients use as well."""

    name: str
    engine: QueryResultsFormat | RdfFormat
    media_types: tuple[str, ...]
    others: tuple[str, ...] = ()


def _by_name(*formats: Format) -> Mapping[str, Format]:
    return {each.name: each for each in formats}


ROW_FORMATS = _by_name(
    Format("json", QueryResultsFormat.JSON,
           ("application/sparql-results+json", "application/json")),
    Format("xml", QueryResultsFormat.XML,
           ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", QueryResultsFormat.CSV, ("text/csv",)),
    Format("tsv", QueryResultsFormat.TSV, ("text/tab-separated-values",)))
"""For the rows of a SELECT and the truth of an ASK, the preferred one first."""

GRAPH_FORMATS = _by_name(
    Format("ttl", RdfFormat.TURTLE, ("text/turtle", "application/x-turtle"), ("turtle", "n3")),
    Format("nt", RdfFormat.N_TRIPLES, ("application/n-triples", "text/plain"), ("ntriples",)),
    Format("jsonld", RdfFormat.JSON_LD,
           ("application/ld+json", "application/json"), ("json-ld", "json")),
    Format("rdf", RdfFormat.RDF_XML,
           ("application/rdf+xml", "application/xml", "text/xml"), ("rdf+xml", "xml", "rdfxml")))
"""For the triples of a CONSTRUCT or DESCRIBE, the preferred one first."""


def offers(formats: Mapping[str, Format]) -> Iterator[tuple[str, Format]]:
    """Yield each media type with its format, the preferred ones first."""
    for rank in range(max(len(each.media_types) for each in formats.values())):
        for each in formats.values():
            if rank < len(each.media_types):
                yield each.media_types[rank], each


def named(formats: Mapping[str, Format], name: str) -> Format | None:
    """Return the format that is called ``name`` in whatever letter case."""
    wanted = name.lower()
    return next((each for each in formats.values()
                 if wanted == each.name or wanted in each.others), None)
