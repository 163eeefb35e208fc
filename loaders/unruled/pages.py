"""Pages of a PDF file without ruling: pieces of print → lines of cells → guessed grids.

Columns can stand so near that the space between them is no wider than one inside a text. So the
pages are read in pieces first, parted at every space; when the columns are known, pieces of one
line and one column are a line again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.layout import Layout
from loaders.source import Box, Source
from loaders.unruled.conventions import conventions
from loaders.unruled.fragments import Fragment, by_page, text_lines, unit_of
from loaders.unruled.layouts import guess
from loaders.unruled.tables import Lines, Table, tables_of

SPACE = 0.5
"""A gap this wide (in half characters) between two pieces is a space."""
APART = 3.6
"""Outside tables, pieces with such a gap (in half characters) are lines of their own."""

Words = list[Fragment]


def layout_of_pieces(pieces: Layout) -> Layout:
    """Return the layout of a PDF file that was read in ``pieces``, lines and boxes of one line
    each; without grids where no table is found."""
    forms = conventions()
    fragments = fragments_of(pieces.source)
    unit = unit_of(fragments)
    pages = [_one_number(text_lines(page)) for _, page in by_page(fragments)]
    groups = [
        group
        for lines, tables in zip(pages, tables_of(pages, unit, forms), strict=True)
        for group in _groups(lines, tables, unit)
    ]
    whole = [_joined(group, unit) for group in groups]
    source = replace(
        pieces.source,
        lines=tuple(one.text for one in whole),
        pages=tuple(one.page for one in whole),
        boxes=tuple(Box(one.left, one.top, one.right, one.bottom) for one in whole),
    )
    parts = guess(fragments_of(source), unit, forms).parts(forms)
    return Layout(source, tuple(parts), pieces.warnings, pieces.aside)


def fragments_of(source: Source) -> list[Fragment]:
    """Return the lines of a source that tells where on its pages they stand."""
    numbered = enumerate(zip(source.lines, source.pages, source.boxes, strict=True), start=1)
    return [
        Fragment(number, page, box.left, box.right, box.top, box.bottom, text)
        for number, (text, page, box) in numbered
    ]


def _one_number(lines: Lines) -> Lines:
    """The pieces of a page's lines, those of one line with one number as in a dump."""
    return [[replace(one, number=line[0].number) for one in line] for line in lines]


def _groups(lines: Lines, tables: Sequence[Table], unit: float) -> Iterator[Words]:
    """The pieces of each line of a page: those of one column together in a table, those near
    each other outside."""
    inside = {number: table for table in tables for number in range(table.first, table.end)}
    for number, line in enumerate(lines):
        table = inside.get(number)
        if table is None:
            yield from _near(line, unit)
        else:
            yield from _by_column(line, table)


def _near(line: Iterable[Fragment], unit: float) -> Iterator[Words]:
    group: Words = []
    for one in line:
        if group and one.left - group[-1].right > APART * unit:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _by_column(line: Iterable[Fragment], table: Table) -> Iterator[Words]:
    columns: dict[int, Words] = {}
    for one in line:
        columns.setdefault(table.gutters.column_of(one), []).append(one)
    yield from columns.values()


def _joined(words: Words, unit: float) -> Fragment:
    text = words[0].text
    for left, right in itertools.pairwise(words):
        text += (" " if right.left - left.right >= SPACE * unit else "") + right.text
    return replace(
        words[0],
        right=max(one.right for one in words),
        top=min(one.top for one in words),
        bottom=max(one.bottom for one in words),
        text=text,
    )
