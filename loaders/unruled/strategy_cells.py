"""In which row each cell of a strategy's column begins: its cells span several rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.unruled.fragments import Fragment

SPACE = 1.5
"""Two cells of a column stand at least this many steps apart, if a space parts them."""
NEAR = 4.0
"""A cell's text begins at most this many steps from where its row does."""

MOST_ROWS = 100
"""In a table of more rows on one page, parts are taken to stand at the head of their rows."""

Starts = dict[int, float]
"""The rows (from 0) in which cells begin, each with the height of its first text."""


@dataclass(frozen=True, slots=True)
class RowEdges:
    """Where the rows of a table begin, and where the last one ends."""

    tops: tuple[float, ...]
    bottom: float
    pitch: float
    centred: bool
    """Whether the strategy's cells have their texts in the middle."""


def cell_starts(
    column: Sequence[Fragment], outer: Mapping[int, float], begun: Sequence[float], rows: RowEdges
) -> Starts:
    """Return the starts of a column's cells: where a part of the strategy begins in it (at the
    heights ``begun``), or in the column left of it (``outer``)."""
    starts: Starts = {0: float("-inf")}
    for row, top in outer.items():
        if row:
            place = rows.tops[row] if rows.centred else top
            starts[row] = _gap_near(column, place, rows.pitch)
    own = _centred(column, begun, rows) if rows.centred else _at_head(begun, rows)
    return dict(sorted({**starts, **own}.items()))


def spaces_in(column: Sequence[Fragment], pitch: float) -> int:
    """Return how many spaces part the texts of a column."""
    return sum(below.top - above.top >= SPACE * pitch for above, below in pairwise(column))


def _at_head(begun: Sequence[float], rows: RowEdges) -> Starts:
    starts: Starts = {}
    for top in begun:
        row = min(range(len(rows.tops)), key=lambda row: abs(rows.tops[row] - top), default=0)
        if row:
            starts[row] = top
    return starts


def _centred(column: Sequence[Fragment], begun: Sequence[float], rows: RowEdges) -> Starts:
    """The starts that put each part into the middle of the rows from its own to the next one's;
    what stands above the first part goes on from the page before."""
    if not begun or not rows.tops:
        return {}
    heights = sorted({column[0].top, *begun})
    if not len(heights) <= len(rows.tops) <= MOST_ROWS:
        return _at_head(begun, rows)
    middles = [_middle(column, top, end) for top, end in pairwise([*heights, float("inf")])]
    edges = [*rows.tops, rows.bottom]
    # best[row]: the cheapest way to end the parts so far before ``row``
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for part, middle in enumerate(middles):
        left = len(middles) - part - 1
        grown: dict[int, tuple[float, tuple[int, ...]]] = {}
        for first, (cost, path) in best.items():
            ends = range(first + 1, len(edges) - left) if left else (len(edges) - 1,)
            for end in ends:
                off = abs(middle - (edges[first] + edges[end]) / 2)
                ended = (cost + off, (*path, first))
                if end > first and (end not in grown or ended < grown[end]):
                    grown[end] = ended
        best = grown
    chosen = best.get(len(edges) - 1)
    if chosen is None:
        return _at_head(begun, rows)
    return {row: top for row, top in zip(chosen[1], heights, strict=True) if row}


def _middle(column: Sequence[Fragment], top: float, end: float) -> float:
    tops = [one.top for one in column]
    last = bisect_right(tops, end - 1e-6) - 1 if end != float("inf") else len(column) - 1
    return (top + column[last].bottom) / 2


def _gap_near(column: Sequence[Fragment], top: float, pitch: float) -> float:
    """The height at which a text of the column begins a cell: the first one behind a space that
    is no further from ``top`` than ``NEAR``, else the first one not above it."""
    after = [
        below.top
        for above, below in pairwise(column)
        if below.top - above.top >= SPACE * pitch and abs(below.top - top) <= NEAR * pitch
    ]
    return min(after, key=lambda place: abs(place - top), default=top)
