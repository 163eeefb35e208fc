"""Workbooks for tests: rows and merged ranges → the bytes of an XLSX file, and its XML changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[Sequence[object]]
FIRST_SHEET = "xl/worksheets/sheet1.xml"


def workbook(
    rows: Cells,
    merged: Sequence[str] = (),
    title: str = "一覧",
    further: Sequence[tuple[str, Cells, Sequence[str]]] = (),
    dress: Callable[[Workbook, Worksheet], None] | None = None,
) -> bytes:
    """Return a workbook of a sheet ``title`` with ``rows`` (None is an empty cell) and the ranges
    ``merged``, and ``further`` sheets; ``dress`` changes book and first sheet before saving."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _fill(first, rows, merged)
    first.title = title
    for name, cells, ranges in further:
        _fill(book.create_sheet(name), cells, ranges)
    if dress is not None:
        dress(book, first)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, rows: Cells, merged: Sequence[str]) -> None:
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return the workbook ``data`` with ``old`` in the XML of ``part`` replaced by ``new``."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                written = old.encode("ascii", "xmlcharrefreplace")
                assert written in text
                text = text.replace(written, new.encode("ascii", "xmlcharrefreplace"))
            after.writestr(name, text)
    return stream.getvalue()


def without(data: bytes, part: str) -> bytes:
    """Return the workbook ``data`` without ``part``."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
    return stream.getvalue()


def sharing(data: bytes, texts: str) -> bytes:
    """Return the workbook ``data`` with a part of shared texts (``texts``: its XML elements), as
    spreadsheet programs write them."""
    relation = ('<Relationship Id="rIdShared" Target="sharedStrings.xml" Type="http://schemas.'
                'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>')
    data = edited(data, "xl/_rels/workbook.xml.rels", "</Relationships>",
                  f"{relation}</Relationships>")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    stream = BytesIO(data)
    with ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{texts}</sst>')
    return stream.getvalue()
