"""The rows of one ruled table: which place of the strategy, which departments, which text.

A cell counts for every row that it spans, so a text beside two labels is told by both departments,
and a label beside two texts owns both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.layout import Cell, Grid, Line
from loaders.progress.conventions import OUTLINE, Conventions
from loaders.progress.entries import Entry
from loaders.progress.grid_departments import DepartmentColumn
from loaders.progress.grid_header import REPORT, UNREAD, GridHeader
from loaders.progress.outline import OutlineBook
from loaders.progress.signs import Level

LEVELS = {"goal": Level.GOAL, "direction": Level.DIRECTION, "measure": Level.MEASURE}


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A cell of reports: column of the table, departments beside it with the lines that name them,
    the notations it can stand under, the projects that its rows name.

    ``carried`` is true where it goes on with the row that ended the page before; ``widest`` is the
    width of the column's widest line in half-width columns.
    """

    column: int
    names: tuple[str, ...]
    label_lines: tuple[int, ...]
    places: tuple[str, ...]
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    row: int
    carried: bool
    widest: int


@dataclass
class Carried:
    """What the next page goes on with: the last row's departments and its place."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass
class _Row:
    """What the strategy's columns say of one row."""

    places: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    begins: bool = False


def is_banner(cell: Cell, width: int, forms: Conventions) -> bool:
    """Tell whether a cell runs across its table, which has ``width`` columns."""
    return width > 1 and cell.columns >= forms.grid.banner * width


def _overlap(one: Cell, other: Cell) -> bool:
    """Tell whether two cells stand beside each other."""
    return one.row < other.row + other.rows and other.row < one.row + one.rows


