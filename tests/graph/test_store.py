"""The store answers as SPARQL and the model say: union by default, terms bound, faults told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

from graph.results import Boolean, Solutions, Term, Triples
from graph.store import EmbeddedStore, names_its_graphs
from ontology.errors import QueryError

EX = "https://example.org/"
A, B, P, Q = (NamedNode(EX + name) for name in "abpq")
FIRST, SECOND = NamedNode(f"{EX}first"), NamedNode(f"{EX}second")
QUADS = [
    Quad(A, P, Literal("霧", language="ja"), FIRST),
    Quad(B, P, Literal("3", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")), FIRST),
    Quad(A, Q, B, SECOND),
]


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore.of(QUADS)


def subjects(result: Iterable[tuple[Term | None, ...]]) -> list[str]:
    return sorted(str(row[0]) for row in result)


# (query, default graphs, named graphs, number of rows)
DATASETS = [
    ("SELECT * { ?s ?p ?o }", (), (), 3),
    ("SELECT * { GRAPH ?g { ?s ?p ?o } }", (), (), 3),
    (f"SELECT * FROM <{EX}first> {{ ?s ?p ?o }}", (), (), 2),
    (f"SELECT * from <{EX}first> from <{EX}second> {{ ?s ?p ?o }}", (), (), 3),
    (f"SELECT * FROM NAMED <{EX}first> {{ GRAPH ?g {{ ?s ?p ?o }} }}", (), (), 2),
    (f"SELECT * FROM NAMED <{EX}first> {{ ?s ?p ?o }}", (), (), 0),
    ("SELECT * { ?s ?p ?o }", (f"{EX}second",), (), 1),
    ("SELECT * { ?s ?p ?o }", (f"{EX}first", f"{EX}second"), (), 3),
    ("SELECT * { ?s ?p ?o }", (), (f"{EX}first",), 0),
    ("SELECT * { GRAPH ?g { ?s ?p ?o } }", (), (f"{EX}first",), 2),
    ("SELECT * { GRAPH ?g { ?s ?p ?o } }", (f"{EX}first",), (), 0),
    (f"SELECT * FROM <{EX}first> {{ ?s ?p ?o }}", (f"{EX}second",), (), 1),
]


@pytest.mark.parametrize(("query", "default_graphs", "named_graphs", "rows"), DATASETS)
def test_which_graphs_a_query_sees(
    store: EmbeddedStore, query: str, default_graphs: tuple[str, ...],
    named_graphs: tuple[str, ...], rows: int,
) -> None:
    result = store.query(query, default_graphs=default_graphs, named_graphs=named_graphs)

    assert isinstance(result, Solutions)
    assert len(list(result)) == rows
    assert len(DATASETS) == 12


# (query, does it name its graphs)
CLAUSES = [
    ("SELECT * FROM <http://e/g> {}", True),
    ("select*from<g>{}", True),
    ("CONSTRUCT { ?s ?p ?o } FROM <g> { ?s ?p ?o }", True),
    ("DESCRIBE <x> FROM NAMED <g>", True),
    ("SELECT ?from { ?from $FROM ?o }", False),
    ("SELECT * { ?s ex:from 'FROM' }", False),
    ("SELECT * { ?s from:p \"it is \\\" FROM\" }", False),
    ('SELECT * { ?s ?p """a " FROM "b""" }', False),
    ("SELECT * { ?s ?p '''a ' FROM ''' }", False),
    ("# FROM <g>\nSELECT * { ?s <http://e/FROM> ?o }", False),
    ("SELECT * { ?s ?p 'a'@from . _:FROM ?q 1 }", False),
    ("SELECT * { ?s ?p ?o FILTER(?o < 3 && 3 > 2) } # FROM", False),
]


@pytest.mark.parametrize(("query", "expected"), CLAUSES)
def test_a_dataset_clause_is_told_from_the_word(query: str, expected: bool) -> None:
    assert names_its_graphs(query) is expected
    assert len(CLAUSES) == 12


def test_rows_have_a_term_or_nothing_for_each_variable(store: EmbeddedStore) -> None:
    pattern = f"?s <{EX}p> ?o OPTIONAL {{ ?s <{EX}q> ?v }}"
    result = store.query(f"SELECT ?s ?v {{ {pattern} }} ORDER BY ?s")

    assert isinstance(result, Solutions)
    assert result.variables == ("s", "v")
    assert list(result) == [(A, B), (B, None)]


def test_values_are_bound_as_terms(store: EmbeddedStore) -> None:
    query = "SELECT ?s ?o { ?s ?p ?o }"
    quoting = Literal('"} UNION { ?s ?p ?o } #')

    assert subjects(rows(store.query(query, {"s": A}))) == [str(A), str(A)]
    assert subjects(rows(store.query(query, {"o": quoting}))) == []


def rows(result: object) -> Solutions:
    assert isinstance(result, Solutions)
    return result


def test_ask(store: EmbeddedStore) -> None:
    result = store.query("ASK { ?s ?p ?o }", {"s": B})

    assert isinstance(result, Boolean)
    assert bool(result)
    assert not store.query("ASK { ?s ?p ?o }", {"s": P})
    assert result.serialize(QueryResultsFormat.JSON) == b'{"head":{},"boolean":true}'


def test_construct(store: EmbeddedStore) -> None:
    query = f"CONSTRUCT {{ ?s <{EX}r> ?o }} {{ ?s <{EX}q> ?o }}"
    result = store.query(query)
    assert isinstance(result, Triples)
    assert [str(triple) for triple in result] == [f"<{EX}a> <{EX}r> <{EX}b>"]

    again = store.query(query)
    assert isinstance(again, Triples)
    assert again.serialize(RdfFormat.TURTLE, {"ex": EX}) == (
        f"@prefix ex: <{EX}> .\nex:a ex:r ex:b .\n".encode())


# the forms of https://www.w3.org/TR/sparql11-results-json/ and -csv-tsv/ for one row
SERIALIZED = [
    (QueryResultsFormat.JSON,
     '{"head":{"vars":["o"]},"results":{"bindings":'
     '[{"o":{"type":"literal","value":"霧","xml:lang":"ja"}}]}}'),
    (QueryResultsFormat.CSV, "o\r\n霧\r\n"),
    (QueryResultsFormat.TSV, '?o\n"霧"@ja\n'),
]


@pytest.mark.parametrize(("form", "expected"), SERIALIZED)
def test_rows_in_the_standard_forms(
    store: EmbeddedStore, form: QueryResultsFormat, expected: str
) -> None:
    result = rows(store.query(f"SELECT ?o {{ <{EX}a> <{EX}p> ?o }}"))

    assert result.serialize(form).decode() == expected


# (query, variables bound, what the message must tell)
FAULTS: list[tuple[str, dict[str, Term], str]] = [
    ("SELECT * {\n ?s ?p }", {}, "line 2"),
    ("SELECT * { ?s no:p ?o }", {}, "line 1"),
    ("INSERT DATA { <a:b> <a:b> <a:b> }", {}, "line 1"),
    ("SELECT ?s { ?s ?p ?o }", {"x": A}, "?x"),
    ("SELECT ?s { ?s ?p ?o }", {"no variable": A}, "variable"),
]


@pytest.mark.parametrize(("query", "bound", "told"), FAULTS)
def test_a_fault_is_told_in_one_line(
    store: EmbeddedStore, query: str, bound: dict[str, Term], told: str
) -> None:
    with pytest.raises(QueryError) as fault:
        store.query(query, bound)

    assert told in fault.value.message("en")
    assert all("\n" not in fault.value.message(language) for language in ("ja", "en"))
    assert len(fault.value.message("en")) < 300


@pytest.mark.parametrize("read", [
    lambda result: list(result),
    lambda result: result.serialize(QueryResultsFormat.JSON),
])
def test_a_fault_while_reading_is_told_too(
    store: EmbeddedStore, read: Callable[[Solutions], object]
) -> None:
    """Port 9 is refused by the engine itself, so nothing is sent."""
    query = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"

    with pytest.raises(QueryError, match="9"):
        read(rows(store.query(query)))


def test_quads_of_one_graph_and_of_all(store: EmbeddedStore) -> None:
    assert set(store.quads()) == set(QUADS)
    assert set(store.quads(f"{EX}second")) == {QUADS[2]}
    assert list(store.quads(f"{EX}third")) == []
