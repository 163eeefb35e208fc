"""Fragments with their places → tables, and the lines outside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.layout import Grid, Layout, Line
from loaders.source import Source
from loaders.unruled.conventions import Conventions, conventions
from loaders.unruled.fragments import Fragment, by_page, text_lines, unit_of
from loaders.unruled.grids import grids_of
from loaders.unruled.tables import Lines, Table, tables_of


@dataclass(frozen=True, slots=True)
class Guess:
    """The tables of a document, and how badly the white space that was taken to part their columns
    does so (``fault``, infinite where there is no table)."""

    parts: tuple[Line | Grid, ...]
    fault: float


def guessed_parts(
    fragments: Iterable[Fragment], unit: float | None = None
) -> tuple[Line | Grid, ...]:
    """Return the guessed grids of a document's fragments, and its lines outside tables, in
    reading order.

    ``unit`` is the width of half a Japanese character, measured where it is None.
    """
    known = list(fragments)
    return guess(known, unit_of(known) if unit is None else unit, conventions()).parts


def guess(fragments: Sequence[Fragment], unit: float, forms: Conventions) -> Guess:
    """Return the best guess for ``fragments``, in which half a Japanese character is ``unit``
    wide."""
    pages = [text_lines(page) for _, page in by_page(fragments)]
    tables = tables_of(pages, unit, forms)
    above = [
        one
        for lines, own in zip(pages, tables, strict=True)
        for line in _outside(lines, own)
        for one in line
    ]
    grids = grids_of([table for page in tables for table in page], above, unit, forms)
    parts: list[Line | Grid] = []
    for lines, own in zip(pages, tables, strict=True):
        parts += _page_parts(lines, own, grids)
    found = {id(table.gutters): table.gutters.fault for page in tables for table in page}
    return Guess(tuple(parts), sum(found.values()) if found else float("inf"))


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


def layout_of(source: Source, found: Guess) -> Layout:
    """Return a source's layout: a line outside tables stands whole, as blank ones do."""
    taken = {
        line.number
        for part in found.parts
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

    for part in found.parts:
        if not isinstance(part, Grid):
            continue
        first = min(line.number for cell in part.cells for line in cell.lines)
        last = max(line.number for cell in part.cells for line in cell.lines)
        parts += [*until(first - 1), part]
        number = max(number, first - 1)
        parts += list(until(last))
        number = last
    return Layout(source, (*parts, *until(len(source.lines))))
