"""A progress table whose cells were read → records: every text stands in the row and column that
the lines of the table give it.

Tables run over pages: rows go on with or without their label, the strategy's cell is printed again
or left empty, headings stand on the first page only. What a page leaves out is carried from the
page before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from loaders.layout import Cell, Grid, Layout, Line
from loaders.ledger import Ledger
from loaders.progress.columns import Column
from loaders.progress.conventions import Conventions, conventions
from loaders.progress.grid_departments import DepartmentColumn
from loaders.progress.grid_header import REPORT, GridColumn, GridHeader
from loaders.progress.grid_outside import OutsideLines
from loaders.progress.grid_places import placed_cells
from loaders.progress.grid_rows import Carried, ReportCell, RowReader
from loaders.progress.grid_strategy import GridStrategy
from loaders.progress.grid_tables import (
    LABELLED,
    KnownTable,
    cells_of,
    lists_are_headed,
    sign_levels,
    tables_of,
    widths_of,
)
from loaders.progress.grid_titles import with_rows_across
from loaders.progress.items import TextBlock
from loaders.progress.outline import OutlineBook
from loaders.progress.reports import ReportBook, Tie, report_key
from loaders.progress.tense import tense_of
from loaders.records import (
    Kind,
    MatchMethod,
    Mention,
    Municipality,
    Phase,
    Reading,
    TextRef,
)
from ontology.errors import DocumentError

FORM = "progress-table"
SENTENCE = 3
"""A text of a report holds a full stop, or so many hiragana."""
_KANA = re.compile("[ぁ-ん]")


def looks_like_progress_grids(layout: Layout) -> bool:
    """Tell whether a table of the document heads departments and their results or plans, told in
    sentences: a list of projects has columns of numbers under such headings."""
    forms = conventions()
    known = tables_of(with_rows_across(layout, forms), forms)
    tables = [table for table in known.values() if table.header.is_progress]
    return any(_tells(cell) for cell in cells_of(tables, REPORT, forms))


def _tells(cell: Cell) -> bool:
    """Tell whether a cell holds words and not only a number with its unit."""
    return "。" in cell.text or len(_KANA.findall(cell.text)) >= SENTENCE


def read_progress_grids(layout: Layout, municipality: Municipality) -> Reading:
    """Return what the tables of a document say; DocumentError where no text of a department and
    no project is found in them."""
    forms = conventions()
    layout = with_rows_across(layout, forms)
    return read_known_tables(layout, tables_of(layout, forms), municipality)


def read_known_tables(
    layout: Layout, tables: dict[int, KnownTable], municipality: Municipality
) -> Reading:
    """Return what ``tables`` say, which are given by their place among the parts of ``layout``."""
    return _Walk(layout, tables, conventions()).reading(municipality)


class _Walk:
    """One walk over the parts; everything it learns is kept until the end of the document."""

    def __init__(
        self, layout: Layout, known: dict[int, KnownTable], forms: Conventions
    ) -> None:
        self._layout = layout
        self._source = layout.source
        self._forms = forms
        self._ledger = Ledger(layout.source)
        self._tables = known
        tables = list(self._tables.values())
        self._outline = OutlineBook(
            sign_levels(layout, tables, forms), forms, lists_headed=lists_are_headed(tables, forms),
            guessed=any(table.grid.guessed for table in tables))
        self._book = ReportBook(layout.source, forms)
        self._departments = DepartmentColumn(cells_of(tables, "department", forms), forms)
        self._widths = widths_of(tables)
        self._carried = Carried()
        self._cells: list[tuple[GridColumn, ReportCell, Tie]] = []
        self._outside = OutsideLines(layout.source, self._outline, self._ledger, forms)
        self._warnings = list(layout.warnings)

    def reading(self, municipality: Municipality) -> Reading:
        for index, part in enumerate(self._layout.parts):
            if isinstance(part, Line):
                self._outside.read(part)
            elif index in self._tables:
                self._table(self._tables[index])
            else:
                self._unknown(part)
        self._outside.end_paragraph()
        for line in self._layout.aside:
            self._ledger.skip(line.number, "header, footer or footnote")
        mentions = tuple(self._note_reports())
        strategy = GridStrategy(self._outline, self._source, self._forms)
        strategy.account(self._ledger)
        if not strategy.listings and not self._book.reports():
            raise _nothing_found(self._source.name)
        return Reading(
            source=self._source,
            form=FORM,
            municipality=municipality,
            ledger=self._ledger.entries(),
            title=self._outside.title,
            strategies=tuple(self._outside.strategies[:1]),
            goals=strategy.goals,
            directions=strategy.directions,
            measures=strategy.measures,
            listings=strategy.listings,
            departments=self._book.departments(),
            reports=self._book.reports(),
            mentions=mentions,
            warnings=(*self._warnings, *strategy.warnings),
        )

    def _unknown(self, grid: Grid) -> None:
        self._outside.end_paragraph()
        lines = [line.number for cell in grid.cells for line in cell.lines]
        for number in lines:
            self._ledger.skip(number, "table of another kind")
        if lines:
            place = f"page {grid.page}" if grid.page else grid.name or f"line {lines[0]}"
            self._warnings.append(
                f"{self._source.name}: {place}: a table without known column headings is not read"
            )

    def _table(self, table: KnownTable) -> None:
        header = table.header
        self._outside.end_paragraph()
        for cell in table.grid.cells:
            if header.first <= cell.row < header.end:
                self._skip([cell], "column header")
        rows = RowReader(table.grid, header, self._outline, self._departments,
                         self._widths[header.columns], self._forms,
                         below_headings=table.method == LABELLED)
        cells = rows.read(self._carried)
        if not header.of(REPORT) or header.of("project"):
            rows.note_departments()
        self._skip(rows.across, "note across the table")
        self._skip(rows.doubtful, "no department's name")
        for cell in rows.unread:
            heading = header.columns[cell.column].heading
            self._skip([cell], f"column not read: {heading}" if heading else "column not read")
        for label, names in rows.labels:
            lines = [line.number for line in label.lines]
            self._book.note_label(names, lines)
            for number in lines:
                self._ledger.use(number, "Department", "・".join(names))
        self._skip_rest(table.grid, header, rows)
        self._cells += [(header.columns[cell.column], cell, table.tie) for cell in cells]

    def _skip(self, cells: Iterable[Cell], reason: str) -> None:
        for cell in cells:
            for line in cell.lines:
                self._ledger.skip(line.number, reason)

    def _skip_rest(self, grid: Grid, header: GridHeader, rows: RowReader) -> None:
        """Account for the cells that only say something of others: marks, dashes for no label."""
        labelled = {id(label) for label, _ in rows.labels}
        for cell in grid.cells:
            role = header.columns[cell.column].role
            if header.first <= cell.row < header.end or id(cell) in labelled:
                continue
            if role == "cross_listed":
                for line in cell.lines:
                    self._ledger.use(line.number, "Listing", "mark of its row")
            elif role == "department" and cell not in (*rows.across, *rows.doubtful, *rows.unread):
                self._skip([cell], "no department")

    def _note_reports(self) -> Iterable[Mention]:
        """Put every cell of reports into its report; yield the projects that its row names."""
        phases = self._phases()
        placed = placed_cells([cell for _, cell, _ in self._cells], self._outline)
        for (column, cell, tie), place in zip(self._cells, placed, strict=True):
            year, phase = column.fiscal_year, column.phase or phases.get(column)
            empty = all(line.raw.strip() in self._forms.grid.nothing for line in cell.lines)
            if year is None or phase is None or not cell.names or not place:
                if not empty:
                    self._without_place(cell, column, year is not None and phase is not None)
                continue
            key = (cell.names, place, Column(year, phase))
            if empty:
                if cell.label_lines:
                    self._book.add_empty(key, cell.label_lines, tie.confidence)
            else:
                self._book.add(key, TextBlock(cell.lines), cell.widest, tie, carried=cell.carried)
            detail = f"{'・'.join(cell.names)}, {place}, FY{year}, {phase}"
            for line in cell.lines:
                self._ledger.use(line.number, "ProgressReport", detail)
            if not empty:
                yield from self._mentions(cell, report_key(key))

    def _mentions(self, cell: ReportCell, key: str) -> Iterable[Mention]:
        """A row that names one project beside its text reports on that project."""
        if len(cell.entries) != 1:
            return
        entry = cell.entries[0]
        name = GridStrategy.name_of(entry, self._forms)
        yield Mention(
            TextRef("report", key), Kind.PROJECT, name, name, MatchMethod.EXACT, 1.0,
            (self._source.passage(entry.lines[0], entry.lines[-1]),),
        )

    def _without_place(self, cell: ReportCell, column: GridColumn, dated: bool) -> None:
        what = "department or place" if dated else f"year (column {column.heading})"
        first = cell.lines[0].number
        page = self._source.pages[first - 1]
        where = f"page {page}, line {first}" if page else f"line {first}"
        self._warnings.append(f"{self._source.name}: {where}: a text without a {what}")

    def _phases(self) -> dict[GridColumn, Phase]:
        """Tell results from plans by the tense of a column's texts where its heading does not."""
        tenses: defaultdict[GridColumn, float] = defaultdict(float)
        for column, cell, _ in self._cells:
            if column.phase is None and cell.lines:
                tenses[column] += tense_of(TextBlock(cell.lines), self._forms)
        return {column: Phase.RESULT if tense > 0 else Phase.PLAN
                for column, tense in tenses.items() if tense}


def _nothing_found(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: 進捗表の見出しはありますが、読める施策・一覧・報告がありません。"
        "shisaku inspect で確かめてください。",
        en=f"{name}: the table has the headings of a progress table, but no measure, list or "
        "report was found in it; see what `shisaku inspect` recognises.",
    )
