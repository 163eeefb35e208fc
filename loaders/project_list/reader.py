"""The second half of reading a list: tables → records, with the account of every row."""

from __future__ import annotations

from dataclasses import replace

from loaders.flat import on_one_line
from loaders.ledger import Ledger
from loaders.project_list import faults
from loaders.project_list.columns import Header, find_header, next_header
from loaders.project_list.conventions import LEVELS, Conventions, conventions
from loaders.project_list.heading import level_in
from loaders.project_list.outline import Entry
from loaders.project_list.rowkinds import section_in
from loaders.project_list.table import Table, Tables
from loaders.project_list.walk import Walk
from loaders.records import Direction, Goal, Measure, Municipality, Reading
from loaders.source import Passage
from ontology.errors import DocumentError

FORM = "project-list"
MOST_LISTS = 200
"""So many times at most the headings of a table change."""


def looks_like_project_list(tables: Tables) -> bool:
    """Return whether a table heads a column of projects and tells the place of the projects."""
    forms = conventions()
    return any(_is_list(table, header, forms) for table in tables.tables
               if (header := find_header(table.rows, forms)) is not None)


def _is_list(table: Table, header: Header, forms: Conventions) -> bool:
    """Whether the place is told by a column, or by a row, a title or the sheet's name."""
    if header.has_place or level_in(table.sheet, forms.outline):
        return True
    titles = [*(line.raw for line in table.above),
              *(text for row in table.rows[: header.first] for text in row.cells)]
    return any(level_in(text, forms.outline) for text in titles) or any(
        section_in(row, header, forms) for row in table.rows[header.last + 1:])


def read_project_list(tables: Tables, municipality: Municipality | None = None) -> Reading:
    """Return what a list of projects says; it may run over several sheets or pages.

    ``municipality`` is taken where the list has no columns of code and name. A row that
    contradicts another or stands nowhere is passed over with a warning. Raises DocumentError
    where a needed column is missing, a row is ragged, the list names two municipalities, or no
    project is listed.
    """
    return _Lists(tables, conventions()).reading(municipality)


class _Lists:
    """The tables of one document on their way to a reading."""

    def __init__(self, tables: Tables, forms: Conventions) -> None:
        self._tables = tables
        self._source = tables.source
        self._forms = forms
        self._ledger = Ledger(tables.source)
        self._walk = Walk(tables, forms, self._ledger)
        self._header: Header | None = None
        self._warnings: list[str] = []

    def reading(self, given: Municipality | None) -> Reading:
        found = [(table, self._header_of(table)) for table in self._tables.tables]
        read = [(table, header) for table, header in found if header is not None]
        if not read:
            raise self._no_header()
        for table, header in found:
            if header is None:
                self._pass_over(table)
            else:
                self._read(table, header)
        for line in self._tables.below:
            self._ledger.skip(line.number, "below the table")
        for line in self._tables.aside:
            self._ledger.skip(line.number, "header, footer or footnote")
        if not self._walk.has_listing:
            raise self._nothing_listed(*read[0])
        return self._told(given)

    def _read(self, table: Table, header: Header) -> None:
        """Read a table; where other headings stand below, those hold from there on."""
        following = next_header(table.rows, header, self._forms)
        end = following.first if following else len(table.rows)
        self._walk.table(replace(table, rows=table.rows[:end]), header)
        for _ in range(MOST_LISTS):
            if following is None:
                return
            self._check(table, following)
            here, following = following, next_header(table.rows, following, self._forms)
            end = following.first if following else len(table.rows)
            lower = replace(here, first=0, last=here.last - here.first)
            self._walk.table(
                replace(table, rows=table.rows[here.first:end]), lower, goes_on=True)
        raise faults.too_large(table.name, f"{MOST_LISTS}+ lists")

    def _header_of(self, table: Table) -> Header | None:
        """Return the header of ``table``, or that of the table before where a ruled table goes on
        over the page without one; None for a table that is no list."""
        header = find_header(table.rows, self._forms)
        if header is None:
            before = self._header
            width = max((len(row.cells) for row in table.rows), default=0)
            goes_on = before is not None and not table.sheet and width == before.width
            return replace(before, first=0, last=-1) if before and goes_on else None
        self._check(table, header)
        self._header = header
        return header

    def _check(self, table: Table, header: Header) -> None:
        if header.doubled:
            raise faults.doubled_column(table.name, table.rows[header.last].number,
                                        header.doubled[0])
        if header.unread:
            self._warnings.append(
                f"{table.name}, row {table.rows[header.last].number}: nothing is read from the "
                f"columns {'、'.join(header.unread)}")

    def _no_header(self) -> DocumentError:
        rows = [row for table in self._tables.tables for row in table.rows if row.own]
        first = "\t".join(on_one_line(cell) for cell in rows[0].cells) if rows else ""
        return faults.no_project_column(self._source.name, first)

    def _nothing_listed(self, table: Table, header: Header) -> DocumentError:
        row = table.rows[max(header.last, 0)]
        if not header.has_place and not _is_list(table, header, self._forms):
            return faults.no_place_column(table.name, row.number)
        return self._walk.first_fault or faults.no_listing(table.name, row.number)

    def _pass_over(self, table: Table) -> None:
        for line in table.above:
            self._ledger.skip(line.number, "above a table that is no list of projects")
        self._walk.titles.cover(table)
        reason = f"sheet 「{table.sheet}」 is no list" if table.sheet else "no list of projects"
        if any(row.own for row in table.rows):
            self._warnings.append(f"{table.name}: no list of projects was found and nothing read")
        for row in table.rows:
            for number in row.lines:
                self._ledger.skip(number, f"{reason}: no column of projects")

    def _told(self, given: Municipality | None) -> Reading:
        walk, outline = self._walk, self._walk.outline
        owner = walk.owner.municipality(given)
        walk.note_first_rows(owner)
        return Reading(
            source=self._source, form=FORM, municipality=owner, ledger=self._ledger.entries(),
            title=walk.titles.first, strategies=tuple(walk.titles.strategies),
            goals=tuple(Goal(e.notation, e.label, self._passages(e))
                        for e in outline.entries(LEVELS[0])),
            directions=tuple(Direction(e.notation, e.label, self._passages(e))
                             for e in outline.entries(LEVELS[1])),
            measures=tuple(Measure(e.notation, e.label, "", e.marked, self._passages(e))
                           for e in outline.entries(LEVELS[2])),
            listings=walk.book.listings(), departments=walk.book.departments(),
            figures=tuple(walk.figures.figures), evaluations=tuple(walk.figures.evaluations),
            warnings=(*self._tables.warnings, *dict.fromkeys(self._warnings),
                      *self._overruled(owner, given), *outline.warnings, *walk.warnings,
                      *walk.figures.warnings()))

    def _passages(self, entry: Entry) -> tuple[Passage, ...]:
        return self._tables.passages(entry.row.lines)

    def _overruled(self, owner: Municipality, given: Municipality | None) -> tuple[str, ...]:
        if given is None or given.code == owner.code:
            return ()
        return (f"{self._source.name}: the list names {owner.name} ({owner.code}); "
                f"{given.name} ({given.code}) was asked for",)
