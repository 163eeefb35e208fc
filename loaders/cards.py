"""Forms that tell one project each (調書, 事業進捗管理シート): labels with their values beside or
below them → a table of one row, which the readers of tables understand.

A form is told from a table by its rows, which begin with labels and go on with their values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.flat import flat
from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.columns import columns_of
from loaders.progress.conventions import OUTLINE
from loaders.progress.conventions import conventions as progress_forms
from loaders.project_list.columns import LONGEST_HEADING, heading_names_field
from loaders.project_list.conventions import conventions as list_forms

ROWS = 3
"""A form has so many rows that begin with a label and its value."""
_FIRST = ("goal", "direction", "measure", "strategy", "project")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label and its value; ``role`` is what a column headed like this holds, "" for others."""

    label: Cell
    value: Cell
    role: str


def with_cards(layout: Layout) -> Layout:
    """Return ``layout`` with each form as a table of one row; what a form holds besides stands
    above its table, or among the lines aside where it follows a label."""
    parts: list[Line | Grid] = []
    aside: list[Line] = []
    for part in layout.parts:
        cards = _cards(part) if isinstance(part, Grid) and not part.guessed else []
        if not isinstance(part, Grid) or not cards:
            parts.append(part)
            continue
        told = {line.number for pairs in cards for pair in pairs
                for cell in (pair.label, pair.value) for line in cell.lines}
        begun = min(told)
        for cell in part.cells:
            for line in cell.lines:
                if line.number not in told:
                    told.add(line.number)
                    (parts if line.number < begun else aside).append(line)
        parts += [_table(part, pairs) for pairs in cards]
    return replace(layout, parts=tuple(parts), aside=(*layout.aside, *aside))


def _table(grid: Grid, pairs: Sequence[_Pair]) -> Grid:
    """A table of the labels and their values: first what tells the place, then the project."""
    ranks = {role: rank for rank, role in enumerate(_FIRST)}
    ordered = sorted(pairs, key=lambda pair: ranks.get(pair.role, len(ranks)))
    return Grid(grid.page, tuple(
        Cell(row, column, 1, 1, cell.lines)
        for column, pair in enumerate(ordered)
        for row, cell in enumerate((pair.label, pair.value))
    ), grid.name)


def _cards(grid: Grid) -> list[list[_Pair]]:
    """Return the forms that stand in ``grid`` above one another: each begins where a label of the
    one before comes again."""
    labels = {id(cell): role for cell in grid.cells if (role := _role(cell)) is not None}
    rows = _rows(grid)
    begun = [row for row in rows.values() if len(row) > 1 and id(row[0]) in labels
             and id(row[1]) not in labels]
    if len(begun) < ROWS:
        return []
    cards: list[list[_Pair]] = [[]]
    known: set[str] = set()
    for pair in _pairs(grid, rows, labels):
        name = _squeezed(pair.label)
        if name in known:
            if pair.role not in _FIRST:
                continue
            cards.append([])
            known.clear()
        known.add(name)
        cards[-1].append(pair)
    return [pairs for pairs in cards if any(pair.role == "project" for pair in pairs)]


def _rows(grid: Grid) -> dict[int, list[Cell]]:
    """The cells with text by the row in which they begin, from left to right."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.lines:
            rows.setdefault(cell.row, []).append(cell)
    return rows


def _pairs(
    grid: Grid, rows: dict[int, list[Cell]], labels: dict[int, str]
) -> Iterator[_Pair]:
    places = {(row, cell.column): cell for cell in grid.cells if cell.lines
              for row in range(cell.row, cell.row + cell.rows)}
    headed: set[int] = set()
    for row in rows.values():
        if len(row) == 2 and not {id(cell) for cell in row} & labels.keys():
            yield _Pair(row[0], row[1], "")
        heads = len(row) > 1 and all(id(cell) in labels for cell in row[1:])
        for cell in row:
            if id(cell) in labels and cell.row not in headed:
                beside = places.get((cell.row, cell.column + cell.columns))
                below = places.get((cell.row + cell.rows, cell.column))
                value = below if heads else beside
                if value is not None and id(value) not in labels:
                    headed |= {value.row} if heads else set()
                    yield _Pair(cell, value, labels[id(cell)])


def _role(cell: Cell) -> str | None:
    """Return what a cell labels in the words of progress tables, "" for a label that only lists
    have, None for a cell that is no label."""
    text = _squeezed(cell)
    if not 1 < len(text) <= LONGEST_HEADING:
        return None
    forms = progress_forms()
    plain = text[: text.find("(")] if text.find("(") > 0 else text
    role = forms.grid.role_of(plain)
    if role in OUTLINE or role == "department":
        return role
    if columns_of(text, forms) or heading_names_field(text, list_forms()):
        return ""
    return "" if forms.grid.unread.fullmatch(plain) else role


def _squeezed(cell: Cell) -> str:
    return "".join(flat(line.raw) for line in cell.lines).replace(" ", "").replace("\u3000", "")
