"""A server as users run it, and a client that adds nothing to what it is told to send."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import Quad

from graph.dataset_parts import DatasetParts
from graph.writing import write_dataset
from tests.shisaku.web.processes import Process, descendants

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A product of the whole graph with itself: on a few hundred triples it would take years."""


@dataclass(frozen=True)
class Reply:
    """What came back; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]


@dataclass(frozen=True)
class Server:
    """A running ``shisaku serve``; ``process`` is its number."""

    port: int
    process: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def send(self, method: str, target: str, headers: Mapping[str, str] | None = None,
             body: bytes | None = None, timeout: float = 60) -> Reply:
        """Send a request for ``target`` (a path with its query string)."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, target, body, dict(headers or {}))
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, named, response.read())
        finally:
            connection.close()

    def ask(self, query: str, accept: str = "*/*", *, headers: Mapping[str, str] | None = None,
            timeout: float = 60, **parameters: str) -> Reply:
        """Ask by GET."""
        target = "/sparql?" + urlencode({"query": query, **parameters})
        return self.send("GET", target, {"Accept": accept, **(headers or {})}, timeout=timeout)

    def workers(self) -> list[Process]:
        """The processes that answer queries."""
        return [each for each in descendants(self.process) if each.has_store]


def put_dataset(folder: Path, quads: Iterable[Quad]) -> str:
    """Put a dataset of ``quads`` at ``folder`` and return its snapshot."""
    return write_dataset(folder, DatasetParts("https://example.org/id/", tuple(quads), (), ())
                         ).snapshot


@contextmanager
def served(dataset: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Run ``shisaku serve`` on a free port until the end of the ``with``."""
    command = [sys.executable, "-m", "shisaku", "--lang", "en", "serve", str(dataset),
               "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                          env=os.environ | environment) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        told = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert told, line + process.stderr.read()
        try:
            yield Server(int(told[1]), process.pid)
        finally:
            process.terminate()
            log = process.stderr.read()
    assert "Traceback" not in log, log
