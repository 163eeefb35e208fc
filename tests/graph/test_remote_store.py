"""A store at a SPARQL endpoint gives what the embedded one gives, or one clear line."""

from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

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


@pytest.fixture(scope="module")
def address(sparql_endpoint: Callable[[Iterable[Quad]], str]) -> str:
    return sparql_endpoint(QUADS)


SELECT = f"""SELECT ?s ?label
WHERE {{
  ?s <{EX}label> ?label
}} ORDER BY ?s"""
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


def test_a_bound_value_is_seen_by_the_filters(address: str) -> None:
    text = f"""SELECT ?s ?least
WHERE {{
  ?s <{EX}label> ?label
  FILTER (?label >= ?least)
}}"""
    found = RemoteStore(f"{address}/sparql").query(text, {"least": Literal(2)})
    assert isinstance(found, Solutions)
    assert list(found) == [(NamedNode(f"{EX}c"), Literal(2))]


def test_values_that_cannot_be_bound_are_refused(address: str) -> None:
    with pytest.raises(QueryError, match="WHERE"):
        RemoteStore(f"{address}/sparql").query("SELECT ?s { ?s ?p ?o }", {"s": NamedNode(EX)})


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
