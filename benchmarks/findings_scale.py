"""What findings and likeness across cities cost when there are many cities, which do not exist.

Each row is a fresh process, so that its peak of memory is its own. *Within*: the findings of every
city from its quads, city by city (the quads are made beforehand, out of the time). *Across*: the
names of all cities' projects compared, and the alike projects of one city. Seconds are those of the
processor, which other work on the machine does not change. The exponent e of cost ∝ projects^e is
the slope of the least-squares line through the logarithms; ten times the projects cost 10^e times
the time. Run: ``make bench``; ``--all`` adds 1,000 cities within, and 1,741, as many as Japan has.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic import cities, city
from graph.alike import Municipality, Project, alike_projects
from graph.assembly import graph_quads
from graph.findings import findings_quads
from ontology.iris import DEFAULT_BASE

SHORT = {"within": (10, 100), "across": (10, 100, 1000)}
ALL = {"within": (10, 100, 1000, 1741), "across": (10, 100, 1000, 1741)}
WARM = 9_999
"""A city that is in no measurement: dictionaries are loaded by it beforehand."""
_MEBI = 1024 if sys.platform == "linux" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """What one process measured: ``slowest`` is the most seconds for one city, ``found`` how many
    quads of findings, or alike projects of one city, there are; ``mebibytes`` the peak."""

    what: str
    cities: int
    projects: int
    seconds: float
    slowest: float
    found: int
    mebibytes: int


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEBI


def within(number: int) -> Row:
    """Measure the findings of so many cities."""
    took, projects, found = [], 0, 0
    for reading in cities(number):
        quads = list(graph_quads([reading], DEFAULT_BASE))
        projects += len({listing.name for listing in reading.listings})
        start = time.process_time()
        found += sum(1 for _ in findings_quads(quads, DEFAULT_BASE))
        took.append(time.process_time() - start)
    return Row("within", number, projects, sum(took), max(took), found, _peak())


def across(number: int) -> Row:
    """Measure which projects of so many cities are alike."""
    projects = list(_projects(number))
    first = projects[0].municipality.iri
    start = time.process_time()
    found = sum(len(alike.others) for alike in alike_projects(projects, first))
    took = time.process_time() - start
    return Row("across", number, len(projects), took, took, found, _peak())


def _projects(number: int) -> Iterator[Project]:
    for reading in cities(number):
        town = Municipality(reading.municipality.code, reading.municipality.name,
                            DEFAULT_BASE + reading.municipality.code)
        for name in dict.fromkeys(listing.name for listing in reading.listings):
            yield Project(f"{town.iri}/project/{name}", name, town, ())


MEASURES = {"within": within, "across": across}


def _in_a_process(what: str, number: int) -> Row:
    done = subprocess.run([sys.executable, __file__, "--row", what, str(number)], check=True,
                          capture_output=True, text=True, encoding="utf-8")
    return Row(**json.loads(done.stdout))


def exponent(rows: Sequence[Row]) -> float:
    """Return the slope of the line through the logarithms of projects and seconds."""
    points = [(math.log(row.projects), math.log(row.seconds)) for row in rows]
    x, y = (math.fsum(each) / len(points) for each in zip(*points, strict=True))
    return (math.fsum((one - x) * (two - y) for one, two in points)
            / math.fsum((one - x) ** 2 for one, _ in points))


def main() -> None:
    """Measure and print a table, or one row as JSON for the process that asked for it."""
    parser = argparse.ArgumentParser(description="findings and likeness over many cities")
    parser.add_argument("--all", action="store_true", help="up to 1,741 cities")
    parser.add_argument("--row", nargs=2, metavar=("WHAT", "CITIES"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.row:
        warm = list(graph_quads([city(WARM)], DEFAULT_BASE))
        assert list(findings_quads(warm, DEFAULT_BASE))
        print(json.dumps(asdict(MEASURES[asked.row[0]](int(asked.row[1])))))
        return
    print("| what | cities | projects | seconds | a city, at most | peak memory, MiB |")
    print("|---|---|---|---|---|---|", flush=True)
    for what, numbers in (ALL if asked.all else SHORT).items():
        rows = []
        for number in numbers:
            row = _in_a_process(what, number)
            rows.append(row)
            slowest = f"{row.slowest:.2f}" if what == "within" else ""
            print(f"| {what} | {row.cities:,} | {row.projects:,} | {row.seconds:.1f} | "
                  f"{slowest} | {row.mebibytes:,} |", flush=True)
        slope = exponent(rows)
        print(f"| {what}: seconds ∝ projects^{slope:.2f}; ten times the projects cost "
              f"{10 ** slope:.1f} times | | | | | |", flush=True)


if __name__ == "__main__":
    main()
