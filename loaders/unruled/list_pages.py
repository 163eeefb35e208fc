"""The pages of a list of projects in a dump: its headings, its columns, what each line holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from loaders.project_list import conventions, heading_names_field
from loaders.project_list.rowkinds import says_total
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment, by_page, text_lines
from loaders.unruled.gutters import Gutters, gutters_of
from loaders.unruled.heading_columns import HeadingBlock, heading_block

HEADINGS = 4
"""A line that heads a list has so many known words."""
DEEPEST = 3
"""Headings stand on so many lines at most."""
SURE = 3
"""So many columns agree on where the rows are."""
MOST_LINES = 600
"""A page of more lines is no page of a printed list."""

Lines = Sequence[Sequence[Fragment]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page's part of the list: its lines below the headings, by column."""

    heading: HeadingBlock
    gutters: Gutters
    lines: tuple[tuple[Fragment, ...], ...]

    def column(self, number: int) -> list[int]:
        """Return the lines (from 0) on which a column has text."""
        return [at for at, line in enumerate(self.lines)
                if any(self.gutters.column_of(one) == number for one in line)]

    def heads(self, number: int, fields: Sequence[str]) -> bool:
        """Tell whether a column is headed as one of ``fields`` is."""
        text = "".join("".join(one.flat.split()) for one in self.heading.columns[number].fragments)
        header = conventions().header
        plain = header.dropped.sub("", text)
        return any(plain in header.columns[name] or (
            name in header.patterns and bool(header.patterns[name].fullmatch(plain)))
            for name in fields)


def list_pages(fragments: Sequence[Fragment], forms: Conventions) -> Iterator[ListPage]:
    """Yield the pages on which a list stands; one without headings goes on with the last ones."""
    last: HeadingBlock | None = None
    titles: set[str] = set()
    for _, page in by_page(fragments):
        lines = text_lines(page)
        if len(lines) > MOST_LINES:
            continue
        heading = _heading([_joined(line) for line in lines], forms)
        block = heading or last
        if block is None:
            continue
        last = block
        titles |= {_plain(line) for line in lines[: heading.first if heading else 0]}
        body = lines[heading.end if heading else 0 :]
        inside = tuple(tuple(line) for line in body
                       if not _is_outside(line, forms) and _plain(line) not in titles)
        edges = [(left.right, max(right.left, left.right))
                 for left, right in zip(block.columns, block.columns[1:], strict=False)]
        flat = [one for line in inside for one in line]
        gutters = gutters_of(flat, len(block.columns), edges, 1.0)
        cells = tuple(tuple(_by_column(line, gutters)) for line in inside)
        if max(map(len, cells), default=0) >= SURE:
            yield ListPage(block, gutters, cells)


def _plain(line: Sequence[Fragment]) -> str:
    return "".join(one.flat for one in line)


def _by_column(line: Sequence[Fragment], gutters: Gutters) -> Iterator[Fragment]:
    """The texts of a line, one for each column that has any."""
    for _, words in groupby(line, key=gutters.column_of):
        yield _joined(list(words), float("inf"))[0]


def _joined(line: Sequence[Fragment], space: float = 1.0) -> list[Fragment]:
    """The texts of a line: words with no more than ``space`` between them are one."""
    found: list[Fragment] = []
    for one in line:
        if found and one.left - found[-1].right <= space:
            found[-1] = replace(found[-1], right=one.right, text=f"{found[-1].text} {one.text}")
        else:
            found.append(one)
    return found


def _is_outside(line: Sequence[Fragment], forms: Conventions) -> bool:
    """Whether a line stands alone as a page's number or a note, or sums up the rows above."""
    first = line[0].flat
    alone = len(line) == 1 and bool(forms.note.match(first))
    numbered = bool(forms.table.page_number.search(_plain(line)))
    return alone or numbered or any(says_total(one.text, conventions()) for one in line)


def _heading(lines: Lines, forms: Conventions) -> HeadingBlock | None:
    """The headings of the list on a page, None where no line heads one."""
    known = [sum(_is_heading(one) for one in line) for line in lines]
    most = max(known, default=0)
    if most < HEADINGS:
        return None
    at = known.index(most)
    first = end = at
    while first > 0 and at - first < DEEPEST - 1 and _belongs(lines[first - 1], lines[at]):
        first -= 1
    end = at + 1
    while end < len(lines) and end - first < DEEPEST and all(map(_is_heading, lines[end])):
        end += 1
    return heading_block(lines, first, end, forms)


def _is_heading(one: Fragment) -> bool:
    text = "".join(one.flat.split())
    return heading_names_field(text, conventions()) or bool(
        conventions().figures.dropped.fullmatch(text))


def _belongs(line: Sequence[Fragment], below: Sequence[Fragment]) -> bool:
    """Whether a line over the headings heads some of their columns: most of its words do."""
    return line[0].left > below[0].right and 2 * sum(map(_is_heading, line)) >= len(line)
