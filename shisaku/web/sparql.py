"""``/sparql``: the query operation of the SPARQL 1.1 Protocol.

Without a query it tells about itself: the service description, or the form to a browser.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ontology.errors import ShisakuError
from shisaku.web.accept import best
from shisaku.web.form import answer_page, form_page, problem_page
from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS, Format, named, offers
from shisaku.web.limits import Limits
from shisaku.web.problems import problem_of
from shisaku.web.service_description import service_description
from shisaku.web.sparql_request import SparqlRequest, read_request
from shisaku.web.versions import SNAPSHOT, Pin, Version, is_fresh
from shisaku.web.workers.pool import Pool
from shisaku.web.workers.question import Question, not_acceptable
from shisaku.web.workers.watch import ClientLeftError
from shisaku.web.workers.worker import Answer

CUT = "Shisaku-Cut"
PAGE = "text/html"
_FORMATS = {"rows": ROW_FORMATS, "graph": GRAPH_FORMATS}
_CHUNK = 256 * 1024
_LEFT = 499
"""The status that nobody reads: the client has gone."""


async def sparql(request: Request) -> Response:
    """Answer a request to ``/sparql``; ProblemError or QueryError where it cannot be answered."""
    try:
        asked = await read_request(request, request.app.state.limits)
        if asked is None:
            return await _about(request)
        return await _answered(request, asked)
    except ShisakuError as error:
        if not _wants_page(request.headers.get("accept", ""), ""):
            raise
        return problem_page(request, problem_of(error))


async def _about(request: Request) -> Response:
    pool: Pool = request.app.state.pool
    await pool.follow()
    chosen = best(request.headers.get("accept", ""), [*offers(GRAPH_FORMATS), (PAGE, None)])
    if chosen is None:
        raise not_acceptable(GRAPH_FORMATS)
    media_type, form = chosen
    if form is None:
        return form_page(request)
    body = service_description(address(request), pool, request.app.state.limits, form)
    return Response(body, 200, _headers(pool.snapshot), _content_type(media_type))


async def _answered(request: Request, asked: SparqlRequest) -> Response:
    accept = request.headers.get("accept", "")
    page = _wants_page(accept, asked.format)
    rows = _chosen("rows", "json" if page else asked.format, accept)
    graph = _chosen("graph", "ttl" if page else asked.format, accept)
    question = Question(asked.text, asked.default_graphs, asked.named_graphs, address(request),
                        rows and rows[1].name, graph and graph[1].name).to_json()
    pool: Pool = request.app.state.pool
    await pool.follow()
    version = Version(question, asked.text, page)
    tag = version.tag(pool.snapshot)
    if request.method != "POST" and is_fresh(request, tag):
        return Response(None, 304, _headers(pool.snapshot) | {"ETag": tag})
    pin = Pin.of(request, version, asked.snapshots)
    try:
        answer = await pool.ask(question, pin.allows, lambda: _left(request))
    except ClientLeftError:
        return Response(None, _LEFT)
    headers = _headers(answer.snapshot) | {"ETag": version.tag(answer.snapshot)}
    if answer.cut:
        limits: Limits = request.app.state.limits
        headers[CUT] = f"{'triples' if answer.is_graph else 'rows'}={limits.rows}"
    if page:
        return await run_in_threadpool(answer_page, request, answer, asked, headers)
    chosen = graph if answer.is_graph else rows
    return _sent(answer, _content_type(chosen[0] if chosen else ""), headers)


@lru_cache(maxsize=512)
def _chosen(kind: str, name: str, accept: str) -> tuple[str, Format] | None:
    """Return the media type and the format to answer in, by its ``name`` or else by Accept."""
    by_name = named(_FORMATS[kind], name) if name else None
    return (by_name.media_types[0], by_name) if by_name else best(accept, offers(_FORMATS[kind]))


@lru_cache(maxsize=512)
def _wants_page(accept: str, format: str) -> bool:
    """Tell whether a browser asks, which likes HTML better than any format of an answer."""
    chosen = best(accept, [*offers(ROW_FORMATS), *offers(GRAPH_FORMATS), (PAGE, None)])
    return not format and chosen is not None and chosen[0] == PAGE


def address(request: Request) -> str:
    """Return the endpoint's own address, against which relative IRIs are resolved."""
    return str(request.url.replace(query="", fragment=""))


async def _left(request: Request) -> None:
    """Return when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _headers(snapshot: str) -> dict[str, str]:
    return {SNAPSHOT: snapshot, "Vary": "Accept, Accept-Language", "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff"}


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _sent(answer: Answer, content_type: str, headers: dict[str, str]) -> Response:
    """Return the response that sends ``answer``, a large one piece by piece."""
    if answer.size <= _CHUNK:
        with answer.body:
            return Response(answer.body.read(), 200, headers, content_type)
    headers["Content-Length"] = str(answer.size)
    return StreamingResponse(_pieces(answer), 200, headers, content_type)


async def _pieces(answer: Answer) -> AsyncIterator[bytes]:
    with answer.body:
        while piece := answer.body.read(_CHUNK):
            yield piece
