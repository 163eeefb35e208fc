"""Which column of a table holds what, told from the words that head it, in one to three rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.flat import flat
from loaders.project_list.conventions import LEVELS, Conventions, HeaderForms
from loaders.project_list.figure_columns import (
    CLASS_MARK,
    FigureColumn,
    Heading,
    figure_columns,
    role_of,
    tied,
)
from loaders.project_list.heading import is_number
from loaders.project_list.table import Row

PLACES = tuple(name for level in LEVELS for name in (level, f"{level}_number"))
DEEPEST = 3
"""So many rows of headings stand above one another at most."""
LONGEST_HEADING = 30
LONGEST_CELL = 500
"""A cell of more characters heads nothing, so nothing is dropped from it."""
MOST_COLUMNS = 300
"""A row of more cells heads no list: the broadest lists have some dozens of columns."""
SAMPLE = 50
"""So many rows below a heading are looked at to tell what its column holds."""


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of column headings (``first`` to ``last``, from 0), and what each column holds.

    ``fields`` gives the columns (from 0) of each field: several where one heading spans them.
    ``doubled`` names headings that two columns share; ``unread`` those that head no known field.
    ``rows`` are the rows of headings as ``squeezed`` gives them.
    """

    first: int
    last: int
    width: int
    fields: dict[str, tuple[int, ...]]
    figures: tuple[FigureColumn, ...]
    doubled: tuple[str, ...]
    unread: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def has_place(self) -> bool:
        """Whether a column says what the projects are listed under."""
        return any(place in self.fields for place in PLACES)


def find_header(rows: Sequence[Row], forms: Conventions) -> Header | None:
    """Return the first of the upper rows that heads a column of projects, best with a place."""
    first = None
    for start in range(min(len(rows), forms.header.within)):
        header = header_at(rows, start, forms)
        if header is not None and header.has_place:
            return header
        first = first or header
    return first


def next_header(rows: Sequence[Row], after: Header, forms: Conventions) -> Header | None:
    """Return the next header below ``after`` that heads other columns, as where a sheet goes on
    with another list; None where the rows go on to the end."""
    words = set(forms.header.columns["project"])
    for start in range(after.last + 1, len(rows)):
        row = rows[start]
        if any(_plain(row.cells[column], forms.header) in words for column in row.own):
            header = header_at(rows, start, forms)
            if header is not None and len(header.fields) > 1 and header.rows != after.rows:
                return header
    return None


def header_at(rows: Sequence[Row], start: int, forms: Conventions) -> Header | None:
    """Return the header whose upper row is ``rows[start]``, None where it heads no projects."""
    row = rows[start]
    if not _may_head(row, forms.header):
        return None
    if not any(_may_name_projects(row, forms.header) for row in rows[start: start + DEEPEST]):
        return None
    for last in range(start, min(start + DEEPEST, len(rows))):
        if last > start and not _is_below(rows[start:last], rows[last], forms):
            break
        header = _header(rows, start, last, forms)
        if "project" in header.fields:
            return _deepened(rows, header, forms)
    return None


def _deepened(rows: Sequence[Row], header: Header, forms: Conventions) -> Header:
    """Take in the rows below that head columns, too, unless no column of projects is left then."""
    last = header.last
    while (last + 1 < len(rows) and last + 1 < header.first + DEEPEST
           and _is_below(rows[header.first: last + 1], rows[last + 1], forms)):
        last += 1
    if last == header.last:
        return header
    deeper = _header(rows, header.first, last, forms)
    return deeper if "project" in deeper.fields else header


def _may_head(row: Row, forms: HeaderForms) -> bool:
    """Whether a row can be the first of a header: two cells or more, all of them short."""
    own = row.own
    if len(own) > MOST_COLUMNS:
        return False
    texts = [_plain(row.cells[column], forms) for column in own]
    return len(own) > 1 and all(len(text) <= LONGEST_HEADING for text in texts)


def _may_name_projects(row: Row, forms: HeaderForms) -> bool:
    """Whether a cell is, or begins, a heading of the column of projects."""
    texts = [_plain(row.cells[column], forms) for column in row.own[:MOST_COLUMNS]]
    words, pattern = forms.columns["project"], forms.patterns["project"]
    return any(word.startswith(text) or pattern.fullmatch(text)
               for text in texts if 0 < len(text) <= LONGEST_HEADING for word in words)


def _is_below(above: Sequence[Row], row: Row, forms: Conventions) -> bool:
    """Whether ``row`` heads columns below the rows ``above``: all its cells are such words."""
    if not 0 < len(row.own) <= MOST_COLUMNS:
        return False
    known = {word for words in forms.header.columns.values() for word in words}
    return all(_is_lower_heading(row.cells[column], known, forms) for column in row.own)


def _is_lower_heading(cell: str, known: set[str], forms: Conventions) -> bool:
    plain = _plain(cell, forms.header)
    if len(plain) > LONGEST_HEADING:
        return False
    if not plain:
        return bool(re.fullmatch(r"[(\[【<].{1,12}[)\]】>]", flat(cell)))
    bare = forms.figures.dropped.sub("", plain)
    return (plain in known or plain in forms.header.unread or not bare
            or bool(forms.header.plain.match(plain)) or role_of((plain,), forms.figures) != ""
            or bool(forms.figures.stage.fullmatch(bare)))


