"""What holds for any file: it is read or refused, and every line of what is read is accounted
for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from loaders.document import Document
from loaders.mentions.finder import with_mentions
from loaders.records import (
    Department,
    Direction,
    Figure,
    Goal,
    Listing,
    Measure,
    Municipality,
    Reading,
    Report,
)
from ontology.errors import DocumentError
from shisaku.reading_process import Task, attempt

TOWN = Municipality("990001", "霧原町")


def read_or_refused(name: str, data: bytes) -> Reading | None:
    """Return the reading, None where the file is refused in one line that names it; AssertionError
    for anything else."""
    return _outcome(name, lambda: _read(name, data))


def attempted_or_refused(name: str, data: bytes) -> Reading | None:
    """The same for a format whose library throws whatever it likes at a damaged file: there the
    reading process makes one line of it."""
    return _outcome(name, lambda: attempt(Task(name, data, TOWN)))


def _read(name: str, data: bytes) -> Reading:
    document = Document(name, data)
    document.municipality()
    document.municipality_name()
    return document.reading(TOWN)


def _outcome(name: str, read: Callable[[], Reading | None]) -> Reading | None:
    try:
        reading = read()
    except DocumentError as error:
        for message in (error.ja, error.en):
            assert name in message, message
            assert "\n" not in message, message
        return None
    assert reading is not None
    _check(reading)
    with_mentions((reading,))
    return reading


def _check(reading: Reading) -> None:
    lines = len(reading.source.lines)
    assert {entry.number for entry in reading.ledger} == set(range(1, lines + 1))
    named = (reading.goals, reading.directions, reading.measures, reading.listings,
             reading.departments, reading.reports, reading.figures)
    for fact in chain[Goal | Direction | Measure | Listing | Department | Report | Figure](*named):
        assert fact.passages, fact
        for passage in fact.passages:
            assert 1 <= passage.first_line <= passage.last_line <= lines, fact
    for report in reading.reports:
        assert 0 <= report.confidence <= 1
