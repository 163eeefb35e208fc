"""Documents → readings: many at once on all cores, in the order given, each within limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Lock
from typing import TypeVar

from loaders.archive import COMPOUND, ZIP
from loaders.document import unknown_municipality
from loaders.formats import PDF, PDF_WITHIN
from loaders.records import Municipality, Reading
from shisaku.given import Given
from shisaku.language import say
from shisaku.ownership import Owned, name_for
from shisaku.progress import Step, silent
from shisaku.reading_process import ReadingProcess, Task, attempt

READ_HERE = 256 * 1024
"""Texts of no more bytes together are read in this process: starting another takes longer."""
_PACKAGES = (ZIP, COMPOUND)


Held = TypeVar("Held", bound=Owned)


def read_all(given: Sequence[Given], step: Step = silent) -> tuple[Reading, ...]:
    """Read documents, in the order given; one that names no municipality is taken to be of the
    same as the others.

    DocumentError for the first that cannot be read, or whose municipality stays open.
    """
    return read_each(given, lambda reading: reading, step)


def read_each(
    given: Sequence[Given], hold: Callable[[Reading], Held], step: Step = silent
) -> tuple[Held, ...]:
    """Do as ``read_all`` and return what ``hold`` makes of each reading, one at a time: readings
    of many documents need not be in memory together."""
    found = dict(enumerate(_held(given, hold, step, insist=False)))
    known = [reading for reading in found.values() if reading is not None]
    owners = {place: _owner(document, known) for place, document in enumerate(given)
              if _is_open(document, found[place], known)}
    again = [given[place].of_municipality(owner) for place, owner in owners.items()]
    found |= zip(owners, _held(again, hold, step, insist=True), strict=True)
    return tuple(reading for reading in found.values() if reading is not None)


def _held(
    given: Sequence[Given], hold: Callable[[Reading], Held], step: Step, *, insist: bool
) -> Iterator[Held | None]:
    for reading in _outcomes(given, step, insist=insist):
        yield None if reading is None else hold(reading)


def _is_open(document: Given, reading: Owned | None, known: Sequence[Owned]) -> bool:
    """Tell whether a document is to be read again, with what the others say of its municipality."""
    if reading is None:
        return True
    stated = document.municipality
    return (stated is not None and not stated.name
            and reading.municipality.name != name_for(stated.code, known))


def _owner(document: Given, known: Sequence[Owned]) -> Municipality | None:
    stated = document.municipality
    if stated is not None:
        return Municipality(stated.code, name_for(stated.code, known))
    named = {(reading.municipality.code, reading.municipality.name) for reading in known}
    if len(named) > 1:
        raise unknown_municipality(document.name)
    return Municipality(*named.pop()) if named else None


def _outcomes(given: Sequence[Given], step: Step, *, insist: bool) -> Iterator[Reading | None]:
    """Yield what each document gives, in order."""
    if _are_light(given):
        for document in given:
            yield attempt(_task(document, insist))
        return
    with (ThreadPoolExecutor(min(len(given), cores())) as threads,
          closing(_Processes()) as processes):
        outcomes = threads.map(partial(processes.read, insist=insist), given)
        for number, outcome in enumerate(outcomes, start=1):
            yield outcome
            step(say(ja="資料を読んでいます", en="reading documents"), number, len(given))


def _are_light(given: Sequence[Given]) -> bool:
    size = 0
    for document in given:
        data = document.data()
        size += len(data)
        if size > READ_HERE or data.startswith(_PACKAGES) or PDF in data[:PDF_WITHIN]:
            return False
    return True


def _task(document: Given, insist: bool) -> Task:
    return Task(document.name, document.data(), document.municipality, insist)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Processes:
    """Reading processes, lent to whoever has a document to read; all end when this is closed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[ReadingProcess] = []
        self._all: list[ReadingProcess] = []
        self._closed = False

    def read(self, document: Given, insist: bool) -> Reading | None:
        """Read a document in a process that is free, or in a new one."""
        process = self._lend()
        outcome = process.read(_task(document, insist))
        self._idle.append(process)
        return outcome

    def _lend(self) -> ReadingProcess:
        with self._lock:
            if self._closed:
                raise InterruptedError
            if self._idle:
                return self._idle.pop()
            process = ReadingProcess()
            self._all.append(process)
            return process

    def close(self) -> None:
        """End every process at once."""
        with self._lock:
            self._closed = True
            for process in self._all:
                process.close()
