"""What it costs to build a dataset of many cities, and to bring one more document to it.

Each row is a fresh process that reads the documents of synthetic cities (``synthetic_documents``)
and builds a dataset of them, as ``shisaku build`` does; then one more city comes, and then a
changed document of the first. Bulk loading is compared in the same run: filling the store from
the portions (which decompresses them, and puts the store in order), the engine's bare
``bulk_load`` of the same N-Quads, and, up to ten cities, rdflib's reading of them.

Printed: seconds on the clock and of the processors, the most memory that the building process and
those that it started had together, size on the disk; and how time grows, as the exponent e of
cities^e.
Run: ``python benchmarks/building.py [CITIES ...] [--keep FOLDER]`` (default: 1 10 100; as many as
Japan has: 1741). ``--keep`` leaves the largest dataset in FOLDER.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import rdflib
from pyoxigraph import RdfFormat, Store

from benchmarks.synthetic import city
from benchmarks.synthetic_documents import document
from graph.combined import fill_store
from graph.portion_files import own_nquads, read_portions
from shisaku.given import Given, bytes_of
from shisaku.pipeline import build

_RDFLIB_MOST = 10
"""rdflib needs about 16 GB for 12 million quads."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of all processors."""

    clock: float
    work: float


@dataclass(frozen=True, slots=True)
class Row:
    """What one process measured; memory and disk in MiB, ``loads`` in quads/s by loader."""

    cities: int
    quads: int
    build: Cost
    memory: int
    disk: int
    one_more: Cost
    changed: Cost
    loads: dict[str, float]


class Watch:
    """What this process and those below it have used, looked at again and again (Linux)."""

    def __init__(self) -> None:
        self.memory = 0
        self._ended = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._ended.wait(0.5):
            self.memory = max(self.memory, sum(map(_resident, family(os.getpid()))))

    def end(self) -> int:
        """Return the most memory that all had together, in MiB."""
        self._ended.set()
        return self.memory // 2**20


def family(pid: int) -> list[int]:
    """Return ``pid`` and all processes below it."""
    below = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for path in below for child in path.read_text().split()]
    return [pid, *chain.from_iterable(map(family, children))]


def _resident(pid: int) -> int:
    """Return the bytes of memory that a process has to itself, and its part of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def work() -> float:
    """Return the processor time of this process, of those below it, and of those that they have
    waited for."""
    total = 0
    for pid in family(os.getpid()):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def cost(act: Callable[[], object]) -> Cost:
    """Return what ``act`` costs."""
    clock, before = time.perf_counter(), work()
    act()
    return Cost(time.perf_counter() - clock, work() - before)


def given(number: int, folder: Path, ending: str = "") -> Given:
    """Write the document of the city ``number`` into ``folder`` and return it."""
    reading = city(number)
    name = f"{reading.municipality.code}.txt"
    path = folder / name
    path.write_text(document(reading) + ending, encoding="utf-8")
    return Given.of(name, partial(bytes_of, path), reading.municipality)


def measured(number: int, folder: Path) -> Row:
    """Build a dataset of so many cities in ``folder``."""
    texts, target = folder / "texts", folder / "data"
    texts.mkdir()
    documents = [given(place, texts) for place in range(number)]
    watch = Watch()
    built = cost(lambda: build(documents, target))
    memory = watch.end()
    quads = json.loads((target / "report.json").read_text(encoding="utf-8"))["quads"]
    disk = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    more = given(number, texts)
    one_more = cost(lambda: build([more], target))
    other = given(0, texts, "\n")
    changed = cost(lambda: build([other], target))
    return Row(number, quads, built, memory, disk // 2**20, one_more, changed,
               loads(target, folder, number))


def loads(target: Path, folder: Path, number: int) -> dict[str, float]:
    """Return how many quads/s each loader takes of what the dataset at ``target`` holds."""
    portions = read_portions(target, shown=target)
    quads = sum(portion.quads for portion in portions.values())
    nquads = folder / "all.nq"
    with nquads.open("wb") as file:
        for code in portions:
            file.write(own_nquads(target, code))
    again = folder / "again"
    again.mkdir()
    shutil.copytree(target / "portions", again / "portions")
    rates = {"shisaku": quads / cost(lambda: fill_store(again, portions)).clock}
    shutil.rmtree(again)

    def bare(name: str) -> Store:
        store = Store(folder / name)
        store.bulk_load(path=nquads, format=RdfFormat.N_QUADS)
        return store

    rates["bulk_load"] = quads / cost(lambda: bare("bare")).clock
    rates["bulk_load, optimize"] = quads / cost(lambda: bare("optimized").optimize()).clock
    if number <= _RDFLIB_MOST:
        graph = rdflib.Dataset()
        rates["rdflib"] = quads / cost(lambda: graph.parse(nquads, format="nquads")).clock
    return rates


def in_process(number: int, keep: Path | None) -> Row:
    """Measure so many cities in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run((sys.executable, __file__, "--row", str(number), folder), check=True,
                              capture_output=True, text=True)
        if keep is not None:
            shutil.rmtree(keep / "data", ignore_errors=True)
            shutil.move(Path(folder) / "data", keep / "data")
    data = json.loads(done.stdout)
    return Row(**data | {name: Cost(**data[name]) for name in ("build", "one_more", "changed")})


def exponent(rows: list[Row], seconds: Callable[[Row], float]) -> float:
    """Return the slope of the line through the logarithms of cities and seconds."""
    places = [(math.log(row.cities), math.log(seconds(row))) for row in rows]
    mean_x, mean_y = (sum(axis) / len(places) for axis in zip(*places, strict=True))
    slope: float = (sum((x - mean_x) * (y - mean_y) for x, y in places)
                    / sum((x - mean_x) ** 2 for x, _ in places))
    return slope


def shown(row: Row) -> str:
    """Return a row as it is printed."""
    loaded = row.loads["shisaku"]
    ratios = ", ".join(f"{loaded / rate:.2f} x {name}" for name, rate in row.loads.items()
                       if name != "shisaku")
    return (f"{row.cities:5} cities {row.quads:10} quads: {row.build.clock:7.1f} s "
            f"({row.build.work:.1f} s of the processors), {row.memory} MiB of memory, "
            f"{row.disk} MiB on the disk\n"
            f"      one more city {row.one_more.clock:.1f} s ({row.one_more.work:.1f}), a changed "
            f"document {row.changed.clock:.1f} s ({row.changed.work:.1f})\n"
            f"      filling the store {loaded:,.0f} quads/s = {ratios}")


def main() -> None:
    """Measure and print; or be one row's process (``--row CITIES FOLDER``)."""
    if sys.argv[1:2] == ["--row"]:
        print(json.dumps(asdict(measured(int(sys.argv[2]), Path(sys.argv[3])))))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cities", nargs="*", type=int, default=[1, 10, 100])
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    rows = []
    for number in sorted(asked.cities):
        keep = asked.keep if number == max(asked.cities) else None
        rows.append(in_process(number, keep))
        print(shown(rows[-1]), flush=True)
    if len(rows) > 1:
        built = exponent(rows, lambda row: row.build.work)
        one_more = exponent(rows, lambda row: row.one_more.work)
        print(f"a build grows as cities^{built:.2f}, one more document as cities^{one_more:.2f}")


if __name__ == "__main__":
    main()
