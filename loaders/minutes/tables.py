"""Minutes printed as a table (発言者 | 発言内容; 番号 | 質問 | 回答), and lines of two turns.

A table of another kind (日時 | 令和…, a list of people) is read row by row and cell by cell, as if
its cells stood one below the other. A table that goes on over the page may repeat its headings or
leave them out; then the columns are those of the table before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from loaders.layout import Cell, Grid, Layout
from loaders.layout import Line as LayoutLine
from loaders.minutes.conventions import Column, Conventions
from loaders.minutes.labels import LabelReader
from loaders.minutes.lines import Line, lines_of, plain, printed_lines
from loaders.source import Source

# The headings stand in one of so many first rows.
_HEAD_ROWS = 3
# A table without headings is one of speeches if so many of its first cells name speakers.
_MOSTLY = 0.6
_FEWEST = 2
# A line with more turns is taken apart so many times only.
_MOST_TURNS = 20
_PAIRS = ({Column.SPEAKER, Column.SPEECH}, {Column.QUESTION, Column.ANSWER})

Columns = dict[int, Column]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and where it stands: in which kind of column, and whether it opens its cell."""

    line: LayoutLine
    column: Column | None = None
    opens_cell: bool = False
    in_cell: bool = False


def lines_in(
    document: Source | Layout, reader: LabelReader, forms: Conventions
) -> tuple[Line, ...]:
    """Return the printed lines of ``document``, in order, two for a line with two turns."""
    lines = _laid_out(document, reader, forms) if isinstance(document, Layout) else (
        printed_lines(document)
    )
    return tuple(part for line in lines for part in _turns(line, reader, forms))


def _laid_out(layout: Layout, reader: LabelReader, forms: Conventions) -> tuple[Line, ...]:
    placed: list[_Placed] = []
    columns: Columns = {}
    width = 0
    for part in layout.parts:
        if not isinstance(part, Grid):
            placed.append(_Placed(part))
            continue
        told = _columns(part, reader, forms)
        if not told and part.width != width:
            columns = {}
        columns, width = told or columns, part.width
        placed.extend(_cells(part, columns, forms))
    placed = [one for one in placed if one.line.raw.strip()]
    lines = lines_of([(one.line.number, one.line.raw) for one in placed], layout.source)
    return tuple(
        replace(
            line,
            column=one.column,
            opens_cell=one.opens_cell,
            opens_paragraph=one.opens_cell or line.opens_paragraph,
            full=line.full and not one.in_cell,
            part=index,
        )
        for index, (line, one) in enumerate(zip(lines, placed, strict=True))
    )


def _cells(grid: Grid, columns: Columns, forms: Conventions) -> Iterator[_Placed]:
    """Yield the lines of ``grid`` row by row and cell by cell, each with the kind of its column."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        heads = columns and _headings(cells, forms)
        for cell in cells:
            column = Column.HEADING if heads else columns.get(cell.column, Column.OTHER)
            printed = [line for line in cell.lines if line.raw.strip()]
            for index, line in enumerate(printed):
                yield _Placed(line, column if columns else None, index == 0, True)


def _columns(grid: Grid, reader: LabelReader, forms: Conventions) -> Columns:
    """Return what each column holds, by its number; nothing for a table of another kind."""
    for row in range(_HEAD_ROWS):
        found = _headings((cell for cell in grid.cells if cell.row == row), forms)
        if found:
            return found
    return _speakers_first(grid, reader, forms)


def _headings(cells: Iterable[Cell], forms: Conventions) -> Columns:
    """Return the columns that a row of headings names, nothing for any other row."""
    found = {
        cell.column: forms.columns[heading]
        for cell in cells
        if (heading := "".join(plain(cell.text).split())) in forms.columns
    }
    kinds = set(found.values())
    return found if any(pair <= kinds for pair in _PAIRS) else {}


def _speakers_first(grid: Grid, reader: LabelReader, forms: Conventions) -> Columns:
    """Return the columns of a table without headings whose first column names speakers."""
    first = [c.text for c in grid.cells if c.column == 0 and c.text.strip()]
    second = [c.text for c in grid.cells if c.column == 1 and c.text.strip()]
    named = sum(1 for text in first if reader.speaker(text) is not None)
    spoken = sum(1 for text in second if forms.speakers.sentence.search(plain(text)))
    if grid.width != 2 or named < max(_FEWEST, _MOSTLY * len(first)):
        return {}
    return {0: Column.SPEAKER, 1: Column.SPEECH} if spoken >= _MOSTLY * len(second) else {}


def _turns(line: Line, reader: LabelReader, forms: Conventions) -> Iterator[Line]:
    """Yield ``line``, or its parts where a question and its answer stand on it."""
    found = islice(forms.speakers.answered.finditer(line.plain), _MOST_TURNS)
    cuts = [cut.start() for cut in found]
    begins = line.text[0] in forms.marks.signs + forms.agenda.bullet
    if not cuts or not (begins or next(reader.labels(line.plain), None)):
        yield line
        return
    for start, end in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
        text = line.text[start:end].strip()
        opens = bool(start) or line.opens_paragraph
        yield replace(
            line, text=text, plain=plain(text), opens_paragraph=opens,
            opens_cell=line.opens_cell and not start, part=line.part + start,
        )
