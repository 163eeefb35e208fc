"""The language of a page: named in the address, else remembered, else what the browser likes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from shisaku.web.accept import language

COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def tongue_of(request: Request) -> str:
    """Return "ja" or "en": Japanese where nothing is asked for."""
    for said in (request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")):
        if said in ("ja", "en"):
            return said
    return language(request.headers.get("accept-language", ""))


def remember(request: Request, response: Response) -> None:
    """Let the next pages speak the language that the address of this one names."""
    said = request.query_params.get("lang", "")
    if said in ("ja", "en"):
        response.set_cookie(COOKIE, said, max_age=_YEAR, samesite="lax", httponly=True)
