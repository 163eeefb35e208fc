"""The catalogue's questions through HTTP, of ``shisaku serve`` and of other engines over the same
data, as a dataset grows.

In one run, for each number of synthetic cities: ``shisaku serve``, a bare application over
pyoxigraph with the store on disk, the Oxigraph server over a copy of the store, and Virtuoso
filled by ``push``. Each is asked the same SPARQL at ``/sparql``: every question that can be, about
the first municipality. That all give the same rows is checked first; a question that one answers
otherwise, or not within ten seconds, is left out for all, and named. ``serve`` is also asked by
the questions' own pages, as CSV, where it looks into the municipality's portion alone.

Printed: requests/s over one connection, and how long a request keeps a processor busy, which other
programs of the machine disturb less; ratios; and the exponent e of cities^e.
Run: ``python benchmarks/engines_http.py [CITIES ...]`` (default: 1 10).
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from pyoxigraph import NamedNode

from benchmarks.sparql_http import BARE, HEADERS, OURS, PATIENCE, busy_seconds, rows, running
from benchmarks.synthetic_dataset import make
from graph.dataset import open_dataset
from graph.remote.binding import bound
from queries.keeping import kept_questions, widest_terms
from shisaku.pushing import push_text
from tests.engines import Engine, oxigraph_server, virtuoso

OXIGRAPH, VIRTUOSO, PAGES = "Oxigraph server", "Virtuoso", "shisaku serve, pages"
SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, and what is sent for each question, by name."""

    port: int
    targets: Mapping[str, str]


@contextmanager
def started(name: str, dataset: Path, folder: Path) -> Iterator[tuple[int, str]]:
    """Run a server on ``dataset`` and yield its port and the path of its endpoint."""
    if name in (OURS, PAGES, BARE):
        with running(BARE if name == BARE else OURS, dataset) as port:
            yield port, "/sparql?"
        return
    engine = _engine(name, dataset, folder)
    try:
        yield engine.port, f"{engine.path}?" + (
            "union-default-graph=true&" if name == OXIGRAPH else "")
    finally:
        engine.stop()


def _engine(name: str, dataset: Path, folder: Path) -> Engine:
    folder.mkdir()
    if name == OXIGRAPH:
        shutil.copytree(dataset / "store", folder / "data")
        engine = oxigraph_server(folder)
        engine.start()
        return engine
    found = virtuoso(folder)
    if found is None:
        raise SystemExit("virtuoso-t is not installed")
    found.start()
    os.environ |= {"SHISAKU_ENDPOINT_USER": "dba", "SHISAKU_ENDPOINT_PASSWORD": "dba"}
    push_text(dataset, found.url, documents=False)
    return found


def questions(dataset: Path) -> dict[str, str]:
    """Return the SPARQL of each question about the first municipality, by name."""
    report = open_dataset(dataset).report
    town = NamedNode(report.base + min(report.municipalities))
    return {each.name: bound(each.text, widest_terms(each) | {"municipality": town})
            for each in kept_questions() if each.name != "texts-with-words"}


def ask(connection: HTTPConnection, target: str) -> bytes:
    """Return an answer; HTTPException where there is none."""
    connection.request("GET", target, headers=HEADERS)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise HTTPException(f"{response.status} {body[:200]!r}")
    return body


def load(server: Server, names: Sequence[str]) -> tuple[float, float]:
    """Ask in turn; return requests/s, and milliseconds of the processors for each."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    for name in names:
        ask(connection, server.targets[name])
    number, start, before = 0, time.monotonic(), busy_seconds(os.getpid())
    while time.monotonic() - start < SECONDS or number % len(names):
        ask(connection, server.targets[names[number % len(names)]])
        number += 1
    took, work = time.monotonic() - start, busy_seconds(os.getpid()) - before
    return number / took, work / number * 1000


def answers(server: Server) -> dict[str, object]:
    """Return what a server answers to each question, the name of the error where it does not."""
    found: dict[str, object] = {}
    for name, target in server.targets.items():
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            found[name] = rows(ask(connection, target))
        except (OSError, HTTPException) as error:
            found[name] = type(error).__name__
    return found


def measured(cities: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Return requests/s and milliseconds of the processors for each server by name."""
    dataset = folder / "dataset"
    make(cities, dataset)
    asked, told, found = questions(dataset), {}, {}
    code = min(open_dataset(dataset).report.municipalities)
    common = sorted(asked)
    for measure in (False, True):
        for name in (OURS, BARE, OXIGRAPH, VIRTUOSO, PAGES):
            if name == PAGES and not measure:
                continue
            with started(name, dataset, folder / f"{name} {measure}") as (port, path):
                targets = {each: f"/queries/{each}.csv?municipality={code}" if name == PAGES
                           else path + urlencode({"query": text}) for each, text in asked.items()}
                server = Server(port, targets)
                if measure:
                    found[name] = load(server, common)
                else:
                    told[name] = answers(server)
        if not measure:
            common = [each for each in common
                      if all(one[each] == told[OURS][each] for one in told.values())]
            print(f"left out: {sorted(set(asked) - set(common)) or 'nothing'}", flush=True)
    return found


def main() -> None:
    """Measure and print."""
    sizes = [int(each) for each in sys.argv[1:]] or [1, 10]
    results: dict[int, dict[str, tuple[float, float]]] = {}
    for cities in sizes:
        with tempfile.TemporaryDirectory() as folder:
            results[cities] = measured(cities, Path(folder))
        for name, (rate, work) in results[cities].items():
            ratio = results[cities][OURS][1] / work
            print(f"{cities:5} cities  {name:<22}{rate:8.1f} requests/s {work:8.2f} ms of the "
                  f"processors each, {OURS} takes {ratio:.2f} x as much", flush=True)
    if len(sizes) > 1:
        grown: Callable[[str], float] = lambda name: math.log(  # noqa: E731
            results[sizes[-1]][name][1] / results[sizes[0]][name][1]) / math.log(
                sizes[-1] / sizes[0])
        for name in results[sizes[0]]:
            print(f"{name:<22} grows as cities^{grown(name):.2f}")


if __name__ == "__main__":
    main()
