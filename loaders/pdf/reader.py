"""A PDF file → its Layout: pdfplumber gives glyphs and ruling, here they become lines and cells.

Lines are numbered page by page: those above a table, then the table's cells row by row, then those
below. Glyphs are put in order by where they stand, so the order of drawing makes no difference.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from loaders.flat import AS_IN_TEXT_FILES
from loaders.layout import Cell, Grid, Layout, Line
from loaders.pdf import faults
from loaders.pdf.fonts import FontManager
from loaders.pdf.glyphs import Glyph, PrintedLine, printed_lines
from loaders.pdf.ruling import Ruled, ruled_tables
from loaders.pdf.upright import cell_lines
from loaders.source import Box, Source, digest

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2_000
"""A file of more pages is refused."""
APART = 1.8
"""On a page without ruled tables, texts of one height with such a gap (in sizes) stand apart."""
PIECES = 0.5
"""The same where each piece of print is wanted, since columns can stand as near as that."""


@dataclass
class _Lines:
    """The lines of a file as they are numbered, with their pages and boxes."""

    texts: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, printed: PrintedLine, page: int, left: float | None = None) -> Line:
        """Number one line; ``left`` is where the cell's other lines begin."""
        self.texts.append(printed.text)
        self.pages.append(page)
        self.boxes.append(printed.box)
        away = 0.0 if left is None or printed.upright else (printed.box.left - left) / printed.size
        return Line(len(self.texts), printed.text, round(away, 1))

    def add_all(self, printed: list[PrintedLine], page: int) -> tuple[Line, ...]:
        """Number the lines of one cell."""
        left = min((line.box.left for line in printed), default=0.0)
        return tuple(self.add(line, page, left) for line in printed)


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table of a page, with the glyphs that stand in each of its cells."""

    cells: tuple[tuple[Ruled, tuple[Glyph, ...]], ...]

    @property
    def top(self) -> float:
        return min(cell.box.top for cell, _ in self.cells)


def read_pdf(name: str, data: bytes, *, ruled: bool = True) -> Layout:
    """Return the lines and ruled tables of a PDF file; places are in points. Where
    ``ruled`` is false, no table is looked for, and each piece of print is a line of its own.

    DocumentError where the bytes are no PDF file, a password is needed, or no page has text.
    """
    lines = _Lines()
    parts: list[Line | Grid] = []
    pictures: list[int] = []
    unmapped = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pdf.rsrcmgr = FontManager()
            if len(pdf.pages) > MOST_PAGES:
                raise faults.too_many_pages(name, len(pdf.pages), MOST_PAGES)
            for page in pdf.pages:
                glyphs = list(_glyphs(page))
                unmapped += sum(glyph.text.startswith("(cid:") for glyph in glyphs)
                if page.images and not glyphs:
                    pictures.append(page.page_number)
                parts += _parts(page, glyphs, lines, ruled)
                page.close()
    except (PdfminerException, MalformedPDFException) as fault:
        raise faults.unreadable(name, fault) from fault
    if not lines.texts:
        raise faults.no_text(name, bool(pictures))
    source = Source(
        name, MEDIA_TYPE, digest(data), "line",
        tuple(lines.texts), tuple(lines.pages), tuple(lines.boxes),
    )
    return Layout(source, tuple(parts), tuple(faults.warnings(name, pictures, unmapped)))


def _glyphs(page: Page) -> Iterator[Glyph]:
    """Yield the glyphs that stand on the page, which may lie on its side; what is drawn beside it
    nobody can see."""
    side = max(page.width, page.height)
    for char in page.chars:
        box = Box(char["x0"], char["top"], char["x1"], char["bottom"])
        inside = 0 <= (box.left + box.right) / 2 <= side
        if inside and 0 <= (box.top + box.bottom) / 2 <= side and char["text"]:
            text = char["text"].translate(AS_IN_TEXT_FILES)
            yield Glyph(text, box, max(char["size"], 1.0))


def _parts(
    page: Page, glyphs: list[Glyph], lines: _Lines, ruled: bool
) -> Iterator[Line | Grid]:
    tables, outside = _shared_out(ruled_tables(page) if ruled else [], glyphs)
    apart = APART if ruled else PIECES
    waiting = printed_lines(outside, apart=None if tables else apart)
    for table in tables:
        while waiting and waiting[0].box.top < table.top:
            yield lines.add(waiting.pop(0), page.page_number)
        yield _grid(table, page.page_number, lines)
    for printed in waiting:
        yield lines.add(printed, page.page_number)


def _grid(table: _Table, page: int, lines: _Lines) -> Grid:
    cells = tuple(
        Cell(cell.row, cell.column, cell.rows, cell.columns,
             lines.add_all(cell_lines(glyphs), page))
        for cell, glyphs in table.cells
    )
    return Grid(page, cells, lefts=_lefts(table))


def _lefts(table: _Table) -> tuple[float, ...]:
    """Return where each column begins; one that no cell begins in, where the last one does."""
    found = {cell.column: cell.box.left for cell, _ in table.cells}
    width = max(cell.column + cell.columns for cell, _ in table.cells)
    return tuple(found.get(column, found[max(c for c in found if c <= column)])
                 for column in range(width))


def _shared_out(
    tables: list[tuple[Ruled, ...]], glyphs: list[Glyph]
) -> tuple[list[_Table], list[Glyph]]:
    """Return the tables with the glyphs of their cells, and the glyphs outside all cells.

    The smallest cell that holds a glyph's middle has it.
    """
    cells = [(t, c, cell) for t, table in enumerate(tables) for c, cell in enumerate(table)]
    cells.sort(key=lambda entry: _area(entry[2].box))
    held: dict[tuple[int, int], list[Glyph]] = {(t, c): [] for t, c, _ in cells}
    outside = []
    last: tuple[int, int, Ruled] | None = None
    for glyph in glyphs:
        if last is None or not _holds(last[2].box, glyph):
            last = next((entry for entry in cells if _holds(entry[2].box, glyph)), None)
        if last is None:
            outside.append(glyph)
        else:
            held[last[0], last[1]].append(glyph)
    return [
        _Table(tuple((cell, tuple(held[t, c])) for c, cell in enumerate(table)))
        for t, table in enumerate(tables)
    ], outside


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _holds(box: Box, glyph: Glyph) -> bool:
    return box.left <= glyph.centre < box.right and box.top <= glyph.middle < box.bottom
