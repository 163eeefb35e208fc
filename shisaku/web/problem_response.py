"""A problem as the client reads it: Problem Details (RFC 9457), or a page or plain text where it
likes that better, in the language that it likes better."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from shisaku.web.accept import best, language
from shisaku.web.pages.problem_page import problem_html
from shisaku.web.pages.shown import HEADERS
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import TITLES, ProblemError

DETAILS = "application/problem+json"
_OFFERS = tuple((name, None) for name in (DETAILS, "application/json", "text/html", "text/plain"))
TYPES = "https://w3id.org/shisaku/problem/"


def language_of(request: Request) -> str:
    """Return "ja" or "en": ``lang=`` in the address, else what Accept-Language likes."""
    asked = request.query_params.get("lang", "")
    return asked if asked in ("ja", "en") else language(
        request.headers.get("accept-language", ""))


def retry_header(problem: ProblemError) -> dict[str, str]:
    """Return the header that tells when to ask again, where there is one."""
    return {} if problem.retry_after is None else {"Retry-After": str(problem.retry_after)}


def problem_response(request: Request, problem: ProblemError) -> Response:
    """Return the answer that tells ``problem``."""
    tongue = language_of(request)
    title = TITLES[problem.kind][tongue == "en"]
    detail = problem.message(tongue)
    headers = {"Content-Language": tongue, "Vary": "Accept, Accept-Language",
               "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
               **retry_header(problem)}
    liked, _ = best(request.headers.get("accept", ""), _OFFERS) or (DETAILS, None)
    if liked == "text/html":
        return HTMLResponse(problem_html(request, problem), problem.status, headers | HEADERS | {
            "Content-Language": tongue_of(request)})
    if liked == "text/plain":
        return Response(f"{title}\n{detail}\n", problem.status, headers,
                        "text/plain; charset=utf-8")
    details = {"type": f"{TYPES}{problem.kind}", "title": title, "status": problem.status,
               "detail": detail, **problem.more}
    return Response(json.dumps(details, ensure_ascii=False), problem.status, headers, DETAILS)
