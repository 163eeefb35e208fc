"""Throughput through HTTP on the catalogue's questions, and what ten runaway queries do to it.

In the same run, on the same data: ``shisaku serve``, a bare application over pyoxigraph, with the
store on disk and with a copy in memory (aim: at least 0.8 times the throughput of either), and
rdflib-endpoint (aim: at least 10 times). That all give the same
rows is checked first; a question that a peer answers otherwise or not within ten seconds is left
out for all, and named. Run: ``python benchmarks/sparql_http.py [DATASET]`` (default: the packaged
sample is built).
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import rdflib
import uvicorn
from fastapi import FastAPI, Response
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store
from rdflib_endpoint import SparqlEndpoint

from queries.catalogue import catalogue

OURS, BARE, QUICK, RDFLIB = (
    "shisaku serve", "bare app, disk", "bare app, memory", "rdflib-endpoint")
CONNECTIONS = (1, 8)
ROUNDS = 9
SECONDS = 1.5
PATIENCE = 10.0
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def bare(dataset: Path, in_memory: bool) -> FastAPI:
    """The least that answers a query over HTTP: no limits, no guard, one way to ask."""
    store = Store.read_only(str(dataset / "store"))
    if in_memory:
        on_disk, store = store, Store()
        store.bulk_extend(on_disk)
    app = FastAPI()

    @app.get("/sparql")
    def sparql(query: str) -> Response:
        found = store.query(query, use_default_graph_as_union=True)
        if isinstance(found, QueryTriples):
            return Response(found.serialize(format=RdfFormat.TURTLE), media_type="text/turtle")
        return Response(found.serialize(format=QueryResultsFormat.JSON),
                        media_type="application/sparql-results+json")

    return app


def over_rdflib(dataset: Path) -> FastAPI:
    """rdflib-endpoint over the same quads in rdflib's memory, their union as the default graph."""
    graph = rdflib.Dataset(default_union=True)
    quads = Store.read_only(str(dataset / "store")).dump(format=RdfFormat.N_QUADS)
    graph.parse(data=quads, format="nquads")
    app: FastAPI = SparqlEndpoint(graph=graph, path="/sparql", cors_enabled=True)
    return app


def serve_peer(name: str, dataset: Path, port: int) -> None:
    """Be one of the peers until terminated."""
    warnings.simplefilter("ignore")
    app = over_rdflib(dataset) if name == RDFLIB else bare(dataset, name == QUICK)
    uvicorn.run(app, port=port, log_level="critical")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(name: str, dataset: Path) -> Iterator[int]:
    """Run a server and yield its port once it answers."""
    port = free_port()
    command = (("-m", "shisaku", "serve", str(dataset), "--port", str(port)) if name == OURS
               else (__file__, "--peer", name, str(dataset), str(port)))
    with subprocess.Popen((sys.executable, *command), stderr=subprocess.DEVNULL) as process:
        try:
            while True:
                try:
                    answer(port, "ASK {}")
                    break
                except OSError:
                    time.sleep(0.1)
            time.sleep(2)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()


def target(query: str) -> str:
    """Return what is asked of a server."""
    return "/sparql?" + urlencode({"query": query})


