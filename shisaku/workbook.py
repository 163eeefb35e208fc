"""Workbooks of plain texts and numbers: what a document says is never computed, and a sign that
such a file cannot hold is shown as another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import chain
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from ontology.errors import ShisakuError
from shisaku.cells import guarded
from shisaku.language import say
from shisaku.xml_text import xml_text

Content = str | int | Decimal | date | None

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_000
"""What the format allows: rows of a sheet, and characters of a cell (32,767, as UTF-16)."""
_LONGEST_TITLE = 31
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FONT = "Yu Gothic"
_TEXT, _HEADING, _TITLE, _NOTE = (f"shisaku {use}" for use in ("text", "heading", "title", "note"))
_LINE, _HIGHEST = 16.0, 320.0
"""Points of a line, and of the highest row: a row that fills the window cannot be scrolled."""
_A3 = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: ``columns`` are headings with their widths in characters; ``above`` are lines that
    stand over the headings, the first as a title."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Content]]
    above: Sequence[str] = ()


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """Return an XLSX file of ``sheets``; ShisakuError where one has more rows than a sheet can."""
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets:
        _write(book, sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _styles() -> Iterator[NamedStyle]:
    above = Alignment(wrap_text=True, vertical="top")
    yield NamedStyle(_TEXT, font=Font(name=_FONT, size=10), alignment=above)
    yield NamedStyle(_HEADING, font=Font(name=_FONT, size=10, bold=True), alignment=above,
                     fill=PatternFill("solid", fgColor="DDE6EF"))
    yield NamedStyle(_TITLE, font=Font(name=_FONT, size=14, bold=True))
    yield NamedStyle(_NOTE, font=Font(name=_FONT, size=10))


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet_title(sheet.title, book.sheetnames))
    widths = [width for _, width in sheet.columns]
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    head = len(sheet.above) + 1
    page.freeze_panes = f"A{head + 1}"
    _prepare_print(page, head)
    for number, line in enumerate(sheet.above):
        page.append([_cell(page, line, _NOTE if number else _TITLE)])
    headings = [heading for heading, _ in sheet.columns]
    last = head
    for last, row in enumerate(chain([headings], sheet.rows), head):
        if last > MOST_ROWS:
            raise _too_many(sheet)
        page.row_dimensions[last].height = _height(row, widths)
        page.append([_cell(page, cell, _TEXT if last > head else _HEADING) for cell in row])
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(widths))}{last}"


def _prepare_print(page: Worksheet, head: int) -> None:
    """Let the sheet be printed as wide as the paper, the headings on each page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.gridLines = True
    page.print_title_rows = f"{head}:{head}"


def _height(row: Sequence[Content], widths: Sequence[int]) -> float:
    """Return the height in points at which the texts of ``row`` can be read; not every program
    finds it out by itself."""
    lines = (sum(max(1, ceil(cell_len(line) / (width - 1))) for line in content.split("\n"))
             for content, width in zip(row, widths, strict=True) if isinstance(content, str))
    return min(_HIGHEST, _LINE * max(lines, default=1) + 2)


def _too_many(sheet: Sheet) -> ShisakuError:
    return ShisakuError(
        ja=f"{sheet.title}: XLSX の一枚に収まりません（{MOST_ROWS:,} 行まで）。"
        "範囲を絞るか、csv か json を使ってください。",
        en=f"{sheet.title}: more than a sheet of XLSX holds ({MOST_ROWS:,} rows); narrow "
        "it, or use csv or json.")


def sheet_title(title: str, taken: Sequence[str]) -> str:
    """Return ``title`` as the name of a sheet beside those that are ``taken``."""
    short = _NOT_IN_TITLE.sub(" ", title)[:_LONGEST_TITLE]
    return short if short not in taken else f"{short[:_LONGEST_TITLE - 4]} {len(taken)}"


def _cell(page: Worksheet, content: Content, style: str) -> Cell:
    """Return a cell; a text stays a text, whatever it begins with."""
    text = storable(content) if isinstance(content, str) else ""
    cell: Cell = WriteOnlyCell(page, text or _number(content))
    cell.style = style
    if text:
        cell.data_type = "s"
        cell.quotePrefix = guarded(text) != text
    elif isinstance(content, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _number(content: Content) -> float | datetime | None:
    if isinstance(content, date):
        return datetime.combine(content, time.min)
    return float(content) if isinstance(content, int | Decimal) else None


def storable(text: str) -> str:
    """Return ``text`` as a cell holds it.

    Control characters and other signs that XML forbids are shown as others (U+2400 ff., U+FFFD),
    what reads as an escape is escaped, and a text that is too long is cut and says so.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPE.sub("_x005F_", xml_text(_cut(lines)))


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    kept = units[:2 * LONGEST_CELL].decode("utf-16-le", "ignore")
    return kept + say(ja="…（続きは json か csv に）", en="… (the rest is in json or csv)")
