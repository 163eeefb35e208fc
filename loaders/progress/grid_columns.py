"""What the columns of a document's tables turn out to hold once their cells are seen: a heading
alone does not tell figures from reports, or a measure from a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.layout import Grid
from loaders.progress.conventions import Conventions
from loaders.progress.grid_header import REPORT, UNREAD, GridColumn, GridHeader

Headed = tuple[Grid, GridHeader]
"""A table and its header."""


def seen_columns(tables: Sequence[Headed], forms: Conventions) -> list[GridHeader]:
    """Return the headers of ``tables``, in order: what holds nothing but figures in all tables with
    the same columns is no report, and of two columns of projects the first holds measures."""
    figures = _figures(tables, forms)
    return [_measures_first(_without(header, figures[header.columns])) for _, header in tables]


def _figures(
    tables: Sequence[Headed], forms: Conventions
) -> Mapping[tuple[GridColumn, ...], set[int]]:
    """Return the columns of reports that hold figures alone, by the columns of their tables."""
    sure: dict[tuple[GridColumn, ...], dict[int, bool]] = {}
    for grid, header in tables:
        own = sure.setdefault(header.columns, {})
        for cell in grid.cells:
            text = "".join(line.flat for line in cell.lines)
            headed = header.first <= cell.row < header.end
            if headed or cell.columns > 1 or not text or text in forms.grid.nothing:
                continue
            own[cell.column] = own.get(cell.column, True) and bool(
                forms.grid.figure.fullmatch(text))
    return {columns: {n for n, alone in own.items() if alone} for columns, own in sure.items()}


def _without(header: GridHeader, figures: set[int]) -> GridHeader:
    reports = {n for n in header.of(REPORT) if n in figures}
    if reports == set(header.of(REPORT)):
        return header
    return replace(header, columns=tuple(
        replace(column, role=UNREAD) if n in reports else column
        for n, column in enumerate(header.columns)))


def _measures_first(header: GridHeader) -> GridHeader:
    projects = header.of("project")
    if len(projects) != 2 or header.of("measure"):
        return header
    return replace(header, columns=tuple(
        replace(column, role="measure") if n == projects[0] else column
        for n, column in enumerate(header.columns)))
