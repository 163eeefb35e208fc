"""A file of any format → what it holds: lines, tables with their cells, or both.

The format is told by the bytes; the file's name only tells a table of values (CSV) from a text.
The libraries of a format are imported when a file of it comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from loaders.archive import COMPOUND, ZIP, checked_archive, refused_compound
from loaders.cards import with_cards
from loaders.layout import Layout
from loaders.project_list import Tables, read_csv, tables_of
from loaders.project_list.table import layout_of
from loaders.source import Source
from loaders.textfile import text_source
from ontology.errors import DocumentError

PDF = b"%PDF"
PDF_WITHIN = 1024
"""A PDF file may have so many bytes before its mark."""
_TABLES = (".csv", ".tsv")
_NAMED = {".pdf": "PDF", ".xlsx": "XLSX", ".docx": "DOCX"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as lines; with ``layout`` and ``tables`` where its format tells cells."""

    source: Source
    layout: Layout | None = None
    tables: Tables | None = None


def open_file(name: str, data: bytes) -> Opened:
    """Return what the file ``name`` holds; DocumentError where it cannot be read."""
    if PDF in data[:PDF_WITHIN]:
        from loaders.pdf import read_pdf

        return _laid_out(read_pdf(name, data))
    if data.startswith(ZIP):
        return _laid_out(_package(name, data))
    if data.startswith(COMPOUND):
        raise refused_compound(name, data)
    if PurePath(name).suffix.lower() in _TABLES:
        tables = read_csv(name, data)
        return Opened(tables.source, layout_of(tables), tables)
    return Opened(_text(name, data))


def _text(name: str, data: bytes) -> Source:
    """Return a text; one under the name of another format is a text all the same, as long as its
    bytes are one."""
    format_named = _NAMED.get(PurePath(name).suffix.lower())
    try:
        return text_source(name, data)
    except DocumentError as fault:
        if format_named is None or not data.strip():
            raise
        raise DocumentError(
            ja=f"{name}: {format_named} ファイルではありません（壊れているか、切れています）。"
            "元の資料を取り直してください。",
            en=f"{name}: not a {format_named} file (damaged or cut off); fetch the document anew.",
        ) from fault


def _laid_out(layout: Layout) -> Opened:
    layout = with_cards(layout)
    return Opened(layout.source, layout, tables_of(layout))


def _package(name: str, data: bytes) -> Layout:
    folders = {part.split("/")[0] for part in checked_archive(name, data)}
    if "xl" in folders:
        from loaders.sheet import read_workbook

        return read_workbook(name, data)
    if "word" in folders:
        from loaders.docx import read_docx

        return read_docx(name, data)
    raise DocumentError(
        ja=f"{name}: ZIP ファイルですが、Excel（XLSX）でも Word（DOCX）でもありません。"
        "中の資料を取り出して指定してください。",
        en=f"{name}: a ZIP file that is neither a spreadsheet (XLSX) nor a document (DOCX); "
        "take the document out of it.",
    )
