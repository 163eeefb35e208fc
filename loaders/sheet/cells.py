"""The cells of one worksheet as stored, each with the text that it shows.

Source: ECMA-376 part 1, 18.3 (worksheets).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.sheet import faults
from loaders.sheet.package import Package, Part, SheetPart, unescaped
from loaders.sheet.shown import GENERAL, shown

MOST_CELLS = 1_000_000
"""Stored cells (empty ones with a format count) of one sheet; more are refused."""
MOST_MERGES = 200_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_TRUE_FALSE = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows and columns from 0, first and last included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class StoredSheet:
    """What a worksheet stores: the text of each cell that shows one, by (row, column) from 0.

    ``unsaved`` are the formulas without a stored value, ``computed`` those with one, ``faulty``
    the cells that show an error (#REF!) and are taken as empty.
    """

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    computed: set[tuple[int, int]] = field(default_factory=set)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    faulty: list[tuple[int, int]] = field(default_factory=list)


def stored_sheet(package: Package, sheet: SheetPart) -> StoredSheet:
    """Return the cells of ``sheet``; DocumentError where it is damaged or too large."""
    part = _Worksheet(package, sheet)
    part.read(sheet.data)
    return part.sheet


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row and column (from 0) of a reference like "B12", None for anything else."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if row <= LAST_ROW and column <= LAST_COLUMN else None


def reference_of(row: int, column: int) -> str:
    """Return the reference ("B12") of row and column (from 0)."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class _Worksheet(Part):
    def __init__(self, package: Package, sheet: SheetPart) -> None:
        super().__init__(package.name, sheet.part)
        self.sheet = StoredSheet(sheet.name)
        self._package = package
        self._count = 0
        self._row = self._column = -1
        self._described = 0
        self._cell: dict[str, str] = {}
        self._has_formula = False
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._open(attributes)
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._row = _number(attributes.get("r"), self._row + 2) - 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.sheet.hidden_rows.add(self._row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col":
            self._columns(attributes)

    def text(self, text: str) -> None:
        element = self.path[-1]
        if element == "v" or (element == "t" and "is" in self.path and "rPh" not in self.path):
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._close()

    def _open(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise faults.too_large(self.name, self.sheet.name)
        place = place_of(attributes.get("r", "")) or (self._row, self._column + 1)
        self._row, self._column = place
        self._cell = attributes
        self._has_formula = False
        self._pieces.clear()

    def _close(self) -> None:
        place = (self._row, self._column)
        if min(place) < 0:
            return
        stored, kind = "".join(self._pieces), self._cell.get("t", "n")
        if self._has_formula and not stored:
            self.sheet.unsaved.append(place)
        elif kind == "e":
            self.sheet.faulty.append(place)
        else:
            text = self._shown(stored, kind)
            if text.strip():
                self.sheet.texts[place] = text
                if self._has_formula:
                    self.sheet.computed.add(place)

    def _shown(self, stored: str, kind: str) -> str:
        if kind == "s":
            return self._shared(stored)
        if kind in ("str", "inlineStr"):
            return unescaped(stored)
        if kind == "b":
            return _TRUE_FALSE.get(stored.strip(), stored)
        style = _number(self._cell.get("s"), 0)
        codes = self._package.codes
        code = codes[style] if style < len(codes) else GENERAL
        return shown(stored, code, from_1904=self._package.from_1904) if kind == "n" else stored

    def _shared(self, stored: str) -> str:
        number = _number(stored, -1)
        if not 0 <= number < len(self._package.texts):
            raise faults.damaged(self.name, self.part)
        return self._package.texts[number]

    def _columns(self, attributes: dict[str, str]) -> None:
        """Take what is said of a run of columns; the standard has the runs in order and apart."""
        first, last = _number(attributes.get("min"), 0), _number(attributes.get("max"), 0)
        if not self._described < first <= last <= LAST_COLUMN:
            raise faults.damaged(self.name, self.part)
        self._described = last
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_columns.update(range(first - 1, last))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = place_of(first), place_of(last or first)
        if begin is None or end is None or len(self.sheet.merges) >= MOST_MERGES:
            raise faults.damaged(self.name, self.part)
        self.sheet.merges.append(Merge(min(begin[0], end[0]), min(begin[1], end[1]),
                                       max(begin[0], end[0]), max(begin[1], end[1])))


def _number(text: str | None, otherwise: int) -> int:
    stripped = (text or "").strip()
    return int(stripped) if stripped.isdecimal() and len(stripped) < 9 else otherwise
