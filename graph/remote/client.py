"""How one endpoint is asked and written to: SPARQL 1.1 Query and Update through SPARQLWrapper, the
Graph Store Protocol beside it, in the dialect of the engine that answers there."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request

from graph.remote import transport
from graph.remote.answers import N_TRIPLES, bindings, rows_in, told_of, triples_of
from graph.remote.binding import bound, query_form
from graph.remote.dialects import DIALECTS, Dialect, dialect_of
from graph.remote.endpoint import Endpoint
from graph.remote.mending import Mending, sent, without_optional_steps
from graph.remote.pages import pages, too_many
from graph.remote.transport import LARGEST_ANSWER, Reply, answered
from graph.results import Result, Solutions, Term
from ontology.errors import QueryError

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

TURTLE = "text/turtle"
"""N-Triples are Turtle, which more engines take."""
_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_NOTHING: Mapping[str, Term] = MappingProxyType({})


class Client:
    """Speaks to ``endpoint``; keeps nothing of what it answers."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        transport.ready()

    @cached_property
    def dialect(self) -> Dialect:
        """The dialect named in the settings, or else that of the engine that answers."""
        named = DIALECTS.get(self.endpoint.engine)
        found = named or dialect_of(self._server())
        if found.digest and self.endpoint.user:
            transport.know(self.endpoint, (self.endpoint.url, *self._places(found)))
        return found

    def _server(self) -> str:
        """Return the Server header of the endpoint; credentials are not told to it yet."""
        body = urlencode({"query": "ASK {}"}).encode()
        request = Request(self.endpoint.url, body, {
            "Accept": "application/sparql-results+json", "User-Agent": "shisaku"})
        try:
            with transport.opened(request, self.endpoint.seconds) as response:
                return str(response.headers.get("Server", ""))
        except HTTPError as error:
            with error:
                return str(error.headers.get("Server", ""))
        except OSError:
            return ""  # who asks next is told

    def _places(self, dialect: Dialect) -> tuple[str, str]:
        update, graphs = dialect.addresses(self.endpoint.url, bool(self.endpoint.user))
        return self.endpoint.update_url or update, self.endpoint.graphs_url or graphs

    def ask(self, query: str, default_graphs: Sequence[str] = (),
            named_graphs: Sequence[str] = (), *, union: bool = False,
            values: Mapping[str, Term] = _NOTHING) -> Result:
        """Answer ``query`` with ``values`` bound, over the graphs named, over the union of all
        where ``union``, else as the engine does; the whole answer, in pages if need be."""
        mends = self.dialect.mends
        text = bound(query, {name: sent(term) if mends else term
                             for name, term in values.items()})
        if mends:
            text = without_optional_steps(text)
        form = query_form(text)
        reply = self._asked(text, form, default_graphs, named_graphs, union)
        most = self._most_rows(reply)
        if form in _GRAPHS:
            if most is not None and reply.body.count(b"\n") >= most:
                raise too_many(self.endpoint.url, most)
            return triples_of(self.endpoint.url, reply)
        told = told_of(self.endpoint.url, reply)
        if most is not None and len(bindings(told)) >= most:
            told = self._in_pages(text, told["head"]["vars"], most, (
                default_graphs, named_graphs, union))
        elif not mends:
            return rows_in(reply.body)
        if mends:
            told = Mending.of(query, values).mended(told)
        return rows_in(json.dumps(told).encode())

    def _most_rows(self, reply: Reply) -> int | None:
        """Return after how many rows the engine may have cut off its answer."""
        told = reply.headers.get("x-sparql-maxrows", "")
        return int(told) if told.isdecimal() else self.dialect.row_limit

    def _in_pages(self, text: str, variables: Sequence[str], size: int,
                  over: tuple[Sequence[str], Sequence[str], bool]) -> dict[str, Any]:
        """Return the whole answer to the SELECT ``text``, asked for ``over`` its graphs page by
        page; QueryError where that is not possible or would be too large."""
        rows: list[dict[str, Any]] = []
        length = 0
        for page in pages(self.endpoint.url, text, variables, size):
            reply = self._asked(page, "SELECT", *over)
            found = bindings(told_of(self.endpoint.url, reply))
            rows += found
            length += len(reply.body)
            if len(found) < size:
                break
            if length > LARGEST_ANSWER:
                raise too_many(self.endpoint.url, len(rows))
        return {"head": {"vars": list(variables)}, "results": {"bindings": rows}}

    def _asked(self, text: str, form: str, default_graphs: Sequence[str],
               named_graphs: Sequence[str], union: bool) -> Reply:
        from SPARQLWrapper import JSON

        request = self._wrapper(self.dialect.pragma + text)
        if form in _GRAPHS:
            request.setOnlyConneg(True)
            request.addCustomHttpHeader("Accept", N_TRIPLES)
        else:
            request.setReturnFormat(JSON)
        for iri in default_graphs:
            request.addParameter("default-graph-uri", iri)
        for iri in named_graphs:
            request.addParameter("named-graph-uri", iri)
        if union:
            for name, value in self.dialect.union:
                request.addParameter(name, value)
        return answered(self.endpoint, lambda: request.query().response, repeatable=True)

    def update(self, text: str, *, repeatable: bool = False) -> None:
        """Carry out the update ``text``; tried once unless it may be ``repeatable``. QueryError
        where it is refused, UnansweredError where it is not known whether it was carried out."""
        request = self._wrapper(text)
        answered(self.endpoint, lambda: request.query().response, repeatable=repeatable)

    def _wrapper(self, text: str) -> SPARQLWrapper:
        from SPARQLWrapper import POST, SPARQLWrapper

        request = SPARQLWrapper(self.endpoint.url, self._places(self.dialect)[0])
        request.setQuery(text)
        request.setMethod(POST)
        request.setTimeout(ceil(self.endpoint.seconds))
        for name, value in self._credentials().items():
            request.addCustomHttpHeader(name, value)
        return request

    def _credentials(self) -> Mapping[str, str]:
        if self.endpoint.token:
            return {"Authorization": f"Bearer {self.endpoint.token}"}
        if self.endpoint.user and not self.dialect.digest:
            pair = f"{self.endpoint.user}:{self.endpoint.password}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
        return {}

    def write_graph(self, graph: str, pieces: Iterator[bytes]) -> None:
        """Let ``graph`` hold the N-Triples of ``pieces`` and nothing else; no blank nodes."""
        method = "PUT"
        for piece in pieces:
            self._at_graph(method, graph, piece)
            method = "POST"

    def delete_graph(self, graph: str) -> None:
        """Take ``graph`` away, where it is there."""
        self.update(self.drop(graph), repeatable=True)

    def drop(self, graph: str) -> str:
        """Return the update that takes ``graph`` away."""
        if self.dialect.moves:
            return f"DROP SILENT GRAPH <{graph}>"
        return f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"

    def move(self, source: str, target: str) -> str:
        """Return the update that lets ``target`` hold what ``source`` holds, and nothing else."""
        if self.dialect.moves:
            return f"MOVE GRAPH <{source}> TO GRAPH <{target}>"
        return (f"{self.drop(target)} ;\nINSERT {{ GRAPH <{target}> {{ ?s ?p ?o }} }} "
                f"WHERE {{ GRAPH <{source}> {{ ?s ?p ?o }} }} ;\n{self.drop(source)}")

    def read_graph(self, graph: str) -> Reply:
        """Return ``graph`` as the Graph Store Protocol gives it."""
        return self._at_graph("GET", graph, None)

    def _at_graph(self, method: str, graph: str, body: bytes | None) -> Reply:
        address = self._places(self.dialect)[1]
        joint = "&" if "?" in address else "?"
        url = f"{address}{joint}{urlencode({'graph': graph})}"
        headers = {"User-Agent": "shisaku", **self._credentials(),
                   "Accept": N_TRIPLES if method == "GET" else "*/*"}
        if body is not None:
            headers["Content-Type"] = TURTLE
        return answered(
            self.endpoint, lambda: transport.opened(
                Request(url, body, headers, method=method), self.endpoint.seconds),
            repeatable=True)

    def count(self, graph: str) -> int:
        """Return how many triples ``graph`` has."""
        found = self.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        rows = list(found) if isinstance(found, Solutions) else []
        if len(rows) != 1 or rows[0][0] is None:
            raise QueryError(ja=f"{self.endpoint.url}: {graph} を数えられません。",
                             en=f"{self.endpoint.url}: {graph} cannot be counted.")
        return int(rows[0][0].value)  # type: ignore[union-attr]
