"""A dump that prints a table's cells one after the other, row by row → the table.

Without blank lines between them the cells are told by what begins them; which column each item of a
report stands in, by its tense and by what the items of the other columns say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.cells import place
from loaders.progress.columns import Column
from loaders.progress.conventions import Conventions, conventions
from loaders.progress.dump_signs import DumpSigns, dump_signs
from loaders.progress.features import Known
from loaders.progress.grid_header import REPORT, GridColumn, GridHeader
from loaders.progress.grid_tables import KnownTable
from loaders.progress.items import Item, Label, TextBlock
from loaders.progress.pages import Page, split_pages
from loaders.progress.running_headings import Headings, headings_in, lines_of_other_tables
from loaders.progress.running_rows import RunningRow, running_rows
from loaders.source import Source

FEW = 0.04
"""A dump with a smaller share of blank lines shows no cells by them."""
_NOTE = "※"
_NOTHING_KNOWN = Known(None, frozenset(), {})


def running_tables(source: Source) -> tuple[Layout, dict[int, KnownTable]] | None:
    """Return the layout of a dump without blank lines and its tables by their place among the
    layout's parts; None for another dump, or one without headings of such a table."""
    blank = sum(not line.strip() for line in source.lines)
    if blank > FEW * len(source.lines):
        return None
    return _Dump(source, conventions()).tables()


class _Dump:
    """One dump; headings hold until others are printed."""

    def __init__(self, source: Source, forms: Conventions) -> None:
        self._forms = forms
        self._source, self._pages = split_pages(source, forms)
        lines = [Line(n, raw) for n, raw in enumerate(source.lines, start=1) if raw.strip()]
        self._headings = headings_in(lines, forms)
        other = lines_of_other_tables(lines, self._headings, forms)
        self._outside = {n for headings in self._headings for n in headings.lines} | other | {
            n for page in self._pages for n, item in page.furniture.items()
            if item.kind != "column header"
        }
        goal_known = any(page.goal is not None for page in self._pages)
        inside = [[line] for line in lines if line.number not in self._outside]
        self._signs: DumpSigns = dump_signs(inside, goal_known=goal_known, forms=forms)

    def tables(self) -> tuple[Layout, dict[int, KnownTable]] | None:
        if not self._headings:
            return None
        parts: list[Line | Grid] = []
        tables: dict[int, KnownTable] = {}
        headings = self._headings[0]
        for page in self._pages:
            own = [h for h in self._headings if page.first <= min(h.lines) <= page.last]
            headings = own[0] if own else headings
            inside, outside = self._lines_of(page)
            parts += outside
            grid = Grid(page.number, tuple(self._cells(inside, headings)), guessed=True)
            if grid.cells:
                tables[len(parts)] = KnownTable(grid, _header(headings))
                parts.append(grid)
        return Layout(self._source, tuple(parts)), tables

    def _lines_of(self, page: Page) -> tuple[list[Line], list[Line]]:
        """Return the page's lines in the table, and those outside of it."""
        numbers = range(page.first, page.last + 1)
        lines = [Line(n, raw) for n in numbers if (raw := self._source.lines[n - 1]).strip()]
        own = [min(h.lines) for h in self._headings if page.first <= min(h.lines) <= page.last]
        above = min(own, default=page.first)
        outside = [line for line in lines if line.number in self._outside or line.number < above
                   or line.flat.startswith(_NOTE)]
        taken = {line.number for line in outside}
        return [line for line in lines if line.number not in taken], outside

    def _cells(self, lines: Sequence[Line], headings: Headings) -> Iterator[Cell]:
        rows = running_rows(lines, self._signs, self._forms)
        begins = [n for n, row in enumerate(rows) if row.strategy]
        first = 2 if headings.projects else 1
        for number, row in enumerate(rows):
            if row.strategy:
                end = next((n for n in begins if n > number), len(rows))
                yield from self._strategy_cells(row.strategy, number, end, headings)
            yield Cell(number, first, 1, 1, tuple(row.labels))
            for column, texts in enumerate(self._texts(row, headings.columns), start=first + 1):
                yield Cell(number, column, 1, 1, tuple(texts))

    def _strategy_cells(
        self, lines: list[Line], row: int, end: int, headings: Headings
    ) -> Iterator[Cell]:
        """Yield the cell of the outline and, where projects have a column, that of the list."""
        listed = next((n for n, line in enumerate(lines) if self._is_entry(line)), len(lines))
        parted = listed if headings.projects else len(lines)
        yield Cell(row, 0, end - row, 1, tuple(lines[:parted]))
        if headings.projects:
            yield Cell(row, 1, end - row, 1, tuple(lines[parted:]))

    def _is_entry(self, line: Line) -> bool:
        return bool(self._forms.list_item.match(line.raw.strip()))

    def _texts(self, row: RunningRow, columns: Sequence[Column]) -> list[list[Line]]:
        """Return the lines of each column's cell."""
        texts: list[list[Line]] = [[] for _ in columns]
        label = Label(("",), (), inline=True)
        items: list[Item] = [label, *(TextBlock(tuple(item)) for item in row.items)]
        phases = [column.phase for column in columns]
        _, placed = place(items, phases, _NOTHING_KNOWN, self._forms)
        for block in placed:
            texts[block.column].extend(block.block.lines)
        return texts


def _header(headings: Headings) -> GridHeader:
    outline = ["strategy", "project"] if headings.projects else ["strategy"]
    roles = [GridColumn(role, "") for role in (*outline, "department")]
    reports = [GridColumn(REPORT, "", c.fiscal_year, c.phase) for c in headings.columns]
    return GridHeader(0, 0, (*roles, *reports))