def _header(rows: Sequence[Row], first: int, last: int, forms: Conventions) -> Header:
    block = rows[first: last + 1]
    headings = _headings(block, forms.header)
    fields: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    headed = {heading.column for heading in headings}
    found = figure_columns(headings, forms) if last > first else ()
    kept = {word for name in (*PLACES, "project", "department")
            for word in forms.header.columns[name]}
    grouped = {each.column for each in found
               if len(each.heading.plain) > 1 and each.heading.plain[-1] not in kept}
    for name, words in forms.header.columns.items():
        column = _column_of(words, headings, taken | grouped)
        if column is None and name in forms.header.patterns:
            column = _column_like(forms.header.patterns[name], headings, taken | grouped)
        if column is not None:
            further = _joined(block, headings, column)
            if column + 1 not in headed:
                further = further or _unheaded(
                    rows[last + 1: last + 1 + SAMPLE], column, forms)
            fields[name] = (column, *further)
            taken.update(fields[name])
    figures = tied(tuple(each for each in figure_columns(headings, forms)
                          if each.column not in taken))
    read = taken | {each.column for each in figures}
    spanned = {column for columns in fields.values() for column in columns[1:]}
    heads = [heading.joined for heading in headings if heading.column not in spanned]
    counted = Counter(heads)
    of_fields = {heading.joined for heading in headings if heading.column in taken - spanned}
    width = max((heading.column + 1 for heading in headings), default=0)
    return Header(
        first, last, width, fields, figures,
        doubled=tuple(name for name in counted if name in of_fields and counted[name] > 1),
        unread=tuple(dict.fromkeys(
            heading.joined for heading in headings if heading.column not in read
            and not forms.header.unread.intersection(heading.names)
            and heading.joined not in of_fields)),
        rows=tuple(squeezed(row.cells) for row in block))


def heading_names_field(text: str, forms: Conventions) -> bool:
    """Whether ``text`` (flat, without white space) heads a column of a known kind by itself."""
    plain = forms.header.dropped.sub("", text)
    return bool(plain) and (
        any(plain in words for words in forms.header.columns.values())
        or any(pattern.fullmatch(plain) for pattern in forms.header.patterns.values())
        or plain in forms.header.unread
        or role_of((plain,), forms.figures) not in ("", CLASS_MARK))


def squeezed(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a row without white space and without the empty ones at its end."""
    texts = ["".join(flat(cell).split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _headings(block: Sequence[Row], forms: HeaderForms) -> list[Heading]:
    width = max((len(row.cells) for row in block), default=0)
    width = max(width, max((column + count for row in block
                            for column, count in row.across.items()), default=0))
    paths: list[list[str]] = [[] for _ in range(min(width, _widest(block)))]
    for depth, row in enumerate(block):
        below = block[depth + 1] if depth + 1 < len(block) else None
        for column, text in _spread(row, below, len(paths)):
            if text.strip() and (not paths[column] or paths[column][-1] != text
                                 or column not in row.held):
                paths[column].append(text)
    found = []
    for column, path in enumerate(paths):
        plain = tuple(dict.fromkeys(filter(None, (_plain(text, forms) for text in path))))
        if plain:
            found.append(Heading(column, tuple(path), plain))
    return found


def _widest(block: Sequence[Row]) -> int:
    """Return the columns that the lowest headings reach; a title that spans more heads nothing."""
    return max((max((*row.own, *row.held), default=-1) + max(
        (count for column, count in row.across.items()
         if column == max((*row.own, *row.held), default=-1)), default=1)
        for row in block), default=0)


def _spread(row: Row, below: Row | None, width: int) -> Iterator[tuple[int, str]]:
    """Yield the text that heads each column in ``row``: a cell heads the columns that it spans,
    and, where nothing says what it spans, the empty ones to its right that go on below."""
    reach, text, open_to = -1, "", False
    for column in range(width):
        cell = row.cell(column)
        if cell.strip():
            text, reach = cell, column + row.across.get(column, 1)
            open_to = (column not in row.across and column not in row.held and below is not None
                       and bool(below.cell(column).strip()) and column not in below.held)
        elif open_to and below is not None and below.cell(column).strip() \
                and column not in below.held:
            reach = column + 1
        elif column >= reach:
            open_to = False
        yield column, text if column < reach else ""


def _plain(cell: str, forms: HeaderForms) -> str:
    joined = "".join(flat(cell).split())
    return joined if len(joined) > LONGEST_CELL else forms.dropped.sub("", joined)


def _column_of(
    words: Sequence[str], headings: Sequence[Heading], taken: set[int]
) -> int | None:
    for word in words:
        for place in (0, 1):
            for heading in headings:
                if heading.names[place: place + 1] == (word,) and heading.column not in taken:
                    return heading.column
    return None


def _column_like(
    pattern: re.Pattern[str], headings: Sequence[Heading], taken: set[int]
) -> int | None:
    return next((heading.column for heading in headings if heading.column not in taken
                 and any(pattern.fullmatch(name) for name in heading.names)), None)


def _joined(
    block: Sequence[Row], headings: Sequence[Heading], column: int
) -> tuple[int, ...]:
    """Return the further columns that the lowest heading of ``column`` spans."""
    row = block[-1]
    over = [above for above in block if column in row.held or not row.cell(column).strip()]
    count = max(each.across.get(column, 1) for each in (row, *over))
    return tuple(heading.column for heading in headings
                 if column < heading.column < column + count
                 and not row.cell(heading.column).strip())


def _unheaded(rows: Sequence[Row], column: int, forms: Conventions) -> tuple[int, ...]:
    """Return the column to the right of ``column`` where it bears the names to the numbers that
    ``column`` has, and no heading: a merged heading loses its second cell in CSV."""
    pairs = [(row.cell(column), row.cell(column + 1)) for row in rows
             if row.cell(column).strip() and not row.across]
    numbered = [name for number, name in pairs if is_number(number, forms.outline)]
    named = bool(numbered) and len(numbered) == len(pairs) and all(map(str.strip, numbered))
    return (column + 1,) if named else ()
