"""How ``/openapi.json`` describes ``/sparql``, whose requests FastAPI does not take apart.

FastAPI describes the routes whose parameters it reads; ``described`` adds this one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS
from shisaku.web.problem_response import DETAILS
from shisaku.web.sparql_request import DIRECT, FORM

_TEXT = {"type": "string"}
_GRAPHS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_PARTS: dict[str, tuple[dict[str, Any], str]] = {
    "query": (_TEXT, "a SPARQL 1.1 query"),
    "default-graph-uri": (_GRAPHS, "the graphs that the default graph is made of"),
    "named-graph-uri": (_GRAPHS, "the graphs that GRAPH sees"),
    "snapshot": (_TEXT, "answer from this snapshot of the data only, else 412"),
    "format": ({"type": "string", "enum": sorted({*ROW_FORMATS, *GRAPH_FORMATS})},
               "the format of the answer; goes before Accept"),
    "lang": ({"type": "string", "enum": ["ja", "en"]}, "the language of messages"),
}
_STATUSES = {
    400: "not a request or a query that can be answered; the line and column of a syntax error",
    403: "an update", 406: "no acceptable format", 412: "the snapshot is gone",
    413: "too large", 415: "another media type than those of the protocol",
    503: "out of time or memory, or too busy: see Retry-After"}


def _parameters(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": _PARTS[name][0],
             "description": _PARTS[name][1]} for name in names]


def _responses() -> dict[str, Any]:
    media_types = [each for formats in (ROW_FORMATS, GRAPH_FORMATS) for one in formats.values()
                   for each in one.media_types] + ["text/html"]
    answered = {"description": "the answer; without a query, the service description",
                "content": {each: {} for each in sorted(set(media_types))}}
    refused = {str(status): {"description": text, "content": {DETAILS: {}, "text/plain": {}}}
               for status, text in _STATUSES.items()}
    return {"200": answered, "304": {"description": "the client has the answer"}, **refused}


_GET = {
    "summary": "SPARQL 1.1 Protocol, query by GET", "operationId": "sparql_get",
    "parameters": _parameters(*_PARTS), "responses": _responses()}
_POST = {
    "summary": "SPARQL 1.1 Protocol, query by POST", "operationId": "sparql_post",
    "parameters": _parameters(*(name for name in _PARTS if name != "query")),
    "requestBody": {"required": True, "content": {
        DIRECT: {"schema": _TEXT},
        FORM: {"schema": {"type": "object", "required": ["query"], "properties": {
            name: schema for name, (schema, _) in _PARTS.items()}}}}},
    "responses": _responses()}


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Return what gives the description of ``app``, ``/sparql`` included."""
    routes = app.openapi

    def description() -> dict[str, Any]:
        told = routes()
        told["paths"]["/sparql"] = {"get": _GET, "post": _POST}
        return told

    return description
