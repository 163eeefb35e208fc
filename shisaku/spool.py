"""Readings on the disk between being read and being made into a graph, so that memory does not
grow with the number of documents. The files are the program's own and gone when it ends."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from loaders.records import Municipality, Reading


@dataclass(frozen=True, slots=True)
class Spooled:
    """A reading on the disk: whose it is, the document's file name, SHA-256 and unit."""

    municipality: Municipality
    name: str
    sha256: str
    unit: str
    path: Path

    def reading(self) -> Reading:
        """Return the reading."""
        reading: Reading = pickle.loads(self.path.read_bytes())
        return reading

    @property
    def place(self) -> tuple[str, str, str]:
        """What documents are put in order by: municipality, file name, digest."""
        return (self.municipality.code, self.name, self.sha256)


class Spool:
    """Puts readings into the folder ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers = count()

    def hold(self, reading: Reading) -> Spooled:
        """Write ``reading`` and return what is to be known of it."""
        source = reading.source
        path = self._path / f"{next(self._numbers)}.reading"
        path.write_bytes(pickle.dumps(reading))
        return Spooled(reading.municipality, source.name, source.sha256, source.unit, path)
