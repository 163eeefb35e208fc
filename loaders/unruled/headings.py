"""The heading of a table without ruling: one or two levels of words over its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from loaders.progress.signs import sign_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import BETWEEN_WORDS, Fragment

LONGEST = 60
"""A longer text (in characters) heads no column."""
MOST_LINES = 6
"""The most lines of text that a heading takes."""
LONGEST_END = 2
"""The end of a word that its line could not hold has no more characters."""
MOST_OF_LIST = 2
"""A list of projects as a table has more columns than these."""
LEFT_OVER = 0.2
"""The share of a heading that can be words which are not known."""
LONGEST_REST = 2
"""What is left of a heading without its words is no longer than this; of a title it is."""
AFTER_SIGN = 10.0
"""The widest space behind the sign of a goal, or a year that stands over a column, in half
characters."""
OVER_TABLES = ("goal_word", "direction_word", "roman_number", "two_numbers")
"""Signs of goals and directions, which stand over tables; the others number lines in cells too."""
_SIGNS = re.compile(r"[\s・]")


class Role(StrEnum):
    """What a column holds, as far as the rows depend on it."""

    DEPARTMENT = "department"
    REPORT = "report"
    PROJECT = "project"
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
    parents: tuple[tuple[Fragment, ...], ...]
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
    lines = [_phrases(line, unit, forms) for line in lines]
    for index, line in enumerate(lines):
        if found and index < found[-1].end:
            continue
        if not (_heads_reports(line, forms) or _heads_list(line, forms)):
            continue
        start = found[-1].end if found else 0
        first, end = _extent(lines, start, index, unit, forms)
        block = _block(lines, first, end, forms)
        if len(block.columns) > 1 and {Role.REPORT, Role.PROJECT} & set(block.roles):
            found.append(block)
    return found


def _phrases(line: Sequence[Fragment], unit: float, forms: Conventions) -> list[Fragment]:
    """The texts of a line: words with no more than a space between them are one, but for what
    heads two columns."""
    phrases = [line[0]]
    for one in line[1:]:
        before = phrases[-1]
        years = forms.table.year.search(before.flat) and forms.table.year.search(one.flat)
        departments = [bool(forms.department.search(word.flat)) for word in (before, one)]
        gap = (one.left - before.right) / unit
        year_alone = forms.table.year.fullmatch(before.flat)
        near = gap <= (AFTER_SIGN if year_alone else BETWEEN_WORDS)
        if near and not years and not any(departments):
            text = f"{before.text} {one.text}"
            phrases[-1] = replace(before, right=one.right, text=text)
        else:
            phrases.append(one)
    return phrases


def _heads_reports(line: Sequence[Fragment], forms: Conventions) -> bool:
    """A line of words over columns, one of which is a fiscal year's result or plan."""
    table = forms.table
    text = " ".join(one.flat for one in line)
    told = table.result.search(text) or table.plan.search(text)
    heads = all(len(one.text) <= LONGEST_END or _is_heading(one.flat, forms) for one in line)
    return bool(told) and len(line) > 1 and heads


def _heads_list(line: Sequence[Fragment], forms: Conventions) -> bool:
    """A line of words over the columns of a list of projects: each is a column's known heading,
    one that of the projects, one that of their departments."""
    headings = forms.table.grid.headings
    texts = [_SIGNS.sub("", one.flat) for one in line]
    return (
        len(line) > MOST_OF_LIST
        and all(any(form.fullmatch(text) for form in headings.values()) for text in texts)
        and any(headings["project"].fullmatch(text) for text in texts)
        and any(headings["department"].fullmatch(text) for text in texts)
    )


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
    return len(forms.fillers.sub("", rest)) <= LEFT_OVER * len(text)


def stands_alone(line: Sequence[Fragment], unit: float, forms: Conventions) -> bool:
    """Tell whether the words of a line are one text: no more than a space between them, but for
    what may stand behind the sign of a goal."""
    sign = sign_of(line[0].flat, forms.table.signs)
    only_sign = sign is not None and sign.label_at >= len(line[0].flat)
    gaps = [right.left - left.right for left, right in pairwise(line)]
    wide = sum(gap > BETWEEN_WORDS * unit for gap in gaps)
    return not wide or (
        wide == 1 and only_sign and BETWEEN_WORDS * unit < gaps[0] <= AFTER_SIGN * unit
    )


def stands_over_tables(one: Fragment, forms: Conventions) -> bool:
    """Tell whether a text begins with the sign of a goal or direction that no cell's item has."""
    sign = sign_of(one.flat, forms.table.signs)
    return sign is not None and sign.kind in OVER_TABLES


