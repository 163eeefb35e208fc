"""A server over a small dataset, shared by the tests that do not hurt it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.shisaku.web.client import Server, put_dataset, served

EX = "http://example.org/"
ROWS = 300


def numbers(count: int = ROWS, graph: str = "numbers") -> list[Quad]:
    """Return ``count`` things with a number and a label that is hard to write."""
    labels = ['"引用", と改行\r\n', "</result> },{", "タブ\t と \\ と '", "普通"]
    quads = []
    for number in range(count):
        thing, name = NamedNode(f"{EX}{number}"), NamedNode(EX + graph)
        quads.append(Quad(thing, NamedNode(f"{EX}number"), Literal(number), name))
        quads.append(Quad(thing, NamedNode(f"{EX}label"),
                          Literal(f"{labels[number % 4]}{number}", language="ja"), name))
    return quads


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset folder of 600 quads in one graph."""
    folder = tmp_path_factory.mktemp("small") / "data"
    put_dataset(folder, numbers())
    return folder


@pytest.fixture(scope="session")
def server(small_dataset: Path) -> Iterator[Server]:
    """A server over the small dataset."""
    with served(small_dataset) as running:
        yield running
