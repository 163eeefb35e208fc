"""A person's own queries: what they get, and what they are told when they go wrong."""

import pytest
from pyoxigraph import Literal, NamedNode

from graph.store import EmbeddedStore
from ontology.errors import QueryError
from queries.answer import Rows, Triples, Truth
from queries.runner import run

PREFIXES = """\
PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
TOWN = "https://w3id.org/shisaku/id/990002"


def rows(towns: EmbeddedStore, text: str, **parameters: str) -> list[list[str]]:
    answer = run(towns, PREFIXES + text, parameters)
    assert isinstance(answer, Rows)
    return [[getattr(term, "value", "-") for term in row] for row in answer.rows]


ASKED: tuple[tuple[str, dict[str, str], list[list[str]]], ...] = (
    ("SELECT DISTINCT ?l { ?t a shisaku:Municipality ; skos:prefLabel ?l } ORDER BY ?l",
     {}, [["汐見村"], ["霧原町"]]),
    ("SELECT DISTINCT ?t ?l { ?t a shisaku:Municipality ; skos:prefLabel ?l }",
     {"t": TOWN}, [[TOWN, "汐見村"]]),
    ("SELECT DISTINCT ?t ?l { ?t a shisaku:Municipality ; skos:prefLabel ?l }",
     {"?l": '"汐見村"@ja'}, [[TOWN, "汐見村"]]),
    ("SELECT DISTINCT ?t ?l { ?t a shisaku:Municipality ; skos:prefLabel ?l }",
     {"l": "汐見村"}, []),
    ("SELECT ?n ?x { ?t shisaku:order ?n FILTER (?n > ?x) } ORDER BY DESC(?n) LIMIT 1",
     {"x": '"4"^^<http://www.w3.org/2001/XMLSchema#integer>'}, [["5", "4"]]),
    ("SELECT ?a { OPTIONAL { ?a a shisaku:Nothing } }", {}, [["-"]]),
    (f"SELECT (COUNT(*) AS ?n) FROM <{TOWN}/document/table/graph> {{ ?l a shisaku:Listing }}",
     {}, [["2"]]),
)


@pytest.mark.parametrize(("text", "given", "expected"), ASKED)
def test_rows(
    towns: EmbeddedStore, text: str, given: dict[str, str], expected: list[list[str]]
) -> None:
    assert rows(towns, text, **given) == expected


def test_truth(towns: EmbeddedStore) -> None:
    told = [run(towns, f"{PREFIXES} ASK {{ ?thing a {name} }}")
            for name in ("shisaku:Goal", "shisaku:Finding")]

    assert [isinstance(each, Truth) and each.value for each in told] == [True, False]


def test_triples_are_a_set(towns: EmbeddedStore) -> None:
    answer = run(towns, PREFIXES + "CONSTRUCT { ?t a shisaku:Municipality } "
                                   "WHERE { ?t a shisaku:Municipality }")

    assert isinstance(answer, Triples)
    assert sorted(triple.subject.value for triple in answer.triples
                  if isinstance(triple.subject, NamedNode)) == [
        "https://w3id.org/shisaku/id/990001", TOWN]


def test_bound_columns_are_told(towns: EmbeddedStore) -> None:
    answer = run(towns, "SELECT ?s ?o { ?s ?p ?o } LIMIT 1", {"s": TOWN})

    assert isinstance(answer, Rows)
    assert answer.bound == {"s"}
    assert answer.rows[0][0] == NamedNode(TOWN)
    assert Literal("s") not in answer.rows[0]


WRONG: tuple[tuple[str, dict[str, str], str, str], ...] = (
    ("SELECT ?s { ?s ?p ?o", {}, "line 1, column 21", "1 行 21 文字目"),
    ("SELECT ?s {\n  ?s ?p ?o .\n  ?s 事業 ?o }", {}, "line 3, column", "3 行"),
    ("SELECT ?s {\n  ?s a unknown:Thing }", {}, "line 2, column", "2 行"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", {}, "line 1, column", "1 行"),
    ("", {}, "line 1, column 1", "1 行 1 文字目"),
    ("ラーメン", {}, "line 1, column", "1 行"),
    ("SELECT ?s { ?s ?p ?o }", {"o": "a"}, "To bind o, let the query SELECT ?o", "SELECT に ?o"),
    ("SELECT ?s { ?s ?p ?o }", {"s": '"a'}, "is no literal", "リテラル"),
    ("SELECT ?s { ?s ?p ?o }", {"a b": "a"}, "no name of a variable", "変数名"),
    ("INSERT DATA { <urn:a:a> <urn:a:b> 1 }", {}, "INSERT is refused", "INSERT は使えません"),
    ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", {}, "reaches no other", "外部"),
)


@pytest.mark.parametrize(("text", "given", "en", "ja"), WRONG)
def test_faults_are_told_in_both_languages(
    towns: EmbeddedStore, text: str, given: dict[str, str], en: str, ja: str
) -> None:
    with pytest.raises(QueryError) as fault:
        run(towns, text, given)

    assert en in fault.value.message("en")
    assert ja in fault.value.message("ja")