def _is_title(line: Sequence[Fragment], unit: float, forms: Conventions) -> bool:
    """A running title, which is made of such words too, but not of them alone."""
    if not stands_alone(line, unit, forms):
        return False
    if stands_over_tables(line[0], forms):
        return True
    text = "".join(one.flat for one in line)
    table = forms.table
    if not table.page_title.search(text):
        return False
    rest = _SIGNS.sub("", table.year.sub("", text))
    for pattern in (table.header_words, table.plan, table.result):
        rest = pattern.sub("", rest)
    return len(_SIGNS.sub("", rest)) > LONGEST_REST


def _extent(
    lines: Sequence[Sequence[Fragment]], start: int, index: int, unit: float, forms: Conventions
) -> tuple[int, int]:
    """The most lines around ``index`` whose words, joined down the page, are headings only."""
    while start < index and any(_is_title(line, unit, forms) for line in lines[start:index]):
        start += 1
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
    lines: Sequence[Sequence[Fragment]], first: int, end: int, forms: Conventions
) -> HeadingBlock:
    """Put the words of a heading into columns, from the lowest line up."""
    leaves: list[list[Fragment]] = []
    parents: list[_Parent] = []
    for line in reversed(lines[first:end]):
        below = sorted(leaves, key=lambda leaf: leaf[0].left)
        for one in line:
            own = _column_under(one, below, forms)
            under = [] if own else _columns_under(one, line, below, forms)
            known = next((p for p in parents if p.under & {id(leaf) for leaf in under}), None)
            if own:
                own.insert(0, one)
            elif known:
                known.words.insert(0, one)
            elif under:
                parents.append(_Parent([one], {id(leaf) for leaf in under}))
            else:
                leaves.append([one])
    leaves.sort(key=lambda leaf: leaf[0].left)
    columns = []
    for leaf in leaves:
        above = next((n for n, parent in enumerate(parents) if id(leaf) in parent.under), None)
        words = [] if above is None else parents[above].words
        columns.append(Heading(tuple(leaf), _role([*words, *leaf], leaf, forms), above))
    if all(column.role is not Role.REPORT for column in columns):
        columns = [_told_of_department(column, forms) for column in columns]
    return HeadingBlock(tuple(columns), tuple(tuple(one.words) for one in parents), first, end)


def _told_of_department(column: Heading, forms: Conventions) -> Heading:
    """In a list of projects, it is the project that stands beside its department in every row."""
    text = _SIGNS.sub("", "".join(one.flat for one in column.fragments))
    is_project = forms.table.grid.headings["project"].fullmatch(text)
    return replace(column, role=Role.PROJECT) if is_project else column


@dataclass(slots=True)
class _Parent:
    words: list[Fragment]
    under: set[int]


def _edges(leaf: Sequence[Fragment]) -> tuple[float, float]:
    return min(one.left for one in leaf), max(one.right for one in leaf)


def _overlapping(one: Fragment, leaves: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    return [leaf for leaf in leaves if one.left < _edges(leaf)[1] and _edges(leaf)[0] < one.right]


def _column_under(
    one: Fragment, below: Sequence[list[Fragment]], forms: Conventions
) -> list[Fragment] | None:
    """The one column that a word stands over, None where it stands over none or several."""
    overlapping = _overlapping(one, below)
    if len(overlapping) != 1:
        return None
    left, right = _edges(overlapping[0])
    inside = left <= (one.left + one.right) / 2 <= right
    inside = inside or one.left <= (left + right) / 2 <= one.right
    return overlapping[0] if inside or not _columns_between(one, below, forms) else None


def _columns_under(
    one: Fragment, line: Sequence[Fragment], below: Sequence[list[Fragment]], forms: Conventions
) -> list[list[Fragment]]:
    """The several columns that a word stands over, none where it heads a column of its own."""
    overlapping = _overlapping(one, below)
    if len(overlapping) < 2 and not _columns_between(one, below, forms):
        return []

    def distance(word: Fragment, leaf: Sequence[Fragment]) -> float:
        left, right = _edges(leaf)
        return abs((word.left + word.right) - (left + right))

    reports = [leaf for leaf in below if _tells_report(leaf, forms)]
    near = [leaf for leaf in reports if min(line, key=lambda w: distance(w, leaf)) is one]
    return near if len(near) > 1 else overlapping


def _columns_between(one: Fragment, below: Sequence[list[Fragment]], forms: Conventions) -> bool:
    """Tell whether the middle of a word lies between two neighbouring columns of reports."""
    middle = (one.left + one.right) / 2
    return any(
        _tells_report(left, forms)
        and _tells_report(right, forms)
        and sum(_edges(left)) / 2 < middle < sum(_edges(right)) / 2
        for left, right in pairwise(below)
    )


def _tells_report(leaf: Sequence[Fragment], forms: Conventions) -> bool:
    text = "".join(one.flat for one in leaf)
    table = forms.table
    return any(form.search(text) for form in (table.year, table.result, table.plan))


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
