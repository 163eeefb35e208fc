"""Documents → dataset: the rooms joined in the order of the data's way.

Documents already in the dataset stay; one with the same municipality and file name is replaced.
All documents of a municipality to which one comes are read anew from their bytes, so the same
documents give the same dataset in whatever order they came in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.dataset import open_dataset
from graph.dataset_files import ORIGINALS, REPORT
from graph.dataset_parts import DatasetReport, Originals
from graph.place import Place, open_place
from graph.portion_files import read_portions
from graph.writing import Remade, update_dataset
from loaders.records import Municipality
from ontology.errors import ShisakuError
from ontology.iris import DEFAULT_BASE
from shisaku.given import Given, bytes_of
from shisaku.language import say
from shisaku.ownership import assumptions
from shisaku.portioning import Task, write_all
from shisaku.program import program_state
from shisaku.progress import Step, silent
from shisaku.reading import read_each
from shisaku.spool import Spool, Spooled


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the report, notes on what was assumed, and the first lines that nothing
    accounts for, as "file:line: text"."""

    report: DatasetReport
    notes: tuple[str, ...]
    unexplained: tuple[str, ...]


def checked_base(text: str) -> str:
    """Return a base IRI that ends in "/"; ShisakuError where ``text`` is no absolute http IRI."""
    if not re.fullmatch(r"https?://[!-~]+", text) or set(text) & set('<>"{}|^`\\'):
        raise ShisakuError(
            ja=f"{text} は IRI の始まりになりません。"
            "http(s):// で始まる ASCII の IRI を指定してください。",
            en=f"{text} is no base IRI; give an absolute http(s) IRI in ASCII.",
        )
    return text if text.endswith("/") else f"{text}/"


def build(
    given: list[Given],
    into: Path,
    base: str | None = None,
    *,
    fresh: bool = False,
    step: Step = silent,
) -> Built:
    """Make or extend the dataset at ``into``; all or nothing.

    ``base`` ends in "/"; None keeps the dataset's own, or takes the default. ``fresh`` leaves
    out what the dataset held before. ``step`` is told what is being done. What the dataset holds
    of other municipalities stays, where the same state of the program made it.
    """
    step(say(ja="資料を読んでいます", en="reading documents"))
    with TemporaryDirectory(prefix="shisaku-") as work:
        spool, folder = Path(work, "readings"), Path(work, "made")
        spool.mkdir()
        folder.mkdir()
        hold = Spool(spool).hold
        readings = read_each(given, hold, step)
        earlier = _Earlier.at(into, base) if not fresh and (into / REPORT).is_file() else None
        base = base or (earlier.base if earlier else DEFAULT_BASE)
        again = earlier.to_be_read(readings) if earlier else []
        tasks = _tasks([*again, *given], [*read_each(again, hold, step), *readings])
        touched = earlier.touched(readings) if earlier else frozenset()
        stay = earlier.municipalities - touched if earlier else frozenset()
        unexplained = write_all(tasks, base, folder, step, answers=len(stay | tasks.keys()) > 1)
        step(say(ja="データセットを書いています", en="writing the dataset"))
        dropped = touched - tasks.keys()
        remade = Remade(folder, base, earlier.unjudged if earlier else None, dropped)
        return Built(update_dataset(into, remade), assumptions(given, readings), unexplained)


def _tasks(documents: Sequence[Given], readings: Sequence[Spooled]) -> dict[str, Task]:
    """Return what is to be made anew by municipality, in order."""
    fetch = {document.sha256: document.data for document in documents}
    found: defaultdict[str, list[Spooled]] = defaultdict(list)
    for reading in sorted(readings, key=lambda reading: reading.place):
        found[reading.municipality.code].append(reading)
    return {code: Task(tuple(each), Originals({one.sha256: fetch[one.sha256] for one in each}))
            for code, each in found.items()}


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The dataset that is extended: its documents, base IRI, snapshot without verdicts and
    municipalities; ``stale`` are those that are to be made anew whatever is handed in."""

    documents: tuple[Given, ...]
    base: str
    unjudged: str
    municipalities: frozenset[str]
    stale: frozenset[str]

    @classmethod
    def at(cls, path: Path, base: str | None) -> _Earlier:
        """Look at the dataset at ``path``, which is to have the base IRI ``base`` now."""
        documents, report = _held(path)
        same = base in (None, report.base)
        portions = read_portions(path, shown=path) if same else {}
        current = {code for code, portion in portions.items() if portion.program == program_state()}
        return cls(tuple(documents), report.base, report.unjudged, report.municipalities,
                   report.municipalities - current)

    def to_be_read(self, readings: Sequence[Spooled]) -> list[Given]:
        """Return the documents that are read again beside ``readings``, which replace some."""
        touched = self.touched(readings)
        return [document for document in _not_replaced(self.documents, readings)
                if _code(document) in touched]

    def touched(self, readings: Sequence[Spooled]) -> frozenset[str]:
        """Return the municipalities of ``readings`` or of documents that they replace, and the
        stale ones."""
        replaced = set(self.documents) - set(_not_replaced(self.documents, readings))
        return (self.stale | {reading.municipality.code for reading in readings}
                | {_code(document) for document in replaced})


def held_documents(place: Place) -> list[Given]:
    """Return the documents that the dataset at ``place`` holds; DatasetError where there is none
    that can be read."""
    if isinstance(place, Path):
        return _held(place)[0]
    dataset = open_place(place)
    return [Given(entry.name, entry.sha256, partial(dataset.original, entry.sha256),
                  Municipality(entry.municipality_code, entry.municipality_name))
            for entry in dataset.report.sources]


def _held(path: Path) -> tuple[list[Given], DatasetReport]:
    """Return the documents and the report of the dataset at ``path``. The documents' bytes are
    fetched by path: holding the dataset open would keep it on the disk when the new one takes its
    place."""
    report = open_dataset(path).report
    documents = [
        Given(
            entry.name,
            entry.sha256,
            partial(bytes_of, path / ORIGINALS / entry.sha256),
            Municipality(entry.municipality_code, entry.municipality_name),
        )
        for entry in report.sources
    ]
    return documents, report


def _code(document: Given) -> str:
    return document.municipality.code if document.municipality else ""


def _not_replaced(documents: Sequence[Given], readings: Sequence[Spooled]) -> list[Given]:
    replaced = {(reading.municipality.code, reading.name) for reading in readings}
    same = {reading.sha256 for reading in readings}
    return [document for document in documents if document.sha256 not in same
            and (_code(document), document.name) not in replaced]
