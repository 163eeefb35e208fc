"""The tables of a document whose columns are known, and what holds over all of them: widths of
columns, and which sign stands for which level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.conventions import Conventions
from loaders.progress.grid_columns import seen_columns
from loaders.progress.grid_header import (
    GridColumn,
    GridHeader,
    carried_header,
    header_of,
    years_told,
)
from loaders.progress.grid_rows import LEVELS, is_banner
from loaders.progress.report_text import width_of
from loaders.progress.reports import Tie
from loaders.progress.signs import Level, levels_of, sign_of

GUESSED = 0.7
"""Confidence of a text whose cell was told by the white space around it."""
LABELLED = "labelled text"
"""How the cells of a report in running text are told."""
_IN_LISTS = ("number", "bracketed_number", "circled_number")


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table and its header, its own or the one carried from a page before; ``method`` is how its
    cells were told (see reports.METHODS)."""

    grid: Grid
    header: GridHeader
    method: str = "ruled cell"

    @property
    def tie(self) -> Tie:
        """How sure a text of the table is tied to the departments beside it."""
        return Tie("guessed cell", GUESSED) if self.grid.guessed else Tie(self.method)


def tables_of(layout: Layout, forms: Conventions) -> dict[int, KnownTable]:
    """Return the tables whose columns are known, by their place among the parts of ``layout``."""
    found: dict[int, KnownTable] = {}
    header: GridHeader | None = None
    title = ""
    for index, part in enumerate(layout.parts):
        if isinstance(part, Line):
            title = part.raw if forms.year.search(part.flat) else title
            continue
        own = header_of(part, forms)
        if own is not None:
            header = years_told(own, title, forms)
        known = header if own is not None or header is None else carried_header(header, part, forms)
        if known is not None:
            found[index] = KnownTable(part, known)
    seen = seen_columns([(table.grid, table.header) for table in found.values()], forms)
    found = {index: replace(table, header=header)
             for (index, table), header in zip(found.items(), seen, strict=True)}
    mixed = _mixed_roles(list(found.values()), forms)
    return {index: replace(table, header=_as_strategy(table.header, mixed))
            for index, table in found.items()}


def cells_of(tables: Iterable[KnownTable], role: str, forms: Conventions) -> list[Cell]:
    """Return the cells below the headings of the columns with ``role``."""
    return [
        cell
        for table in tables
        for columns in [table.header.of(role)]
        for cell in table.grid.cells
        if cell.column in columns
        and not table.header.first <= cell.row < table.header.end
        and not is_banner(cell, table.grid.width, forms)
    ]


LEAST, SHARE = 3, 0.1
"""So many lines, and this share of them, reach the width of their column,"""
ABOUT = 2
"""or lack no more half-width columns."""

Widths = dict[tuple[GridColumn, ...], dict[int, int]]
"""The width of the widest line of each column (from 0), by the columns of the table."""


def widths_of(tables: Iterable[KnownTable]) -> Widths:
    """Return the widths of all columns, in half-width columns; tables with the same columns are
    one table over several pages."""
    lines: dict[tuple[GridColumn, ...], dict[int, list[int]]] = {}
    for table in tables:
        own = lines.setdefault(table.header.columns, {})
        for cell in table.grid.cells:
            if cell.columns == 1 and not table.header.first <= cell.row < table.header.end:
                widths = (width_of(line.raw.strip()) for line in cell.lines)
                own.setdefault(cell.column, []).extend(widths)
    return {columns: {column: _full_width(widths) for column, widths in own.items()}
            for columns, own in lines.items()}


def _full_width(widths: list[int]) -> int:
    """Return the width that several lines reach: wider ones ran out of their column."""
    ordered = sorted(widths, reverse=True)
    several = max(LEAST, int(SHARE * len(ordered)))
    reached = (w for n, w in enumerate(ordered[several - 1 :]) if ordered[n] - w <= ABOUT)
    return next(reached, max(ordered, default=0))


def lists_are_headed(tables: Sequence[KnownTable], forms: Conventions) -> bool:
    """Tell whether a list of projects has a heading or a column of its own anywhere."""
    if any(table.header.of("project") for table in tables):
        return True
    columns = ("strategy", *LEVELS)
    cells = (cell for role in columns for cell in cells_of(tables, role, forms))
    return any(forms.list_heading.match(line.raw.strip()) for cell in cells for line in cell.lines)


def sign_levels(
    layout: Layout, tables: Sequence[KnownTable], forms: Conventions
) -> dict[str, Level]:
    """Return the level of each kind of sign in the columns that hold several levels, in rows
    across a table and in lines outside the tables."""
    cells = (*cells_of(tables, "strategy", forms), *_banners(tables, forms))
    lines = [cell.lines for cell in cells]
    outside = [(part,) for part in layout.parts if isinstance(part, Line)]
    reporting = [table for table in tables if table.header.is_progress] or tables
    told = {level for role, level in LEVELS.items()
            if all(table.header.of(role) for table in reporting)}
    if any(forms.title_goal.search(line.flat) for (line,) in outside):
        told.add(Level.GOAL)
    ordered = sorted(
        (text for text in (*lines, *map(_heading, outside)) if text),
        key=lambda text: text[0].number,
    )
    return levels_of(_kinds(ordered, forms), told)


def _heading(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return ``lines`` if they can be headings: they end no sentence."""
    return () if lines[-1].flat.endswith(("。", "、")) else lines


def _banners(tables: Iterable[KnownTable], forms: Conventions) -> Iterator[Cell]:
    for table in tables:
        yield from (cell for cell in table.grid.cells
                    if is_banner(cell, table.grid.width, forms))


def _mixed_roles(tables: Sequence[KnownTable], forms: Conventions) -> frozenset[str]:
    """Return the roles of columns that hold headings of several levels, whatever heads them."""
    kinds = {
        role: set(_kinds([cell.lines for cell in cells_of(tables, role, forms)], forms))
        for role in LEVELS
    }
    return frozenset(role for role, signs in kinds.items() if len(signs) > 1)


def _as_strategy(header: GridHeader, mixed: frozenset[str]) -> GridHeader:
    return replace(header, columns=tuple(
        replace(column, role="strategy") if column.role in mixed else column
        for column in header.columns))


def _kinds(texts: Iterable[Sequence[Line]], forms: Conventions) -> Iterator[str]:
    """Yield the kinds of sign that begin lines of ``texts``, those that number lists left out."""
    for lines in texts:
        listed = False
        for line in lines:
            sign = sign_of(line.flat, forms.signs)
            if forms.list_heading.match(line.raw.strip()):
                listed = True
            elif forms.list_item.match(line.raw.strip()) and not (sign and sign.has_word):
                listed = False
            elif sign is not None and not (listed and sign.kind in _IN_LISTS):
                listed = False
                yield sign.kind
