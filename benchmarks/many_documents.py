"""Many documents at once: does the memory grow with their number?

Copies of the sample's progress report are read as a build reads them, with nothing kept of a
reading; every row is a process of its own, and its memory is the peak of the process that hands out
the work (those that read have a limit each). Run: ``make bench``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from importlib.resources import files

from loaders.records import Municipality, Reading
from shisaku.given import Given
from shisaku.ownership import Owned
from shisaku.reading import read_each

COUNTS = (40, 160, 640)
TOWN = Municipality("990001", "霧原町")
MIB = 1024


class Kept:
    """All that is kept of a reading: whose it is."""

    def __init__(self, reading: Reading) -> None:
        self.municipality = reading.municipality


def copies(count: int) -> Iterator[Given]:
    """Yield ``count`` documents that differ in one line each."""
    report = files("shisaku").joinpath("sample/kirihara_progress.txt").read_bytes()
    for number in range(count):
        yield Given.of(f"{number}.txt", partial(_numbered, report, number), TOWN)


def _numbered(report: bytes, number: int) -> bytes:
    return report + f"\n※写し{number}\n".encode()


def hold(reading: Reading) -> Owned:
    """Return what is kept of a reading."""
    return Kept(reading)


def measure(count: int) -> None:
    """Read ``count`` documents and print one row."""
    given = list(copies(count))
    start = time.perf_counter()
    read_each(given, hold)
    passed = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    print(f"{count:5} documents {passed:7.2f} s  {passed / count:6.3f} s each  "
          f"memory {peak:6.0f} MiB", flush=True)


def main() -> None:
    """Measure one number of documents, or each of COUNTS in a process of its own."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for count in COUNTS:
        subprocess.run((sys.executable, __file__, str(count)), check=True)


if __name__ == "__main__":
    main()
