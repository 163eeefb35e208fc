"""The forms of project lists, read from ``loaders/conventions/project_list.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of

LEVELS = ("goal", "direction", "measure")
ROLES = ("indicator_unit", "indicator", "settlement", "budget", "evaluation", "baseline",
         "target", "actual")
"""What a column of figures can hold, in the order in which headings are tried."""


@dataclass(frozen=True, slots=True)
class HeaderForms:
    """Where column headings stand, and the words that head each column (``columns``, in order;
    ``patterns`` for those that no word fits)."""

    within: int
    dropped: re.Pattern[str]
    group: re.Pattern[str]
    plain: re.Pattern[str]
    columns: dict[str, tuple[str, ...]]
    patterns: dict[str, re.Pattern[str]]
    unread: frozenset[str]


@dataclass(frozen=True, slots=True)
class FigureForms:
    """Headings of columns of figures: a pattern for each of ROLES, and columns of marks.

    ``stage`` are lower headings that tell a stage of what the upper ones tell (予算額: 当初).
    """

    nothing: re.Pattern[str]
    dropped: re.Pattern[str]
    stage: re.Pattern[str]
    roles: dict[str, re.Pattern[str]]
    class_mark: re.Pattern[str]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class CellForms:
    """Signs and marks that stand in cells, and rows that are no projects."""

    ditto: frozenset[str]
    nothing: frozenset[str]
    unmarked: frozenset[str]
    cross_class: re.Pattern[str]
    cross_mark: re.Pattern[str]
    cross_remark: re.Pattern[str]
    home: re.Pattern[str]
    total: re.Pattern[str]
    note: re.Pattern[str]
    bullet: re.Pattern[str]
    item: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DepartmentForms:
    """How departments are named and parted; ``strict`` is what stands before ・."""

    between: re.Pattern[str]
    middle: re.Pattern[str]
    ending: re.Pattern[str]
    strict: re.Pattern[str]
    same_rank: re.Pattern[str]
    ranks: tuple[re.Pattern[str], ...]
    others: re.Pattern[str]
    general: frozenset[str]
    nothing: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberForms:
    """The parts of a cell that holds a number (patterns as text), and cells that hold none."""

    number: re.Pattern[str]
    bracketed_unit: re.Pattern[str]
    unit_line: re.Pattern[str]
    none: frozenset[str]


@dataclass(frozen=True, slots=True)
class GradeForms:
    """The grades of an evaluation."""

    grade: re.Pattern[str]
    longest: int
    none: frozenset[str]


@dataclass(frozen=True, slots=True)
class OutlineForms:
    """How a cell gives the number and the name of a goal, direction or measure.

    The patterns of ``numbered`` have the groups ``number`` and ``label``; ``levels`` gives for
    each level the pattern of a text that begins with a word for it.
    """

    numbered: tuple[re.Pattern[str], ...]
    part: re.Pattern[str]
    bullet: re.Pattern[str]
    letter: re.Pattern[str]
    levels: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class TitleForms:
    """What titles above a list tell: its strategy and its fiscal year."""

    edition: re.Pattern[str]
    year: re.Pattern[str]
    span: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Conventions:
    """All forms of project lists."""

    header: HeaderForms
    figures: FigureForms
    cells: CellForms
    departments: DepartmentForms
    numbers: NumberForms
    grades: GradeForms
    outline: OutlineForms
    title: TitleForms


@conventions_of("project_list.toml")
def conventions(data: dict[str, Any]) -> Conventions:
    """Return the conventions, compiled once."""
    nothing = frozenset(data["cells"]["nothing"])
    return Conventions(
        header=_header(data),
        figures=_figures(data["figures"]),
        cells=_cells(data["cells"], nothing),
        departments=_departments(data["departments"], nothing),
        numbers=_numbers(data["numbers"]),
        grades=GradeForms(re.compile(data["grades"]["grade"]), data["grades"]["longest"],
                          frozenset(data["grades"]["none"])),
        outline=_outline(data["outline"]),
        title=TitleForms(*(re.compile(data["title"][key]) for key in ("edition", "year", "span"))),
    )


def _header(data: dict[str, Any]) -> HeaderForms:
    header = data["header"]
    return HeaderForms(
        within=header["within"],
        dropped=re.compile(header["dropped"]),
        group=re.compile(header["group"]),
        plain=re.compile(header["plain"]),
        columns={name: tuple(words) for name, words in data["columns"].items()},
        patterns={name: re.compile(form) for name, form in data["heading_patterns"].items()},
        unread=frozenset(data["cells"]["unread"]))


def _figures(figures: dict[str, Any]) -> FigureForms:
    return FigureForms(
        nothing=re.compile(figures["nothing"]),
        dropped=re.compile(figures["dropped"]),
        stage=re.compile(figures["stage"]),
        roles={role: re.compile(figures[role]) for role in ROLES},
        class_mark=re.compile(figures["class_mark"]),
        marks=frozenset(figures["marks"]))


def _cells(cells: dict[str, Any], nothing: frozenset[str]) -> CellForms:
    return CellForms(
        ditto=frozenset(cells["ditto"]),
        nothing=nothing,
        unmarked=frozenset(cells["unmarked"]),
        cross_class=re.compile(cells["cross_class"]),
        cross_mark=re.compile(cells["cross_mark"], re.MULTILINE),
        cross_remark=re.compile(cells["cross_remark"]),
        home=re.compile(cells["home"]),
        total=re.compile(cells["total"]),
        note=re.compile(cells["note"]),
        bullet=re.compile(cells["bullet"]),
        item=re.compile(cells["item_number"]))


def _departments(forms: dict[str, Any], nothing: frozenset[str]) -> DepartmentForms:
    return DepartmentForms(
        between=re.compile(forms["between"]),
        middle=re.compile(forms["middle"]),
        ending=_endings(forms["suffixes"]),
        strict=re.compile(forms["before_middle"]),
        same_rank=_endings(forms["same_rank"]),
        ranks=tuple(_endings(words) for words in forms["ranks"]),
        others=re.compile(forms["others"]),
        general=frozenset(forms["general"]),
        nothing=nothing)


def _numbers(forms: dict[str, Any]) -> NumberForms:
    units = _longest(forms["units"])
    digits = r"(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,12})?"
    return NumberForms(
        number=re.compile(
            rf"{forms['before']}(?:(?P<sign>{forms['negative']})?(?P<number>{digits})"
            rf"|\((?P<bracketed>{digits})\))(?P<unit>{units})?(?P<rest>{forms['rest']})"),
        bracketed_unit=re.compile(rf"(?:単位:?)?({units})"),
        unit_line=re.compile(forms["unit_line"]),
        none=frozenset(forms["none"]))


def _outline(outline: dict[str, Any]) -> OutlineForms:
    return OutlineForms(
        numbered=_numbered(outline, outline["words"]),
        part=re.compile(outline["part"]),
        bullet=re.compile(outline["bullet"]),
        letter=re.compile(outline["letter"]),
        levels={level: re.compile(rf"[【\[(<]?\s*(?:{_longest(outline[f'{level}_words'])})"
                                  rf"\s*(?:{outline['number']}|[:：】\]])")
                for level in LEVELS})


def _numbered(outline: dict[str, str], words: list[str]) -> tuple[re.Pattern[str], ...]:
    number, letter, after = outline["number"], outline["letter"], outline["after"]
    label = r"(?P<label>.*)"
    return (
        re.compile(rf"[【\[(<]?(?:{_longest(words)})\s*[(]?(?P<number>{number})[)]?{after}*{label}"),
        re.compile(rf"[【\[(<]?(?:{_longest(words)})\s*(?P<number>{letter})(?:{after}+{label})?"),
        re.compile(rf"(?P<number>[①-⑳])\s*{label}"),
        re.compile(rf"[【\[(](?P<number>{number}|{letter})[】\])]\s*{label}"),
        re.compile(rf"(?P<number>{number}|{letter})(?:{after}+{label})?"),
    )


def _longest(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _endings(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_longest(words)})$")
