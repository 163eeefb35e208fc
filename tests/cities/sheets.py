"""A city's 事業一覧 as a sheet: XLSX with what people do to sheets, and CSV in four encodings."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import chain
from random import Random

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.cities import marks
from tests.cities.layouts import JOINTS, Layout, draw
from tests.cities.truth import City, Entry, Listing

ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "utf-16")
Value = str | int | None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The choices of a sheet. ``places``: goal and direction "merged" over their rows, printed
    once ("filled down" by the eye) or "repeated"; ``cross``: the mark stands in the "class" column,
    behind the "name" or in a "column" of its own; ``amounts``: numbers, "text" with commas, or
    text in full-width digits ("wide")."""

    seed: int
    print: Layout
    measures: bool
    places: str
    header: str
    cross: str
    amounts: str
    numbered: bool
    title: bool
    subtotals: bool
    notes: bool
    hidden: bool
    broken_names: bool
    joint: str

    def __str__(self) -> str:
        """Name the choices that matter most to a reader."""
        return (f"sheet {self.seed}: places {self.places}, header {self.header}, "
                f"cross {self.cross}, amounts {self.amounts}, "
                f"{'measures, ' if self.measures else ''}"
                f"{'subtotals, ' if self.subtotals else ''}{'notes' if self.notes else ''}")


def draw_sheet(seed: int) -> SheetLayout:
    """Return the sheet layout of ``seed``."""
    random = Random(f"sheet {seed}")

    def yes(share: float) -> bool:
        return random.random() < share

    return SheetLayout(
        seed, draw(seed), yes(0.5), random.choice(("merged", "filled down", "repeated")),
        random.choice(("one", "two")), random.choice(("class", "name", "column")),
        random.choice(("number", "number", "text", "wide")), yes(0.6), yes(0.7), yes(0.4),
        yes(0.5), yes(0.4), yes(0.3), random.choice(JOINTS[:4]))


