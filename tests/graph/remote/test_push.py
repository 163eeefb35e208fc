"""A push at real engines: what was put there comes back, old or new, whatever happens meanwhile."""

import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.canonical import canonical_ntriples
from graph.remote import Endpoint, RemoteStore
from graph.remote.files import file_graph
from graph.remote.manifest import PUSHED, UNDER_WAY, under_way
from graph.remote.push import Content, push
from graph.remote.transport import UnansweredError
from graph.results import Solutions
from ontology.errors import DatasetError, QueryError, ShisakuError
from tests.conftest import started
from tests.engines import Engine, oxigraph_server

EX = "https://example.org/"
A, B, C = (f"{EX}graph/{name}" for name in "abc")
TEXTS = ('改行\nと"引用"\\', "タブ\tと釧路 🗾", "", " 前後 ", "x" * 40_000)
Graphs = Mapping[str, frozenset[Quad]]


def quads(graph: str, edition: str, number: int) -> frozenset[Quad]:
    """``number`` and a few triples that tell their ``edition``, with every form of literal."""
    name, said = NamedNode(graph), NamedNode(f"{EX}says")
    kinds = {"integer": "3", "decimal": "1.5", "boolean": "true", "date": "2024-04-01"}
    terms = [Literal(f"{edition} {each}", language="ja") for each in range(number)]
    terms += map(Literal, TEXTS)
    terms += [Literal(value, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
              for kind, value in kinds.items()]
    return frozenset(Quad(NamedNode(f"{graph}#{edition}"), said, term, name) for term in terms)


def content(graphs: Graphs, snapshot: str, **files: bytes) -> Content:
    return Content(snapshot, {iri: partial(canonical_ntriples, each)
                              for iri, each in graphs.items()},
                   {name: partial(bytes, data) for name, data in files.items()})


OLD: Graphs = {A: quads(A, "old", 30), B: quads(B, "same", 30)}
NEW: Graphs = {A: quads(A, "new", 40), B: OLD[B], C: quads(C, "new", 30)}


def everything(store: RemoteStore) -> dict[str, frozenset[Quad]]:
    return {graph: frozenset(store.quads(graph)) for graph in store.graphs()}


def all_graphs(endpoint: Endpoint) -> set[str]:
    """The names of all graphs there, whoever put them there."""
    found = RemoteStore(endpoint).client.ask(
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(found, Solutions)
    return {term.value for (term,) in found if isinstance(term, NamedNode)}


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Engine]:
    running = oxigraph_server(tmp_path)
    running.start()
    yield running
    running.stop()


def test_what_was_pushed_comes_back(engine: Engine) -> None:
    first = push(RemoteStore(engine.writable), content(OLD, "1", report=b"one" * 50_000))
    assert (first.replaced, first.unchanged) == (2, 0)
    assert everything(RemoteStore(engine.url)) == OLD

    second = push(RemoteStore(engine.writable), content(NEW, "2", report=b"two"))
    assert (second.replaced, second.unchanged, second.removed) == (2, 1, 0)
    assert everything(RemoteStore(engine.url)) == NEW

    third = push(RemoteStore(engine.writable), content({A: NEW[A]}, "3"))
    assert (third.replaced, third.unchanged, third.removed) == (0, 1, 2)
    assert everything(RemoteStore(engine.url)) == {A: NEW[A]}
    mine = {graph for graph in all_graphs(engine.writable) if graph.startswith((EX, PUSHED))}
    assert mine == {A, PUSHED}


def test_readers_see_the_old_or_the_new(engine: Engine) -> None:
    """Six pushes back and forth under a reader who asks all the time."""
    push(RemoteStore(engine.writable), content(OLD, "old"))
    text = "SELECT (COUNT(?o) AS ?n) WHERE { ?s ?p ?o }"
    allowed = {str(sum(map(len, each.values()))) for each in (OLD, NEW)}
    assert len(allowed) == 2
    seen: list[str] = []
    done = threading.Event()

    def read() -> None:
        store = RemoteStore(engine.url)
        while not done.is_set():
            found = store.query(text)
            assert isinstance(found, Solutions)
            ((number,),) = found
            assert isinstance(number, Literal)
            seen.append(number.value)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for each, name in ((NEW, "new"), (OLD, "old")) * 3:
            push(RemoteStore(engine.writable), content(each, name))
    finally:
        done.set()
        reader.join()
    assert len(seen) > 2
    assert set(seen) <= allowed


def test_one_that_stays_open_is_told_of_another_push(oxigraph: Engine) -> None:
    push(RemoteStore(oxigraph.writable), content(OLD, "old"))
    pinned = RemoteStore(oxigraph.writable)
    pinned.pin()
    assert frozenset(pinned.quads(A)) == OLD[A]
    push(RemoteStore(oxigraph.writable), content(NEW, "new"))
    with pytest.raises(DatasetError, match="replaced while"):
        list(pinned.quads(A))


@pytest.mark.parametrize("killed_at", range(1, 5))
def test_an_engine_killed_while_it_is_filled(oxigraph: Engine, killed_at: int) -> None:
    """Killed as the first, second … graph or file is sent: the old data stay, and the next push
    takes up what was loaded."""
    push(RemoteStore(oxigraph.writable), content(OLD, "old", ledger=b"old"))
    sent: list[str] = []

    def kill(name: str, number: int, total: int) -> None:
        sent.append(name)
        if len(sent) == killed_at:
            oxigraph.stop()

    new = content(NEW, "new", ledger=b"new", report=b"new report")
    with pytest.raises(QueryError, match="does not answer"):
        push(RemoteStore(oxigraph.writable), new, kill)
    oxigraph.start()
    assert everything(RemoteStore(oxigraph.url)) == OLD

    again = push(RemoteStore(oxigraph.writable), new)
    assert again.resumed == min(killed_at - 1, 2)
    assert everything(RemoteStore(oxigraph.url)) == NEW
    files = {file_graph(data) for data in (b"new", b"new report")}
    assert all_graphs(oxigraph.writable) == {A, B, C, PUSHED} | files


def test_an_engine_killed_while_graphs_are_moved(tmp_path: Path) -> None:
    """Where moves are seen one by one: readers are told, and the next push completes it."""
    engine = started("virtuoso", tmp_path)
    try:
        push(RemoteStore(engine.writable), content(OLD, "old"))
        store = RemoteStore(engine.writable)
        move = store.client.move

        def moved_once(source: str, target: str) -> str:
            if target == C:
                engine.stop()
            return move(source, target)

        store.client.move = moved_once  # type: ignore[method-assign]
        with pytest.raises(QueryError, match="does not answer"):
            push(store, content(NEW, "new"))
        engine.start()
        assert RemoteStore(engine.url).stamp().is_under_way
        push(RemoteStore(engine.writable), content(NEW, "new"))
        assert everything(RemoteStore(engine.url)) == NEW
        assert UNDER_WAY not in all_graphs(engine.writable)
    finally:
        engine.stop()


def test_a_push_that_stopped_half_way_is_told(
    oxigraph: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.remote.store.PATIENCE", 0.2)
    push(RemoteStore(oxigraph.writable), content(OLD, "old"))
    RemoteStore(oxigraph.writable).client.update(under_way("another"))
    with pytest.raises(DatasetError, match="stopped half way"):
        RemoteStore(oxigraph.url).query("ASK { ?s ?p ?o }")
    push(RemoteStore(oxigraph.writable), content(OLD, "old again"))
    assert everything(RemoteStore(oxigraph.url)) == OLD


def test_the_second_of_two_pushes_is_refused(oxigraph: Engine) -> None:
    push(RemoteStore(oxigraph.writable), content(OLD, "old"))

    def overtake(name: str, number: int, total: int) -> None:
        if name == A:
            push(RemoteStore(oxigraph.writable), content({C: NEW[C]}, "overtaking"))

    with pytest.raises(ShisakuError, match="another push"):
        push(RemoteStore(oxigraph.writable), content(NEW, "new"), overtake)
    assert everything(RemoteStore(oxigraph.url)) == {C: NEW[C]}


def test_a_count_that_is_not_right_is_told(oxigraph: Engine) -> None:
    store = RemoteStore(oxigraph.writable)
    write = store.client.write_graph
    store.client.write_graph = lambda graph, pieces: write(  # type: ignore[method-assign]
        graph, (piece[:piece.index(b"\n") + 1] for piece in pieces))
    with pytest.raises(DatasetError, match="should have"):
        push(store, content(OLD, "old"))
    assert RemoteStore(oxigraph.url).manifest() is None
    push(RemoteStore(oxigraph.writable), content(OLD, "old"))
    assert everything(RemoteStore(oxigraph.url)) == OLD


def test_an_answer_that_is_lost_after_the_move(oxigraph: Engine) -> None:
    """Whether graphs were moved is looked up, not tried again."""
    push(RemoteStore(oxigraph.writable), content(OLD, "old"))
    store = RemoteStore(oxigraph.writable)
    update, moves = store.client.update, []

    def lost(text: str, *, repeatable: bool = False) -> None:
        update(text, repeatable=repeatable)
        if "MOVE" in text:
            moves.append(text)
            raise UnansweredError(ja="切れました。", en="lost.")

    store.client.update = lost  # type: ignore[method-assign]
    push(store, content(NEW, "new"))
    assert len(moves) == 1
    assert everything(RemoteStore(oxigraph.url)) == NEW


def test_an_engine_without_move(oxigraph: Engine) -> None:
    """QLever takes no MOVE and no DROP; what is sent instead does the same."""
    places = {"update_url": oxigraph.url.replace("query", "update"),
              "graphs_url": oxigraph.url.replace("query", "store")}
    endpoint = Endpoint(oxigraph.url, engine="qlever", **places)  # type: ignore[arg-type]
    for each, name in ((OLD, "old"), (NEW, "new"), ({C: NEW[C]}, "less")):
        push(RemoteStore(endpoint), content(each, name))
        assert everything(RemoteStore(oxigraph.url)) == each
