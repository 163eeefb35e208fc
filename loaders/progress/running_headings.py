"""The column headings of a dump that prints a table's cells one after the other: lines made of
nothing but headings, on one level or two, and the reports that they head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.dates import fiscal_year_of
from loaders.layout import Line
from loaders.progress.columns import LONGEST_HEADER, Column, heads_column
from loaders.progress.conventions import Conventions
from loaders.records import Phase

OTHER = 3
"""Columns of so many kinds without a year among them are another table's."""
_SIGNS = re.compile(r"[\s()\[\]【】・]")
_FILLERS = re.compile(r"[年度取組の事業内容等末]")
_WESTERN = re.compile(r"\(\d{4}\)")


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings of one printing of a table: their lines, the columns of reports in their order,
    and whether projects have a column of their own."""

    lines: frozenset[int]
    columns: tuple[Column, ...]
    projects: bool


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
        area[0].number for area in _areas(lines, forms)
        if area[0].number not in starts and _heads_another(area, forms)
    }
    inside, found = False, set()
    for line in lines:
        inside = line.number in others or (inside and line.number not in starts)
        if inside:
            found.add(line.number)
    return frozenset(found)


def _heads_another(area: Sequence[Line], forms: Conventions) -> bool:
    """Tell whether an area heads several columns of known kinds and no reports."""
    words = [word for line in area for word in line.flat.split()]
    roles = [role for word in words if (role := forms.grid.role_of(word)) is not None]
    return len(set(roles)) >= OTHER and not any(forms.year.search(word) for word in words)


def _areas(lines: Sequence[Line], forms: Conventions) -> Iterator[list[Line]]:
    """Yield the runs of lines that are made of headings only."""
    area: list[Line] = []
    for line in lines:
        broken = area and forms.grid.role_of(area[-1].flat.split()[-1] + line.flat) is not None
        whole = len(line.flat) <= LONGEST_HEADER and all(
            _is_part(word, forms) for word in line.flat.split())
        if whole or broken:
            area.append(line)
        elif area:
            yield area
            area = []
    if area:
        yield area


def _is_part(word: str, forms: Conventions) -> bool:
    if heads_column(word, forms):
        return True
    rest = forms.year.sub("", _WESTERN.sub("", word))
    for pattern in (forms.header_words, forms.plan, forms.result, _SIGNS, _FILLERS):
        rest = pattern.sub("", rest)
    return not rest


def _headings(area: Sequence[Line], forms: Conventions) -> Headings | None:
    """Return what an area heads: it must name, as often as years, what is told of them, and a
    column of departments or several reports."""
    words = [word for line in area for word in line.flat.split()]
    years = [year for word in words if (year := _year(word, forms)) is not None]
    phases = [phase for word in words if (phase := _phase(word, forms)) is not None]
    roles = {forms.grid.role_of(word) for word in words}
    if not years or len(years) != len(phases):
        return None
    columns = tuple(Column(*pair) for pair in zip(years, phases, strict=True))
    if "department" not in roles and len(set(columns)) == 1:
        return None
    return Headings(frozenset(line.number for line in area), columns, "project" in roles)


def _year(word: str, forms: Conventions) -> int | None:
    return fiscal_year_of(word) if forms.year.search(word) else None


def _phase(word: str, forms: Conventions) -> Phase | None:
    if forms.grid.role_of(word) is not None:
        return None
    if forms.plan.search(word):
        return Phase.PLAN
    return Phase.RESULT if forms.result.search(word) else None

