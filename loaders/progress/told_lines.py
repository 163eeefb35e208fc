"""What each line is in a report told in running text: under headings stand labels (担当課　〇〇課,
令和６年度の実績), and under labels what they say. No column tells anything here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from loaders.dates import fiscal_year_of
from loaders.layout import Cell, Line
from loaders.progress.columns import Column
from loaders.progress.conventions import Conventions
from loaders.progress.grid_departments import DepartmentColumn
from loaders.progress.pages import is_title
from loaders.records import Phase

LONGEST = 30
"""No label has more characters."""
_EDGES = " \t・●○◯〇■□◆◇▪★☆▼▽▶▷►*-[]【】<>〈〉《》()〔〕「」『』:："
_FILLERS = re.compile(r"[年度取組の事業内容等末状況（）()\s・]")
_PARTING = re.compile(r"[:：\s\]】>〉》)〕]")


class Is(Enum):
    """What a line is."""

    TEXT = auto()
    FURNITURE = auto()
    DEPARTMENT = auto()
    REPORT = auto()
    UNREAD = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """A line and what it is; ``rest`` is what follows a label on its line: the names of
    departments, or the beginning of a text. ``column`` is what a report's label tells."""

    line: Line
    what: Is
    rest: str = ""
    column: Column | None = None


def told_lines(lines: Sequence[Line], forms: Conventions) -> list[Told]:
    """Return what each of ``lines`` is."""
    times = Counter(line.flat for line in lines)
    return [_told(line, forms, repeated=times[line.flat] > 1) for line in lines]


def _told(line: Line, forms: Conventions, *, repeated: bool) -> Told:
    flat = line.flat
    furniture = forms.page_number.search(flat) or forms.contents.search(flat)
    head, rest = _parted(flat)
    column = _column(head, forms)
    if column is not None:
        return Told(line, Is.REPORT, rest, column)
    if furniture or (repeated and is_title(flat, forms)):
        return Told(line, Is.FURNITURE)
    names = _departments_behind(flat, forms)
    if names:
        return Told(line, Is.DEPARTMENT, names)
    if head != flat and len(head) <= LONGEST and _is_unread(head, forms):
        return Told(line, Is.UNREAD, rest)
    return Told(line, Is.TEXT)


def _parted(flat: str) -> tuple[str, str]:
    """Part a line into its label, without what adorns it, and what follows it."""
    bare = flat.lstrip(_EDGES)
    if "。" not in bare and len(bare) <= LONGEST and ":" not in bare:
        return bare.strip(_EDGES), ""
    head, colon, rest = bare.partition(":")
    return (head.strip(_EDGES), rest.strip()) if colon else (bare, "")


def _column(head: str, forms: Conventions) -> Column | None:
    """Return the year and the phase that ``head`` names where it says nothing else."""
    year = forms.year.search(head)
    if year is None or len(head) > LONGEST:
        return None
    number = fiscal_year_of(year.group(0))
    what = head[: year.start()] + head[year.end() :]
    phase = Phase.PLAN if forms.plan.search(what) else Phase.RESULT
    if number is None or not (forms.plan.search(what) or forms.result.search(what)):
        return None
    for pattern in (forms.plan, forms.result, forms.header_words, _FILLERS):
        what = pattern.sub("", what)
    return None if what else Column(number, phase)


def _departments_behind(flat: str, forms: Conventions) -> str:
    """Return the names behind the word for a department in charge, "" for any other line."""
    bare = flat.lstrip(_EDGES)
    for parting in _PARTING.finditer(bare[:LONGEST]):
        names = bare[parting.end() :].strip(_EDGES)
        if names and forms.grid.role_of(bare[: parting.start()].strip(_EDGES)) == "department":
            return names if _are_departments(names, forms) else ""
    return ""


def _are_departments(names: str, forms: Conventions) -> bool:
    cell = Cell(0, 0, 1, 1, (Line(0, names),))
    column = DepartmentColumn([cell], forms)
    return bool(column.names(cell)) and column.is_sure(cell)


def _is_unread(head: str, forms: Conventions) -> bool:
    return bool(forms.grid.unread.search(head)) and not head.endswith("。")
