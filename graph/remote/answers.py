"""The body of an answer → a Result, by the engine's own parsers, so that rows from afar are the
rows of the embedded store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from graph.remote.transport import Reply
from graph.results import Boolean, Result, Solutions, Triples, reported
from ontology.errors import QueryError

JSON, N_TRIPLES = "application/sparql-results+json", "application/n-triples"
_PAGES = ("text/html", "application/xhtml+xml")


class IncompleteError(QueryError):
    """An answer broke off."""


def rows_in(body: bytes) -> Solutions | Boolean:
    """Return what results in JSON say."""
    with reported():
        found = parse_query_results(body, QueryResultsFormat.JSON)
    return Solutions.of(found) if isinstance(found, QuerySolutions) else Boolean(found)


def triples_of(url: str, reply: Reply) -> Result:
    """Return the answer to a CONSTRUCT or DESCRIBE in N-Triples or Turtle."""
    if reply.media_type in _PAGES:
        raise _page(url)
    form = RdfFormat.TURTLE if "turtle" in reply.media_type else RdfFormat.N_TRIPLES
    try:
        return Triples([quad.triple for quad in parse(reply.body, form)])
    except SyntaxError as error:
        raise _incomplete(url) from error


def told_of(url: str, reply: Reply) -> dict[str, Any]:
    """Return the answer to a SELECT or ASK in JSON; IncompleteError where it breaks off,
    QueryError where it is none."""
    if reply.media_type in _PAGES:
        raise _page(url)
    try:
        told = json.loads(reply.body)
    except ValueError as error:
        raise _incomplete(url) from error
    if not isinstance(told, dict) or not ("boolean" in told or "results" in told):
        raise _page(url)
    return told


def bindings(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of results in JSON."""
    found: list[dict[str, Any]] = told.get("results", {}).get("bindings", [])
    return found


def _page(url: str) -> QueryError:
    return QueryError(
        ja=f"{url}: 答えが SPARQL の結果ではありません（ページなど）。アドレスを確かめてください。",
        en=f"{url}: answers with something else than results, such as a page; check the address.")


def _incomplete(url: str) -> IncompleteError:
    return IncompleteError(
        ja=f"{url}: 答えが途中で切れています。もう一度実行してください。",
        en=f"{url}: the answer breaks off; run again.")
