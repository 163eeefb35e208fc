"""One walk down the rows of all tables of a list; everything it learns is kept until the end."""

from __future__ import annotations

from dataclasses import replace

from loaders.ledger import Ledger
from loaders.project_list import faults
from loaders.project_list.columns import PLACES, Header
from loaders.project_list.conventions import LEVELS, Conventions
from loaders.project_list.figures import FigureBook
from loaders.project_list.heading import heading_in, is_number, level_in, style_of
from loaders.project_list.listings import (
    LONGEST_NAME,
    Facts,
    Key,
    ListingBook,
    Named,
    are_numbered,
    projects_in,
)
from loaders.project_list.outline import Outline
from loaders.project_list.owner import Owner
from loaders.project_list.rowfacts import Values, facts_in, mark_beside, with_notation
from loaders.project_list.rowkinds import is_note, is_repeated_header, is_total, section_in
from loaders.project_list.table import Row, Table, Tables
from loaders.project_list.titles import Titles
from loaders.records import Municipality
from loaders.source import Passage
from ontology.errors import DocumentError


class Walk:
    """Goes down the rows, table after table."""

    def __init__(self, tables: Tables, forms: Conventions, ledger: Ledger) -> None:
        self._forms = forms
        self._ledger = ledger
        self._tables = tables
        self.titles = Titles(tables, forms, ledger)
        self.outline = Outline(tables.source.name, forms)
        self.book = ListingBook(tables)
        self.figures = FigureBook(tables, forms)
        self.owner = Owner(tables)
        self.warnings: list[str] = []
        self.first_fault: DocumentError | None = None
        self.has_listing = False
        self._above: Values = {}
        self._styles: dict[str, str] = {}
        self._last: list[Key] = []
        self._numbered = False

    def table(self, table: Table, header: Header, *, goes_on: bool = False) -> None:
        """Walk down ``table``, whose columns hold what ``header`` says; ``goes_on`` where the rows
        above the header have been walked already."""
        if table.sheet and not goes_on:
            self._begin_sheet(table)
        self.outline.name = table.name
        for title in () if goes_on else self.titles.begin(table, header):
            self._section(title.text, title.row)
        for row in table.rows[max(header.first, 0): header.last + 1]:
            self._skip(row, "column header")
        rows = table.rows[header.last + 1:]
        self._numbered = are_numbered(
            (self._joined("project", header, row) for row in rows
             if row.own and not is_total(row, header, self._forms)
             and not section_in(row, header, self._forms)), self._forms)
        for row in rows:
            if row.own:
                self._row(table, header, row)

    def note_first_rows(self, owner: Municipality) -> None:
        """Note in the ledger where the outline, figures and departments came from."""
        for level in LEVELS:
            for entry in self.outline.entries(level):
                self._use(entry.row, level.capitalize(), f"{entry.notation} {entry.label}")
        for figure in self.figures.figures:
            told = f"{figure.label} {figure.value} {figure.unit}".rstrip()
            self._ledger.use(self._line(figure.passages[0]), "Figure", told)
        for evaluation in self.figures.evaluations:
            told = f"{evaluation.label} {evaluation.grade}"
            self._ledger.use(self._line(evaluation.passages[0]), "Evaluation", told)
        for department in self.book.departments():
            for passage in department.passages:
                self._ledger.use(self._line(passage), "Department", department.name)
        if self.owner.row is not None:
            self._use(self.owner.row, "Municipality", owner.name)

    def _line(self, passage: Passage) -> int:
        return self._tables.source.lines_of(passage)[0]

    def _begin_sheet(self, table: Table) -> None:
        self.outline.begin(table.name)
        self._above.clear()
        self._styles.clear()
        self._last.clear()
        self.figures.begin()

    def _row(self, table: Table, header: Header, row: Row) -> None:
        if is_repeated_header(row, header):
            self._skip(row, "column header, repeated")
        elif is_note(row, self._forms):
            self._skip(row, "note")
            self._last = []
        elif is_total(row, header, self._forms):
            self._skip(row, "total")
            self._last = []
        elif section := section_in(row, header, self._forms):
            self._section(section, row)
        else:
            self._fields(table, header, row)

    def _section(self, text: str, row: Row) -> None:
        """Go where a row that stands alone leads: to the level that its word or its way of
        numbering tells."""
        level = level_in(text, self._forms.outline) or self._level_of_style(text)
        if not level:
            return
        try:
            self.outline.move({level: text}, row)
        except DocumentError as fault:
            return self._pass_over(fault, row)
        self._above.clear()
        self._last.clear()
        self._use(row, level.capitalize(), self.outline.place or "")

    def _level_of_style(self, text: str) -> str:
        depth = len(heading_in(text, self._forms.outline).number)
        if depth > 1:
            return LEVELS[min(depth, len(LEVELS)) - 1]
        style = style_of(text, self._forms.outline)
        if style not in self._styles and (level := self.outline.below()):
            self._styles[style] = level
        return self._styles.get(style, "")

    def _fields(self, table: Table, header: Header, row: Row) -> None:
        self._refuse_ragged(table, header, row)
        values = {name: self._value(name, header, row) for name in header.fields}
        goes_on = self._goes_on(values, header, row)
        if goes_on:
            self._more(table, header, row, values)
            return
        projects = projects_in(values["project"], self._forms, numbered=self._numbered)
        if any(len(named.name) > LONGEST_NAME for named in projects):
            self.warnings.append(f"{table.name}, row {row.number}: a text of more than "
                                 f"{LONGEST_NAME} characters is no name; the row is not read")
            self._skip(row, "a text, no name")
        elif projects:
            self._listing(table, header, row, values, projects)
        elif self._is_heading(values):
            try:
                self.outline.move(values, row)
            except DocumentError as fault:
                return self._pass_over(fault, row)
            self._use(row, self.outline.level.capitalize(), self.outline.place or "")

    def _refuse_ragged(self, table: Table, header: Header, row: Row) -> None:
        if table.sheet or len(row.lines) != 1 or self._tables.source.unit != "row":
            return
        beyond = any(text.strip() for text in row.cells[header.width:])
        if len(row.cells) < header.width or (beyond and not self._may_reach(header, row)):
            raise faults.ragged(table.name, row.number, len(row.cells), header.width)

    def _may_reach(self, header: Header, row: Row) -> bool:
        return max(row.own) <= max(column for columns in header.fields.values()
                                   for column in columns)

    def _joined(self, name: str, header: Header, row: Row) -> str:
        """Return the text of a field; of several columns under one heading the first holds the
        number. A project's number is no part of its name."""
        texts = [row.cell(column).strip() for column in header.fields[name]]
        is_numbered = name == "project" and any(texts[1:])
        if is_numbered and is_number(texts[0], self._forms.outline):
            texts = texts[1:]
        return "　".join(text for text in texts if text)

    def _value(self, name: str, header: Header, row: Row) -> str:
        value = self._joined(name, header, row)
        if value in self._forms.cells.ditto:
            value = self._above.get(name, "")
        if value:
            self._above[name] = value
        empty = value in self._forms.cells.nothing and name not in PLACES
        return "" if empty else value

    def _goes_on(self, values: Values, header: Header, row: Row) -> bool:
        """Whether a row goes on with the project above: its project cell reaches down to it, or
        is empty while the row names no other place and says something of a project."""
        if not self._last:
            return False
        if any(row.cell(column).strip() and column not in row.held for place in PLACES
               for column in header.fields.get(place, ())):
            return False
        columns = header.fields["project"]
        if any(column in row.held for column in columns):
            return True
        if any(row.cell(column).strip() for column in columns):
            return False
        told = {each.column for each in header.figures}
        told |= {column for name in ("department", "joint_department", "description", "class")
                 for column in header.fields.get(name, ())}
        return any(column in told for column in row.own)

    def _is_heading(self, values: Values) -> bool:
        """Whether a row without a project is the heading of those below: it gives a number."""
        return any(heading_in(values.get(name, ""), self._forms.outline).number
                   for name in PLACES)

    def _listing(
        self, table: Table, header: Header, row: Row, values: Values, projects: list[Named]
    ) -> None:
        self.owner.note(values.get("code", ""), values.get("municipality", ""), row)
        try:
            self.outline.move(values, row)
        except DocumentError as fault:
            return self._pass_over(fault, row)
        place = self.outline.place
        if place is None:
            return self._pass_over(faults.no_place(table.name, row.number), row)
        mark = mark_beside(values, self._forms)
        self.figures.begin()
        self._last = []
        self.has_listing = True
        for number, named in enumerate(projects):
            named = replace(named, mark=with_notation(named.mark.beside(mark), self._forms))
            facts = self._facts(header, row, values, number, len(projects))
            self._last.append(self.book.add(place, named, facts, row))
            self._use(row, "Listing", f"{place} {self.book.reference(self._last[-1]).name}")
        self._figures(table, header, row)

    def _more(self, table: Table, header: Header, row: Row, values: Values) -> None:
        """Take what a further row says of the project above."""
        for name in ("department", "joint_department", "description"):
            if all(column in row.held for column in header.fields.get(name, ())):
                values[name] = ""
        for number, key in enumerate(self._last):
            facts = self._facts(header, row, values, number, len(self._last))
            self.book.take(key, replace(facts, category=""), row)
            self._use(row, "Listing", f"{key[0]} {self.book.reference(key).name}")
        self._figures(table, header, row, further=True)

    def _figures(
        self, table: Table, header: Header, row: Row, *, further: bool = False
    ) -> None:
        if len(self._last) == 1:
            self.figures.add(table, header, row, self.book.reference(self._last[0]),
                             self.titles.standing, further=further)
        elif any(row.cell(column).strip() for column in (
                *(each.column for each in header.figures),
                *header.fields.get("description", ()))):
            self.warnings.append(
                f"{table.name}, row {row.number}: the cell names {len(self._last)} projects; no "
                "figure, evaluation or description is read from the row")

    def _facts(
        self, header: Header, row: Row, values: Values, number: int, projects: int
    ) -> Facts:
        return facts_in(values, header, row, self._forms, self.titles.standing.fiscal_year,
                        number, projects)

    def _pass_over(self, fault: DocumentError, row: Row) -> None:
        """Go on without a row that cannot be placed: better no fact than a wrong one."""
        self.first_fault = self.first_fault or fault
        self.warnings.append(f"{str(fault).rstrip('.')}; the row is not read")
        self._last = []
        self._skip(row, "its place in the strategy is unknown")

    def _use(self, row: Row, use: str, detail: str) -> None:
        for number in row.lines:
            self._ledger.use(number, use, detail)

    def _skip(self, row: Row, reason: str) -> None:
        for number in row.lines:
            self._ledger.skip(number, reason)
