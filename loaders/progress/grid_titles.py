"""Rows of a sheet that hold one text only: titles above the headings of columns, and the names of
goals and directions over their rows, which a person sees to run across although nobody merged them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.conventions import Conventions
from loaders.progress.grid_header import GridHeader, header_of
from loaders.progress.grid_rows import is_banner
from loaders.progress.signs import sign_of

OVER_ROWS = {"goal_word": ("goal", "strategy"), "direction_word": ("goal", "direction", "strategy")}
"""Signs with a word that tells their level, and the columns in which they are no rows across."""


def with_rows_across(layout: Layout, forms: Conventions) -> Layout:
    """Return ``layout`` with the titles of its tables as lines above them, and with lone texts
    that name a goal or a direction as cells across their tables."""
    parts = [part for own in layout.parts
             for part in (_parts(own, forms) if isinstance(own, Grid) else (own,))]
    return replace(layout, parts=tuple(parts))


def _parts(grid: Grid, forms: Conventions) -> Iterator[Line | Grid]:
    header = None if grid.guessed else header_of(grid, forms)
    if header is None:
        yield grid
        return
    alone = _alone(grid)
    titles = [cell for row, cell in alone.items() if row < _headed_at(grid, header, alone)]
    across = {id(cell) for row, cell in alone.items()
              if row >= header.end and _names_rows(cell, header, forms)
              and not is_banner(cell, grid.width, forms)}
    yield from (line for cell in titles for line in cell.lines)
    lifted = {id(cell) for cell in titles}
    taken = {row for row, cell in alone.items() if id(cell) in across}
    yield replace(grid, cells=tuple(
        replace(cell, column=0, columns=grid.width) if id(cell) in across else cell
        for cell in grid.cells
        if id(cell) not in lifted and (cell.row not in taken or id(cell) in across)
    ))


def _headed_at(grid: Grid, header: GridHeader, alone: dict[int, Cell]) -> int:
    """The first row of ``header`` that is no title: a lone text over the first columns heads none
    of the columns that have a heading of their own below it."""
    row = header.first
    while row + 1 < header.end and row in alone:
        below = min((cell.column for cell in grid.cells if cell.row == row + 1 and cell.lines),
                    default=None)
        if below is None or alone[row].column > below:
            break
        row += 1
    return row


def _alone(grid: Grid) -> dict[int, Cell]:
    """Return the cells of one row beside which no other has text, by their row."""
    beside: list[list[Cell]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        if cell.lines:
            for row in range(cell.row, cell.row + cell.rows):
                beside[row].append(cell)
    return {row: cells[0] for row, cells in enumerate(beside)
            if len(cells) == 1 and cells[0].rows == 1}


def _names_rows(cell: Cell, header: GridHeader, forms: Conventions) -> bool:
    """Tell whether a cell begins with the sign of a level that its column does not hold."""
    sign = sign_of(cell.lines[0].flat, forms.signs)
    own = OVER_ROWS.get(sign.kind) if sign else None
    return own is not None and header.columns[cell.column].role not in own
