"""A stored sheet → the grid that a person sees: what is hidden is not read, merged cells are one.

Rows and columns keep the numbers of the sheet, so that a message can name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.flat import on_one_line
from loaders.layout import Cell, Grid, Line
from loaders.sheet import faults
from loaders.sheet.cells import Merge, StoredSheet, reference_of

MOST_ROWS = 200_000
"""Rows of one sheet down to the last one with an entry; more are refused."""
LARGEST_AREA = 4_000_000
"""Places from the first column to the last entry of each row, and places in merged cells."""
LARGEST_TEXT = 16 * 1024 * 1024
"""Characters that the cells of one sheet show."""
SHOWN = 5
"""So many cells or rows are named in a warning."""


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The grid of a sheet, its rows as lines (cells parted by tabs), and what a reader should
    know of it."""

    grid: Grid
    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def sheet_grid(name: str, stored: StoredSheet, first_line: int) -> SheetGrid:
    """Return what ``stored`` shows; its first row is line ``first_line`` of the document.

    DocumentError where it is too large.
    """
    visible = dict(_visible(stored))
    height = max((row + 1 for row, _ in visible), default=0)
    rows: list[list[int]] = [[] for _ in range(height)] if height <= MOST_ROWS else []
    if height > MOST_ROWS or sum(map(len, visible.values())) > LARGEST_TEXT:
        raise faults.too_large(name, stored.name)
    for row, column in sorted(visible):
        rows[row].append(column)
    if sum(columns[-1] + 1 for columns in rows if columns) > LARGEST_AREA:
        raise faults.too_large(name, stored.name)
    merged = _merged(name, stored, height)
    cells = tuple(
        _cell((row, column), visible[row, column], merged, first_line + row)
        for row, columns in enumerate(rows) for column in columns
        if (row, column) not in merged or merged[row, column][:2] == (row, column))
    lines = tuple(_line(row, columns, visible) for row, columns in enumerate(rows))
    return SheetGrid(Grid(None, cells, stored.name), lines, tuple(_warnings(name, stored, visible)))


def _visible(stored: StoredSheet) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the texts in rows and columns that are not hidden; a merged cell that begins in a
    hidden one shows in its first visible row and column."""
    moved = {(merge.first_row, merge.first_column): merge for merge in stored.merges}
    for (row, column), text in stored.texts.items():
        place = row, column
        merge = moved.get(place)
        if merge is not None:
            place = _first_shown(stored, merge)
        if place[0] not in stored.hidden_rows and place[1] not in stored.hidden_columns:
            yield place, text


def _first_shown(stored: StoredSheet, merge: Merge) -> tuple[int, int]:
    row, column = merge.first_row, merge.first_column
    while row in stored.hidden_rows and row < merge.last_row:
        row += 1
    while column in stored.hidden_columns and column < merge.last_column:
        column += 1
    return row, column


def _merged(
    name: str, stored: StoredSheet, height: int
) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Return row, column, rows and columns of the merged cell at each place it covers; of two
    that overlap the first counts."""
    covered: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for merge in stored.merges:
        row, column = _first_shown(stored, merge)
        rows = min(merge.last_row + 1, height) - row
        columns = merge.last_column + 1 - column
        if rows < 1:
            continue
        if len(covered) + rows * columns > LARGEST_AREA:
            raise faults.too_large(name, stored.name)
        places = [(row + down, column + right) for down in range(rows) for right in range(columns)]
        if covered.keys().isdisjoint(places):
            covered.update(dict.fromkeys(places, (row, column, rows, columns)))
    return covered


def _cell(
    place: tuple[int, int], text: str,
    merged: dict[tuple[int, int], tuple[int, int, int, int]], number: int,
) -> Cell:
    _, _, rows, columns = merged.get(place, (*place, 1, 1))
    lines = tuple(Line(number, line) for line in text.splitlines())
    return Cell(place[0], place[1], rows, columns, lines)


def _line(row: int, columns: list[int], visible: dict[tuple[int, int], str]) -> str:
    texts = [""] * (columns[-1] + 1 if columns else 0)
    for column in columns:
        texts[column] = on_one_line(visible[row, column])
    return "\t".join(texts)


def _warnings(
    name: str, stored: StoredSheet, visible: dict[tuple[int, int], str]
) -> Iterator[str]:
    where = f"{name}, sheet 「{stored.name}」"
    rows = sorted({row + 1 for row, _ in stored.texts if row in stored.hidden_rows})
    if rows:
        yield f"{where}: hidden rows are not read ({_some([str(row) for row in rows])})"
    columns = sorted({column for _, column in stored.texts if column in stored.hidden_columns})
    if columns:
        letters = [reference_of(0, column)[:-1] for column in columns]
        yield f"{where}: hidden columns are not read ({_some(letters)})"
    if stored.unsaved:
        yield (f"{where}: formulas without a stored value are taken as empty "
               f"({_some([reference_of(*place) for place in stored.unsaved])}); "
               "open the file in a spreadsheet and save it")
    if stored.faulty:
        yield (f"{where}: cells that show an error are taken as empty "
               f"({_some([reference_of(*place) for place in stored.faulty])})")
    texts = [place for place in sorted(stored.computed) if _is_words(visible.get(place, ""))]
    if texts:
        yield (f"{where}: the words of formulas are taken as stored "
               f"({_some([reference_of(*place) for place in texts])})")


def _is_words(text: str) -> bool:
    """Whether a text that a formula gave can name something: it holds two letters or more."""
    return sum(sign.isalpha() for sign in text) > 1


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
