"""A store at a SPARQL endpoint gives what the embedded one gives, or one clear line."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QueryTriples, RdfFormat, Store

from graph.remote import RemoteStore, is_endpoint
from graph.results import Boolean, Solutions, Triples
from graph.store import EmbeddedStore
from ontology.errors import QueryError

EX = "https://example.org/"
LABEL = NamedNode(f"{EX}label")
QUADS = [
    Quad(NamedNode(f"{EX}a"), LABEL, Literal("そば", language="ja"), NamedNode(f"{EX}g")),
    Quad(NamedNode(f"{EX}b"), LABEL, Literal('"} UNION { ?s ?p ?o'), NamedNode(f"{EX}g")),
    Quad(NamedNode(f"{EX}c"), LABEL, Literal(3), NamedNode(f"{EX}g")),
]


class Endpoint(BaseHTTPRequestHandler):
    """The SPARQL protocol over Oxigraph in a few lines: the second side of the conversation."""

    store = Store()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/broken":
            return self._send(503, b"<html>busy</html>", "text/html")
        if self.path == "/page":
            return self._send(200, b"<html>welcome</html>", "text/html")
        try:
            found = self.store.query(parse_qs(body)["query"][0], use_default_graph_as_union=True)
        except SyntaxError as error:
            return self._send(400, str(error).encode(), "text/plain")
        if isinstance(found, QueryTriples):
            return self._send(200, found.serialize(format=RdfFormat.N_TRIPLES) or b"",
                              "application/n-triples")
        return self._send(200, found.serialize(format=QueryResultsFormat.JSON) or b"",
                          "application/sparql-results+json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing while tests run."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    Endpoint.store.extend(QUADS)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


SELECT = f"SELECT ?s ?label {{ ?s <{EX}label> ?label }} ORDER BY ?s"
BOUND = [
    {},
    {"label": Literal("そば", language="ja")},
    {"label": Literal('"} UNION { ?s ?p ?o')},
    {"label": Literal("\\\n'")},
    {"s": NamedNode(f"{EX}c"), "label": Literal(3)},
    {"s": NamedNode(f"{EX}nobody")},
]


@pytest.mark.parametrize("bound", BOUND)
def test_rows_are_those_of_the_embedded_store(
    address: str, bound: dict[str, Literal | NamedNode]
) -> None:
    far = RemoteStore(f"{address}/sparql").query(SELECT, bound)
    near = EmbeddedStore.of(QUADS).query(SELECT, bound)
    assert isinstance(far, Solutions)
    assert isinstance(near, Solutions)
    assert far.variables == near.variables
    assert list(far) == list(near)


def test_ask_and_construct(address: str) -> None:
    store = RemoteStore(f"{address}/sparql")
    answer = store.query(f"ASK {{ <{EX}a> ?p ?o }}")
    assert isinstance(answer, Boolean)
    assert bool(answer) is True
    triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(triples, Triples)
    assert set(triples) == {quad.triple for quad in QUADS}


@pytest.mark.parametrize(("path", "text"), [
    ("/sparql", "SELECT nonsense"),
    ("/broken", SELECT),
    ("/page", SELECT),
])
def test_a_bad_answer_is_told_in_one_line(address: str, path: str, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        list(RemoteStore(f"{address}{path}").query(text))  # type: ignore[arg-type]
    assert "\n" not in caught.value.en


def test_nobody_there() -> None:
    with pytest.raises(QueryError, match="does not answer"):
        RemoteStore("http://127.0.0.1:9/sparql").query(SELECT)


def test_a_graph_is_not_read_out() -> None:
    with pytest.raises(QueryError):
        RemoteStore("http://127.0.0.1:9/sparql").quads()


def test_addresses_and_folders_are_told_apart() -> None:
    assert is_endpoint("https://example.org/sparql")
    assert not is_endpoint("shisaku-data")
    assert not is_endpoint("./http:/folder")
