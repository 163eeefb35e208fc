"""The texts of a table by column: words of one line put together, and parted where an extractor
printed two columns as one word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from loaders.progress.report_text import width_of
from loaders.progress.signs import sign_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import BETWEEN_WORDS, Fragment, in_reading_order, unit_of
from loaders.unruled.gutters import Gutters
from loaders.unruled.heading_columns import Role
from loaders.unruled.tables import Table

TOO_WIDE = 2
"""A word this much wider (in half characters) than every line of its column holds two columns."""
NEAR_EDGE = 5.0
"""A word that begins so many half characters before the next column's edge can stand in it."""
INDENT = "\u3000"
LEAST_INDENT = 0.75
"""A text that begins this many characters right of its column's usual edge is indented,"""
MOST_INDENT = 4.0
"""if by no more than this."""
USUAL = 0.9
"""This share of a column's lines is no wider than full ones; what is wider by more than
``TOO_WIDE`` does not count."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's texts by column, each from top to bottom; what stands on one line of a cell is
    one fragment. ``widths`` are the document's."""

    table: Table
    columns: tuple[tuple[Fragment, ...], ...]
    widths: tuple[int, ...]

    def of(self, role: Role) -> list[tuple[Fragment, ...]]:
        """Return the columns of ``role``."""
        return [
            column
            for column, own in zip(self.columns, self.table.roles, strict=True)
            if own is role
        ]

    @property
    def told(self) -> Role:
        """The role of the columns whose texts stand beside a department: reports, in a list of
        projects their names."""
        return Role.REPORT if Role.REPORT in self.table.roles else Role.PROJECT

    def widths_of(self, role: Role) -> list[int]:
        """Return the widths of the columns of ``role``."""
        return [
            width for width, own in zip(self.widths, self.table.roles, strict=True) if own is role
        ]


def columns_of(tables: Sequence[Table], unit: float, forms: Conventions) -> list[Columns]:
    """Return the columns of each table."""
    words = [_by_column(table) for table in tables]
    lines: dict[tuple[Role, ...], list[list[int]]] = {}
    for table, columns in zip(tables, words, strict=True):
        known = lines.setdefault(table.roles, [[] for _ in columns])
        for number, column in enumerate(columns):
            inside = (one for one in column if not table.gutters.crosses(one, 0.0))
            known[number] += [width_of(one.text) for one in inside]
    widths = {roles: [_widest(own) for own in known] for roles, known in lines.items()}
    found = []
    for table, columns in zip(tables, words, strict=True):
        own = widths[table.roles]
        parted = _parted(columns, own, table.gutters, unit, forms)
        whole = tuple(
            tuple(_whole(column, unit) if role is Role.DEPARTMENT else _indented(column, unit))
            for column, role in zip(parted, table.roles, strict=True)
        )
        found.append(Columns(table, whole, tuple(own)))
    return found


def _widest(widths: Sequence[int]) -> int:
    """The width of a full line of a column, told from its words: most lines are one."""
    ordered = sorted(widths)
    usual = ordered[int(USUAL * (len(ordered) - 1))] if ordered else 0
    return max((width for width in ordered if width <= usual + TOO_WIDE), default=0)


def _by_column(table: Table) -> list[list[Fragment]]:
    columns: list[list[Fragment]] = [[] for _ in table.roles]
    for one in table.body:
        columns[table.gutters.column_of(one)].append(one)
    return columns


def _parted(
    columns: Sequence[list[Fragment]],
    widths: Sequence[int],
    gutters: Gutters,
    unit: float,
    forms: Conventions,
) -> list[list[Fragment]]:
    """Give words that do not fit into their column to the next one; the name of a goal or
    direction that stands over all columns stays whole."""
    parted = [list(column) for column in columns]
    over = _over_columns(columns, forms)
    for number in range(len(parted) - 1):
        taken = {one.top for one in parted[number + 1]}
        lines = groupby(in_reading_order(parted[number]), key=lambda one: one.top)
        parted[number] = []
        for top, line in lines:
            words = list(line)
            own = (
                words
                if top in over
                else _fitting(words, widths[number], gutters.cuts[number], unit, top in taken)
            )
            parted[number] += own
            parted[number + 1] += _left_over(words, own)
    return parted


def _over_columns(columns: Sequence[Sequence[Fragment]], forms: Conventions) -> set[float]:
    """The heights at which the name of a goal or direction stands alone in the first column."""
    beside = {one.top for column in columns[1:] for one in column}
    first = {one.top: one for one in sorted(columns[0], key=lambda one: -one.left)}
    return {
        top
        for top, one in first.items()
        if top not in beside and sign_of(one.flat, forms.table.signs)
    }


def _fitting(
    words: Sequence[Fragment], width: int, edge: float, unit: float, beside: bool
) -> list[Fragment]:
    """The words of a line that fit into a column of ``width``, as long as they do not run over its
    right ``edge``; a word that no column can hold is cut, unless the next column has words
    ``beside`` it. A first word that stands for the most part behind the edge is the next column's.
    """
    first = words[0]
    if 0 < edge - first.left <= min(NEAR_EDGE * unit, first.right - edge) and not beside:
        return []
    own: list[Fragment] = []
    taken = 0
    for one in words:
        wide = width_of(one.text)
        apart = own and one.left - own[-1].right > BETWEEN_WORDS * unit
        if own and one.right > edge and (apart or taken + wide > width + TOO_WIDE):
            return own
        if wide > width + TOO_WIDE and one.right > edge and not beside:
            return [_cut(one, 0, _length(one.text, width))]
        own.append(one)
        taken += wide
    return own


def _left_over(words: Sequence[Fragment], own: Sequence[Fragment]) -> list[Fragment]:
    """What of a line's words does not stand among its column's ``own``."""
    rest = list(words[len(own) :])
    if not own:
        return rest
    length = len(own[-1].text)
    cut = words[len(own) - 1]
    return [_cut(cut, length, len(cut.text)), *rest] if length < len(cut.text) else rest


def _cut(one: Fragment, start: int, end: int) -> Fragment:
    """The characters ``start`` to ``end`` (exclusive) of a word."""
    step = (one.right - one.left) / len(one.text)
    left, right = one.left + step * start, one.left + step * end
    return replace(one, left=left, right=right, text=one.text[start:end])


def _length(text: str, width: int) -> int:
    """How many characters of ``text`` fit into ``width`` half characters, one at least."""
    taken = 0
    for length, character in enumerate(text):
        taken += width_of(character)
        if taken > width:
            return max(1, length)
    return len(text)


def _indented(column: Sequence[Fragment], unit: float) -> Iterator[Fragment]:
    """The texts of a column, an ideographic space before those that begin right of the others."""
    whole = list(_whole(column, unit))
    usual = Counter(one.left for one in whole).most_common(1)
    character = 2 * unit_of(whole)
    for one in whole:
        shift = (one.left - usual[0][0]) / character
        if LEAST_INDENT <= shift <= MOST_INDENT and not one.text.startswith(INDENT):
            yield replace(one, text=INDENT + one.text)
        else:
            yield one


def _whole(column: Sequence[Fragment], unit: float) -> Iterator[Fragment]:
    """The texts of a column; words of one line are one text, the space between them kept."""
    for _, group in groupby(in_reading_order(column), key=lambda one: (one.number, one.top)):
        words = list(group)
        text = words[0].text
        for left, right in pairwise(words):
            text += " " * max(1, round((right.left - left.right) / unit)) + right.text
        yield replace(words[0], right=words[-1].right, text=text)
