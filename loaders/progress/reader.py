"""A progress table's text dump → records: pages, items, strategy, cells, reports, ledger."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.flat import flat
from loaders.ledger import Ledger
from loaders.progress.cells import place
from loaders.progress.columns import Column
from loaders.progress.conventions import Conventions, conventions
from loaders.progress.features import Known
from loaders.progress.item_reader import ItemReader
from loaders.progress.items import GoalHeading, Item, Label, ListBlock
from loaders.progress.listings import ListedName, listings_of, measures_of, passages_of
from loaders.progress.pages import Page, has_columns, split_pages
from loaders.progress.report_text import width_of
from loaders.progress.reports import ReportBook, Tie, text_of
from loaders.progress.row_directions import directions_of_rows
from loaders.progress.rows import PlacedBlock, Row
from loaders.progress.strategy import PagePlan, PlacedChunk, StrategyReader
from loaders.records import Direction, Goal, Municipality, Reading, Strategy
from loaders.source import Source
from ontology.errors import DocumentError
from ontology.names import normalised_name

FORM = "progress-table"


def looks_like_progress(source: Source) -> bool:
    """Tell whether the document has the column headings of a progress table."""
    return has_columns(source, conventions())


def read_progress(source: Source, municipality: Municipality) -> Reading:
    """Return what a progress table says; DocumentError where nothing of one is recognised."""
    return _Walk(source, conventions()).reading(municipality)


@dataclass
class _Heading:
    label: str
    lines: list[int] = field(default_factory=list)


class _Walk:
    """One walk over the pages; everything it learns is kept until the end of the document."""

    def __init__(self, source: Source, forms: Conventions) -> None:
        self._forms = forms
        self._source, self._pages = split_pages(source, forms)
        reader = ItemReader(
            self._source, [page for page in self._pages if not page.other], forms)
        self._items = {page.number: reader.items(page) for page in self._pages if not page.other}
        self._projects = frozenset(
            normalised_name(name)
            for items in self._items.values()
            for item in items
            if isinstance(item, ListBlock)
            for name, _ in item.entries
        )
        self._printed: dict[str, tuple[tuple[str, ...], int]] = {}
        self._strategy = StrategyReader(forms)
        self._ledger = Ledger(self._source)
        self._book = ReportBook(self._source, forms)
        self._goals: dict[str, _Heading] = {}
        self._directions: dict[str, _Heading] = {}
        self._chunks: list[PlacedChunk] = []
        self._texts: dict[str, str] = {}
        self._carried: Label | None = None
        self._warnings: list[str] = []

    def reading(self, municipality: Municipality) -> Reading:
        for page in self._pages:
            self._page(page)
        if not self._chunks and not self._book.reports():
            raise DocumentError(
                ja=f"{self._source.name}: 進捗表として読める施策・一覧・部署がありません。"
                "別の形式の資料であれば shisaku inspect で確かめてください。",
                en=f"{self._source.name}: no measure, project list or department of a progress "
                "table was found; see what `shisaku inspect` recognises.",
            )
        return Reading(
            source=self._source,
            form=FORM,
            municipality=municipality,
            ledger=self._ledger.entries(),
            title=self._title(),
            strategies=self._strategies(),
            goals=tuple(
                Goal(n, h.label, passages_of(self._source, h.lines)) for n, h in self._goals.items()
            ),
            directions=tuple(
                Direction(n, h.label, passages_of(self._source, h.lines))
                for n, h in self._directions.items()
            ),
            measures=measures_of(self._source, self._chunks, self._forms),
            listings=listings_of(self._source, self._lists(), self._forms),
            departments=self._book.departments(),
            reports=self._book.reports(),
            warnings=tuple(self._warnings),
        )

    def _lists(self) -> list[tuple[str, list[ListedName]]]:
        return [
            (placed.notation,
             [ListedName(name, lines) for name, lines in placed.chunk.listing.entries])
            for placed in self._chunks
            if placed.chunk.listing
        ]

    def _title(self) -> str:
        for page in self._pages:
            for number, item in sorted(page.furniture.items()):
                if item.kind == "page title":
                    return self._source.lines[number - 1].strip()
        return ""

    def _strategies(self) -> tuple[Strategy, ...]:
        for page in self._pages:
            for number in sorted(page.furniture):
                named = self._forms.edition.search(flat(self._source.lines[number - 1]))
                if named:
                    return (
                        Strategy(
                            int(named.group(1)), named.group(0), (self._source.passage(number),)
                        ),
                    )
        return ()

    def _page(self, page: Page) -> None:
        for number, item in page.furniture.items():
            self._ledger.skip(number, item.kind)
        if page.other:
            self._skip_other(page)
            return
        items = self._items[page.number]
        plan = self._strategy.plan(page, items)
        self._note_headings(items, plan)
        self._note_chunks(plan)
        self._note_reports(items, plan)

    def _skip_other(self, page: Page) -> None:
        for number in range(page.first, page.last + 1):
            if self._source.lines[number - 1].strip() and number not in page.furniture:
                self._ledger.skip(number, "table of another kind")
        self._warnings.append(
            f"{self._source.name}: page {page.number}: a table without columns of results or plans "
            "is not read")

    def _note_headings(self, items: list[Item], plan: PagePlan) -> None:
        for item in items:
            if isinstance(item, GoalHeading):
                goal = plan.goal if plan.page.goal is not None else item.number
                self._goals.setdefault(goal, _Heading(item.label)).lines.extend(item.lines)
                self._use(item.lines, "Goal", goal)
        for notation, heading in plan.headings:
            if notation not in self._directions and not plan.goal:
                self._warnings.append(
                    f"{self._source.name}: line {heading.lines[0]}: no goal is printed for the "
                    f"direction {notation}"
                )
            self._directions.setdefault(notation, _Heading(heading.label)).lines.extend(
                heading.lines
            )
            self._use(heading.lines, "Direction", notation)

    def _note_chunks(self, plan: PagePlan) -> None:
        for placed in plan.chunks:
            self._chunks.append(placed)
            again = " (printed again)" if placed.notation in self._texts else ""
            self._texts[placed.notation] = placed.chunk.text
            for measure in placed.chunk.measures:
                lines = (*measure.label_lines, *(line.number for line in measure.text))
                self._use(lines, "Measure", f"{placed.notation}-{measure.sign}{again}")
            listing = placed.chunk.listing
            if listing:
                if listing.heading is not None:
                    self._ledger.skip(listing.heading, "list heading")
                for name, lines in listing.entries:
                    self._use(lines, "Listing", f"{placed.notation}: {name.strip()}{again}")

    def _note_reports(self, items: list[Item], plan: PagePlan) -> None:
        known = Known(self._carried, self._projects, self._printed)
        rows, placed = place(items, [c.phase for c in plan.page.columns], known, self._forms)
        directions = self._row_directions(rows, placed, plan)
        for row in rows:
            if not row.carried:
                self._book.note_label(row.label.names, row.label.lines)
                self._use(row.label.lines, "Department", "・".join(row.label.names))
        widest = max(
            (width_of(line.raw.strip()) for p in placed for line in p.block.lines), default=0
        )
        for block in placed:
            self._note_block(block, rows, directions, plan, widest)
        for number, row in enumerate(rows):
            filled = any(block.row == number for block in placed)
            if not filled and not row.carried and number in directions:
                self._note_empty(row, directions[number], plan.page.columns)
        if placed and placed[-1].row is not None:
            self._carried = rows[placed[-1].row].label

    def _note_block(
        self,
        placed: PlacedBlock,
        rows: list[Row],
        directions: dict[int, str],
        plan: PagePlan,
        widest: int,
    ) -> None:
        lines = tuple(line.number for line in placed.block.lines)
        if placed.row is None or placed.row not in directions or not plan.page.columns:
            self._warnings.append(
                f"{self._source.name}: page {plan.page.number}, line {lines[0]}: a text without a "
                "department or column"
            )
            return
        column = plan.page.columns[placed.column]
        label = rows[placed.row].label
        tie = Tie("label on the line" if label.inline else "free label", placed.confidence)
        self._book.add((label.names, directions[placed.row], column), placed.block, widest, tie)
        self._printed.setdefault(
            normalised_name(placed.block.text), (rows[placed.row].label.names, placed.column)
        )
        names = "・".join(rows[placed.row].label.names)
        self._use(
            lines,
            "ProgressReport",
            f"{names}, {directions[placed.row]}, FY{column.fiscal_year}, {column.phase}",
        )

    def _note_empty(self, row: Row, direction: str, columns: tuple[Column, ...]) -> None:
        """Note a row that has nothing in its cells, unless another row of it has."""
        if not self._book.has_row(row.label.names, direction):
            for column in columns:
                self._book.add_empty((row.label.names, direction, column), row.label.lines)

    def _row_directions(
        self, rows: list[Row], placed: list[PlacedBlock], plan: PagePlan
    ) -> dict[int, str]:
        """Return the direction of each row by the row's index, in page order."""
        notations = plan.notations or ((self._last_notation(),) if self._chunks else ())
        if not notations or not rows:
            return {}
        order = sorted(range(len(rows)), key=lambda n: _first_place(n, rows, placed))
        texts = [text_of([p.block for p in placed if p.row == n]) for n in order]
        labels = [rows[n].label.names for n in order]
        choices = [(n, self._direction_text(n), self._names(n)) for n in notations]
        heads = {notation: heading.lines[0] for notation, heading in reversed(plan.headings)}
        places = [heads.get(notation, 0) for notation in notations]
        headed = [_headed_by(rows[n], places) for n in order]
        return dict(zip(order, directions_of_rows(labels, texts, choices, headed), strict=True))

    def _last_notation(self) -> str:
        return self._chunks[-1].notation

    def _direction_text(self, notation: str) -> str:
        heading = self._directions[notation].label if notation in self._directions else ""
        return f"{heading}\n{self._texts.get(notation, '')}"

    def _names(self, notation: str) -> tuple[str, ...]:
        return tuple(
            name
            for placed in self._chunks
            if placed.notation == notation and placed.chunk.listing
            for name, _ in placed.chunk.listing.entries
        )

    def _use(self, lines: tuple[int, ...], use: str, detail: str) -> None:
        for number in lines:
            self._ledger.use(number, use, detail)


def _headed_by(row: Row, places: list[int]) -> int | None:
    """Return the index of the last heading, of those that begin on the lines ``places``, above a
    label that stands free."""
    if row.label.inline or row.carried:
        return None
    above = [index for index, line in enumerate(places) if 0 < line < row.label.lines[0]]
    return above[-1] if above else 0


def _first_place(number: int, rows: list[Row], placed: list[PlacedBlock]) -> tuple[int, int]:
    """Where a row begins on the page: its inline label, or its first text."""
    firsts = [index for index, block in enumerate(placed) if block.row == number]
    return (min(firsts), number) if firsts else (rows[number].before, number)
