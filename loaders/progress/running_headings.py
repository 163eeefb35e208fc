"""The column headings of a dump that prints a table's cells one after the other: lines made of
nothing but headings, on one level or two, and the columns that they head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.dates import fiscal_year_of
from loaders.layout import Line
from loaders.progress.columns import LONGEST_HEADER, Column, heads_column
from loaders.progress.conventions import OUTLINE, Conventions
from loaders.progress.grid_header import REPORT, UNREAD, GridColumn
from loaders.records import Phase

OTHER = 3
"""Columns of so many kinds without a year among them are another table's."""
LONGEST_BROKEN = 24
"""What a narrow column leaves of a heading on the lines above its last has no more characters."""
_SIGNS = re.compile(r"[\s()\[\]【】・]")
_SIGN = re.compile("[0-9A-Z]")
_FILLERS = re.compile(r"[年度取組の事業内容等末]")
_WESTERN = re.compile(r"\(\d{4}\)")


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings of one printing of a table: their lines, and the columns in their order."""

    lines: frozenset[int]
    columns: tuple[GridColumn, ...]

    @property
    def reports(self) -> tuple[Column, ...]:
        """The columns of reports alone."""
        return tuple(
            Column(column.fiscal_year, column.phase) for column in self.columns
            if column.fiscal_year is not None and column.phase is not None
        )


def headings_in(lines: Sequence[Line], forms: Conventions) -> list[Headings]:
    """Return the headings that stand among ``lines``, in order."""
    found = (_headings(area, forms) for area in _areas(lines, forms))
    return [headings for headings in found if headings is not None]


def lines_of_other_tables(
    lines: Sequence[Line], own: Sequence[Headings], forms: Conventions
) -> frozenset[int]:
    """Return the lines of tables that other headings open: from those headings to the next of
    ``own``."""
    starts = {min(headings.lines) for headings in own}
    others = {
        area.lines[0].number for area in _areas(lines, forms)
        if area.lines[0].number not in starts and _heads_another(area, forms)
    }
    inside, found = False, set()
    for line in lines:
        inside = line.number in others or (inside and line.number not in starts)
        if inside:
            found.add(line.number)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Area:
    """Lines of headings only, and the headings, each put together where it is broken."""

    lines: tuple[Line, ...]
    heads: tuple[str, ...]


def _heads_another(area: _Area, forms: Conventions) -> bool:
    """Tell whether an area heads several columns of known kinds and no reports."""
    roles = [role for head in area.heads if (role := forms.grid.role_of(head)) is not None]
    dated = any(forms.year.search(head) for head in area.heads)
    return len(set(roles)) >= OTHER and not dated


def _areas(lines: Sequence[Line], forms: Conventions) -> Iterator[_Area]:
    """Yield the runs of lines that are made of headings only."""
    index = 0
    while index < len(lines):
        area = _area_at(lines, index, forms)
        if area is not None:
            yield area
        index += len(area.lines) if area else 1


def _area_at(lines: Sequence[Line], first: int, forms: Conventions) -> _Area | None:
    """Return the longest run of headings that begins with the line at ``first``. It ends before a
    line that names a level of the strategy again: that is the table's body."""
    heads: list[str] = []
    whole = (0, 0)
    broken = ""
    for count, line in enumerate(lines[first:], start=1):
        if len(line.flat) > LONGEST_HEADER:
            break
        known = len(heads)
        for word in line.flat.split():
            if _is_head(broken + word, forms):
                heads.append(broken + word)
                broken = ""
            elif heads and not broken and forms.grid.role_of(heads[-1] + word):
                heads[-1] += word
            else:
                broken += word
        if (broken and not _may_go_on(broken, line, forms)) or _names_again(heads, known, forms):
            break
        if not broken:
            whole = (count, len(heads))
    count, number = whole
    return _Area(tuple(lines[first : first + count]), tuple(heads[:number])) if count else None


def _may_go_on(broken: str, line: Line, forms: Conventions) -> bool:
    """Whether ``broken``, which ends with ``line``, can be the upper part of a heading."""
    dated = bool(forms.year.search(broken))
    return (
        len(broken) <= LONGEST_BROKEN
        and broken.endswith(line.flat.split()[-1])
        and (dated or not _SIGN.search(broken))
        and not broken.endswith("。")
    )


def _names_again(heads: Sequence[str], known: int, forms: Conventions) -> bool:
    before = {forms.grid.role_of(head) for head in heads[:known]}
    return any(role in OUTLINE and role in before
               for role in map(forms.grid.role_of, heads[known:]))


def _is_head(word: str, forms: Conventions) -> bool:
    if heads_column(word, forms):
        return True
    rest = forms.year.sub("", _WESTERN.sub("", word))
    for pattern in (forms.header_words, forms.plan, forms.result, _SIGNS, _FILLERS):
        rest = pattern.sub("", rest)
    return not rest


def _headings(area: _Area, forms: Conventions) -> Headings | None:
    """Return what an area heads: it must name, as often as years, what is told of them, and a
    column of departments or several reports."""
    years = [year for head in area.heads if (year := _year(head, forms)) is not None]
    phases = [phase for head in area.heads if (phase := _phase(head, forms)) is not None]
    if not years or len(years) != len(phases):
        return None
    reports = [GridColumn(REPORT, "", *pair) for pair in zip(years, phases, strict=True)]
    columns = _in_order(area.heads, reports, forms)
    named = any(column.role == "department" for column in columns)
    if not named and len(set(reports)) == 1:
        return None
    return Headings(frozenset(line.number for line in area.lines), columns)


def _in_order(
    heads: Sequence[str], reports: Sequence[GridColumn], forms: Conventions
) -> tuple[GridColumn, ...]:
    """Return the columns in the order of their headings; reports stand where their years do, or
    where one heading stands over all of them."""
    columns: list[GridColumn] = []
    waiting = list(reports)
    over: int | None = None
    for head in heads:
        role = forms.grid.role_of(head)
        if _year(head, forms) is not None:
            columns.append(waiting.pop(0))
        elif role is not None:
            columns.append(GridColumn(role, head))
        elif forms.grid.unread.search(head):
            columns.append(GridColumn(UNREAD, head))
        elif _phase(head, forms) is None and over is None:
            over = len(columns)
    if over is None:
        return tuple(columns)
    others = [column for column in columns if column.role != REPORT]
    return (*others[:over], *reports, *others[over:])


def _year(head: str, forms: Conventions) -> int | None:
    return fiscal_year_of(head) if forms.year.search(head) else None


def _phase(head: str, forms: Conventions) -> Phase | None:
    if forms.grid.role_of(head) is not None:
        return None
    if forms.plan.search(head):
        return Phase.PLAN
    return Phase.RESULT if forms.result.search(head) else None
