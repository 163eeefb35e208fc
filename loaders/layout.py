"""A document whose tables were read cell by cell: what PDF files, sheets and word processors give.

Readers of file formats make a Layout and know nothing of what is said in it; readers of forms
(progress tables, lists of projects, minutes) take it apart and know nothing of file formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.flat import flat
from loaders.source import Source


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document (1-based number), or a part of it: what a cell holds of a row, what is
    left when a label is taken off its head.

    ``indent`` tells how far right of the cell's other lines it begins, in characters, where a
    document tells places and not spaces.
    """

    number: int
    raw: str
    indent: float = 0.0

    @property
    def flat(self) -> str:
        return flat(self.raw)

    @property
    def indented(self) -> bool:
        return self.raw.lstrip(" ").startswith("\u3000")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its upper left place (from 0), how many rows and columns it spans, its
    lines. ``lines`` is empty for an empty cell."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines parted by line feeds."""
        return "\n".join(line.raw for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table as it stands on one page or sheet; no two cells overlap.

    ``name`` is the name of the sheet, "" where there is none; ``guessed`` is true where no line
    rules the cells and they were told by the white space between them. ``lefts`` tells where on
    the page (points) each column begins, empty where the document does not tell. ``height`` and
    ``width`` count its rows and columns.
    """

    page: int | None
    cells: tuple[Cell, ...]
    name: str = ""
    guessed: bool = False
    lefts: tuple[float, ...] = ()
    height: int = field(init=False, repr=False, compare=False)
    width: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count rows and columns once: readers ask for them at every cell."""
        height = max((cell.row + cell.rows for cell in self.cells), default=0)
        width = max((cell.column + cell.columns for cell in self.cells), default=0)
        object.__setattr__(self, "height", height)
        object.__setattr__(self, "width", width)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document as lines outside tables and grids, in reading order.

    Every line of ``source`` stands in exactly one part, or in ``aside``: headers, footers and
    footnotes, which belong to no part of the text. ``warnings`` are the format reader's.
    """

    source: Source
    parts: tuple[Line | Grid, ...]
    warnings: tuple[str, ...] = field(default=())
    aside: tuple[Line, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables alone."""
        return tuple(part for part in self.parts if isinstance(part, Grid))
