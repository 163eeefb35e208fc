"""What a query answered, kept whole, so that it can be shown and written more than once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.results import Boolean, Result, Solutions, Term


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: each row has one term, or None, for each of ``columns``.

    ``bound`` names the columns that only repeat what was asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    bound: frozenset[str]
    json: bytes
    """The same as SPARQL 1.1 JSON results, as the engine wrote it."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to an ASK."""

    value: bool
    json: bytes


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE: a set, in the order in which it was found."""

    triples: tuple[Triple, ...]


Answer = Rows | Truth | Triples


def answer_of(result: Result, bound: Collection[str] = ()) -> Answer:
    """Read ``result`` to its end; QueryError where the engine fails on the way."""
    if isinstance(result, Solutions):
        return rows_of(result.serialize(QueryResultsFormat.JSON), frozenset(bound))
    if isinstance(result, Boolean):
        return Truth(bool(result), result.serialize(QueryResultsFormat.JSON))
    return Triples(tuple(dict.fromkeys(result)))


def answer_read(content: bytes, is_graph: bool, bound: Collection[str] = ()) -> Answer:
    """Read an answer that was written as SPARQL 1.1 JSON results, or as N-Triples for a graph."""
    if is_graph:
        return Triples(tuple(dict.fromkeys(
            quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES))))
    parsed = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(parsed, QueryBoolean):
        return Truth(bool(parsed), content)
    return rows_of(content, frozenset(bound))


def rows_of(json: bytes, bound: frozenset[str]) -> Rows:
    """Return the rows of SPARQL 1.1 JSON results."""
    parsed = parse_query_results(json, format=QueryResultsFormat.JSON)
    if not isinstance(parsed, QuerySolutions):
        raise TypeError("the engine wrote a boolean for a SELECT")
    columns = tuple(variable.value for variable in parsed.variables)
    return Rows(columns, tuple(tuple(row) for row in parsed), bound & set(columns), json)
