"""A build killed with SIGKILL at any moment leaves the old or the new dataset, whole.

One process forks a builder for each kill, so that a kill costs no start of an interpreter. The
builder writes two datasets in turn, for ever; the moment of the kill is drawn anew each time.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from graph.assembly import graph_quads
from graph.canonical import canonical_nquads
from graph.dataset import open_dataset
from graph.dataset_parts import DatasetParts, ledger_rows, source_parts
from graph.portion import snapshot_id
from graph.writing import write_dataset
from ontology.errors import DatasetError

if TYPE_CHECKING:
    from tests.graph.conftest import Town

KILLS = 45
LONGEST_LIFE = 3
"""How long a builder lives at most, in times that one build takes here (about 0.1 s)."""
READING = 1.0
"""Seconds for which a reader opens the dataset again and again while it is built."""

BUILDERS = """
import os, pickle, sys, time
from pathlib import Path
from graph import swap
from graph.writing import write_dataset

target, way = Path(sys.argv[2]), sys.argv[3]
both = pickle.loads(Path(sys.argv[1]).read_bytes())

def slowly(rename):
    def renamed(self, other):
        done = rename(self, other)
        time.sleep(0.02)
        return done
    return renamed

if way == "renames":
    swap._exchange = lambda first, second: False
    Path.rename = slowly(Path.rename)

for line in sys.stdin:
    builder = os.fork()
    if builder == 0:
        while True:
            for parts in (both[int(line)], both[1 - int(line)]):
                write_dataset(target, parts)
    print(builder, flush=True)
    os.waitpid(builder, 0)
    print("dead", flush=True)
"""


@pytest.fixture(scope="module")
def both(town: Town) -> tuple[DatasetParts, DatasetParts]:
    """The town's dataset without and with its minutes."""
    originals = {reading.source.sha256: b"" for reading in town.readings}
    old, new = (
        DatasetParts(town.base, tuple(graph_quads(readings, town.base)),
                     source_parts(readings, originals), ledger_rows(readings))
        for readings in (town.readings[:2], town.readings))
    return old, new


class Builders:
    """Starts builders, one at a time, and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @contextmanager
    def building(self, first: int) -> Iterator[None]:
        """Have a builder at work that begins with dataset ``first``; dead afterwards."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{first}\n")
        self._process.stdin.flush()
        builder = int(self._told())
        try:
            yield
        finally:
            os.kill(builder, signal.SIGKILL)
            assert self._told() == "dead"

    def _told(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def builders(folder: Path, way: str, both: tuple[DatasetParts, DatasetParts]) -> Iterator[Builders]:
    (folder / "both").write_bytes(pickle.dumps(both))
    command = [sys.executable, "-c", BUILDERS, str(folder / "both"), str(folder / "data"), way]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as process:
        yield Builders(process)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_killed_build_leaves_a_whole_dataset(
    tmp_path: Path, way: str, both: tuple[DatasetParts, DatasetParts]
) -> None:
    target = tmp_path / "data"
    begun = time.monotonic()
    known = {write_dataset(target, parts).snapshot for parts in both}
    longest = LONGEST_LIFE * (time.monotonic() - begun) / len(both)
    moment = Random(20240701)
    seen: set[str] = set()
    left: set[str] = set()
    with builders(tmp_path, way, both) as running:
        for kill in range(KILLS):
            with running.building(first=kill % 2):
                time.sleep(moment.uniform(0, longest))
            left.update(path.name.split("-")[0] for path in tmp_path.iterdir())
            seen.add(whole_snapshot(target))

    assert seen == known
    assert ".data.building" in left
    write_dataset(target, both[0])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["both", "data"]


def whole_snapshot(target: Path) -> str:
    """Open the dataset, see that its store, texts and report belong together; return its name."""
    dataset = open_dataset(target)
    snapshot = dataset.report.snapshot
    assert snapshot_id(canonical_nquads(dataset.store.quads()), dataset.report.base) == snapshot
    assert len(dataset.parts().sources) == len(dataset.report.sources)
    return snapshot


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_reader_finds_a_whole_dataset_while_it_is_built(
    tmp_path: Path, way: str, both: tuple[DatasetParts, DatasetParts]
) -> None:
    target = tmp_path / "data"
    known = {write_dataset(target, parts).snapshot for parts in both}
    seen: set[str] = set()
    with builders(tmp_path, way, both) as running, running.building(first=0):
        end = time.monotonic() + READING
        while time.monotonic() < end or seen != known:
            seen.add(whole_snapshot(target))
            assert time.monotonic() < end + 30


STOP_AT = """
import os, pickle, signal, sys
from pathlib import Path
from graph import swap
from graph.writing import write_dataset

target, stop = Path(sys.argv[2]), int(sys.argv[3])
renames = 0

def counted(self, other, rename=Path.rename):
    global renames
    rename(self, other)
    renames += 1
    if renames == stop:
        os.kill(os.getpid(), signal.SIGKILL)

swap._exchange = lambda first, second: False
Path.rename = counted
write_dataset(target, pickle.loads(Path(sys.argv[1]).read_bytes()))
"""

# (renames done, name of the old folder then, which dataset is found)
STEPS = [(1, ".data.old", "old"), (2, ".data.old", "new"), (3, ".data.building-", "new")]


@pytest.mark.parametrize(("renames", "beside", "found"), STEPS)
def test_each_step_between_two_renames(
    tmp_path: Path, both: tuple[DatasetParts, DatasetParts], renames: int, beside: str, found: str
) -> None:
    target = tmp_path / "data"
    old, new = both
    snapshots = {"old": write_dataset(target, old).snapshot,
                 "new": snapshot_id(canonical_nquads(new.quads), new.base)}
    (tmp_path / "new").write_bytes(pickle.dumps(new))

    killed = subprocess.run(
        [sys.executable, "-c", STOP_AT, tmp_path / "new", target, str(renames)], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert target.exists() is (renames > 1)
    assert any(path.name.startswith(beside) for path in tmp_path.iterdir())
    assert open_dataset(target).report.snapshot == snapshots[found]
    assert write_dataset(target, old).snapshot == snapshots["old"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "new"]


def test_a_build_puts_back_what_a_killed_one_left(
    tmp_path: Path, both: tuple[DatasetParts, DatasetParts]
) -> None:
    target = tmp_path / "data"
    write_dataset(target, both[0])
    target.rename(tmp_path / ".data.old")

    with pytest.raises(DatasetError):
        open_dataset(tmp_path / "elsewhere")
    write_dataset(target, both[1])

    assert len(open_dataset(target).report.sources) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]
