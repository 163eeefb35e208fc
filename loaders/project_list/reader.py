"""The second half of reading a list: rows → records, with the account of every row."""

from __future__ import annotations

from loaders.flat import flat
from loaders.ledger import Ledger
from loaders.project_list import faults
from loaders.project_list.columns import PLACES, Header, find_header, header_of
from loaders.project_list.conventions import Conventions, conventions
from loaders.project_list.listings import ListingBook
from loaders.project_list.outline import LEVELS, Entry, Outline, heading_in
from loaders.project_list.owner import Owner
from loaders.project_list.table import Table, on_one_line
from loaders.records import (
    Department,
    Direction,
    Goal,
    Measure,
    Municipality,
    Reading,
    Strategy,
)
from loaders.source import Passage

FORM = "project-list"


def looks_like_project_list(table: Table) -> bool:
    """Return whether one of the upper rows heads a column of projects and one of their places."""
    header = find_header(table.rows, conventions().header)
    return header is not None and header.has_place


def read_project_list(table: Table, municipality: Municipality | None = None) -> Reading:
    """Return what a list of projects says.

    ``municipality`` is taken where the list has no columns of code and name. Raises DocumentError
    where a needed column is missing, a row is ragged or contradicts another, or no project is
    listed.
    """
    forms = conventions()
    walk = _Walk(table, header_of(table, forms.header), forms)
    return walk.reading(municipality)


class _Walk:
    """One walk down the rows; everything it learns is kept until the end of the list."""

    def __init__(self, table: Table, header: Header, forms: Conventions) -> None:
        self._table = table
        self._source = table.source
        self._header = header
        self._forms = forms
        self._ledger = Ledger(table.source)
        self._outline = Outline(table.source.name, forms)
        self._book = ListingBook(table.source, forms.cells)
        self._owner = Owner(table.source)
        self._above: dict[str, str] = {}

    def reading(self, given: Municipality | None) -> Reading:
        strategies = self._titles()
        self._ledger.skip(self._header.row, "column header")
        for number in range(self._header.row + 1, len(self._table.rows) + 1):
            if self._source.lines[number - 1].strip():
                self._row(number, self._cells(number))
        listings, departments = self._book.listings(), self._book.departments()
        if not listings:
            raise faults.no_listing(self._source.name, self._header.row)
        owner = self._owner.municipality(given)
        self._note_first_rows(owner, departments)
        return Reading(
            source=self._source, form=FORM, municipality=owner, ledger=self._ledger.entries(),
            title=self._title(), strategies=strategies,
            goals=tuple(Goal(e.notation, e.label, self._passage(e))
                        for e in self._outline.entries("goal")),
            directions=tuple(Direction(e.notation, e.label, self._passage(e))
                             for e in self._outline.entries("direction")),
            measures=tuple(Measure(e.notation, e.label, "", e.marked, self._passage(e))
                           for e in self._outline.entries("measure")),
            listings=listings, departments=departments,
            warnings=(*self._unread(), *self._overruled(owner, given), *self._outline.warnings))

    def _passage(self, entry: Entry) -> tuple[Passage, ...]:
        return (self._source.passage(entry.row),)

    def _title(self) -> str:
        above = self._source.lines[: self._header.row - 1]
        return next((" ".join(line.split()) for line in above if line.strip()), "")

    def _titles(self) -> tuple[Strategy, ...]:
        strategies: list[Strategy] = []
        for number in range(1, self._header.row):
            line = self._source.lines[number - 1]
            found = self._forms.edition.search(flat(line))
            if found and not strategies:
                passages = (self._source.passage(number),)
                strategies.append(Strategy(int(found[1]), found[0], passages))
                self._ledger.use(number, "Strategy", found[0])
            elif line.strip():
                self._ledger.skip(number, "above the column header")
        return tuple(strategies)

    def _cells(self, number: int) -> tuple[str, ...]:
        row, width = self._table.rows[number - 1], self._header.width
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            raise faults.ragged(self._source.name, number, len(row), width)
        return row[:width]

    def _row(self, number: int, cells: tuple[str, ...]) -> None:
        if cells == self._table.rows[self._header.row - 1][: self._header.width]:
            self._ledger.skip(number, "column header, repeated")
        elif self._is_total(cells):
            self._ledger.skip(number, "total")
        else:
            values = {field: self._value(field, cells[column])
                      for field, column in self._header.fields.items()}
            if self._book.name_in(values["project"]):
                self._listing(values, number)
            elif self._is_heading(values):
                self._outline.move(values, number)
                self._ledger.use(number, self._outline.level, self._outline.place or "")

    def _is_total(self, cells: tuple[str, ...]) -> bool:
        project = cells[self._header.fields["project"]]
        candidates = (project,) if project.strip() else cells
        return any(self._forms.cells.total.fullmatch(flat(on_one_line(cell)))
                   for cell in candidates)

    def _value(self, field: str, cell: str) -> str:
        value = cell.strip()
        if value in self._forms.cells.ditto:
            value = self._above.get(field, "")
        if value:
            self._above[field] = value
        empty = value in self._forms.cells.nothing and field not in PLACES
        return "" if empty else value

    def _is_heading(self, values: dict[str, str]) -> bool:
        """Whether a row without a project is the heading of those below: it gives a number."""
        return any(heading_in(values.get(field, ""), self._forms.outline).number
                   for field in PLACES)

    def _listing(self, values: dict[str, str], number: int) -> None:
        self._owner.note(values.get("code", ""), values.get("municipality", ""), number)
        self._outline.move(values, number)
        place = self._outline.place
        if place is None:
            raise faults.no_place(self._source.name, number)
        crossed = bool(values.get("cross_listed")) or bool(
            self._forms.cells.cross_class.search(values.get("class", "")))
        name = self._book.add(
            place, values["project"], crossed, values.get("department", ""), number)
        self._ledger.use(number, "Listing", f"{place} {name}")

    def _note_first_rows(self, owner: Municipality, departments: tuple[Department, ...]) -> None:
        for level in LEVELS:
            for entry in self._outline.entries(level):
                self._ledger.use(entry.row, level.capitalize(), f"{entry.notation} {entry.label}")
        for department in departments:
            self._ledger.use(department.passages[0].first_line, "Department", department.name)
        if self._owner.row is not None:
            self._ledger.use(self._owner.row, "Municipality", owner.name)

    def _unread(self) -> tuple[str, ...]:
        if not self._header.unread:
            return ()
        return (f"{self._source.name}, row {self._header.row}: nothing is read from the columns "
                f"{'、'.join(self._header.unread)}",)

    def _overruled(self, owner: Municipality, given: Municipality | None) -> tuple[str, ...]:
        if given is None or given.code == owner.code:
            return ()
        return (f"{self._source.name}: the list names {owner.name} ({owner.code}); "
                f"{given.name} ({given.code}) was asked for",)
