"""No query hurts the server: time, memory, sizes, the network, and processes that end."""

import json
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import pytest
from pyoxigraph import QuerySolutions, Store

from shisaku.web.workers.sandbox import forbid_network
from tests.shisaku.web.client import RUNAWAY, Reply, Server, served

HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


def problem(reply: Reply) -> str:
    """Return the status and the kind of a problem."""
    return f"{reply.status} {json.loads(reply.text)['type'].rpartition('/')[2]}"


@pytest.fixture(scope="module")
def strict(small_dataset: Path) -> Iterator[Server]:
    """A server whose queries have two seconds and 200 MiB."""
    with served(small_dataset, SHISAKU_QUERY_SECONDS="2",
                SHISAKU_QUERY_MEMORY="200") as running:
        yield running


def test_out_of_time(strict: Server) -> None:
    reply = strict.ask(RUNAWAY)

    assert problem(reply) == "503 out-of-time"
    assert int(reply.headers["retry-after"]) >= 1
    assert strict.ask("ASK {}").status == 200


def test_out_of_memory(strict: Server) -> None:
    reply = strict.ask(HUNGRY)

    assert problem(reply) == "503 out-of-memory"
    assert "retry-after" in reply.headers
    assert strict.ask("ASK {}").status == 200


def test_memory_comes_back(strict: Server) -> None:
    def held() -> int:
        return max(each.memory for each in strict.workers())

    strict.ask("ASK {}")
    before = held()
    assert strict.ask(HUNGRY).status == 503
    assert strict.ask("ASK {}").status == 200

    assert held() < before + 64 * 1024 * 1024


def test_kill_9_costs_one_query(server: Server) -> None:
    replies: list[Reply] = []
    asking = threading.Thread(target=lambda: replies.append(server.ask(RUNAWAY)))
    asking.start()
    time.sleep(0.6)
    busy = max(server.workers(), key=lambda each: each.seconds)
    os.kill(busy.pid, signal.SIGKILL)
    asking.join(20)

    assert [problem(reply) for reply in replies] == ["503 worker-lost"]
    assert [server.ask("ASK {}").status for _ in range(8)] == [200] * 8


def test_kill_9_of_idle_workers_costs_nothing(server: Server) -> None:
    server.ask("ASK {}")
    for each in server.workers():
        os.kill(each.pid, signal.SIGKILL)
    time.sleep(0.5)

    assert [server.ask("ASK {}").status for _ in range(4)] == [200] * 4


def test_a_client_that_leaves_takes_its_query_with_it(server: Server) -> None:
    with pytest.raises(TimeoutError):
        server.ask(RUNAWAY, timeout=0.8)
    time.sleep(1)

    assert work_of(server, 1.0) < 0.5


def work_of(server: Server, seconds: float) -> float:
    """Return how long the workers keep a processor busy within so many seconds."""
    before = {each: each.seconds for each in server.workers()}
    time.sleep(seconds)
    return sum(each.seconds - started for each, started in before.items() if each.is_running)


@pytest.mark.parametrize(("query", "found"), [
    ("ASK { FILTER(" + "(" * 300 + "true" + ")" * 300 + ") }", "400 query"),
    ("ASK { " + "{" * 10_000 + "}" * 10_000 + " }", "400 query"),
    ("ASK { ?s ?p '" + "x" * 110_000 + "' }", "413 too-large"),
    ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "400 query"),
    ("LOAD <http://127.0.0.1:9/>", "400 query"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", "400 query"),
])
def test_refused(server: Server, query: str, found: str) -> None:
    reply = server.send("POST", "/sparql", {"Content-Type": "application/sparql-query"},
                        query.encode())

    assert problem(reply) == found
    assert server.ask("ASK {}").status == 200


def test_a_large_request_is_not_read_to_its_end(server: Server) -> None:
    reply = server.send("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"},
                        b"query=" + b"x" * 450_000)

    assert problem(reply) == "413 too-large"


def test_too_many_fields(server: Server) -> None:
    reply = server.send("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"},
                        b"query=ASK{}&" + b"a=b&" * 2000)

    assert problem(reply) == "400 request"


class Knocked(BaseHTTPRequestHandler):
    """Counts who comes."""

    count = 0

    def do_POST(self) -> None:
        """Note the visit."""
        type(self).count += 1
        self.send_error(500)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing while tests run."""


def reach_out(pipe: Connection, address: str) -> None:
    """Try to reach the network from within the sandbox, by every way there is."""
    shut = forbid_network()
    told = []
    service = f"SELECT * {{ SERVICE <{address}> {{ }} }}"
    attempts: tuple[Callable[[], object], ...] = (
        lambda: socket.socket().close(),
        lambda: next(cast(QuerySolutions, Store().query(service))),
        lambda: Store().update(f"LOAD <{address}>"))
    for attempt in attempts:
        try:
            attempt()
            told.append("reached")
        except OSError:
            told.append("shut")
    pipe.send((shut, told))


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="only Linux shuts a process in")
def test_a_worker_reaches_no_network_whatever_the_text() -> None:
    door = ThreadingHTTPServer(("127.0.0.1", 0), Knocked)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe()
    process = context.Process(target=reach_out,
                              args=(far, f"http://127.0.0.1:{door.server_address[1]}/"))
    process.start()
    shut, told = near.recv()
    process.join()
    door.shutdown()
    door.server_close()

    assert shut
    assert told == ["shut", "shut", "shut"]
    assert Knocked.count == 0


@pytest.mark.parametrize(("name", "value"), [
    ("SHISAKU_QUERY_SECONDS", "ten"), ("SHISAKU_QUERY_MEMORY", "-1"), ("SHISAKU_QUERY_ROWS", "0")])
def test_a_limit_that_is_no_number_is_told(small_dataset: Path, name: str, value: str) -> None:
    with pytest.raises(AssertionError, match=f"shisaku: {name}={value}"), \
            served(small_dataset, **{name: value}):
        pass


PAIRS = "SELECT * { ?a <http://example.org/number> ?x . ?b <http://example.org/number> ?y }"


def test_a_large_answer_comes_whole(server: Server) -> None:
    reply = server.ask(PAIRS, "text/tab-separated-values")

    assert len(reply.body) == int(reply.headers["content-length"])
    assert reply.body.count(b"\n") == 1 + 300 * 300
    assert "shisaku-cut" not in reply.headers


def test_who_reads_slowly_holds_no_worker(server: Server) -> None:
    query = PAIRS.replace("}", "FILTER(?y < 40) }")
    slow = [HTTPConnection("127.0.0.1", server.port) for _ in range(8)]
    for each in slow:
        each.request("GET", "/sparql?" + urlencode({"query": query}))
    started = [each.getresponse() for each in slow]

    assert server.ask("ASK {}").status == 200
    assert [each.status for each in started] == [200] * len(slow)
    for response, connection in zip(started, slow, strict=True):
        response.close()
        connection.close()
