"""How long the page of each kind of thing takes on the server, with one city and with many.

Synthetic cities (``benchmarks.synthetic_dataset``) with their findings; of each kind the thing with
the most ties among the first forty, then a finding, the list of findings and a document's text.
Printed, in milliseconds: the processor's time that the server took for a page (on Linux, the mean
of all requests), the least and the median of what a client waited over one connection, which a
busy machine makes longer, and the very first request; and the size of the page.

Run: ``python benchmarks/pages.py [CITIES | FOLDER ...]`` (default: 1 and 20); a dataset's folder is
measured as it is (``benchmarks/synthetic_dataset.py`` makes one of all Japan's). Aim: under 50 ms
with one city, under 150 ms with all 1,741.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.sparql_http import free_port
from benchmarks.synthetic_dataset import make
from graph.dataset import Dataset, open_dataset
from ontology.terms import DCTERMS, SHISAKU
from shisaku.web.pages.rows import rows

KINDS = ("Municipality", "Strategy", "Goal", "Direction", "Measure", "Project", "Department",
         "Listing", "CrossListing", "ProgressReport", "Figure", "FiscalYear")
AMONG, REQUESTS = 40, 15
_PATIENCE = 60.0
_WARMING = 10.0
"""Seconds in which the server gathers what pages need beforehand."""


def targets(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield the address of the page of one thing of each kind, and of a document's text."""
    for kind in KINDS:
        found = [iri for (iri,) in rows(dataset.store, "SELECT ?thing WHERE { ?thing a "
                                        f"<{SHISAKU.BASE}{kind}> }} LIMIT {AMONG}")]
        if found:
            most = max(found, key=lambda iri: _ties(dataset, iri))
            yield kind, f"/id/{most.removeprefix(dataset.report.base)}"
    found = [iri for (iri,) in rows(dataset.store, "SELECT ?id WHERE { ?finding a "
                                    f"<{SHISAKU.Overlap}> ; <{DCTERMS.identifier}> ?id }} LIMIT 1")]
    yield from (("(finding)", f"/findings/{identifier}") for identifier in found)
    yield "(findings)", "/findings"
    yield "(text)", f"/sources/{dataset.report.sources[0].sha256}?lines=40-44"


def _ties(dataset: Dataset, iri: str) -> int:
    asked = f"SELECT (COUNT(*) AS ?ties) WHERE {{ ?other ?by <{iri}> }}"
    return next(int(number) for (number,) in rows(dataset.store, asked))


def _processor(process: int) -> float:
    """Return the milliseconds of the processor that a process has had; 0 where nobody tells."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measured(port: int, process: int, wanted: Sequence[tuple[str, str]]) -> None:
    """Ask for each page and print what that took."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    for kind, target in wanted:
        times, before = [], 0.0
        for turn in range(REQUESTS + 1):
            before = _processor(process) if turn == 1 else before
            start = time.perf_counter()
            connection.request("GET", target, headers={"Accept": "text/html"})
            reply = connection.getresponse()
            body = reply.read()
            times.append((time.perf_counter() - start) * 1000)
            assert reply.status == 200, (target, reply.status)
        spent = (_processor(process) - before) / REQUESTS
        print(f"  {kind:<16} processor {spent:7.1f}   least {min(times[1:]):7.1f}   median "
              f"{statistics.median(times[1:]):7.1f}   first {times[0]:7.1f}   "
              f"{len(body) // 1024:5} KiB", flush=True)


def main() -> None:
    """Measure and print."""
    for asked in sys.argv[1:] or ("1", "20"):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data" if asked.isdecimal() else Path(asked)
            if asked.isdecimal():
                make(int(asked), data)
            served(data)


def served(data: Path) -> None:
    """Measure the dataset ``data``."""
    dataset = open_dataset(data)
    towns = dataset.report.counts.get("Municipality", 0)
    print(f"{towns} cities, {dataset.report.quads:,} quads", flush=True)
    wanted = list(targets(dataset))
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "shisaku", "serve", str(data), "--port",
                           str(port)], stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        server.stderr.readline()
        time.sleep(_WARMING)
        try:
            measured(port, server.pid, wanted)
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
