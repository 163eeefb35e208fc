"""What a ruled PDF file of 20 pages costs beside what pdfplumber needs for its cells alone.

Both run in this process, in turns; the least of the runs is told. ``pdfplumber`` finds the tables
of each page and extracts the text of their cells; ``read_pdf`` gives lines with pages and boxes,
and grids with spans; ``whole`` is the reading into records. Last, many documents at once: the time
that one process takes over the time that all cores take.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from loaders.document import read_document
from loaders.pdf import read_pdf
from loaders.records import Municipality
from shisaku.given import given_files
from shisaku.reading import read_all
from tests.cities.founding import LARGE, SMALL, found
from tests.cities.layouts import draw
from tests.cities.progress import progress_pdf

RUNS = 3
PAGES = 20
MANY = 8


def least(run: Callable[[], object]) -> float:
    """Return the least time of RUNS runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def pages_of(data: bytes) -> int:
    """Return how many pages a file has."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def cells_alone(data: bytes) -> None:
    """Do with pdfplumber alone what a program needs to have the cells."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                table.extract()
            page.close()


def first_of_pages(least_pages: int) -> tuple[bytes, Municipality]:
    """Return the first city's report that has so many pages."""
    for seed in range(1, 200):
        city, layout = found(seed, LARGE), draw(seed)
        data = progress_pdf(city, layout)
        if pages_of(data) >= least_pages:
            return data, Municipality(city.code, city.name)
    raise SystemExit(f"no city has a report of {least_pages} pages")


def main() -> None:
    """Measure and print."""
    data, owner = first_of_pages(PAGES)
    alone = least(lambda: cells_alone(data))
    reading = least(lambda: read_pdf("a.pdf", data))
    whole = least(lambda: read_document("a.pdf", data, owner))
    print(f"{pages_of(data)} pages, {len(data):,} bytes; least of {RUNS} runs")
    print(f"pdfplumber, cells alone  {alone:7.2f} s  1.00")
    print(f"read_pdf                 {reading:7.2f} s  {reading / alone:.2f}")
    print(f"whole reading            {whole:7.2f} s  {whole / alone:.2f}")
    many()


def many() -> None:
    """Read several documents one after the other in this process, and at once."""
    with tempfile.TemporaryDirectory() as folder:
        paths, owners = [], []
        for seed in range(1, MANY + 1):
            city = found(seed, SMALL)
            path = Path(folder, f"{seed}.pdf")
            path.write_bytes(progress_pdf(city, draw(seed)))
            paths.append(path)
            owners.append(Municipality(city.code, city.name))
        start = time.perf_counter()
        for path, owner in zip(paths, owners, strict=True):
            read_document(path.name, path.read_bytes(), owner)
        here = time.perf_counter() - start
        given = [document for path, owner in zip(paths, owners, strict=True)
                 for document in given_files([path], owner)]
        start = time.perf_counter()
        read_all(given)
        at_once = time.perf_counter() - start
    print(f"{MANY} documents: here {here:.2f} s, at once {at_once:.2f} s "
          f"(with the processes' start), ratio {here / at_once:.2f}")


if __name__ == "__main__":
    main()
