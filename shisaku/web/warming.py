"""Asks for the pages that gather much, before anybody does: what they gather is kept until the next
build or verdict, and whoever came first would wait a second for it.

Where there are many municipalities nothing is gathered for all of them beforehand.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Scope

from ontology.errors import ShisakuError
from shisaku.web.pages.held import Held
from shisaku.web.pages.towns import are_many
from viz.stills import every_kind

PAGES = ("/", "/strategy", "/search?q=ア", "/findings", "/matrix", "/caveats", "/about",
         *(f"/maps/{kind.name}" for kind in every_kind()))
_PAUSE = 1.0
"""Seconds between looks for a new dataset."""


@asynccontextmanager
async def kept_warm(app: ASGIApp, held: Held) -> AsyncIterator[None]:
    """Ask ``app`` for its pages at the beginning and after each change of the dataset."""
    task = asyncio.create_task(_keep_warm(app, held))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])  # whose fault is logged, and keeps nobody from ending


async def _keep_warm(app: ASGIApp, held: Held) -> None:
    last = None
    while True:
        # A dataset that cannot be opened is told to who asks for a page.
        with suppress(ShisakuError):
            dataset = await run_in_threadpool(held.current)
            if dataset is not last:
                last = dataset
                if not are_many(dataset):
                    await warm(app)
        await asyncio.sleep(_PAUSE)


async def warm(app: ASGIApp) -> dict[str, int]:
    """Ask ``app`` for each of PAGES; return the status of each answer."""
    return {page: await _status(app, page) for page in PAGES}


async def _status(app: ASGIApp, page: str) -> int:
    path, _, query = page.partition("?")
    scope: Scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html")],
        "client": None, "server": ("localhost", 80)}
    found: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            found.append(message["status"])

    await app(scope, receive, send)
    return found[0]