def xlsx(city: City, layout: SheetLayout) -> bytes:
    """Return the list as an XLSX file."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "事業一覧"
    table = SheetTable(city, layout)
    for row in table.rows():
        sheet.append(row)
    for place, formula in table.formulas.items():
        sheet[place] = formula
    if layout.places == "merged":
        for first, last, column in table.merged:
            if last > first:
                sheet.merge_cells(start_row=first, end_row=last, start_column=column,
                                  end_column=column)
    for first, last, left, right in table.merged_header:
        sheet.merge_cells(start_row=first, end_row=last, start_column=left, end_column=right)
    if layout.hidden:
        draft = book.create_sheet("検討用")
        draft.append(["事業名", "担当課"])
        draft.append(["取りやめた構想調査事業", "どこかの課"])
        draft.sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_bytes(city: City, layout: SheetLayout, encoding: str) -> bytes:
    """Return the list as a CSV file, its rows filled up as spreadsheet programs do."""
    stream = StringIO()
    rows = list(SheetTable(city, layout).rows())
    width = max(map(len, rows))
    csv.writer(stream, lineterminator="\r\n").writerows(
        [*row, *[None] * (width - len(row))] for row in rows)
    return stream.getvalue().encode(encoding)


class SheetTable:
    """The rows of the sheet, and which cells are merged (rows and columns from 1)."""

    def __init__(self, city: City, layout: SheetLayout) -> None:
        self.city, self.layout = city, layout
        self.merged: list[tuple[int, int, int]] = []
        self.merged_header: list[tuple[int, int, int, int]] = []
        self.formulas: dict[str, str] = {}
        self.height = 0
        self.first_header = 3 if layout.title else 1
        self.first_body = self.first_header + (2 if layout.header == "two" else 1)

    def rows(self) -> Iterator[list[Value]]:
        """Yield every row of the sheet."""
        for row in chain(self._title(), self._header(), self._body(), self._notes()):
            self.height += 1
            yield row

    def _title(self) -> Iterator[list[Value]]:
        if self.layout.title:
            name = f"第{marks.wide(self.city.edition)}期{self.city.strategy}　事業一覧"
            yield [name]
            yield [None, None, "（単位：千円）"]

    def kinds(self) -> list[str]:
        """Return what stands in each column."""
        layout = self.layout
        kinds = ["number"] if layout.numbered else []
        kinds += ["goal", "direction", *(["measure"] if layout.measures else []), "name"]
        kinds += ["cross"] if layout.cross == "column" else []
        return [*kinds, "department", "class", "earlier", "later", "indicator", "unit", "target",
                "actual", "evaluation"]

    def _header(self) -> Iterator[list[Value]]:
        year = self.city.year - 2018
        kinds = self.kinds()
        two = self.layout.header == "two"
        names = {
            "number": "No.", "goal": "基本目標", "direction": "基本的方向", "measure": "施策",
            "name": "事業名", "cross": "再掲", "class": "区分", "evaluation": "評価",
            "department": self.layout.print.department_column,
            "earlier": f"令和{year}年度" if two else f"R{year}予算額（千円）",
            "later": f"令和{year + 1}年度" if two else f"R{year + 1}予算額（千円）",
            "indicator": "指標名" if two else "KPI（指標）", "unit": "単位",
            "target": "目標値" if two else f"R{year}目標値",
            "actual": "実績値" if two else f"R{year}実績値",
        }
        if not two:
            yield [names[kind] for kind in kinds]
            return
        budget, indicator = kinds.index("earlier") + 1, kinds.index("indicator") + 1
        first = self.first_header
        self.merged_header = [(first, first, budget, budget + 1),
                              (first, first, indicator, indicator + 3)]
        self.merged_header += [
            (first, first + 1, number, number) for number in range(1, len(kinds) + 1)
            if number not in range(budget, budget + 2)
            and number not in range(indicator, indicator + 4)
        ]
        above: list[Value] = [names[kind] for kind in kinds]
        below: list[Value] = [None] * len(kinds)
        for start, count, title in ((budget, 2, "予算額（千円）"),
                                    (indicator, 4, f"重要業績評価指標（KPI）令和{year}年度")):
            for number in range(start - 1, start - 1 + count):
                below[number], above[number] = above[number], None
            above[start - 1] = title
        yield above
        yield below

    def _body(self) -> Iterator[list[Value]]:
        entries = iter(self.city.entries)
        kinds = self.kinds()
        number = 0
        for first, goal in enumerate(self.city.goals, start=1):
            goal_top = self.height + 1
            for second, direction in enumerate(goal.directions, start=1):
                top, measure_top, seen = self.height + 1, self.height + 1, 0
                for index, listing in enumerate(direction.listings):
                    number += 1
                    if listing.measure != seen:
                        self._merge("measure", measure_top, self.height, kinds)
                        measure_top = self.height + 1
                    opens = {"goal": index == 0 and second == 1, "direction": index == 0,
                             "measure": index == 0 or listing.measure != seen}
                    seen = listing.measure
                    yield self._row((first, second), listing, next(entries), number, opens)
                self._merge("measure", measure_top, self.height, kinds)
                self._merge("direction", top, self.height, kinds)
            self._merge("goal", goal_top, self.height, kinds)
            if self.layout.subtotals:
                yield self._sum("小計", first, goal_top)
        if self.layout.subtotals:
            yield self._sum("合計", None, self.first_body)

    def _merge(self, kind: str, first: int, last: int, kinds: list[str]) -> None:
        if kind in kinds:
            self.merged.append((first, last, kinds.index(kind) + 1))

    def _row(self, place: tuple[int, int], listing: Listing, entry: Entry, number: int,
             opens: dict[str, bool]) -> list[Value]:
        layout, print_ = self.layout, self.layout.print
        goal = self.city.goals[place[0] - 1]
        direction = goal.directions[place[1] - 1]
        name = listing.name
        if layout.broken_names and len(name) > 14:
            name = name[:10] + "\n" + name[10:]
        if listing.cross and layout.cross == "name":
            name += print_.cross
        measure = direction.measures[listing.measure]
        kind = entry.kind if layout.cross == "class" or not listing.cross else "継続"
        values: dict[str, Value] = {
            "number": number, "name": name, "class": kind,
            "goal": marks.goal_line(print_, place[0], goal.label),
            "direction": marks.direction_line(print_, *place, direction.label),
            "measure": marks.measure_line(print_, *place, listing.measure + 1, measure.label),
            "cross": "○" if listing.cross else None,
            "department": layout.joint.join(listing.departments),
            "earlier": self._amount(entry.budgets[0]), "later": self._amount(entry.budgets[1]),
            "indicator": entry.indicator, "unit": entry.unit, "target": entry.target,
            "actual": entry.actual, "evaluation": entry.evaluation,
        }
        for kind_, here in opens.items():
            if layout.places != "repeated" and not here:
                values[kind_] = None
        return [values[kind_] for kind_ in self.kinds()]

    def _amount(self, amount: int) -> Value:
        if self.layout.amounts == "number":
            return amount
        text = f"{amount:,}"
        return text if self.layout.amounts == "text" else text.translate(marks.WIDE)

    def _sum(self, label: str, goal: int | None, first: int) -> list[Value]:
        """Return the row of a sum; in a file of a spreadsheet program it is a formula."""
        counted = [entry for entry in self.city.entries if goal in (None, entry.goal)]
        row: list[Value] = [None] * len(self.kinds())
        row[self.kinds().index("goal")] = label
        for number, kind in enumerate(("earlier", "later")):
            column = self.kinds().index(kind)
            row[column] = self._amount(sum(entry.budgets[number] for entry in counted))
            letter = get_column_letter(column + 1)
            self.formulas[f"{letter}{self.height + 1}"] = (
                f"=SUM({letter}{first}:{letter}{self.height})")
        return row

    def _notes(self) -> Iterator[list[Value]]:
        if self.layout.notes:
            yield []
            yield ["※予算額は当初予算額です。"]
            yield ["※再掲の事業の予算額は、それぞれの欄に記載しています。"]
