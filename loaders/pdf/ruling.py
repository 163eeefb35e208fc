"""The cells that the lines of a page rule off, and the grid they form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

from loaders.source import Box

NEAR = 3.0
"""Lines nearer than this (points) are one line."""
SHORTEST = 3.0
"""A shorter side (points) is the end of a line drawn as a thin area, and rules nothing."""
DOTTED = 9.0
"""Dots in a row that are together as long as this (points) are a line."""
ENDS = 2
"""So many lines of a table must end together for their side to be closed where it is open."""

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
    edges: list[Edge] = []
    dots: list[Edge] = []
    for edge in page.edges:
        (edges if max(edge["width"], edge["height"]) >= SHORTEST else dots).append(edge)
    dotted = [*_dotted(dots, "h"), *_dotted(dots, "v")]
    edges += dotted
    settings = {
        "explicit_vertical_lines": [*_closing(edges, "h", "v"), *_along(dotted, "v")],
        "explicit_horizontal_lines": [*_closing(edges, "v", "h"), *_along(dotted, "h")],
    }
    tables = page.find_tables(settings)
    return [_grid([Box(*cell) for cell in table.cells]) for table in tables]


def _closing(edges: Sequence[Edge], open_along: str, missing: str) -> Iterator[Edge]:
    """Yield an edge of orientation ``missing`` through ends of edges that meet none there."""
    axes = _AXES[open_along]
    lines = list(_whole_lines(_along(edges, open_along), axes))
    others = _Crossing(_whole_lines(_along(edges, missing), _AXES[missing]), axes)
    for end in (axes.low, axes.high):
        for group in _alike(lines, end):
            for run in _tied(group, others, axes):
                is_open = any(not _meets(edge, edge[end], others, axes) for edge in run)
                if is_open and len(run) >= ENDS:
                    yield _edge(missing, run[0][end], run[0][axes.across], run[-1][axes.across])
                    continue
                for one, other in pairwise(run):
                    if not _closes(one, other, end, others, axes) and (
                        not _is_passed(one, other, end, lines, axes)
                    ):
                        yield _edge(missing, one[end], one[axes.across], other[axes.across])


def _along(edges: Iterable[Edge], orientation: str) -> list[Edge]:
    return [edge for edge in edges if edge["orientation"] == orientation]


def _dotted(dots: Iterable[Edge], orientation: str) -> Iterator[Edge]:
    """Yield the lines that are drawn dot by dot."""
    axes = _AXES[orientation]
    for line in _whole_lines(_along(dots, orientation), axes):
        length = line[axes.high] - line[axes.low]
        if length >= DOTTED:
            yield {**line, "width" if orientation == "h" else "height": length}


def _whole_lines(edges: Sequence[Edge], axes: _Axes) -> Iterator[Edge]:
    """Yield ``edges`` with those that carry on each other as one: a line drawn cell by cell has no
    end where it passes a cell that spans several rows."""
    whole: Edge | None = None
    for edge in sorted(edges, key=lambda edge: (round(edge[axes.across], 1), edge[axes.low])):
        if whole is not None and round(edge[axes.across], 1) == round(whole[axes.across], 1) and (
            edge[axes.low] - whole[axes.high] <= NEAR
        ):
            whole = {**whole, axes.high: max(whole[axes.high], edge[axes.high])}
            continue
        if whole is not None:
            yield whole
        whole = edge
    if whole is not None:
        yield whole


@dataclass(frozen=True, slots=True)
class _Axes:
    """The names of an edge's ends along its own line, of its place across it, and of the ends of
    edges that cross it."""

    low: str
    high: str
    across: str
    start: str
    stop: str


_ALONG = _Axes("x0", "x1", "top", "top", "bottom")
_DOWN = _Axes("top", "bottom", "x0", "x0", "x1")
_AXES = {"h": _ALONG, "v": _DOWN}


class _Crossing:
    """The edges that cross those of one orientation, found by their place along these: a page with
    a drawing has thousands."""

    def __init__(self, edges: Iterable[Edge], axes: _Axes) -> None:
        self._edges = sorted(edges, key=lambda edge: float(edge[axes.low]))
        self._places = [float(edge[axes.low]) for edge in self._edges]

    def between(self, first: float, last: float) -> Iterable[Edge]:
        """Return the edges whose place is ``first`` to ``last`` or nearer to them than NEAR."""
        begin = bisect_left(self._places, first - NEAR)
        end = bisect_right(self._places, last + NEAR)
        return map(self._edges.__getitem__, range(begin, end))


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


def _tied(group: list[Edge], others: _Crossing, axes: _Axes) -> Iterator[list[Edge]]:
    """Yield the runs of ``group`` in which each line is tied to the next by an edge that crosses
    both: lines of one table. A line under words is tied to none."""
    ordered = sorted(group, key=lambda edge: float(edge[axes.across]))
    run = ordered[:1]
    for before, line in pairwise(ordered):
        if not _ties(before, line, others, axes):
            yield run
            run = []
        run.append(line)
    yield run


def _ties(before: Edge, line: Edge, others: _Crossing, axes: _Axes) -> bool:
    """Tell whether an edge of the other orientation crosses both ``before`` and ``line``."""
    first, last = max(before[axes.low], line[axes.low]), min(before[axes.high], line[axes.high])
    return any(
        other[axes.start] <= before[axes.across] + NEAR
        and other[axes.stop] >= line[axes.across] - NEAR
        for other in others.between(first, last)
    )


def _meets(edge: Edge, place: float, others: _Crossing, axes: _Axes) -> bool:
    """Tell whether an edge of the other orientation passes through the end of ``edge``."""
    return any(
        other[axes.start] - NEAR <= edge[axes.across] <= other[axes.stop] + NEAR
        for other in others.between(place, place)
    )


def _closes(before: Edge, line: Edge, end: str, others: _Crossing, axes: _Axes) -> bool:
    """Tell whether an edge of the other orientation runs from one end to the other: a cell that
    goes on overleaf has none."""
    return any(
        other[axes.start] - NEAR <= before[axes.across]
        and line[axes.across] <= other[axes.stop] + NEAR
        for other in others.between(before[end], line[end])
    )


def _is_passed(before: Edge, line: Edge, end: str, lines: Sequence[Edge], axes: _Axes) -> bool:
    """Tell whether a line between two others, all in order, does not end where they do."""
    first = bisect_right(lines, before[axes.across] + NEAR, key=lambda edge: edge[axes.across])
    last = bisect_left(lines, line[axes.across] - NEAR, key=lambda edge: edge[axes.across])
    return any(edge[axes.low] < line[end] - NEAR and edge[axes.high] > line[end] + NEAR
               for edge in lines[first:last])


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
