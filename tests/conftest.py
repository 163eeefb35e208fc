"""What tests need from outside the repository: the seed documents, a browser and engines.

Where one is missing its tests are skipped and say why; SHISAKU_REQUIRE (comma-separated: seeds,
browser, virtuoso, nginx, spreadsheet) turns that into a failure, so that a run that must be whole
cannot shrink unseen. SHISAKU_SEEDS names the folder of the seeds.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import Quad, QueryResultsFormat, QueryTriples, RdfFormat, Store

from tests.engines import Engine, oxigraph_server, virtuoso

ROOT = Path(__file__).parents[1]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)


def lacking(what: str, reason: str) -> NoReturn:
    """Skip the test that needs ``what``, or fail it where SHISAKU_REQUIRE names it."""
    if what in os.environ.get("SHISAKU_REQUIRE", "").split(","):
        pytest.fail(f"SHISAKU_REQUIRE names {what}: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed documents."""
    folder = Path(os.environ.get("SHISAKU_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not any(folder.glob("*.txt")):
        lacking("seeds", f"no seed documents in {folder}; SHISAKU_SEEDS names their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium of this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        lacking("browser", f"none of {', '.join(CHROMIUM_NAMES)} is installed")
    return Path(found)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A running headless browser; open one context for each test."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()


class Endpoint(BaseHTTPRequestHandler):
    """The SPARQL protocol over Oxigraph in a few lines: the second side of a conversation.

    ``/broken`` and ``/page`` answer as a busy server and as a wrong address do.
    """

    store: Store

    def do_POST(self) -> None:
        """Answer a query sent as a form."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/broken":
            return self._send(503, b"<html>busy</html>", "text/html")
        if self.path == "/page":
            return self._send(200, b"<html>welcome</html>", "text/html")
        try:
            found = self.store.query(parse_qs(body)["query"][0], use_default_graph_as_union=True)
        except SyntaxError as error:
            return self._send(400, str(error).encode(), "text/plain")
        if isinstance(found, QueryTriples):
            return self._send(200, found.serialize(format=RdfFormat.N_TRIPLES) or b"",
                              "application/n-triples")
        return self._send(200, found.serialize(format=QueryResultsFormat.JSON) or b"",
                          "application/sparql-results+json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing while tests run."""


@pytest.fixture(scope="session")
def sparql_endpoint() -> Iterator[Callable[[Iterable[Quad]], str]]:
    """Give a function that serves quads at an address of this machine until the tests end."""
    servers: list[ThreadingHTTPServer] = []

    def serve(quads: Iterable[Quad]) -> str:
        store = Store()
        store.extend(quads)
        handler = type("Served", (Endpoint,), {"store": store})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


ENGINES = ("oxigraph", "virtuoso")


def started(name: str, folder: Path) -> Engine:
    """Return the engine ``name``, started in ``folder``; skips where the machine has none."""
    engine = virtuoso(folder) if name == "virtuoso" else oxigraph_server(folder)
    if engine is None:
        lacking("virtuoso", "virtuoso-t (Debian: virtuoso-opensource-7) is not installed")
    engine.start()
    return engine


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
           ) -> Iterator[Engine]:
    """Each engine in turn, for tests that leave it as it was or fill it anew."""
    running = started(request.param, tmp_path_factory.mktemp(request.param))
    yield running
    running.stop()
