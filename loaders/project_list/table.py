"""Lists of projects as rows of cells, whatever file they stand in: CSV, sheets, ruled tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.flat import on_one_line
from loaders.layout import Cell, Grid, Layout, Line
from loaders.source import Passage, Source, digest
from loaders.text import runs


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells and the lines of the source that it consists of.

    ``number`` (from 1) is what a message calls it: the row of the sheet or of the table. A cell
    keeps its line breaks. ``held`` are the columns whose cell began in a row above and gives its
    text again here; ``across`` tells how many columns a cell spans where it spans several, by its
    first column.
    """

    number: int
    lines: tuple[int, ...]
    cells: tuple[str, ...]
    held: frozenset[int] = frozenset()
    across: Mapping[int, int] = field(default_factory=dict)

    def cell(self, column: int) -> str:
        """Return the text of a column, "" beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def own(self) -> tuple[int, ...]:
        """The columns with a text that begins in this row."""
        return tuple(column for column, text in enumerate(self.cells)
                     if column not in self.held and text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet, of one CSV file, or of a ruled table on one page.

    ``name`` is what a message calls it; ``sheet`` the name of the sheet, "" where there is none.
    ``above`` are the lines printed between the table before and this one.
    """

    name: str
    sheet: str
    rows: tuple[Row, ...]
    above: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one document, in reading order; ``below`` are the lines after the last,
    ``aside`` those of headers, footers and footnotes."""

    source: Source
    tables: tuple[Table, ...]
    below: tuple[Line, ...] = ()
    aside: tuple[Line, ...] = ()
    warnings: tuple[str, ...] = ()

    def passages(self, lines: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of ``lines``, one for each run of them."""
        return tuple(self.source.passage(*run) for run in runs(list(lines)))


def table_of(name: str, media_type: str, data: bytes, rows: Sequence[Sequence[str]]) -> Tables:
    """Return ``rows``, which were read from ``data``, the bytes of file ``name``, as one table;
    each row is one line of the source (unit "row"), its cells parted by tabs."""
    lines = tuple("\t".join(on_one_line(cell) for cell in row) for row in rows)
    source = Source(name, media_type, digest(data), "row", lines, (None,) * len(lines))
    kept = tuple(Row(number, (number,), tuple(row)) for number, row in enumerate(rows, start=1))
    return Tables(source, (Table(name, "", kept),))


def tables_of(layout: Layout) -> Tables:
    """Return the grids of ``layout`` as tables, in reading order."""
    tables: list[Table] = []
    above: list[Line] = []
    several = len(layout.grids) > 1
    for part in layout.parts:
        if isinstance(part, Line):
            above.append(part)
            continue
        tables.append(Table(_name(layout.source, part, several=several), part.name,
                            tuple(_rows(part)), tuple(above)))
        above = []
    return Tables(layout.source, tuple(tables), tuple(above), layout.aside, layout.warnings)


def layout_of(tables: Tables) -> Layout:
    """Return ``tables`` as a layout, for a reader of other forms; each cell spans one column."""
    grids = tuple(
        Grid(None, tuple(
            Cell(row.number - 1, column, 1, 1, tuple(
                Line(row.lines[0], line) for line in text.splitlines() if line.strip()))
            for row in table.rows if row.lines
            for column, text in enumerate(row.cells)
        ), table.sheet)
        for table in tables.tables
    )
    return Layout(tables.source, grids, tables.warnings)


def _name(source: Source, grid: Grid, *, several: bool) -> str:
    if grid.page is not None:
        return f"{source.name}, p. {grid.page}"
    return f"{source.name} [{grid.name}]" if several and grid.name else source.name


def _rows(grid: Grid) -> Iterator[Row]:
    begun: list[list[Cell]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        begun[cell.row].append(cell)
    still: list[Cell] = []
    for number, cells in enumerate(begun):
        still = [cell for cell in still if cell.row + cell.rows > number]
        yield _row(number, cells, still)
        still.extend(cell for cell in cells if cell.rows > 1)


def _row(number: int, begun: list[Cell], still: list[Cell]) -> Row:
    filled = {cell.column: cell for cell in (*still, *begun)}
    texts = [""] * (max(filled, default=-1) + 1)
    for column, cell in filled.items():
        texts[column] = cell.text
    return Row(
        number + 1,
        tuple(sorted({line.number for cell in begun for line in cell.lines})),
        tuple(texts),
        frozenset(cell.column for cell in still),
        {column: cell.columns for column, cell in filled.items() if cell.columns > 1},
    )
