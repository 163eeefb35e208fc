"""A city's report and minutes as files of a word processor."""

from __future__ import annotations

from io import BytesIO
from random import Random

import docx
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.cities.layouts import Layout
from tests.cities.press import Cells, NewPage, Table, Text
from tests.cities.progress import report_elements
from tests.cities.truth import City


def report_docx(city: City, layout: Layout) -> bytes:
    """Return the progress report as a DOCX file, with merged cells and broken runs."""
    document = docx.Document()
    _dress(document, city)
    random = Random(f"runs {layout.seed}")
    for element in report_elements(city, layout):
        if isinstance(element, NewPage):
            for title in element.titles:
                _write(document.add_paragraph(), title, random)
        elif isinstance(element, Text):
            _write(document.add_paragraph(), element.text, random)
        else:
            _table(document, element, random)
    return _bytes(document)


def minutes_docx(city: City, text: str) -> bytes:
    """Return ``text``, one paragraph a line, as a DOCX file."""
    document = docx.Document()
    _dress(document, city)
    random = Random(f"runs {city.seed}")
    for line in text.split("\n"):
        _write(document.add_paragraph(), line, random)
    return _bytes(document)


def _dress(document: Document, city: City) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{city.name}　資料３"
    section.footer.paragraphs[0].text = f"{city.name} 企画担当"


def _write(paragraph: Paragraph, text: str, random: Random) -> None:
    """Add ``text`` in runs that end anywhere, as word processors leave them."""
    while text:
        length = random.randint(1, 24)
        paragraph.add_run(text[:length])
        text = text[length:]


def _fill(cell: _Cell, text: str, random: Random) -> None:
    paragraph = cell.paragraphs[0]
    for number, part in enumerate(text.split("\n")):
        _write(cell.add_paragraph() if number else paragraph, part, random)


def _table(document: Document, element: Table, random: Random) -> None:
    levels = max(cell.row + cell.rows for cell in element.header)
    table = document.add_table(levels + len(element.rows), len(element.columns))
    table.style = "Table Grid"
    for cell in element.header:
        target = table.cell(cell.row, cell.column)
        if (cell.rows, cell.columns) != (1, 1):
            target = target.merge(
                table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        _fill(target, cell.text, random)
    for number, row in enumerate(element.rows):
        if row.banner:
            target = table.cell(levels + number, 0).merge(
                table.cell(levels + number, len(element.columns) - 1))
            _fill(target, row.texts[0] or "", random)
            continue
        for column, text in enumerate(row.texts):
            if text is None:
                continue
            last = _last(element.rows, number, column)
            target = table.cell(levels + number, column)
            if last > number:
                target = target.merge(table.cell(levels + last, column))
            _fill(target, text, random)


def _last(rows: tuple[Cells, ...], number: int, column: int) -> int:
    """Return the last row of the cell that begins in row ``number``."""
    last = number
    while last + 1 < len(rows) and not rows[last + 1].banner and (
            rows[last + 1].texts[column] is None):
        last += 1
    return last


def _bytes(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
