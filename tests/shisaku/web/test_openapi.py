"""The application's own description: true, and no request that it allows breaks the server."""

import json
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from tests.shisaku.web.client import Server

EXAMPLES = 80
QUERIES = ("", "ASK {}", "SELECT * { ?s ?p ?o } LIMIT 3", "DESCRIBE <http://example.org/1>",
           "CONSTRUCT WHERE { ?s <http://example.org/number> 1 }", "SELECT * { ?s ?p")
"""What takes the place of the text that is made up; "" leaves that."""


def operations(server: Server) -> list[tuple[str, str]]:
    """Return the method and path of each operation that is described."""
    told = json.loads(server.send("GET", "/openapi.json").text)["paths"]
    return [(method.upper(), path) for path, methods in told.items() for method in methods]


def test_no_request_breaks_the_server(server: Server) -> None:
    schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/openapi.json")

    for method, path in operations(server):
        ask_everything(schema[path][method], path, takes_query=(method, path) == ("GET", "/sparql"))


def ask_everything(operation: schemathesis.APIOperation[Any, Any, Any, Any], path: str, *,
                   takes_query: bool) -> None:
    """Ask what the description of one operation allows. No reply is 500; those of the endpoint
    are as described."""
    checks = [not_a_server_error, status_code_conformance, content_type_conformance]
    if path not in ("/sparql", "/health"):
        del checks[1:]

    @given(case=operation.as_strategy(), query=st.sampled_from(QUERIES))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def check(case: schemathesis.Case[Any], query: str) -> None:
        if query and takes_query:
            case.query["query"] = query
        case.call_and_validate(checks=checks)

    check()


def test_the_endpoint_is_described(server: Server) -> None:
    told = json.loads(server.send("GET", "/openapi.json").text)["paths"]

    assert {("GET", "/health"), ("GET", "/sparql"), ("POST", "/sparql")} <= set(operations(server))
    assert {each["name"] for each in told["/sparql"]["get"]["parameters"]} == {
        "query", "default-graph-uri", "named-graph-uri", "snapshot", "format", "lang"}
