"""Which column of a sheet holds what, told from the words that head it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.flat import flat
from loaders.project_list import faults
from loaders.project_list.conventions import HeaderForms
from loaders.project_list.table import Table

PLACES = ("goal", "goal_number", "direction", "direction_number", "measure", "measure_number")


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column headings (``row`` from 1), and the column (from 0) of each field.

    ``doubled`` names headings that two columns share; ``unread`` those that head no known field.
    """

    row: int
    width: int
    fields: dict[str, int]
    doubled: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def has_place(self) -> bool:
        """Whether a column says what the projects are listed under."""
        return any(place in self.fields for place in PLACES)


def find_header(rows: Sequence[Sequence[str]], forms: HeaderForms) -> Header | None:
    """Return the first of the upper rows that heads a column of projects, best with a place."""
    upper = enumerate(rows[: forms.within], start=1)
    headers = [header for number, row in upper
               if "project" in (header := _header(number, row, forms)).fields]
    best = [header for header in headers if header.has_place]
    return next(iter([*best, *headers]), None)


def header_of(table: Table, forms: HeaderForms) -> Header:
    """Return the header of ``table``; DocumentError where it cannot be understood."""
    name = table.source.name
    header = find_header(table.rows, forms)
    if header is None:
        raise faults.no_project_column(name, table.source.lines[0] if table.rows else "")
    if not header.has_place:
        raise faults.no_place_column(name, header.row)
    if header.doubled:
        raise faults.doubled_column(name, header.row, header.doubled[0])
    return header


def _header(number: int, row: Sequence[str], forms: HeaderForms) -> Header:
    headings = [_heading(cell, forms) for cell in row]
    fields: dict[str, int] = {}
    for field, words in forms.columns.items():
        free = (headings.index(word) for word in words if word in headings)
        column = next((column for column in free if column not in fields.values()), None)
        if column is not None:
            fields[field] = column
    read = {headings[column] for column in fields.values()}
    counted = Counter(headings)
    width = max((column + 1 for column, heading in enumerate(headings) if heading), default=0)
    return Header(
        number, width, fields,
        doubled=tuple(heading for heading in counted if heading in read and counted[heading] > 1),
        unread=tuple(heading for heading in counted if heading not in read | forms.unread | {""}))


def _heading(cell: str, forms: HeaderForms) -> str:
    joined = "".join(flat(cell).split())
    return forms.dropped.sub("", joined)