def answer(port: int, query: str) -> bytes:
    """Ask once."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", target(query), headers=HEADERS)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise HTTPException(f"{response.status} {body[:200]!r}")
        return body
    finally:
        connection.close()


HEADERS = {"Accept": "application/sparql-results+json"}


def rows(body: bytes) -> Counter[str]:
    """Return the rows of an answer, whatever their order; a number counts by its value. (A row
    without any value is none: rdflib gives one for a group of nothing.)"""
    def plain(term: dict[str, str]) -> str:
        if "XMLSchema#" in term.get("datatype", "") and "string" not in term["datatype"]:
            try:
                return f"{float(term['value']):.9g}"
            except ValueError:
                pass
        return f"{term['value']}@{term.get('xml:lang', '')}"

    return Counter(json.dumps({name: plain(term) for name, term in row.items()}, sort_keys=True)
                   for row in json.loads(body)["results"]["bindings"] if row)


def same_questions(dataset: Path) -> list[str]:
    """Return the questions that all servers answer alike, and say which are left out."""
    asked = {each.name: each.text for each in catalogue()
             if not any(parameter.required for parameter in each.parameters)}
    found: dict[str, dict[str, Counter[str] | str]] = {name: {} for name in asked}
    for server in (OURS, BARE, QUICK, RDFLIB):
        with running(server, dataset) as port:
            for name, query in asked.items():
                try:
                    found[name][server] = rows(answer(port, query))
                except (OSError, HTTPException) as error:
                    found[name][server] = type(error).__name__
    for name, answers in found.items():
        if not answers[OURS] == answers[BARE] == answers[QUICK]:
            raise SystemExit(f"{name}: {OURS} and a {BARE.partition(',')[0]} differ")
        if answers[OURS] != answers[RDFLIB]:
            why = answers[RDFLIB] if isinstance(answers[RDFLIB], str) else "other rows"
            print(f"left out: {name} ({RDFLIB}: {why})")
    return [asked[name] for name, answers in found.items() if answers[OURS] == answers[RDFLIB]]


def load(port: int, queries: Sequence[str], connections: int, seconds: float) -> list[float]:
    """Ask in turn over so many connections; return the seconds that each answer took."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def ask(first: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        place = first
        while (start := time.monotonic()) < end:
            connection.request("GET", target(queries[place % len(queries)]), headers=HEADERS)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise HTTPException(str(response.status))
            times.append(time.monotonic() - start)
            place += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(number * 5,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def percentile(times: list[float], part: float) -> float:
    """Return the time in ms below which that part of ``times`` lies."""
    return sorted(times)[min(int(len(times) * part), len(times) - 1)] * 1000


def throughput(dataset: Path, queries: Sequence[str]) -> None:
    """Print requests/s of each server. They take turns in short rounds, and the ratio is the
    median of the rounds' ratios, so that what else the machine does falls on all alike."""
    with ExitStack() as servers:
        ports = {name: servers.enter_context(running(name, dataset))
                 for name in (OURS, BARE, QUICK, RDFLIB)}
        for connections in CONNECTIONS:
            for port in ports.values():
                load(port, queries, connections, SECONDS)
            rounds: list[dict[str, list[float]]] = []
            work = dict.fromkeys(ports, 0.0)
            for _ in range(ROUNDS):
                rounds.append({})
                for name, port in ports.items():
                    before = busy_seconds(os.getpid())
                    rounds[-1][name] = load(port, queries, connections, SECONDS)
                    work[name] += busy_seconds(os.getpid()) - before
            print(f"\n{connections} connection(s), {len(queries)} questions in turn")
            for name in ports:
                times = [each for one in rounds for each in one[name]]
                ratio = statistics.median(rate(one[OURS], connections)
                                          / rate(one[name], connections)
                                          for one in rounds)
                print(f"  {name:<22}{rate(times, connections):8.1f} requests/s   "
                      f"p50 {percentile(times, 0.5):8.1f} ms   "
                      f"p99 {percentile(times, 0.99):8.1f} ms   "
                      f"CPU {work[name] / len(times) * 1000:6.1f} ms each   "
                      f"{OURS} is {ratio:6.2f} x")


def busy_seconds(pid: int) -> float:
    """Return how long the processes that ``pid`` has started, and theirs, have kept a processor
    busy, where Linux tells it: no other program of the machine disturbs this figure."""
    total = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(path.parent.name)
            total += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") + busy_seconds(child)
    return total


def rate(times: Sequence[float], connections: int) -> float:
    """Return the requests/s over so many connections, which were never idle."""
    return len(times) * connections / sum(times)


def runaways(dataset: Path, queries: Sequence[str]) -> None:
    """Print how long other requests take while ten queries that never end are asked at once."""
    with running(OURS, dataset) as port:
        times = load(port, queries, 1, SECONDS)
        print(f"\nalone: p50 {percentile(times, 0.5):.1f} ms, p99 {percentile(times, 0.99):.1f} ms")
        asking = [threading.Thread(target=_run_away, args=(port,)) for _ in range(10)]
        for thread in asking:
            thread.start()
        times = load(port, queries, 1, 9.0)
        for thread in asking:
            thread.join()
        print(f"beside ten runaways: p50 {percentile(times, 0.5):.1f} ms, "
              f"p99 {percentile(times, 0.99):.1f} ms, longest {max(times) * 1000:.0f} ms "
              f"(of {len(times)} answers)")


def _run_away(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", target(RUNAWAY), headers=HEADERS)
    connection.getresponse().read()
    connection.close()


def main() -> None:
    """Measure and print; or be a peer (``--peer NAME DATASET PORT``)."""
    if sys.argv[1:2] == ["--peer"]:
        serve_peer(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "data"
        if not sys.argv[1:]:
            subprocess.run((sys.executable, "-m", "shisaku", "demo", "--into", folder), check=True,
                           capture_output=True)
        queries = same_questions(dataset)
        throughput(dataset, queries)
        runaways(dataset, queries)


if __name__ == "__main__":
    main()
