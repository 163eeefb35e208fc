"""Figures and evaluations that stand in the columns of a list beside its projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.flat import flat, on_one_line
from loaders.project_list.amounts import Amount, amount_in, is_nothing, unit_in
from loaders.project_list.columns import Header
from loaders.project_list.conventions import Conventions
from loaders.project_list.figure_columns import FigureColumn
from loaders.project_list.table import Row, Table, Tables
from loaders.project_list.years import fiscal_year_in
from loaders.records import Evaluation, Figure, FigureKind, ListingRef

KINDS = {"budget": FigureKind.BUDGET, "settlement": FigureKind.SETTLEMENT,
         "baseline": FigureKind.BASELINE, "target": FigureKind.TARGET,
         "actual": FigureKind.ACTUAL}
MONEY = ("budget", "settlement")
OF_THE_YEAR = ("budget", "settlement", "actual", "evaluation")
"""What is of the year of the list where no other year is told; a target seldom is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a table as a whole: the year and the unit of money that its titles tell."""

    fiscal_year: int | None
    money: str


class FigureBook:
    """Collects the figures and evaluations of one document, and what it could not read."""

    def __init__(self, tables: Tables, forms: Conventions) -> None:
        self._tables = tables
        self._forms = forms
        self.figures: list[Figure] = []
        self.evaluations: list[Evaluation] = []
        self._unread: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._unitless: Counter[tuple[str, str]] = Counter()
        self._indicators: dict[int, str] = {}

    def begin(self) -> None:
        """Forget the KPI names of the project before."""
        self._indicators.clear()

    def add(
        self, table: Table, header: Header, row: Row, within: ListingRef, standing: Standing,
        *, further: bool = False,
    ) -> None:
        """Note the figures and evaluations of ``row``, which stands for the listing ``within``.

        Money in a ``further`` row of a project may be a part of that above: it counts only where
        the row tells a year of its own.
        """
        of_a_year = any(row.cell(column).strip() for column in header.fields.get("year", ()))
        for each in header.figures:
            if each.column in row.held and each.role != "indicator":
                continue
            cell = row.cell(each.column)
            if each.role == "indicator":
                self._indicators[each.column] = cell if cell.strip() else self._indicators.get(
                    each.column, "")
            elif each.role == "evaluation":
                self._evaluate(table, each, row, within, standing)
            elif each.role in KINDS and not is_nothing(cell, self._forms.numbers):
                if further and each.role in MONEY and not of_a_year:
                    self._skip(table, each, row)
                    continue
                self._figure(table, each, row, within, standing, header)

    def warnings(self) -> Iterator[str]:
        """Yield what was in the columns and could not be read, one line for each column."""
        for (name, heading), cells in self._unread.items():
            number, text = cells[0]
            yield (f"{name}, row {number}: nothing is read from {len(cells)} cells of the column "
                   f"{heading} that hold more or other than it tells (first: 「{text}」)")
        for (name, heading), _ in self._unitless.items():
            yield f"{name}: no unit is told for the column {heading}"

    def _evaluate(
        self, table: Table, each: FigureColumn, row: Row, within: ListingRef, standing: Standing
    ) -> None:
        forms, printed = self._forms.grades, on_one_line(row.cell(each.column)).strip()
        plain = flat(printed)
        if not plain or plain in forms.none:
            return
        if len(plain) > forms.longest or not forms.grade.fullmatch(plain):
            self._skip(table, each, row)
            return
        year = self._year(each, row, None, standing)
        self.evaluations.append(Evaluation(
            within, each.label, printed, year, self._tables.passages(row.lines)))

    def _figure(
        self, table: Table, each: FigureColumn, row: Row, within: ListingRef, standing: Standing,
        header: Header,
    ) -> None:
        names = self._names(each, row, header)
        values = _lines(row.cell(each.column)) if len(names) > 1 else [row.cell(each.column)]
        units = _lines(row.cell(each.unit)) if each.unit is not None else [""]
        if len(values) != len(names):
            self._skip(table, each, row)
            return
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            amount = amount_in(value, self._forms.numbers)
            if amount is not None:
                unit = self._unit(each, amount, units[min(place, len(units) - 1)]
                                  if units else "", name, standing)
                if not unit:
                    self._unitless[table.name, each.heading.shown] += 1
                self.figures.append(Figure(
                    within, name or each.label, amount.value, unit,
                    self._year(each, row, amount, standing, header), KINDS[each.role],
                    self._tables.passages(row.lines)))
            elif not is_nothing(value, self._forms.numbers):
                self._skip(table, each, row)

    def _names(self, each: FigureColumn, row: Row, header: Header) -> list[str]:
        """Return the names of the KPIs in the row; one for each line where the values, too, stand
        in as many lines."""
        if each.indicator is None:
            return [""]
        printed = row.cell(each.indicator) or self._indicators.get(each.indicator, "")
        lines = _lines(printed)
        beside = [len(_lines(row.cell(other.column))) for other in header.figures
                  if other.indicator == each.indicator and row.cell(other.column).strip()]
        if len(lines) > 1 and beside and all(count == len(lines) for count in beside):
            return lines
        return ["".join(part.strip() for part in printed.splitlines())]

    def _unit(
        self, each: FigureColumn, amount: Amount, in_column: str, name: str, standing: Standing
    ) -> str:
        headings = " ".join(each.heading.printed)
        of_money = standing.money if each.role in MONEY else ""
        named = unit_in(name, self._forms.numbers)
        column = flat(in_column).strip()
        if column in self._forms.cells.nothing:
            column = ""
        return (amount.unit or column or unit_in(headings, self._forms.numbers) or named
                or of_money)

    def _year(
        self, each: FigureColumn, row: Row, amount: Amount | None, standing: Standing,
        header: Header | None = None,
    ) -> int | None:
        if amount is not None and amount.fiscal_year is not None:
            return amount.fiscal_year
        of_row = header.fields.get("year", ()) if header else ()
        for found in (each.fiscal_year,
                      *(fiscal_year_in(row.cell(column)) for column in of_row)):
            if found is not None:
                return found
        return standing.fiscal_year if each.role in OF_THE_YEAR else None

    def _skip(self, table: Table, each: FigureColumn, row: Row) -> None:
        cell = on_one_line(row.cell(each.column)).strip()
        self._unread.setdefault((table.name, each.heading.shown), []).append(
            (row.number, cell if len(cell) <= 24 else f"{cell[:24]}…"))


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]
