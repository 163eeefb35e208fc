"""A dump that prints a table's cells one after the other, row by row → the table.

Nothing marks where a cell ends. What is known is the order of the columns from their headings, and
that all pages are set alike: so the document is cut into cells, the widths of the columns and the
departments' names are taken from the result, and it is cut again with what they tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.atoms import Atom, atoms_of
from loaders.progress.cell_costs import CellCosts
from loaders.progress.cell_search import BANNER, CellSearch, PageEnd, PlacedAtom
from loaders.progress.cell_widths import Widths, widths_of
from loaders.progress.conventions import OUTLINE, Conventions, conventions
from loaders.progress.dump_signs import dump_signs
from loaders.progress.grid_header import REPORT, GridColumn, GridHeader
from loaders.progress.grid_tables import KnownTable
from loaders.progress.pages import Page, split_pages
from loaders.progress.running_headings import headings_in, lines_of_other_tables
from loaders.progress.signs import parted_sign
from loaders.source import Source

FEW = 0.04
"""A dump with a smaller share of blank lines shows no cells by them."""
ROUNDS = 2
"""So often is the document cut again with what the last cut told."""
_NOTE = "※"

Columns = tuple[GridColumn, ...]


def running_tables(source: Source) -> tuple[Layout, dict[int, KnownTable]] | None:
    """Return the layout of a dump without blank lines and its tables by their place among the
    layout's parts; None for another dump, or one without headings of such a table."""
    blank = sum(not line.strip() for line in source.lines)
    if blank > FEW * len(source.lines):
        return None
    return _Dump(source, conventions()).tables()


@dataclass(frozen=True, slots=True)
class _Cut:
    """The pages cut into cells, each with its columns."""

    pages: tuple[tuple[Columns, list[PlacedAtom]], ...]

    def cells(self, columns: Columns) -> Iterator[tuple[int, list[Atom]]]:
        """Yield the cells of the pages with ``columns``, each with its column (from 0)."""
        for own, placed in self.pages:
            for (_, column), group in groupby(placed, key=lambda one: (one.row, one.column)):
                if own == columns and column != BANNER:
                    yield column, [one.atom for one in group]


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
        inside = [[line] for line in _whole_signs(lines, forms)
                  if line.number not in self._outside]
        self._signs = dump_signs(inside, goal_known=goal_known, forms=forms)

    def tables(self) -> tuple[Layout, dict[int, KnownTable]] | None:
        if not self._headings:
            return None
        atoms = [self._atoms(self._lines_of(page)[0]) for page in self._pages]
        cut = self._cut(atoms)
        parts: list[Line | Grid] = []
        tables: dict[int, KnownTable] = {}
        for page, (columns, placed) in zip(self._pages, cut.pages, strict=True):
            parts += self._lines_of(page)[1]
            grid = Grid(page.number, tuple(_cells(placed, columns)), guessed=True)
            if grid.cells:
                tables[len(parts)] = KnownTable(grid, GridHeader(0, 0, columns))
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

    def _atoms(self, lines: Sequence[Line]) -> list[Atom]:
        ends = {max(headings.lines) for headings in self._headings}
        below = frozenset(line.number for line in lines if line.number - 1 in ends)
        return atoms_of(lines, below, self._signs, self._forms)

    def _cut(self, atoms: Sequence[Sequence[Atom]]) -> _Cut:
        """Cut all pages, in rounds."""
        columns = self._columns_of_pages()
        cut = self._cut_once(atoms, columns, {}, frozenset())
        for _ in range(ROUNDS):
            widths = {own: widths_of(cut.cells(own)) for own in dict.fromkeys(columns)}
            cut = self._cut_once(atoms, columns, widths, frozenset(self._names(cut)))
        return cut

    def _columns_of_pages(self) -> list[Columns]:
        columns = self._headings[0].columns
        found = []
        for page in self._pages:
            own = [h for h in self._headings if page.first <= min(h.lines) <= page.last]
            columns = own[0].columns if own else columns
            found.append(columns)
        return found

    def _cut_once(
        self, atoms: Sequence[Sequence[Atom]], columns: Sequence[Columns],
        widths: dict[Columns, Widths], known: frozenset[str],
    ) -> _Cut:
        end = PageEnd()
        pages = []
        for own, page in zip(columns, atoms, strict=True):
            search = CellSearch(own, CellCosts(own, widths.get(own, Widths()), known, self._forms))
            placed = search.place(page, end)
            end = search.end_of(placed) if placed else end
            pages.append((own, placed))
        return _Cut(tuple(pages))

    def _names(self, cut: _Cut) -> Iterator[str]:
        """Yield the departments whose names were found in cells of labels."""
        for columns in dict.fromkeys(own for own, _ in cut.pages):
            costs = CellCosts(columns, Widths(), frozenset(), self._forms)
            for column, atoms in cut.cells(columns):
                if columns[column].role == "department" and costs.label(atoms) <= 0:
                    yield from costs.names(atoms)


def _whole_signs(lines: Sequence[Line], forms: Conventions) -> Iterator[Line]:
    """Yield ``lines``, those that share a sign as one."""
    parted = False
    for line, following in zip_longest(lines, lines[1:], fillvalue=Line(0, "")):
        if not parted:
            parted = parted_sign(line.flat, following.flat, forms.signs) is not None
            yield Line(line.number, line.flat + following.flat) if parted else line
        else:
            parted = False


def _cells(placed: Sequence[PlacedAtom], columns: Columns) -> Iterator[Cell]:
    """Yield the cells of a page. A cell of the strategy reaches down to the row in which one of its
    column, or of a column left of it, begins."""
    begun: dict[tuple[int, int], list[Line]] = {}
    numbers = _row_numbers(placed, columns)
    for one in placed:
        begun.setdefault((numbers[one.row], one.column), []).append(one.atom.line)
    rows = max(numbers.values(), default=-1) + 1
    for (row, column), lines in begun.items():
        if column == BANNER:
            yield Cell(row, 0, 1, len(columns), tuple(lines))
            continue
        end = row + 1
        if columns[column].role in OUTLINE:
            end = next((r for r in range(row + 1, rows) if _begins(r, column, begun)), rows)
        yield Cell(row, column, end - row, 1, tuple(lines))
    for row in range(rows):
        if (row, BANNER) not in begun:
            yield from (Cell(row, column, 1, 1, ()) for column, own in enumerate(columns)
                        if own.role not in OUTLINE and (row, column) not in begun)


def _row_numbers(placed: Sequence[PlacedAtom], columns: Columns) -> dict[int, int]:
    """Return the number of each row where rows of nothing but reports are part of the row above:
    its label stands beside all of them."""
    inside: dict[int, set[str]] = {}
    for one in placed:
        role = "banner" if one.column == BANNER else columns[one.column].role
        inside.setdefault(one.row, set()).add(role)
    numbers: dict[int, int] = {}
    last = -1
    for row, roles in inside.items():
        goes_on = roles == {REPORT} and row - 1 in inside and "banner" not in inside[row - 1]
        last += not goes_on
        numbers[row] = last
    return numbers


def _begins(row: int, column: int, begun: dict[tuple[int, int], list[Line]]) -> bool:
    return any((row, left) in begun for left in range(BANNER, column + 1))
