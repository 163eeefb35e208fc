"""The heading of a table without ruling: one or two levels of words over its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment

LONGEST = 60
"""A longer text (in characters) heads no column."""
MOST_LINES = 6
"""The most lines of text that a heading takes."""
SAME_CENTRE = 4.0
"""The middles of the words of one heading are no more half characters apart."""


_SIGNS = re.compile(r"[\s・]")


class Role(StrEnum):
    """What a column holds, as far as the rows depend on it."""

    DEPARTMENT = "department"
    REPORT = "report"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """The word over one column, from left to right; ``parent`` is the index of the word over
    several columns that it stands under."""

    fragments: tuple[Fragment, ...]
    role: Role
    parent: int | None

    @property
    def left(self) -> float:
        return min(one.left for one in self.fragments)

    @property
    def right(self) -> float:
        return max(one.right for one in self.fragments)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """The heading of a table: its columns, and the words over several of them."""

    columns: tuple[Heading, ...]
    parents: tuple[Fragment, ...]
    first: int
    end: int

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(column.role for column in self.columns)


def heading_blocks(
    lines: Sequence[Sequence[Fragment]], unit: float, forms: Conventions
) -> list[HeadingBlock]:
    """Return the headings among the text lines of a page; ``first`` and ``end`` count the lines."""
    found: list[HeadingBlock] = []
    for index, line in enumerate(lines):
        if (found and index < found[-1].end) or not _heads_reports(line, forms):
            continue
        start = found[-1].end if found else 0
        first, end = _extent(lines, start, index, forms)
        block = _block(lines, first, end, unit, forms)
        if len(block.columns) > 1 and Role.REPORT in block.roles:
            found.append(block)
    return found


def _heads_reports(line: Sequence[Fragment], forms: Conventions) -> bool:
    """A line of words over columns, one of which is a fiscal year's result or plan."""
    table = forms.table
    text = " ".join(one.flat for one in line)
    told = table.result.search(text) or table.plan.search(text)
    return bool(told) and len(line) > 1 and all(_is_heading(one.flat, forms) for one in line)


def _is_heading(text: str, forms: Conventions) -> bool:
    """Tell whether a text is made of the words of headings only."""
    if len(text) > LONGEST:
        return False
    table = forms.table
    rest = _SIGNS.sub("", table.year.sub("", text))
    if any(heading.fullmatch(rest) for heading in table.grid.headings.values()):
        return True
    own = (table.header_words, table.plan, table.result, table.grid.unread, forms.department)
    for pattern in own:
        rest = pattern.sub("", rest)
    return not forms.fillers.sub("", rest)


def _extent(
    lines: Sequence[Sequence[Fragment]], start: int, index: int, forms: Conventions
) -> tuple[int, int]:
    """The most lines around ``index`` whose words, joined down the page, are headings only."""
    spans = [
        (first, end)
        for first in range(max(start, index - MOST_LINES + 1), index + 1)
        for end in range(index + 1, min(len(lines), first + MOST_LINES) + 1)
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    return next(
        (
            span
            for span in spans
            if all(
                _is_heading("".join(one.flat for one in words), forms)
                for words in _stacked(lines[span[0] : span[1]])
            )
        ),
        (index, index + 1),
    )


def _stacked(lines: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """The fragments of several lines that stand over each other, together."""
    stacks: list[list[Fragment]] = []
    for one in sorted((one for line in lines for one in line), key=lambda one: one.left):
        if stacks and one.left < max(other.right for other in stacks[-1]):
            stacks[-1].append(one)
        else:
            stacks.append([one])
    return [sorted(stack, key=lambda one: (one.top, one.left)) for stack in stacks]


def _block(
    lines: Sequence[Sequence[Fragment]], first: int, end: int, unit: float, forms: Conventions
) -> HeadingBlock:
    leaves: list[list[Fragment]] = []
    parents: list[tuple[Fragment, list[int]]] = []
    for line in reversed(lines[first:end]):
        for one in line:
            own = next((leaf for leaf in leaves if _same_column(one, leaf, unit)), None)
            below = [leaf for leaf in leaves if leaf[0].top > one.top and leaf not in (own,)]
            if own is not None:
                own.insert(0, one)
            elif len(below) > 1 and _stands_over(one, below, forms):
                parents.append((one, [id(leaf) for leaf in _under(one, line, below)]))
            else:
                leaves.append([one])
    leaves.sort(key=lambda leaf: leaf[0].left)
    columns = []
    for leaf in leaves:
        above = next((n for n, (_, under) in enumerate(parents) if id(leaf) in under), None)
        words = [] if above is None else [parents[above][0]]
        columns.append(Heading(tuple(leaf), _role([*words, *leaf], leaf, forms), above))
    return HeadingBlock(tuple(columns), tuple(one for one, _ in parents), first, end)


def _same_column(one: Fragment, leaf: Sequence[Fragment], unit: float) -> bool:
    left, right = min(o.left for o in leaf), max(o.right for o in leaf)
    apart = abs((one.left + one.right) - (left + right)) / 2
    overlaps = one.left < right and left < one.right
    return overlaps and (apart <= SAME_CENTRE * unit or abs(one.left - left) <= unit)


def _stands_over(one: Fragment, below: Sequence[Sequence[Fragment]], forms: Conventions) -> bool:
    """A word over several columns; that of the departments' column never is one."""
    middle = (one.left + one.right) / 2
    return not forms.department.search(one.flat) and min(
        leaf[0].left for leaf in below
    ) < middle < max(leaf[-1].right for leaf in below)


def _under(
    one: Fragment, line: Sequence[Fragment], below: Sequence[list[Fragment]]
) -> list[list[Fragment]]:
    """The columns under a word over several: those to which no other word of its line is nearer."""

    def distance(word: Fragment, leaf: Sequence[Fragment]) -> float:
        return abs((word.left + word.right) - (leaf[0].left + leaf[0].right))

    return [leaf for leaf in below if min(line, key=lambda w: distance(w, leaf)) is one]


def _role(words: Sequence[Fragment], leaf: Sequence[Fragment], forms: Conventions) -> Role:
    own = "".join(one.flat for one in leaf)
    text = "".join(one.flat for one in words)
    table = forms.table
    if forms.department.search(own) and not table.year.search(own):
        return Role.DEPARTMENT
    told = table.plan.search(text) or table.result.search(text)
    if told and (table.year.search(text) or not table.header_words.fullmatch(own)):
        return Role.REPORT
    return Role.OTHER
