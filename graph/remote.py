"""A SPARQL 1.1 endpoint as a store: the same questions, asked over HTTP through SPARQLWrapper.

Values are bound by a VALUES clause at the head of the query's WHERE, where its filters see them;
each is written by the engine's own term serialiser, never pasted. A query that binds values must
therefore have a line ``WHERE {``, as those of the catalogue have; others are refused. The answer is
read by Oxigraph's parsers, so that rows from afar are the rows of the embedded store. What the
default graph holds is the endpoint's own affair.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError

from pyoxigraph import (
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from graph.results import Boolean, Result, Solutions, Term, Triples, reported
from ontology.errors import QueryError

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

TIMEOUT = 60
"""Seconds after which an endpoint that does not answer is given up."""
_WHERE = "\nWHERE {\n"
LARGEST_ANSWER = 256 * 1024 * 1024
"""An answer of more bytes is refused."""


def is_endpoint(text: str) -> bool:
    """Tell whether ``text`` is the address of an endpoint rather than a folder."""
    return text.startswith(("http://", "https://"))


class RemoteStore:
    """Asks the endpoint at ``url``; read only."""

    def __init__(self, url: str) -> None:
        self._url = url

    def query(
        self,
        text: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Result:
        """See graph.store.GraphStore; QueryError also where the endpoint does not answer."""
        request = self._request(_bound(text, substitutions or {}))
        for iri in default_graphs:
            request.addDefaultGraph(iri)
        for iri in named_graphs:
            request.addNamedGraph(iri)
        body = self._answer(request)
        if request.queryType in ("CONSTRUCT", "DESCRIBE"):
            with reported():
                return Triples([quad.triple for quad in parse(body, RdfFormat.N_TRIPLES)])
        with reported():
            found = parse_query_results(body, QueryResultsFormat.JSON)
        return Solutions.of(found) if isinstance(found, QuerySolutions) else Boolean(found)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Refused: a whole graph is fetched from an endpoint by its own means."""
        raise QueryError(
            ja=f"{self._url}: エンドポイントからグラフ全体を読み出すことはできません。",
            en=f"{self._url}: a whole graph cannot be read out of an endpoint.")

    def _request(self, text: str) -> SPARQLWrapper:
        from SPARQLWrapper import JSON, POST, SPARQLWrapper

        request = SPARQLWrapper(self._url)
        request.setQuery(text)
        request.setMethod(POST)
        request.setTimeout(TIMEOUT)
        if request.queryType in ("CONSTRUCT", "DESCRIBE"):
            request.setOnlyConneg(True)
            request.addCustomHttpHeader("Accept", "application/n-triples")
        else:
            request.setReturnFormat(JSON)
        return request

    def _answer(self, request: SPARQLWrapper) -> bytes:
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        try:
            response: Any = request.query().response
            with response:
                body = bytes(response.read(LARGEST_ANSWER + 1))
        except (SPARQLWrapperException, URLError, OSError) as error:
            for fault in (error, error.__context__):
                if isinstance(fault, HTTPError):
                    fault.close()
            raise self._fault(error) from error
        if len(body) > LARGEST_ANSWER:
            raise QueryError(
                ja=f"{self._url}: 答えが大きすぎます。LIMIT で絞ってください。",
                en=f"{self._url}: the answer is too large; narrow it with LIMIT.")
        return body

    def _fault(self, error: Exception) -> QueryError:
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

        reason = _reason(error)
        if isinstance(error, QueryBadFormed):
            return QueryError(
                ja=f"{self._url}: エンドポイントがクエリを拒みました: {reason}",
                en=f"{self._url}: the endpoint refused the query: {reason}")
        return QueryError(
            ja=f"{self._url}: エンドポイントが答えません: {reason}",
            en=f"{self._url}: the endpoint does not answer: {reason}")


def _bound(text: str, substitutions: Mapping[str, Term]) -> str:
    """Return the query with ``substitutions`` bound at the head of its WHERE."""
    if not substitutions:
        return text
    head, where, rest = text.partition(_WHERE)
    if not where:
        raise QueryError(
            ja="エンドポイントで値を束縛するには、クエリに「WHERE {」だけの行が必要です。",
            en='To bind values at an endpoint the query needs a line that is just "WHERE {".')
    names = " ".join(f"?{name}" for name in substitutions)
    terms = " ".join(str(term) for term in substitutions.values())
    return f"{head}{where}  VALUES ({names}) {{ ({terms}) }}\n{rest}"


def _reason(error: Exception) -> str:
    """Return what went wrong on one line."""
    text = " ".join(str(error).split())
    return json.dumps(text[:200], ensure_ascii=False) if text else type(error).__name__
