"""What columns of figures hold: told from the headings above them, which may stand in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.flat import on_one_line
from loaders.project_list.conventions import Conventions, FigureForms
from loaders.project_list.years import fiscal_year_in

NAMED, CLASS_MARK = ("indicator", "indicator_unit"), "class_mark"


@dataclass(frozen=True, slots=True)
class Heading:
    """What heads one column: the printed texts from the upper to the lower row, and the same
    without white space and brackets, each once."""

    column: int
    printed: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.plain)

    @property
    def names(self) -> tuple[str, ...]:
        """What the column may be called, the most telling first."""
        return tuple(dict.fromkeys((self.joined, *self.plain[-1:])))

    @property
    def fiscal_year(self) -> int | None:
        years = (fiscal_year_in(text) for text in reversed(self.printed))
        return next((year for year in years if year is not None), None)

    @property
    def shown(self) -> str:
        return " ".join(on_one_line(text).strip() for text in self.printed)


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures, KPI names, evaluations or marks; ``role`` is one of ROLES or CLASS_MARK.

    ``indicator`` and ``unit`` are the columns that name the KPI and its unit, where there are any.
    """

    heading: Heading
    role: str
    label: str
    fiscal_year: int | None
    indicator: int | None = None
    unit: int | None = None

    @property
    def column(self) -> int:
        return self.heading.column


def figure_columns(headings: Sequence[Heading], forms: Conventions) -> tuple[FigureColumn, ...]:
    """Return the columns that hold figures, KPI names, evaluations or marks of a class."""
    found = []
    for heading in headings:
        role = role_of(heading.plain, forms.figures)
        if role in NAMED and heading.fiscal_year is not None and len(heading.plain) > 1:
            role = "actual" if not forms.figures.dropped.sub("", heading.plain[-1]) else role
        if role:
            found.append(FigureColumn(heading, role, _label(heading, forms.figures),
                                      heading.fiscal_year))
    return tuple(found)


def role_of(plain: tuple[str, ...], forms: FigureForms) -> str:
    """Return what a column under these headings holds: told by all of them, or by the upper ones
    where the lowest is no more than a year or a stage of the budget."""
    bare = [forms.dropped.sub("", text) for text in plain]
    lowest, upper = bare[-1], "".join(bare[:-1])
    if any(forms.nothing.search(text) for text in plain):
        return ""
    if forms.class_mark.match(lowest):
        return CLASS_MARK
    stage = not lowest or bool(forms.stage.fullmatch(lowest))
    texts = (upper, lowest) if stage else (lowest, upper + lowest)
    return next((role for text in texts if (role := _told_role(text, forms))), "")


def _told_role(text: str, forms: FigureForms) -> str:
    roles = (role for role, pattern in forms.roles.items() if pattern.search(text))
    return next(roles, "") if text else ""


def _label(heading: Heading, forms: FigureForms) -> str:
    """Return the heading without years: what a figure is called that no KPI name stands beside.
    The lowest heading does where it alone tells what the column holds."""
    bare = [forms.dropped.sub("", text) for text in heading.plain]
    alone = not forms.stage.fullmatch(bare[-1]) and _told_role(bare[-1], forms)
    return bare[-1] if alone else " ".join(filter(None, bare))


def tied(columns: tuple[FigureColumn, ...]) -> tuple[FigureColumn, ...]:
    """Tie each column of KPI values to the nearest column of names to its left, or the only one,
    and to the unit that stands between that one and the next."""
    names = [each.column for each in columns if each.role == "indicator"]
    units = [each.column for each in columns if each.role == "indicator_unit"]
    tied = []
    for each in columns:
        if each.role in ("baseline", "target", "actual"):
            indicator = max((name for name in names if name < each.column), default=None)
            if indicator is None and len(names) == 1:
                indicator = names[0]
            following = min((name for name in names if indicator is not None and name > indicator),
                            default=None)
            unit = next((unit for unit in units if (indicator is None or unit > indicator)
                         and (following is None or unit < following)), None)
            if unit is None and len(units) == 1:
                unit = units[0]
            each = replace(each, indicator=indicator, unit=unit)
        tied.append(each)
    return tuple(tied)
