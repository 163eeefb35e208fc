"""Tables of a word processor's file: which cells a row has, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from loaders.docx.package import child, name_of, value, whole
from loaders.docx.paragraphs import blocks_of

MOST_COLUMNS = 63
"""Word allows so many columns; a wider span counts as this many."""
_ROW, _CELL = frozenset({"tr"}), frozenset({"tc"})


@dataclass(slots=True)
class TableCell:
    """A cell as it is merged: its place (from 0), its spans, and the w:tc elements in it."""

    row: int
    column: int
    rows: int
    columns: int
    contents: list[Element]


def cells_of(table: Element) -> list[TableCell]:
    """Return the cells of ``table`` row by row; cells merged downwards or sidewards are one.

    A cell that only claims to go on with one above it, with no such cell there, stands for itself.
    """
    cells: list[TableCell] = []
    above: dict[int, TableCell] = {}
    rows = (row for row in blocks_of(table, _ROW) if child(row, "trPr", "del") is None)
    for number, row in enumerate(rows):
        below: dict[int, TableCell] = {}
        last: TableCell | None = None
        for placed in _row(row, number):
            (content,) = placed.contents
            started = above.get(placed.column)
            if _goes_on(content) and started and started.columns == placed.columns:
                started.rows += 1
                started.contents.append(content)
                placed = started
            elif last and _merged_aside(content):
                last.columns += placed.columns
                last.contents.append(content)
                continue
            else:
                cells.append(placed)
            below[placed.column] = last = placed
        above = below
    return cells


def _row(row: Element, number: int) -> Iterator[TableCell]:
    column = _span(child(row, "trPr", "gridBefore"), 0)
    for cell in blocks_of(row, _CELL):
        columns = _span(child(cell, "tcPr", "gridSpan"), 1)
        yield TableCell(number, column, 1, columns, [cell])
        column += columns


def _span(element: Element | None, least: int) -> int:
    return max(least, min(whole(value(element), least), MOST_COLUMNS))


def _goes_on(cell: Element) -> bool:
    """Return whether ``cell`` goes on with the one above it."""
    merge = child(cell, "tcPr", "vMerge")
    return merge is not None and value(merge) in (None, "continue")


def _merged_aside(cell: Element) -> bool:
    """Return whether ``cell`` goes on with the one on its left (the older way to merge)."""
    merge = child(cell, "tcPr", "hMerge")
    return merge is not None and value(merge) in (None, "continue")


def is_table(element: Element) -> bool:
    """Return whether ``element`` is a table."""
    return name_of(element) == "tbl"