def _meet(one: str, other: str) -> bool:
    """Tell whether two places are one, or one of them stands above the other."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _label_column(header: GridHeader, forms: Conventions) -> int | None:
    """Return the column of the departments that report: of several the last that does not name
    those that only take part, since a section stands behind its division."""
    columns = header.of("department")
    own = [n for n in columns if not forms.grid.beside.search(header.columns[n].heading)]
    return next(iter([*own[::-1], *columns]), None)


class RowReader:
    """Reads the body of one table into the outline and the cells of reports."""

    def __init__(
        self,
        grid: Grid,
        header: GridHeader,
        outline: OutlineBook,
        departments: DepartmentColumn,
        widths: dict[int, int],
        forms: Conventions,
        *,
        below_headings: bool = False,
    ) -> None:
        """``below_headings`` is true where rows stand under the last heading across the table, a
        measure's too, because the table has no columns that tell their place."""
        self._below_headings = below_headings
        self._heading = ""
        self._header = header
        self._outline = outline
        self._departments = departments
        self._widths = widths
        self._forms = forms
        self._width = grid.width
        self._guessed = grid.guessed
        self._body = sorted(
            (cell for cell in grid.cells if not header.first <= cell.row < header.end),
            key=lambda cell: (cell.row, self._role(cell) == "project", cell.column),
        )
        self._label_column = _label_column(header, forms)
        self._rows = {row: _Row() for row in range(grid.height)}
        self.unread: list[Cell] = []
        self.across: list[Cell] = []
        self.labels: list[tuple[Cell, tuple[str, ...]]] = []
        self.doubtful: list[Cell] = []

    def read(self, carried: Carried) -> list[ReportCell]:
        """Return the cells of reports in the order of the rows; ``carried`` comes from the page
        before and is left as the next page needs it."""
        self._read_outline(carried)
        self._read_labels()
        self._read_marks()
        return list(self._report_cells(carried))

    def _role(self, cell: Cell) -> str:
        return self._header.columns[cell.column].role

    def _is_other_label(self, cell: Cell) -> bool:
        """Whether a cell names departments that are not those that report in its row."""
        return self._role(cell) == "department" and cell.column != self._label_column

    def _is_banner(self, cell: Cell) -> bool:
        return is_banner(cell, self._width, self._forms)

    def _read_outline(self, carried: Carried) -> None:
        """Feed the cells of the strategy's columns to the outline, row by row."""
        for cell in self._body:
            if self._is_banner(cell):
                self._read_banner(cell)
            elif self._role(cell) in OUTLINE:
                self._read_strategy(cell, carried)
            elif self._role(cell) == UNREAD or self._is_other_label(cell):
                self.unread.append(cell)
            self._note_place(cell)

    def _read_banner(self, cell: Cell) -> None:
        if cell.lines and self._outline.heading_of(cell.lines[0]):
            touched = self._outline.read(cell.lines, max(self._widths.values(), default=0))
            self._outline.end_cell()
            self._rows[cell.row].begins = True
            measures = touched[Level.MEASURE]
            alone = len(measures) == 1 or not touched[Level.DIRECTION]
            self._heading = measures[-1] if self._below_headings and measures and alone else ""
        else:
            self.across.append(cell)

    def _read_strategy(self, cell: Cell, carried: Carried) -> None:
        role, widest = self._role(cell), self._widths.get(cell.column, 0)
        if role == "project":
            found = self._outline.read_projects(
                cell.lines, widest, beside_measure=bool(self._header.of("measure")),
                cut=self._is_cut(cell))
            for row in self._spanned(cell):
                row.entries.extend(found)
            return
        before = self._outline.place
        touched = self._outline.read(
            cell.lines, widest, LEVELS.get(role), on_top=self._is_on_top(cell))
        directions, measures = touched[Level.DIRECTION], touched[Level.MEASURE]
        if directions[:1] == (before,) and len(directions) > 1 and self._begins_with_heading(cell):
            directions = directions[1:]
        # A column of measures tells the place of its rows, unless a cell holds several, as does
        # one that goes on with such a cell of the page before.
        begins = self._begins_with_heading(cell)
        several = len(measures) > 1 or (
            self._is_on_top(cell) and not begins and bool({*directions} & {*carried.places}))
        places = measures if role == "measure" and measures and not several else directions
        for row in self._spanned(cell):
            row.places = places or row.places
            row.begins = row.begins or begins

    def _is_cut(self, cell: Cell) -> bool:
        """Whether ``cell`` can go on with the last one of the page before: it stands in the first
        row, and nobody is named beside it."""
        if self._label_column is None or not self._is_on_top(cell):
            return False
        return not any(_overlap(label, cell) and self._departments.names(label)
                       for label in self._column(self._label_column))

    def _is_on_top(self, cell: Cell) -> bool:
        return cell.row == self._body[0].row

    def _begins_with_heading(self, cell: Cell) -> bool:
        level = LEVELS.get(self._role(cell))
        return bool(cell.lines) and self._outline.heading_of(cell.lines[0], level) is not None

    def _note_place(self, cell: Cell) -> None:
        """A row that no cell of the strategy reaches stands where the last one ended."""
        row = self._rows[cell.row]
        if not row.places and not self._is_banner(cell):
            measure = self._outline.notation(Level.MEASURE)
            told = measure and self._header.of("measure") and not self._outline.measures_share_cells
            place = self._heading or (measure if told else self._outline.place)
            row.places = (place,) if place else ()

    def _spanned(self, cell: Cell) -> Iterator[_Row]:
        return (self._rows[row] for row in range(cell.row, cell.row + cell.rows))

    def _column(self, column: int) -> list[Cell]:
        return [cell for cell in self._body
                if cell.column <= column < cell.column + cell.columns
                and not self._is_banner(cell)]

    def _read_labels(self) -> None:
        for cell in self._column(self._label_column) if self._label_column is not None else ():
            names = self._departments.names(cell)
            if self._guessed and not self._departments.is_sure(cell):
                self.doubtful.append(cell)
            elif names:
                self.labels.append((cell, names))

    def _read_marks(self) -> None:
        """A column of marks says which entries of its row are re-listed."""
        for column in self._header.of("cross_listed"):
            for cell in self._column(column):
                if cell.text.strip() and cell.text.strip() not in self._forms.grid.nothing:
                    for row in self._spanned(cell):
                        for entry in row.entries:
                            entry.crossed = True

    def _beside(self, cell: Cell) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return the departments whose labels stand beside ``cell``, and the labels' lines."""
        names: list[str] = []
        lines: list[int] = []
        for label, named in self.labels:
            if _overlap(label, cell):
                names += [name for name in named if name not in names]
                lines += [line.number for line in label.lines]
        return tuple(names), tuple(lines)

    def _report_cells(self, carried: Carried) -> Iterator[ReportCell]:
        first_text = min((cell.row for cell in self._body), default=0)
        columns = self._header.of(REPORT)
        cells = [(cell.row, column, cell) for column in columns for cell in self._column(column)]
        for row, column, cell in sorted(cells, key=lambda found: found[:2]):
            names, label_lines = self._beside(cell)
            places, entries = self._of_rows(cell)
            on_top = row == first_text
            if self._is_doubtful(cell):
                names = ()
            elif not names and self._may_carry(row, places, carried, on_top=on_top):
                names, places = carried.names, carried.places
            goes_on = on_top and (names, places) == (carried.names, carried.places)
            yield ReportCell(column, names, label_lines, places, entries, cell.lines, row, goes_on,
                             self._widths.get(column, 0))
            if names:
                carried.names, carried.places = names, places

    def _is_doubtful(self, cell: Cell) -> bool:
        """Whether the label beside a text is none that can be trusted."""
        return any(_overlap(label, cell) for label in self.doubtful)

    def _may_carry(
        self, row: int, places: tuple[str, ...], carried: Carried, *, on_top: bool
    ) -> bool:
        """Whether a row without a label goes on with the last one: not where the strategy's cell
        beside it begins something, unless a page prints again what it goes on with."""
        same_place = any(_meet(place, last) for place in places for last in carried.places)
        return same_place and (on_top or not self._rows[row].begins)

    def _of_rows(self, cell: Cell) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
        places: dict[str, None] = {}
        entries: dict[int, Entry] = {}
        for row in self._spanned(cell):
            if not places:
                places.update(dict.fromkeys(row.places))
            entries.update({id(entry): entry for entry in row.entries})
        return tuple(places), tuple(entries.values())

    def note_departments(self) -> None:
        """Tell the entries of each row which departments the table prints beside them."""
        for label, names in self.labels:
            for row in self._spanned(label):
                for entry in row.entries:
                    entry.departments += tuple(n for n in names if n not in entry.departments)
