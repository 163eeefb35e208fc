"""Tables whose columns are known → grids: the rows of all pages are weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from loaders.layout import Cell, Grid
from loaders.progress.labels import LabelReader
from loaders.unruled.breaks import Breaks
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment, in_reading_order, pitch_of
from loaders.unruled.headings import HeadingBlock, Role
from loaders.unruled.labels import LabelColumn
from loaders.unruled.rows import ALIGNMENTS, Alignment, Body, RowSearch
from loaders.unruled.strategy import blocks_in
from loaders.unruled.tables import Table


@dataclass(frozen=True, slots=True)
class _Columns:
    """A table's texts by column, from top to bottom; ``words`` are whole: what stands on one line
    of a cell is one fragment."""

    table: Table
    columns: tuple[tuple[Fragment, ...], ...]

    def of(self, role: Role) -> list[tuple[Fragment, ...]]:
        return [
            column
            for column, own in zip(self.columns, self.table.roles, strict=True)
            if own is role
        ]


def grids_of(tables: Sequence[Table], unit: float, forms: Conventions) -> dict[int, Grid]:
    """Return the grid of each table by the table's ``id``."""
    all_columns = [_Columns(table, _columns(table, unit)) for table in tables]
    pitch = pitch_of(column for one in all_columns for column in one.of(Role.REPORT))
    blocks = [
        [fragment.line]
        for one in all_columns
        for column in one.of(Role.DEPARTMENT)
        for fragment in column
    ]
    reader = LabelReader(blocks, forms.table)
    bodies = [
        _body(one, reader, pitch, first=not number, forms=forms)
        for number, one in enumerate(all_columns)
    ]
    breaks = [
        Breaks(body.reports, body.labels.lines, body.strategy, pitch, unit, forms)
        for body in bodies
    ]
    alignment = min(ALIGNMENTS, key=lambda one: _cost(bodies, breaks, one))
    grids = {}
    for own, body, places in zip(all_columns, bodies, breaks, strict=True):
        _, tops = RowSearch(body, places, alignment).best()
        grids[id(own.table)] = _grid(own, tops, pitch, forms)
    return grids


def _cost(bodies: Sequence[Body], breaks: Sequence[Breaks], alignment: Alignment) -> float:
    total = 0.0
    for body, places in zip(bodies, breaks, strict=True):
        cost, tops = RowSearch(body, places, alignment).best()
        total += cost
        if not alignment.strategy_centred:
            total += places.missed_cost(tops)
    return total


def _columns(table: Table, unit: float) -> tuple[tuple[Fragment, ...], ...]:
    columns: list[list[Fragment]] = [[] for _ in table.roles]
    for one in table.body:
        columns[table.gutters.column_of(one)].append(one)
    return tuple(tuple(_whole(column, unit)) for column in columns)


def _whole(column: Sequence[Fragment], unit: float) -> Iterator[Fragment]:
    """The texts of a column; words of one line are one text, the space between them kept."""
    for _, group in groupby(in_reading_order(column), key=lambda one: (one.number, one.top)):
        words = list(group)
        text = words[0].text
        for left, right in pairwise(words):
            text += " " * max(1, round((right.left - left.right) / unit)) + right.text
        first, last = words[0], words[-1]
        yield Fragment(
            first.number, first.page, first.left, last.right, first.top, first.bottom, text
        )


def _body(
    own: _Columns, reader: LabelReader, pitch: float, first: bool, forms: Conventions
) -> Body:
    departments = [one for column in own.of(Role.DEPARTMENT) for one in column]
    return Body(
        reports=tuple(own.of(Role.REPORT)),
        labels=LabelColumn(in_reading_order(departments), reader, pitch, forms),
        strategy=tuple(top for column in own.of(Role.OTHER) for top in blocks_in(column, forms)),
        pitch=pitch,
        first_of_document=first,
    )


def _grid(own: _Columns, tops: Sequence[float], pitch: float, forms: Conventions) -> Grid:
    heading = list(_heading_cells(own.table.heading)) if own.table.heading else []
    above = max((cell.row + cell.rows for cell in heading), default=0)
    cells: list[Cell] = []
    for number, (column, role) in enumerate(zip(own.columns, own.table.roles, strict=True)):
        starts = _starts(column, role, tops, pitch, forms)
        cells += _cells(column, number, starts, tops, above)
    return Grid(own.table.page, (*heading, *cells), guessed=True)


def _starts(
    column: Sequence[Fragment],
    role: Role,
    tops: Sequence[float],
    pitch: float,
    forms: Conventions,
) -> list[tuple[int, float]]:
    """The rows in which the column's cells begin, each with the height of its first text."""
    if role is not Role.OTHER:
        return [(row, top if row else float("-inf")) for row, top in enumerate(tops)]
    starts = [(0, float("-inf"))]
    for block in blocks_in(column, forms):
        near = min(range(len(tops)), key=lambda row: abs(tops[row] - block), default=0)
        if near > starts[-1][0]:
            starts.append((near, block))
    return starts


def _cells(
    column: Sequence[Fragment],
    number: int,
    starts: Sequence[tuple[int, float]],
    tops: Sequence[float],
    above: int,
) -> Iterator[Cell]:
    height = max(1, len(tops))
    for index, (row, top) in enumerate(starts):
        following = starts[index + 1] if index + 1 < len(starts) else (height, float("inf"))
        lines = tuple(one.line for one in column if top <= one.top < following[1])
        yield Cell(above + row, number, following[0] - row, 1, lines)


def _heading_cells(heading: HeadingBlock) -> Iterator[Cell]:
    levels = 2 if heading.parents else 1
    for number, column in enumerate(heading.columns):
        row = 0 if column.parent is None else 1
        yield Cell(row, number, levels - row, 1, tuple(one.line for one in column.fragments))
    for index, parent in enumerate(heading.parents):
        under = [n for n, column in enumerate(heading.columns) if column.parent == index]
        lines = tuple(one.line for one in parent)
        yield Cell(0, under[0], 1, under[-1] - under[0] + 1, lines)
