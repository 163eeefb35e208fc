"""Headings and tables → the pages of a PDF file, in a city's layout."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A3, A4, landscape, portrait
from reportlab.pdfgen.canvas import Canvas

from tests.cities import fonts
from tests.cities.boxes import Box, Page, put
from tests.cities.cells import wrapped
from tests.cities.layouts import Layout
from tests.cities.tables import Column, Placed, Row, Setting, paginate

SIZES = {"A4 landscape": landscape(A4), "A3 landscape": landscape(A3), "A4 portrait": portrait(A4)}
MARGIN = 36.0


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of a table's header: rows and columns from 0."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line above or between tables."""

    text: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page ends here; the pages that follow bear the titles."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row before it is broken into lines; see Row."""

    texts: tuple[str | None, ...]
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header."""

    columns: tuple[Column, ...]
    header: tuple[HeaderCell, ...]
    rows: tuple[Cells, ...]


Element = Text | NewPage | Table


class Press:
    """Sets elements on pages."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.width, self.height = SIZES[layout.page]
        # The Latin letters of this font are wider than half a kanji.
        self.em = layout.font_size * (1.08 if layout.font == fonts.PREDEFINED else 1.0)
        self.leading = layout.font_size * 1.25
        self.padding = layout.padding
        self.pages: list[Page] = []
        self.titles: tuple[str, ...] = ()
        self.y = 0.0
        self.setting = Setting(self.leading, self.padding, layout.continuation, layout.split,
                               layout.label_repeated)

    def pdf(self, elements: list[Element]) -> bytes:
        """Return the file; the same elements give the same bytes. Raises DoesNotFitError."""
        fonts.register()
        for element in elements:
            if isinstance(element, NewPage):
                self.titles = element.titles
                self._new_page()
            elif isinstance(element, Text):
                self._text(element)
            else:
                self._table(element)
        return self._drawn()

    def _new_page(self) -> None:
        page = Page()
        self.pages.append(page)
        self.y = MARGIN
        for title in self.titles:
            for line in wrapped(title, (self.width - 2 * MARGIN) / self.em):
                page.lines.append((MARGIN, self.y + self.layout.font_size, line))
                self.y += self.leading * 1.2
        self.y += self.leading * 0.5 if self.titles else 0

    def _text(self, text: Text) -> None:
        lines = wrapped(text.text, (self.width - 2 * MARGIN) / self.em)
        if self.y + (len(lines) + 6) * self.leading > self.height - MARGIN:
            self._new_page()
        for line in lines:
            self.pages[-1].lines.append((MARGIN, self.y + self.layout.font_size, line))
            self.y += self.leading
        self.y += self.leading * 0.3

    def _lefts(self, columns: tuple[Column, ...]) -> list[float]:
        total = sum(column.share for column in columns)
        lefts = [MARGIN]
        for column in columns:
            lefts.append(round(lefts[-1] + column.share / total * (self.width - 2 * MARGIN), 2))
        return lefts

    def _table(self, table: Table) -> None:
        lefts = self._lefts(table.columns)
        rows = [self._row(cells, lefts) for cells in table.rows]
        header = self._header(table, lefts)
        header_height = max((box.bottom for box in header), default=0.0)
        head = self._titles_height() + (header_height if self.layout.header_repeated else 0)
        # A little is left free at the foot for the page's number.
        foot = self.height - MARGIN - self.leading
        pages = paginate(rows, list(table.columns), self.setting,
                         foot - self.y - header_height, foot - MARGIN - head)
        for number, placed in enumerate(pages):
            if number:
                self._new_page()
            if not placed:
                continue
            boxes: list[Box] = []
            if self.layout.header_repeated or number == next(
                    index for index, each in enumerate(pages) if each):
                boxes = [Box(box.left, box.top + self.y, box.right, box.bottom + self.y,
                             box.lines, True, box.column) for box in header]
                self.y += header_height
            boxes += self._boxes(placed, table.columns, lefts)
            self.pages[-1].tables.append(boxes)
        self.y += self.leading

    def _titles_height(self) -> float:
        lines = sum(len(wrapped(title, (self.width - 2 * MARGIN) / self.em))
                    for title in self.titles)
        return self.leading * (1.2 * lines + (0.5 if self.titles else 0))

    def _row(self, cells: Cells, lefts: list[float]) -> Row:
        def lines(text: str, left: float, right: float) -> tuple[str, ...]:
            ems = (right - left - 2 * self.padding) / self.em
            return tuple(wrapped(text, ems, hanging=self.layout.hanging)) if text else ()

        if cells.banner:
            return Row((lines(cells.texts[0] or "", lefts[0], lefts[-1]),
                        *(() for _ in lefts[2:])), banner=True)
        return Row(tuple(
            None if text is None else lines(text, left, right)
            for text, left, right in zip(cells.texts, lefts, lefts[1:], strict=False)
        ))

    def _header(self, table: Table, lefts: list[float]) -> list[Box]:
        """Return the header's boxes as if it stood at the top of the page."""
        lines = {}
        for cell in table.header:
            ems = (lefts[cell.column + cell.columns] - lefts[cell.column]) / self.em
            lines[cell] = tuple(wrapped(cell.text, ems - 0.6))
        levels = max((cell.row + cell.rows for cell in table.header), default=0)
        tops = [0.0]
        for level in range(levels):
            here = [len(lines[cell]) for cell in table.header
                    if cell.row == level and cell.rows == 1]
            tops.append(tops[-1] + self.setting.height(max(here, default=1)))
        for cell in table.header:
            tops[-1] = max(tops[-1], tops[cell.row] + self.setting.height(len(lines[cell]))
                           if cell.row + cell.rows == levels else 0)
        return [Box(lefts[cell.column], tops[cell.row], lefts[cell.column + cell.columns],
                    tops[cell.row + cell.rows], lines[cell], True, cell.column)
                for cell in sorted(table.header, key=lambda cell: (cell.row, cell.column))]

    def _boxes(
        self, placed: list[Placed], columns: tuple[Column, ...], lefts: list[float]
    ) -> list[Box]:
        tops = [self.y]
        for each in placed:
            tops.append(round(tops[-1] + each.height, 2))
        self.y = tops[-1]
        boxes = []
        for index, each in enumerate(placed):
            if each.row.banner:
                boxes.append(Box(lefts[0], tops[index], lefts[-1], tops[index + 1],
                                 each.row.cells[0] or ()))
                continue
            merged = any(cell is None for cell in each.row.cells)
            for number, cell in enumerate(each.row.cells):
                if cell is None:
                    continue
                end = index + 1
                while (end < len(placed) and not placed[end].row.banner
                       and placed[end].row.cells[number] is None):
                    end += 1
                boxes.append(Box(lefts[number], tops[index], lefts[number + 1], tops[end], cell,
                                 False, number, merged and columns[number].own))
        return boxes

    def _drawn(self) -> bytes:
        stream = BytesIO()
        canvas = Canvas(stream, pagesize=(self.width, self.height), invariant=1,
                        pageCompression=1)
        random = Random(f"order {self.layout.seed}")
        for number, page in enumerate(self.pages, start=1):
            if self.layout.page_number:
                text = self.layout.page_number.format(p=number, t=len(self.pages))
                page.lines.append((self.width / 2 - 12, self.height - MARGIN / 2, text))
            if self.layout.rotated:
                # The page is as wide as it is shown high; reportlab exchanges its sides itself.
                canvas.setPageRotation(90)
                canvas.transform(0, 1, -1, 0, self.height, 0)
            put(canvas, page, self.layout, self.height, random)
            canvas.showPage()
        canvas.save()
        return stream.getvalue()
