"""Which lines of each page are a table, and where its columns are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.progress.signs import sign_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment
from loaders.unruled.gutters import Gutters, gutters_of
from loaders.unruled.heading_columns import HeadingBlock, Role
from loaders.unruled.headings import heading_blocks, stands_alone, stands_over_tables

MOST_PAGES = 2_000
"""Tables are looked for on so many pages."""
MOST_LINES = 600
"""A page of more lines is no page of a printed table."""
RUNS_OVER = 6.0
"""A text that runs on into the next column by more half characters stands over the table."""
ENDS_OVER = 0.5
"""The same for a text that begins with the sign of a goal or direction, or of a note."""
POOLED = 1.1
"""The columns of all pages are the same, where that costs no more than so many times what each
page's own do."""

Lines = Sequence[Sequence[Fragment]]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``first`` to ``end`` (exclusive) of one page's text lines: its heading, where it is
    printed here, its texts, its columns and their roles."""

    page: int | None
    first: int
    end: int
    heading: HeadingBlock | None
    body: tuple[Fragment, ...]
    roles: tuple[Role, ...]
    gutters: Gutters


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines under one heading, or those of a page that prints none."""

    page: int
    first: int
    end: int
    heading: HeadingBlock | None
    columns: HeadingBlock


def tables_of(pages: Sequence[Lines], unit: float, forms: Conventions) -> list[list[Table]]:
    """Return the tables of each page; a page without a heading goes on with the last one's."""
    parts = list(_parts(pages, unit, forms))
    gutters = _gutters(pages, parts, unit, forms)
    found: list[list[Table]] = [[] for _ in pages]
    for part, own in zip(parts, gutters, strict=True):
        found[part.page] += _tables(pages[part.page], part, own, unit, forms)
    return found


def _parts(pages: Sequence[Lines], unit: float, forms: Conventions) -> Iterator[_Part]:
    last: HeadingBlock | None = None
    furniture = _furniture(pages, forms)
    for page, lines in enumerate(pages[:MOST_PAGES]):
        if len(lines) > MOST_LINES:
            continue
        blocks = heading_blocks(lines, unit, forms)
        start = next((n for n, line in enumerate(lines) if not _is(line, furniture)), len(lines))
        end = len(lines)
        while end > start and _is(lines[end - 1], furniture):
            end -= 1
        if last is not None and (not blocks or blocks[0].first > start):
            until = blocks[0].first if blocks else end
            while blocks and until > start and _is_above(lines[until - 1], unit, forms, True):
                until -= 1
            while start < until and _is_above(lines[start], unit, forms, False):
                start += 1
            if until > start:
                yield _Part(page, start, until, None, last)
        for number, block in enumerate(blocks):
            follows = number + 1 < len(blocks)
            until = blocks[number + 1].first if follows else end
            while until > block.end and _is_above(lines[until - 1], unit, forms, follows):
                until -= 1
            last = block
            yield _Part(page, block.first, max(until, block.end), block, block)


def _furniture(pages: Sequence[Lines], forms: Conventions) -> set[str]:
    """The texts of the titles and page numbers that stand at the head or foot of pages."""
    found = set()
    for lines in pages:
        for line in (*lines[:2], *lines[-2:]):
            text = "".join(one.flat for one in line)
            title = _is_title(text, forms) and len(line) <= 3
            if forms.table.page_number.search(text) or title:
                found.add(text)
    return found


def _is_title(text: str, forms: Conventions) -> bool:
    """Tell whether a text tells of progress, or names the strategy, and is no sentence."""
    told = forms.table.page_title.search(text) or forms.table.edition.match(text)
    return bool(told) and not text.endswith("。")


def _is(line: Sequence[Fragment], furniture: set[str]) -> bool:
    return "".join(one.flat for one in line) in furniture


def _is_above(
    line: Sequence[Fragment], unit: float, forms: Conventions, before_heading: bool
) -> bool:
    """Tell whether a line stands over a table: a title, or a goal or direction, alone; right
    before a table's heading a caption, or a text with any sign."""
    text = "".join(one.flat for one in line)
    title = _is_title(text, forms)
    signed = before_heading and sign_of(line[0].flat, forms.table.signs)
    caption = before_heading and forms.caption.match(text)
    over = title or signed or caption or stands_over_tables(line[0], forms)
    return stands_alone(line, unit, forms) and bool(over)


