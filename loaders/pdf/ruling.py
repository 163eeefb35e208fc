"""The cells that the lines of a page rule off, and the grid they form."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

from loaders.source import Box

NEAR = 3.0
"""Lines nearer than this (points) are one line."""
OPEN_ENDS = 2
"""So many lines must end together, crossed by no other, for an open side to be closed there."""

Edge = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A cell ruled off on a page: its place and spans in the grid, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


def ruled_tables(page: Page) -> list[tuple[Ruled, ...]]:
    """Return the cells of each table of ``page``, from top to bottom; a table has two cells or
    more. A side that no line closes, because the table is printed open or runs on overleaf, is
    closed where its lines end."""
    edges = page.edges
    settings = {
        "explicit_vertical_lines": list(_closing(edges, "h", "v")),
        "explicit_horizontal_lines": list(_closing(edges, "v", "h")),
    }
    tables = page.find_tables(settings)
    return [_grid([Box(*cell) for cell in table.cells]) for table in tables]


def _closing(edges: Sequence[Edge], open_along: str, missing: str) -> Iterator[Edge]:
    """Yield an edge of orientation ``missing`` through ends of edges that meet none there."""
    low, high = ("x0", "x1") if open_along == "h" else ("top", "bottom")
    across = "top" if open_along == "h" else "x0"
    lines = [edge for edge in edges if edge["orientation"] == open_along]
    closing = [edge for edge in edges if edge["orientation"] == missing]
    for end in (low, high):
        for group in _alike(lines, end):
            place = group[0][end]
            free = [edge for edge in group if not _meets(edge, place, closing, across, low)]
            if len(free) < OPEN_ENDS:
                continue
            if not any(_crossed(edge, closing, low, high) for edge in free):
                continue
            first = min(edge[across] for edge in free)
            last = max(edge[across] for edge in free)
            if last - first > NEAR:
                yield _edge(missing, place, first, last)


def _alike(lines: Iterable[Edge], end: str) -> Iterator[list[Edge]]:
    """Group lines whose ``end`` is at the same place."""
    group: list[Edge] = []
    for line in sorted(lines, key=lambda edge: float(edge[end])):
        if group and line[end] - group[0][end] > NEAR:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _meets(edge: Edge, place: float, closing: list[Edge], across: str, low: str) -> bool:
    """Tell whether an edge of the other orientation passes through the end of ``edge``."""
    start, stop = ("top", "bottom") if low == "x0" else ("x0", "x1")
    return any(
        abs(other[low] - place) <= NEAR
        and other[start] - NEAR <= edge[across] <= other[stop] + NEAR
        for other in closing
    )


def _crossed(edge: Edge, closing: list[Edge], low: str, high: str) -> bool:
    """Tell whether some other edge meets ``edge`` at all: a line under words meets none."""
    across, start, stop = (
        ("top", "top", "bottom") if low == "x0" else ("x0", "x0", "x1")
    )
    return any(
        edge[low] - NEAR <= other[low] <= edge[high] + NEAR
        and other[start] - NEAR <= edge[across] <= other[stop] + NEAR
        for other in closing
    )


def _edge(orientation: str, place: float, first: float, last: float) -> Edge:
    sides = (
        {"x0": place, "x1": place, "top": first, "bottom": last}
        if orientation == "v"
        else {"x0": first, "x1": last, "top": place, "bottom": place}
    )
    return {
        **sides,
        "object_type": "line",
        "width": sides["x1"] - sides["x0"],
        "height": sides["bottom"] - sides["top"],
    }


def _grid(boxes: list[Box]) -> tuple[Ruled, ...]:
    lefts = _marks(side for box in boxes for side in (box.left, box.right))
    tops = _marks(side for box in boxes for side in (box.top, box.bottom))
    cells = []
    for box in boxes:
        row, column = _index(tops, box.top), _index(lefts, box.left)
        cells.append(
            Ruled(row, column, _index(tops, box.bottom) - row,
                  _index(lefts, box.right) - column, box)
        )
    return tuple(sorted(_apart(cells), key=lambda cell: (cell.row, cell.column)))


def _apart(cells: list[Ruled]) -> Iterator[Ruled]:
    """Leave out cells without room and cells that lie over others: strokes drawn in a cell."""
    taken: defaultdict[tuple[int, int], bool] = defaultdict(bool)
    for cell in sorted(cells, key=lambda cell: (cell.rows * cell.columns, cell.row, cell.column)):
        places = [
            (cell.row + down, cell.column + right)
            for down in range(cell.rows)
            for right in range(cell.columns)
        ]
        if places and not any(taken[place] for place in places):
            taken.update(dict.fromkeys(places, True))
            yield cell


def _marks(sides: Iterable[float]) -> list[float]:
    """Return the places of the grid's lines; sides that are nearly one are one."""
    marks: list[float] = []
    for side in sorted(set(sides)):
        if not marks or side - marks[-1] > 1.0:
            marks.append(side)
    return marks


def _index(marks: list[float], side: float) -> int:
    return max(0, bisect_left(marks, side + 0.01) - 1)
