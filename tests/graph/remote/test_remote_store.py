"""A store at a SPARQL endpoint gives what the embedded one gives, or one clear line."""

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.remote import Endpoint, RemoteStore, is_endpoint
from graph.remote.mending import without_optional_steps
from graph.results import Boolean, Solutions, Triples
from graph.store import EmbeddedStore
from ontology.errors import QueryError, ShisakuError

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
        list(RemoteStore(Endpoint(f"{address}{path}", pause=0.001)).query(text))  # type: ignore[arg-type]
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


@pytest.mark.parametrize("text", [
    "SELECT ?s { ?s ?p ?o }",
    f"PREFIX ex: <{EX}> # WHERE {{\nSELECT ?s WHERE {{ {{ SELECT ?s {{ ?s ex:label ?l }} }} }}",
    "SELECT ?s { SELECT ?s { ?s ?p ?o } }",
    f"SELECT (EXISTS {{ <{EX}a> ?b ?c }} AS ?x) ?s WHERE {{ ?s ?p ?o }} LIMIT 3",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE ?s WHERE { ?s ?p ?o }",
    "DESCRIBE ?s",
    "ASK { ?s ?p '}' }",
    "ASK { ?s ?p ?o }",
])
def test_values_are_bound_in_any_form(address: str, text: str) -> None:
    bound = {"s": NamedNode(f"{EX}c")}
    values = f"VALUES ?s {{ <{EX}c> }}"
    found = RemoteStore(f"{address}/sparql").query(text, bound)
    near = EmbeddedStore.of(QUADS)
    if isinstance(found, Solutions):
        assert [row[found.variables.index("s")] for row in found] == [NamedNode(f"{EX}c")]
    elif isinstance(found, Triples):
        (triple,) = found
        assert triple == QUADS[2].triple
    else:
        asked = text.replace("{", f"{{ {values} ", 1)
        assert bool(found) is bool(near.query(asked))


@pytest.mark.parametrize("text", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "", "nonsense",
                                  "WITH <a:g> DELETE { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } }"])
def test_what_is_no_query_is_not_sent(text: str) -> None:
    with pytest.raises(QueryError, match="SELECT, ASK, CONSTRUCT or DESCRIBE"):
        RemoteStore(_nowhere()).query(text)


def _nowhere() -> Endpoint:
    return Endpoint("http://127.0.0.1:9/sparql", pause=0.001)


def test_nobody_there() -> None:
    with pytest.raises(QueryError, match="does not answer"):
        RemoteStore(_nowhere()).query(SELECT)


@pytest.mark.parametrize("url", [
    "http://user:secret@127.0.0.1:9/sparql", "http://user@example.org/", "http:///sparql",
    "http://example.org/a b", "ftp://example.org/"])
def test_a_bad_address_is_refused(url: str) -> None:
    with pytest.raises(ShisakuError) as caught:
        Endpoint(url)
    assert "secret" not in caught.value.en


def test_addresses_and_folders_are_told_apart() -> None:
    assert is_endpoint("https://example.org/sparql")
    assert not is_endpoint("shisaku-data")
    assert not is_endpoint("./http:/folder")


@pytest.mark.parametrize("text", [
    f"SELECT ?s ?o WHERE {{ ?s <{EX}in>/<{EX}in>? ?o }}",
    f"PREFIX ex: <{EX}> SELECT ?s ?o WHERE {{ ?s a ex:T ; ex:in/ex:in? ?o ; ex:name ?n . }}",
    f"PREFIX ex: <{EX}> SELECT ?s ?o WHERE {{ ?o a ex:T . ?s ex:in? ?o ; a ?kind }}",
    f"PREFIX ex: <{EX}> SELECT ?s ?o WHERE {{ ?o a ex:T MINUS {{ ?x ex:in/ex:in? ?o }} "
    "?s ex:in ?o }",
])
def test_a_path_of_one_step_or_none_is_told_otherwise(text: str) -> None:
    names = [NamedNode(f"{EX}{name}") for name in "abcd"]
    within, kind = NamedNode(f"{EX}in"), NamedNode(f"{EX}T")
    a_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store = EmbeddedStore.of([
        *(Quad(one, within, other) for one, other in pairwise(names)),
        *(Quad(each, a_type, kind) for each in names),
        *(Quad(each, NamedNode(f"{EX}name"), Literal("n")) for each in names)])
    told = without_optional_steps(text)
    assert told != text
    assert "?" not in told.replace("?s", "").replace("?o", "").replace("?n", "").replace(
        "?x", "").replace("?kind", "").replace("?_kind_of_o", "")
    before, after = store.query(text), store.query(told)
    assert isinstance(before, Solutions)
    assert isinstance(after, Solutions)
    assert sorted(map(str, after)) == sorted(map(str, before))