def _gutters(
    pages: Sequence[Lines], parts: Sequence[_Part], unit: float, forms: Conventions
) -> list[Gutters]:
    """The columns of each part: one set for all parts of the same columns where that fits as
    well."""
    texts = [_texts(pages, part, unit, forms) for part in parts]
    found: dict[int, Gutters] = {}
    for roles in {part.columns.roles: None for part in parts}:
        alike = [number for number, part in enumerate(parts) if part.columns.roles == roles]
        own = _alike([parts[number] for number in alike], [texts[n] for n in alike], unit)
        found |= zip(alike, own, strict=True)
    return [found[number] for number in range(len(parts))]


def _alike(
    parts: Sequence[_Part], texts: Sequence[list[Fragment]], unit: float
) -> list[Gutters]:
    count = len(parts[0].columns.columns)
    own = [gutters_of(one, count, _bounds(part.heading), unit)
           for part, one in zip(parts, texts, strict=True)]
    bounds = [_bounds(part.heading) for part in parts if part.heading is not None]
    narrowed = [
        (max(low for low, _ in ranges), min(high for _, high in ranges))
        for ranges in zip(*bounds, strict=True)
    ]
    if any(low > high for low, high in narrowed):
        return own
    pooled = gutters_of([one for own in texts for one in own], count, narrowed, unit)
    if pooled.crossed > POOLED * sum(one.crossed for one in own) + len(parts):
        return own
    return [pooled] * len(parts)


def _texts(
    pages: Sequence[Lines], part: _Part, unit: float, forms: Conventions
) -> list[Fragment]:
    """The texts of a part but for goals and directions that stand alone, which may run over all
    columns."""
    first = part.heading.end if part.heading else part.first
    return [
        one for line in pages[part.page][first : part.end]
        if not (stands_over_tables(line[0], forms) and stands_alone(line, unit, forms))
        for one in line
    ]


def _bounds(heading: HeadingBlock | None) -> list[tuple[float, float]]:
    if heading is None:
        return []
    columns = heading.columns
    return [(left.right, max(right.left, left.right)) for left, right in pairwise(columns)]


def _tables(
    lines: Lines, part: _Part, gutters: Gutters, unit: float, forms: Conventions
) -> Iterator[Table]:
    """The part's tables: one, unless a line that stands over all columns parts it."""
    start = part.first
    heading = part.heading
    number = heading.end if heading else start
    while number < part.end:
        if _stands_over(lines[number], part.columns, gutters, unit, forms):
            if heading or number > start:
                yield _table(lines, part, heading, start, number, gutters)
            heading, start = None, number + 1
        number += 1
    if heading or part.end > start:
        yield _table(lines, part, heading, start, part.end, gutters)


def _stands_over(
    line: Sequence[Fragment],
    columns: HeadingBlock,
    gutters: Gutters,
    unit: float,
    forms: Conventions,
) -> bool:
    """A heading or title between tables: one text alone on its line that fits in no column, or
    bears a sign where the columns hold projects and no strategy."""
    text = "".join(one.flat for one in line)
    whole = replace(line[0], right=line[-1].right)
    signed = sign_of(line[0].flat, forms.table.signs) or forms.note.match(line[0].flat)
    over = ENDS_OVER if signed else RUNS_OVER
    first = gutters.column_of(line[0]) == 0 and stands_alone(line, unit, forms)
    heads = signed and columns.lists_only(forms) and not forms.table.project_end.search(text)
    wide = first and (bool(heads) or gutters.crosses(whole, over * unit))
    return wide or bool(forms.table.page_number.search(text))


def _table(
    lines: Lines,
    part: _Part,
    heading: HeadingBlock | None,
    first: int,
    end: int,
    gutters: Gutters,
) -> Table:
    begin = heading.end if heading else first
    body = tuple(one for line in lines[begin:end] for one in line)
    page = lines[first][0].page
    return Table(page, first, end, heading, body, part.columns.roles, gutters)
