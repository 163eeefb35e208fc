"""Fragments with their places → tables, and the lines outside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.layout import Grid, Layout, Line
from loaders.source import Source
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment, by_page, text_lines
from loaders.unruled.grids import grids_of
from loaders.unruled.tables import Lines, Table, tables_of


@dataclass(frozen=True, slots=True)
class Guess:
    """The text lines of a document's pages, and the tables among them; half a Japanese character
    is ``unit`` wide."""

    pages: tuple[Lines, ...]
    tables: tuple[tuple[Table, ...], ...]
    unit: float

    @property
    def fault(self) -> float:
        """How badly the white space that was taken to part the columns does so; infinite where
        there is no table."""
        found = {id(table.gutters): table.gutters.fault for page in self.tables for table in page}
        return sum(found.values()) if found else float("inf")

    def parts(self, forms: Conventions) -> Iterator[Line | Grid]:
        """Yield the guessed grids, and the lines outside tables, in reading order."""
        sides = list(zip(self.pages, self.tables, strict=True))
        above = [one for lines, own in sides for line in _outside(lines, own) for one in line]
        tables = [table for page in self.tables for table in page]
        grids = grids_of(tables, above, self.unit, forms)
        for lines, own in sides:
            yield from _page_parts(lines, own, grids)


def guess(fragments: Sequence[Fragment], unit: float, forms: Conventions) -> Guess:
    """Return the tables that ``fragments`` form."""
    pages = tuple(text_lines(page) for _, page in by_page(fragments))
    tables = tuple(map(tuple, tables_of(pages, unit, forms)))
    return Guess(pages, tables, unit)


def _outside(lines: Lines, tables: Sequence[Table]) -> Lines:
    inside = {n for table in tables for n in range(table.first, table.end)}
    return [line for number, line in enumerate(lines) if number not in inside]


def _page_parts(
    lines: Lines,
    tables: Sequence[Table],
    grids: dict[int, Grid],
) -> Iterable[Line | Grid]:
    starts = {table.first: table for table in tables}
    inside = {n for table in tables for n in range(table.first, table.end)}
    for number, line in enumerate(lines):
        if number in starts:
            yield grids[id(starts[number])]
        elif number not in inside:
            for one in line:
                yield one.line


def layout_of(source: Source, found: Sequence[Line | Grid]) -> Layout:
    """Return a source's layout: a line outside tables stands whole, as blank ones do."""
    taken = {
        line.number
        for part in found
        if isinstance(part, Grid)
        for cell in part.cells
        for line in cell.lines
    }
    parts: list[Line | Grid] = []
    number = 0

    def until(last: int) -> Iterable[Line]:
        for own in range(number + 1, last + 1):
            if own not in taken:
                yield Line(own, source.lines[own - 1])

    for part in found:
        if not isinstance(part, Grid):
            continue
        first = min(line.number for cell in part.cells for line in cell.lines)
        last = max(line.number for cell in part.cells for line in cell.lines)
        parts += [*until(first - 1), part]
        number = max(number, first - 1)
        parts += list(until(last))
        number = last
    return Layout(source, (*parts, *until(len(source.lines))))
