"""An answer tells the snapshot it comes from; the server goes over to a new one by itself."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shisaku.web.client import Reply, Server, put_dataset, served
from tests.shisaku.web.conftest import numbers

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/number> ?o }"
SLOW = ("SELECT (COUNT(*) AS ?n) { ?a <http://example.org/number> ?b . "
        "?c <http://example.org/number> ?d . ?e <http://example.org/number> ?f FILTER(?f < 60) }")


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[Path, Server]]:
    """A folder whose dataset changes, and a server over it."""
    folder = tmp_path / "data"
    put_dataset(folder, numbers(300))
    with served(folder) as running:
        yield folder, running


def count(reply: Reply) -> int:
    assert reply.status == 200, reply.text
    return int(json.loads(reply.text)["results"]["bindings"][0]["n"]["value"])


def test_the_next_query_is_answered_on_the_new_dataset(changing: tuple[Path, Server]) -> None:
    folder, server = changing
    first = server.ask(COUNT)
    snapshot = put_dataset(folder, numbers(50))
    second = server.ask(COUNT)
    health = json.loads(server.send("GET", "/health").text)

    assert (count(first), count(second)) == (300, 50)
    assert first.headers["shisaku-snapshot"] != snapshot
    assert second.headers["shisaku-snapshot"] == snapshot == health["snapshot"]
    assert health["quads"] == 100
    assert first.headers["etag"] != second.headers["etag"]


def test_a_query_under_way_ends_where_it_began(changing: tuple[Path, Server]) -> None:
    folder, server = changing
    before = server.ask(COUNT).headers["shisaku-snapshot"]
    replies: list[Reply] = []
    asking = threading.Thread(target=lambda: replies.append(server.ask(SLOW)))
    asking.start()
    time.sleep(0.15)
    put_dataset(folder, numbers(20))
    after = server.ask(COUNT)
    asking.join()

    assert count(after) == 20
    assert (count(replies[0]), replies[0].headers["shisaku-snapshot"]) == (300 * 300 * 60, before)


def test_many_swaps_under_load(changing: tuple[Path, Server]) -> None:
    folder, server = changing
    sizes = {put_dataset(folder, numbers(size)): size for size in (300, 10, 20, 30)}
    replies: list[Reply] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            replies.append(server.ask(COUNT))

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for each in asking:
        each.start()
    swaps = 0
    while swaps < 6 or len(replies) <= 6:
        put_dataset(folder, numbers((10, 20, 30)[swaps % 3]))
        swaps += 1
    over.set()
    for each in asking:
        each.join()

    assert {count(reply) == sizes[reply.headers["shisaku-snapshot"]] for reply in replies} == {True}


def test_pinned(changing: tuple[Path, Server]) -> None:
    folder, server = changing
    first = server.ask(COUNT)
    snapshot, tag = first.headers["shisaku-snapshot"], first.headers["etag"]
    by_name = server.ask(COUNT, snapshot=snapshot)
    by_tag = server.ask(COUNT, headers={"If-Match": f'"other", {tag}'})
    any_tag = server.ask(COUNT, headers={"If-Match": "*"})
    put_dataset(folder, numbers(50))
    gone = [server.ask(COUNT, snapshot=snapshot), server.ask(COUNT, headers={"If-Match": tag})]

    assert [count(reply) for reply in (by_name, by_tag, any_tag)] == [300, 300, 300]
    assert [reply.status for reply in gone] == [412, 412]
    assert json.loads(gone[0].text)["snapshot"] == server.ask(COUNT).headers["shisaku-snapshot"]


def test_known_answers_are_not_sent_again(changing: tuple[Path, Server]) -> None:
    folder, server = changing
    tag = server.ask(COUNT).headers["etag"]
    known = server.ask(COUNT, headers={"If-None-Match": f'"x", W/{tag}'})
    in_csv = server.ask(COUNT, "text/csv", headers={"If-None-Match": tag})
    put_dataset(folder, numbers(50))
    anew = server.ask(COUNT, headers={"If-None-Match": tag})

    assert (known.status, known.body, known.headers["etag"]) == (304, b"", tag)
    assert (in_csv.status, anew.status) == (200, 200)


@pytest.mark.parametrize("query", [
    "SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}", "SELECT (UUID() AS ?x) {}",
    "CONSTRUCT { [] <http://example.org/p> 1 } {}"])
def test_what_is_drawn_anew_is_never_taken_for_known(server: Server, query: str) -> None:
    tag = server.ask(query).headers["etag"]

    assert tag.startswith('W/"')
    assert server.ask(query, headers={"If-None-Match": tag}).status == 200


def test_the_same_bytes_from_every_worker(server: Server) -> None:
    query = ("SELECT ?l (COUNT(DISTINCT ?s) AS ?n) "
             "{ ?s ?p ?o BIND(STRLEN(STR(?o)) AS ?l) } GROUP BY ?l")
    first = server.ask(query)
    for each in server.workers():
        os.kill(each.pid, signal.SIGKILL)
    time.sleep(0.5)
    second = server.ask(query)

    assert first.headers["etag"] == second.headers["etag"]
    assert first.body == second.body


def test_a_dataset_that_is_gone_is_told(changing: tuple[Path, Server], tmp_path: Path) -> None:
    folder, server = changing
    folder.rename(tmp_path / "elsewhere")
    gone = server.ask(COUNT, lang="en")
    (tmp_path / "elsewhere").rename(folder)

    assert gone.status == 503
    assert "there is no dataset here" in gone.text
    assert count(server.ask(COUNT)) == 300
