"""The application's own description: true, and no request that it allows breaks the server."""

import json
from typing import Any

import pytest
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
DESCRIBED = {("GET", "/health"), ("GET", "/sparql"), ("POST", "/sparql")}


@pytest.mark.parametrize(("method", "path"), sorted(DESCRIBED))
def test_no_request_breaks_the_server(server: Server, method: str, path: str) -> None:
    schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/openapi.json")
    seen = []

    @given(case=schema[path][method].as_strategy(), query=st.sampled_from(QUERIES))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def check(case: schemathesis.Case[Any], query: str) -> None:
        if query and method == "GET":
            case.query["query"] = query
        case.call_and_validate(checks=[not_a_server_error, status_code_conformance,
                                       content_type_conformance])
        seen.append(case)

    check()
    assert len(seen) >= (EXAMPLES if path == "/sparql" else 1)


def test_every_address_is_described(server: Server) -> None:
    told = json.loads(server.send("GET", "/openapi.json").text)["paths"]

    assert {(method.upper(), path) for path, operations in told.items()
            for method in operations} == DESCRIBED
    assert {each["name"] for each in told["/sparql"]["get"]["parameters"]} == {
        "query", "default-graph-uri", "named-graph-uri", "snapshot", "format", "lang"}
