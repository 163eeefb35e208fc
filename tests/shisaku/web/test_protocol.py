"""The SPARQL 1.1 Protocol: the W3C's own tests, and what the specification says beside them."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from tests.shisaku.web.client import Reply, Server, put_dataset, served

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "protocol_cases.toml").read_text(encoding="utf-8"))["case"]
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
TABULAR = {"application/sparql-results+xml", "application/sparql-results+json", "text/csv",
           "text/tab-separated-values"}
BOOLEAN = {"application/sparql-results+xml", "application/sparql-results+json"}
RDF = {"application/rdf+xml", "text/turtle", "application/n-triples"}


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the suite's data: each graph says what its document is."""
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    document = NamedNode("http://xmlns.com/foaf/0.1/Document")
    folder = tmp_path_factory.mktemp("suite") / "data"
    put_dataset(folder, [Quad(NamedNode(DATA.format(number)), kind, document,
                              NamedNode(DATA.format(number))) for number in (1, 2, 3)])
    with served(folder) as running:
        yield running


def test_all_cases_are_there() -> None:
    positive = [case for case in CASES if case["answer"] != "4xx"]

    assert (len(positive), len(CASES) - len(positive)) == (13, 14)
    assert len({case["name"] for case in CASES}) == 27


def sent(server: Server, case: dict[str, Any]) -> Reply:
    body = case["body"].encode(case.get("encoding", "utf-8")) if "body" in case else None
    headers = {"Content-Type": case["type"]} if "type" in case else {}
    target = "/sparql/?" + urlencode([(name, value) for name, value in case.get("parameters", [])])
    return server.send(case.get("method", "POST"), target, headers, body)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_w3c(suite: Server, case: dict[str, Any]) -> None:
    reply = sent(suite, case)

    if case["answer"] == "4xx":
        assert 400 <= reply.status < 500
        return
    assert reply.status == 200
    match case["answer"]:
        case "tabular":
            assert reply.media_type in TABULAR
        case "RDF":
            assert reply.media_type in RDF
        case "boolean":
            assert reply.media_type in BOOLEAN
        case expected:
            assert reply.media_type in BOOLEAN
            assert json.loads(reply.text)["boolean"] is expected


STATUSES = [
    ("PUT", {}, b"ASK {}", 405),
    ("DELETE", {}, None, 405),
    ("POST", {"Content-Type": "text/plain"}, b"ASK {}", 415),
    ("POST", {}, b"ASK {}", 415),
    ("POST", {"Content-Type": "multipart/form-data; boundary=x"}, b"--x--", 415),
    ("POST", {"Content-Type": "application/sparql-query; charset=UTF-16"}, b"ASK {}", 415),
    ("POST", {"Content-Type": "application/sparql-query"}, b"ASK {\xff}", 400),
    ("POST", {"Content-Type": "application/sparql-query"}, b"", 400),
    ("POST", {"Content-Type": "application/x-www-form-urlencoded"}, b"", 400),
    ("POST", {"Content-Type": "application/x-www-form-urlencoded"}, b"query=%FF", 400),
    ("POST", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403),
    ("POST", {"Content-Type": "application/x-www-form-urlencoded"}, b"update=CLEAR+ALL", 403),
    ("POST", {"Content-Type": "application/sparql-query"}, b"CLEAR ALL", 400),
]


@pytest.mark.parametrize(("method", "headers", "body", "status"), STATUSES)
def test_status(server: Server, method: str, headers: dict[str, str], body: bytes | None,
                status: int) -> None:
    reply = server.send(method, "/sparql", headers, body)

    assert reply.status == status
    assert json.loads(reply.text)["status"] == status
    if status == 405:
        assert reply.headers["allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(("parameters", "count"), [
    ([], 2),
    ([("default-graph-uri", DATA.format(1))], 1),
    ([("default-graph-uri", "http://elsewhere.example/never-fetched")], 0),
    ([("named-graph-uri", DATA.format(1))], 0),
])
def test_default_graph(suite: Server, parameters: list[tuple[str, str]], count: int) -> None:
    query = f"SELECT * {{ ?s a ?o FILTER(?s != <{DATA.format(3)}>) }}"
    reply = suite.send("GET", "/sparql?" + urlencode([("query", query), *parameters]))

    assert len(json.loads(reply.text)["results"]["bindings"]) == count


def test_from_reads_the_store_alone(suite: Server) -> None:
    query = f"SELECT * FROM <{DATA.format(2)}> FROM <http://elsewhere.example/> {{ ?s a ?o }}"

    assert len(json.loads(suite.ask(query).text)["results"]["bindings"]) == 1


def test_relative_names_are_those_of_the_endpoint(suite: Server) -> None:
    reply = suite.ask("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/n-triples")

    assert reply.text.startswith(f"<http://127.0.0.1:{suite.port}/s> <http://127.0.0.1:")


def test_a_graph_name_that_is_none_is_refused(suite: Server) -> None:
    reply = suite.send("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no+name")

    assert reply.status == 400


def test_syntax_error_has_its_place(server: Server) -> None:
    reply = server.ask("SELECT *\n{ ?s ?p }")
    told = json.loads(reply.text)

    assert (reply.status, told["line"]) == (400, 2)
    assert told["column"] in (9, 10)  # at the brace that comes too early, or right behind it


def test_head_has_no_body(server: Server) -> None:
    reply = server.send("HEAD", "/sparql?query=ASK%7B%7D")

    assert (reply.status, reply.body) == (200, b"")


def test_pages_of_any_origin_may_ask(server: Server) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "content-type"}
    preflight = server.send("OPTIONS", "/sparql", asked)
    replies = [preflight, server.ask("ASK {}"), server.ask("ASK {")]

    assert [reply.status for reply in replies] == [204, 200, 400]
    assert {reply.headers["access-control-allow-origin"] for reply in replies} == {"*"}
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]
    assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's JSON-LD
@pytest.mark.parametrize(("accept", "form"), [
    ("*/*", "turtle"), ("text/turtle", "turtle"), ("application/n-triples", "nt"),
    ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")])
def test_service_description(server: Server, accept: str, form: str) -> None:
    graph = Graph().parse(data=server.send("GET", "/sparql", {"Accept": accept}).text, format=form)
    rows = list(graph.query("""
        PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        PREFIX limit: <https://w3id.org/shisaku/limit#>
        SELECT ?endpoint ?seconds ?rows ?memory WHERE {
          ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:feature sd:UnionDefaultGraph ; limit:seconds ?seconds ; limit:rows ?rows ;
            limit:memory ?memory ; sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>
        }"""))

    assert [tuple(str(term) for term in row) for row in rows if isinstance(row, tuple)] == [
        (f"http://127.0.0.1:{server.port}/sparql", "10.0", "100000", str(512 * 1024 ** 2))]


def test_service_description_in_no_other_format(server: Server) -> None:
    assert server.send("GET", "/sparql", {"Accept": "image/png"}).status == 406
