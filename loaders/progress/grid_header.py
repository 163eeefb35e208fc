"""What the columns of a ruled table hold, told from the cells that head them.

Headings may stand on several levels (進捗報告 over the years), below a title within the table, and
on the first page only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.dates import fiscal_year_of
from loaders.flat import flat
from loaders.layout import Cell, Grid
from loaders.progress.columns import columns_of
from loaders.progress.conventions import Conventions
from loaders.records import Phase

HEAD_ROWS = 4
"""So many rows of a table can stand above its headings."""
LEVELS = 3
"""So many levels can headings have."""
LONGEST = 16
"""No heading has more characters."""
BESIDE = 6.0
"""Columns of two pages are one if they begin this near (points)."""
REPORT = "report"
UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its role (one of OUTLINE, department, cross_listed, report, unread), its heading;
    for reports the fiscal year and the phase, None where the heading does not tell."""

    role: str
    heading: str
    fiscal_year: int | None = None
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class GridHeader:
    """The columns of a table, and the rows (from 0) in which their headings stand."""

    first: int
    end: int
    columns: tuple[GridColumn, ...]
    lefts: tuple[float, ...] = ()

    def of(self, role: str) -> tuple[int, ...]:
        """Return the columns (from 0) that have ``role``."""
        return tuple(n for n, column in enumerate(self.columns) if column.role == role)

    @property
    def is_progress(self) -> bool:
        """Whether departments report in the table."""
        return bool(self.of(REPORT) and self.of("department"))

    @property
    def is_list(self) -> bool:
        """Whether the table lists projects and something about each of them."""
        beside = ("department", "cross_listed", "goal", "direction", "measure")
        return bool(self.of("project")) and any(self.of(role) for role in beside)


def header_of(grid: Grid, forms: Conventions) -> GridHeader | None:
    """Return the header of ``grid``, None where no rows head columns of a known kind."""
    found = [header for header in _headers(grid, forms) if header.is_progress]
    lists = [header for header in _headers(grid, forms) if header.is_list]
    return next(iter([*found, *lists]), None)


def carried_header(
    header: GridHeader, grid: Grid, forms: Conventions
) -> GridHeader | None:
    """Return ``header`` for a table that goes on overleaf without headings; None where its
    columns are others, or where it has headings of its own that tell of other things."""
    if _is_headed(grid, forms):
        return None
    if header.lefts and grid.lefts:
        columns = [_column_at(header, left) for left in grid.lefts]
        if None in columns:
            return None
        kept = tuple(column for column in columns if column is not None)
        return GridHeader(0, 0, kept, grid.lefts)
    return replace(header, first=0, end=0) if grid.width == len(header.columns) else None


def _is_headed(grid: Grid, forms: Conventions) -> bool:
    """Tell whether most cells of the first row are headings of columns."""
    heads = [_joined(cell) for cell in grid.cells if cell.row == 0 and cell.lines]
    known = [head for head in heads if len(head) <= LONGEST and _is_heading(head, forms)]
    return len(known) > 1 and 2 * len(known) > len(heads)


def _is_heading(head: str, forms: Conventions) -> bool:
    column = _column([head], forms)
    return column.role != UNREAD or bool(forms.grid.unread.search(head))


def _column_at(header: GridHeader, left: float) -> GridColumn | None:
    near = [n for n, place in enumerate(header.lefts) if abs(place - left) <= BESIDE]
    return header.columns[near[-1]] if near else None


def _headers(grid: Grid, forms: Conventions) -> Iterator[GridHeader]:
    for first in range(min(HEAD_ROWS, grid.height)):
        for depth in range(1, LEVELS + 1):
            end = min(_end(grid, first, depth), grid.height)
            heads = [_heads(grid, column, first, end) for column in range(grid.width)]
            columns = tuple(_column(texts, forms) for texts in heads)
            yield GridHeader(first, end, columns, grid.lefts)


def _end(grid: Grid, first: int, depth: int) -> int:
    """Return the row behind the headings: where all heading cells have ended."""
    end = first + depth
    inside = [cell for cell in grid.cells if first <= cell.row < end]
    return max([end, *(cell.row + cell.rows for cell in inside)])


def _heads(grid: Grid, column: int, first: int, end: int) -> list[str]:
    """Return the texts that head ``column``, from above."""
    cells = sorted(
        (cell for cell in grid.cells
         if first <= cell.row < end and cell.column <= column < cell.column + cell.columns),
        key=lambda cell: cell.row,
    )
    return [text for cell in cells if (text := _joined(cell))]


def _joined(cell: Cell) -> str:
    return "".join("".join(line.flat for line in cell.lines).split())


def _column(heads: list[str], forms: Conventions) -> GridColumn:
    """Return what a column holds; the lowest heading counts before the ones above it."""
    heading = "".join(heads)
    if not heads or forms.grid.unread.search(heads[-1]):
        return GridColumn(UNREAD, heading)
    report = _report(heading, forms)
    if report is not None and report.fiscal_year is not None:
        return report
    for text in (heads[-1], heading, heads[0]):
        role = forms.grid.role_of(_without_brackets(text))
        if role is not None:
            return GridColumn(role, heading)
    return report or GridColumn(UNREAD, heading)


def _report(heading: str, forms: Conventions) -> GridColumn | None:
    """Return the column of reports that ``heading`` names; its year or phase may stay open."""
    whole = columns_of(heading, forms)
    if len(whole) == 1:
        return GridColumn(REPORT, heading, whole[0].fiscal_year, whole[0].phase)
    year = fiscal_year_of(heading) if forms.year.search(heading) else None
    phase = _phase(heading, forms)
    return GridColumn(REPORT, heading, year, phase) if year or phase else None


def _phase(heading: str, forms: Conventions) -> Phase | None:
    if forms.plan.search(heading):
        return Phase.PLAN
    return Phase.RESULT if forms.result.search(heading) else None


def _without_brackets(text: str) -> str:
    opened = text.find("(")
    return text[:opened] if opened > 0 else text


def years_told(header: GridHeader, title: str, forms: Conventions) -> GridHeader:
    """Return ``header`` with the years that headings leave open taken from ``title``: the year of
    the title for results, the one after it where a heading says that it plans for that."""
    year = fiscal_year_of(flat(title)) if forms.year.search(flat(title)) else None
    return replace(header, columns=tuple(
        _with_year(column, year, forms) for column in header.columns))


def _with_year(column: GridColumn, year: int | None, forms: Conventions) -> GridColumn:
    if column.role != REPORT or column.fiscal_year is not None or year is None:
        return column
    if column.phase is Phase.RESULT:
        return replace(column, fiscal_year=year)
    following = forms.grid.next_year.search(column.heading)
    return replace(column, fiscal_year=year + 1) if following else column
