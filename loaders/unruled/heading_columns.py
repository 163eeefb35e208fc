"""The columns that the words of a heading stand over, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from loaders.progress.conventions import OUTLINE
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment

_SIGNS = re.compile(r"[\s・]")


class Role(StrEnum):
    """What a column holds, as far as the rows depend on it."""

    DEPARTMENT = "department"
    REPORT = "report"
    PROJECT = "project"
    MARK = "mark"
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

    def lists_only(self, forms: Conventions) -> bool:
        """Tell whether the first column holds projects, and none the strategy above them."""
        told = [_told(column, forms) for column in self.columns]
        return told[:1] == ["project"] and not {*OUTLINE} & {*told[1:]}


def heading_block(
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
    is_project = _told(column, forms) == "project"
    return replace(column, role=Role.PROJECT) if is_project else column


def _told(column: Heading, forms: Conventions) -> str | None:
    """What the word over a column says that it holds, None for a word that is not known."""
    text = _SIGNS.sub("", "".join(one.flat for one in column.fragments))
    return forms.table.grid.role_of(text)


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
    plain = _SIGNS.sub("", own)
    if table.grid.headings["cross_listed"].fullmatch(plain) or (
        forms.project_of_row.fullmatch(plain)
    ):
        return Role.MARK
    told = table.plan.search(text) or table.result.search(text)
    if told and (table.year.search(text) or not table.header_words.fullmatch(own)):
        return Role.REPORT
    return Role.OTHER
