"""Lets pages of any origin ask what is open to all anyway (the Fetch standard's CORS protocol)."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN = ("/sparql", "/health", "/openapi.json", "/api/", "/ns")
"""The beginnings of the addresses that are open to pages of other origins."""
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Shisaku-Cut, Shisaku-Snapshot"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers":
        "Accept, Accept-Language, Content-Type, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400"}


class OpenToAllOrigins:
    """Adds the headers to every answer of the open addresses, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(OPEN):
            await self._app(scope, receive, send)
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_ALWAYS)
            await send(message)

        await self._app(scope, receive, send_open)


async def preflight(request: Request) -> Response:
    """Answer what a browser asks before a request that is not a simple one."""
    return Response(None, 204, _PREFLIGHT)
