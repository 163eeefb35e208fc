"""Ten queries that never end, all at once: nobody else notices, and nothing is left of them."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest

from shisaku.web.warming import PAGES
from tests.shisaku.web.client import RUNAWAY, Reply, Server, served
from tests.shisaku.web.processes import Process

RUNAWAYS = 10
SECONDS = 3
CEILING = 1.0
"""What the 99th percentile may be, in seconds. Measured alone it is below a tenth of that."""
QUESTIONS = [files("queries").joinpath(f"catalogue/{name}.rq").read_text(encoding="utf-8")
             for name in ("counts-by-municipality", "documents", "strategy-tree",
                          "cross-listed-projects", "meetings")]


def timed(server: Server, query: str) -> float:
    start = time.monotonic()
    assert server.ask(query).status == 200
    return time.monotonic() - start


@pytest.mark.slow
def test_ten_runaways(sample_dataset: Path) -> None:
    with served(sample_dataset, SHISAKU_QUERY_SECONDS=str(SECONDS)) as server:
        for query in QUESTIONS:
            timed(server, query)
        for page in PAGES:  # gathered in the background else, while it is measured
            assert server.send("GET", quote(page, safe="/?=")).status == 200
        before = memory(server)
        with ThreadPoolExecutor(RUNAWAYS) as runaways:
            running = [runaways.submit(server.ask, RUNAWAY) for _ in range(RUNAWAYS)]
            times: list[float] = []
            while not all(each.done() for each in running):
                times.append(timed(server, QUESTIONS[len(times) % len(QUESTIONS)]))
        replies = [each.result() for each in running]
        for query in QUESTIONS:
            timed(server, query)

        assert Process(server.process).is_running
        assert memory(server) < before + 100 * 1024 * 1024
    assert {kind(reply) for reply in replies} <= {"out-of-time", "busy"}
    assert [reply.headers["retry-after"] for reply in replies] == [str(SECONDS)] * RUNAWAYS
    assert len(times) > 20
    assert sorted(times)[int(len(times) * 0.99)] <= CEILING


def kind(reply: Reply) -> str:
    assert reply.status == 503
    return str(json.loads(reply.text)["type"]).rpartition("/")[2]


def memory(server: Server) -> int:
    """Return what the server and its workers hold, once the ended ones are gone."""
    time.sleep(0.5)
    return sum(each.memory for each in [Process(server.process), *server.workers()])


def test_runaways_that_never_stop_coming(small_dataset: Path) -> None:
    over = threading.Event()

    def run_away(server: Server) -> None:
        while not over.is_set():
            assert server.ask(RUNAWAY).status == 503

    with served(small_dataset, SHISAKU_QUERY_SECONDS="1") as server, \
            ThreadPoolExecutor(RUNAWAYS) as runaways:
        running = [runaways.submit(run_away, server) for _ in range(RUNAWAYS)]
        answered = [server.ask("ASK {}").status for _ in range(15)]
        over.set()
        for each in running:
            each.result()

    assert answered == [200] * 15
