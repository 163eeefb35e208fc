"""A DOCX file → its layout: one line for each printed line of a paragraph, and grids for tables.

Automatic numbers, which Word prints and keeps out of the text, stand before the line. Headers,
footers and notes are kept aside. Pages are not told: where they break is up to the program that
prints the file, and the marks that Word leaves of its last printing may be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders.archive import COMPOUND, refused_compound
from loaders.docx.numbering import Numbering
from loaders.docx.package import Package, child, name_of, value
from loaders.docx.paragraphs import TextReader, blocks_of
from loaders.docx.tables import cells_of, is_table
from loaders.layout import Cell, Grid, Layout, Line
from loaders.source import Source, digest
from ontology.errors import DocumentError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BLOCKS = frozenset({"p", "tbl"})
_NOTES = frozenset({"footnote", "endnote"})
_ASIDE = ("header", "footer", "footnotes", "endnotes")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(name: str, data: bytes) -> Layout:
    """Return the text and the tables of a DOCX file.

    The lines of the source are paragraphs (a manual line break begins a line of its own), those of
    a table cell by cell, a table inside a cell as part of the cell. DocumentError for a file of the
    old format, an encrypted, damaged or hostile one, one that is no word processor's, and one
    without text.
    """
    if data.startswith(COMPOUND):
        raise refused_compound(name, data)
    package = Package(name, data)
    main = next((one.path for one in package.related("") if one.kind == "officeDocument"), None)
    body = child(package.tree(main), "body") if main else None
    if main is None or body is None:
        raise _no_document(name)
    return _Walk(name, data, package, main).layout(body)


class _Walk:
    """One walk through the body of a document and the parts that stand beside it."""

    def __init__(self, name: str, data: bytes, package: Package, main: str) -> None:
        self._name, self._data, self._package = name, data, package
        self._related = list(package.related(main))
        self._numbering = Numbering(self._tree("numbering"), self._tree("styles"))
        self._text = TextReader()
        self._lines: list[str] = []

    def layout(self, body: Element) -> Layout:
        parts = [*self._parts(body), *self._numbered(self._text.rest())]
        hidden = self._text.hidden
        aside = tuple(self._aside())
        if not any(line.strip() for line in self._lines):
            raise _no_text(self._name)
        lines = tuple(self._lines)
        source = Source(
            self._name, MEDIA_TYPE, digest(self._data), "paragraph", lines, (None,) * len(lines)
        )
        told = (f"{self._name}: {hidden} pieces of hidden text were left out",) if hidden else ()
        return Layout(source, tuple(parts), told, aside)

    def _tree(self, kind: str) -> Element | None:
        path = next((one.path for one in self._related if one.kind == kind), None)
        return self._package.tree(path) if path else None

    def _parts(self, element: Element) -> Iterator[Line | Grid]:
        for block in blocks_of(element, _BLOCKS):
            if is_table(block):
                yield self._grid(block)
            else:
                yield from self._paragraph(block)

    def _grid(self, table: Element) -> Grid:
        cells = []
        for cell in cells_of(table):
            lines = [
                line for content in cell.contents for line in self._in_cell(content)
                if line.raw.strip()
            ]
            cells.append(Cell(cell.row, cell.column, cell.rows, cell.columns, tuple(lines)))
        return Grid(None, tuple(cells))

    def _in_cell(self, cell: Element) -> Iterator[Line]:
        """Yield the lines of a cell, those of a table inside of it among them, none blank."""
        for block in blocks_of(cell, _BLOCKS):
            if is_table(block):
                for inner in cells_of(block):
                    for content in inner.contents:
                        yield from self._in_cell(content)
            else:
                yield from self._paragraph(block, blank=False)

    def _paragraph(self, paragraph: Element, *, blank: bool = True) -> Iterator[Line]:
        """Yield the lines of ``paragraph`` and of its text boxes."""
        number = self._numbering.number(paragraph)
        text, boxes = self._text.text(paragraph)
        if blank or (number + text).strip():
            yield from self._numbered(number + text, blank=blank)
        for box in boxes:
            yield from self._in_cell(box)

    def _numbered(self, text: str, *, blank: bool = False) -> Iterator[Line]:
        for printed in text.split("\n"):
            if blank or printed.strip():
                self._lines.append(printed)
                yield Line(len(self._lines), printed)

    def _aside(self) -> Iterator[Line]:
        """Yield the lines of headers, footers and notes."""
        for kind in _ASIDE:
            for path in sorted({one.path for one in self._related if one.kind == kind}):
                self._text = TextReader()
                story = self._package.tree(path)
                notes = [one for one in story if name_of(one) in _NOTES]
                for element in notes or [story]:
                    if value(element, "type") not in _SEPARATORS:
                        yield from self._in_cell(element)


def _no_document(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: Word 文書（DOCX）の本文がありません。Word で開いて保存し直してください。",
        en=f"{name}: holds no body of a word processor's document (DOCX); open it in its program "
        "and save it again.",
    )


def _no_text(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: 文字がありません。"
        "画像だけの文書は文字認識（OCR）にかけてから指定してください。",
        en=f"{name}: holds no text; a document of pictures alone needs OCR first.",
    )
