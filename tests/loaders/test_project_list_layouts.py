"""A list drawn at random, laid out at random, reads back exactly: the truth is what was drawn."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.project_list import Tables, read_csv, read_project_list, tables_of
from loaders.records import ListingRef, Municipality, Reading
from loaders.sheet import read_workbook
from tests.loaders.workbooks import workbook

TOWN = Municipality("990001", "霧原町")
GOALS = ("高原のしごとをつくる", "町へ人を呼ぶ", "子育てを支える", "2040年の暮らしを守る")
DIRECTIONS = ("そばの里をひろげる", "星空を生かした観光", "「結婚・出産」の支援",
              "デマンドバスの充実")
PROJECTS = ("木育推進事業", "高原そば産地づくり事業", "星空案内人養成事業", "3R推進事業",
            "空き家・空き地バンク",
            "移住・定住相談会開催事業", "めん羊増頭支援事業（国補助）",
            "SDGs普及啓発プロジェクト", "再掲図書整理事業")
DEPARTMENTS = ("森林資源課", "農政課", "移住・定住推進室", "保健福祉センター", "教育委員会",
               "中央公民館")
UNITS = ("人", "件", "%", "ha")
GRADES = ("A", "B", "C", "D", "◎", "△", "順調", "－")
MARKS = ("【再掲】", "（再掲）", "［再掲］", "＜再掲＞", "※再掲", "\n【再掲】", "\n再掲")
Value = str | int | None


@dataclass(frozen=True)
class Row:
    """A project as drawn; place is (goal, direction) from 1."""

    goal: int
    direction: int
    name: str
    crossed: bool
    departments: tuple[str, ...]
    budget: int | None
    target: int | None
    unit: str
    grade: str


@dataclass(frozen=True)
class Layout:
    """How the list is printed. ``places`` is one of sections, merged, blank, repeated, ditto."""

    places: str
    numbers: Callable[[int, int], tuple[str, str]]
    cross: str
    mark: str
    joint: str
    two_rows: bool
    order: tuple[str, ...]
    unit_in: str
    amount: Callable[[int], Value]
    title: bool
    sums: bool
    note: bool


ROWS = st.lists(
    st.builds(Row, st.integers(1, 4), st.integers(1, 4), st.sampled_from(PROJECTS), st.booleans(),
              st.lists(st.sampled_from(DEPARTMENTS), max_size=3, unique=True).map(tuple),
              st.none() | st.integers(0, 10**7), st.none() | st.integers(0, 9999),
              st.sampled_from(UNITS), st.sampled_from(GRADES)),
    min_size=2, max_size=12, unique_by=lambda row: (row.goal, row.direction, row.name))
NUMBERS: tuple[Callable[[int, int], tuple[str, str]], ...] = (
    lambda goal, direction: (f"基本目標{goal}　", f"基本的方向{direction}　"),
    lambda goal, direction: (f"基本目標{'ⅠⅡⅢⅣ'[goal - 1]}　", f"{'①②③④'[direction - 1]}"),
    lambda goal, direction: (f"【基本目標{'１２３４'[goal - 1]}】",
                             f"（{'１２３４'[direction - 1]}）"),
    lambda goal, direction: (f"基本目標{goal}：", f"{goal}-{direction} "),
    lambda goal, direction: (f"基本目標{goal}\n", f"{goal}－{direction}　"),
)
AMOUNTS: tuple[Callable[[int], Value], ...] = (
    lambda amount: amount,
    lambda amount: f"{amount:,}",
    lambda amount: f"{amount:,}".translate(str.maketrans("0123456789,", "０１２３４５６７８９，")),
)
COLUMNS = ("name", "department", "cross", "budget", "indicator", "target", "grade")


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    order = list(draw(st.permutations(("department", "cross", "budget", "kpi", "grade"))))
    kpi = order.index("kpi")
    order[kpi: kpi + 1] = ["indicator", "unit", "target"]
    cross = draw(st.sampled_from(("name", "before", "column", "class")))
    return Layout(
        draw(st.sampled_from(("sections", "merged", "blank", "repeated", "ditto"))),
        draw(st.sampled_from(NUMBERS)), cross, draw(st.sampled_from(MARKS)),
        draw(st.sampled_from(("、", "\n", "／", ", ", "・"))), draw(st.booleans()),
        ("name", *(each for each in order if each != "cross" or cross in ("column", "class"))),
        draw(st.sampled_from(("heading", "line", "cell"))), draw(st.sampled_from(AMOUNTS)),
        draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))


class Sheet:
    """The rows of a layout and the ranges that it merges (rows and columns from 1)."""

    def __init__(self, rows: list[Row], layout: Layout) -> None:
        self.layout = layout
        self.cells: list[list[Value]] = []
        self.merged: list[str] = []
        self.drawn = sorted(rows, key=lambda row: (row.goal, row.direction))
        self.places = [] if layout.places == "sections" else ["goal", "direction"]
        self.columns = [*self.places, *layout.order]
        self.write()

    def write(self) -> None:
        if self.layout.title:
            self.cells.append(["第２期霧原町総合戦略　事業一覧"])
        if self.layout.unit_in == "line":
            self.cells.append([*[None] * (len(self.columns) - 1), "（単位：千円）"])
        self.header()
        for goal, of_goal in groupby(self.drawn, lambda row: row.goal):
            self.section(self.label(goal, 1)[0])
            top = len(self.cells) + 1
            for direction, of_direction in groupby(of_goal, lambda row: row.direction):
                self.section(self.label(goal, direction)[1])
                upper = len(self.cells) + 1
                for number, row in enumerate(of_direction):
                    opens = len(self.cells) + 1 == top
                    self.project(row, opens=opens, begins=number == 0)
                self.merge("direction", upper)
            self.merge("goal", top)
            if self.layout.sums:
                self.total(f"基本目標{goal}　小計")
        if self.layout.note:
            self.cells += [[None], ["※予算額は当初予算です。"]]

    def label(self, goal: int, direction: int) -> tuple[str, str]:
        first, second = self.layout.numbers(goal, direction)
        return first + GOALS[goal - 1], second + DIRECTIONS[direction - 1]

    def section(self, text: str) -> None:
        if self.layout.places == "sections":
            self.cells.append([text])
            self.merged.append(self.area(len(self.cells), 1, len(self.cells), len(self.columns)))

    def merge(self, column: str, first: int) -> None:
        if self.layout.places == "merged" and len(self.cells) > first:
            place = self.columns.index(column) + 1
            self.merged.append(self.area(first, place, len(self.cells), place))

    @staticmethod
    def area(first: int, left: int, last: int, right: int) -> str:
        return f"{chr(64 + left)}{first}:{chr(64 + right)}{last}"

    def header(self) -> None:
        unit = "（千円）" if self.layout.unit_in == "heading" else ""
        names = {"goal": "基本目標", "direction": "基本的方向", "name": "事業名",
                 "department": "担当課",
                 "cross": "再掲" if self.layout.cross == "column" else "区分",
                 "budget": f"R6予算額{unit}", "indicator": "指標名", "unit": "単位",
                 "target": "目標値（R8）", "grade": "令和5年度評価"}
        upper: list[Value] = [names[column] for column in self.columns]
        self.cells.append(upper)
        if not self.layout.two_rows:
            return
        lower: list[Value] = [None] * len(self.columns)
        first = self.columns.index("indicator")
        lower[first: first + 3] = upper[first: first + 3]
        upper[first: first + 3] = ["KPI", None, None]
        budget = self.columns.index("budget")
        upper[budget], lower[budget] = f"予算額{unit}", "R6"
        self.cells.append(lower)
        number = len(self.cells)
        self.merged.append(self.area(number - 1, first + 1, number - 1, first + 3))
        self.merged += [self.area(number - 1, place, number, place)
                        for place, text in enumerate(lower, start=1) if text is None]

    def project(self, row: Row, *, opens: bool, begins: bool) -> None:
        layout = self.layout
        goal, direction = self.label(row.goal, row.direction)
        again = {"repeated": (goal, direction), "ditto": ("〃", "同上")}.get(
            layout.places, (None, None))
        name = row.name
        if row.crossed and layout.cross == "name":
            name += layout.mark
        elif row.crossed and layout.cross == "before":
            name = "（再掲）" + name
        budget: Value = None if row.budget is None else layout.amount(row.budget)
        if budget is not None and layout.unit_in == "cell":
            budget = f"{budget}千円"
        cross = {"column": "○", "class": "継続（再掲）"}.get(layout.cross)
        values: dict[str, Value] = {
            "goal": goal if opens else again[0], "direction": direction if begins else again[1],
            "name": name, "department": layout.joint.join(row.departments) or None,
            "cross": cross if row.crossed else "新規" if layout.cross == "class" else None,
            "budget": budget, "indicator": None if row.target is None else "参加者数・延べ",
            "unit": None if row.target is None else row.unit, "target": row.target,
            "grade": row.grade}
        self.cells.append([values[column] for column in self.columns])

    def total(self, text: str) -> None:
        cells: list[Value] = [None] * len(self.columns)
        cells[0], cells[self.columns.index("budget")] = text, 12345
        self.cells.append(cells)


def expected_listings(sheet: Sheet) -> Counter[tuple[str, str, bool, tuple[str, ...]]]:
    return Counter((f"{row.goal}-{row.direction}", row.name, row.crossed, row.departments)
                   for row in sheet.drawn)


def expected_figures(sheet: Sheet) -> Iterator[tuple[str, str, Decimal, str, int, str]]:
    for row in sheet.drawn:
        if row.budget is not None:
            yield row.name, "予算額", Decimal(row.budget), "千円", 2024, "Budget"
        if row.target is not None:
            yield row.name, "参加者数・延べ", Decimal(row.target), row.unit, 2026, "Target"


def hold(reading: Reading, sheet: Sheet) -> None:
    """What was read is what was drawn, no more and no less."""
    assert Counter((each.listed_in, each.name, each.cross_listed, each.departments)
                   for each in reading.listings) == expected_listings(sheet)
    assert {(goal.notation, goal.label) for goal in reading.goals} == {
        (str(row.goal), GOALS[row.goal - 1]) for row in sheet.drawn}
    assert {(each.notation, each.label) for each in reading.directions} == {
        (f"{row.goal}-{row.direction}", DIRECTIONS[row.direction - 1]) for row in sheet.drawn}
    assert Counter((name_of(each.within), each.label, each.value, each.unit, each.fiscal_year,
                    each.kind.value) for each in reading.figures) == Counter(
        expected_figures(sheet))
    assert Counter((name_of(each.within), each.grade, each.fiscal_year)
                   for each in reading.evaluations) == Counter(
        (row.name, row.grade, 2023) for row in sheet.drawn if row.grade != "－")
    assert reading.warnings == ()
    assert {entry.use for entry in reading.ledger} <= {
        "skipped", "Goal", "Direction", "Listing", "Department", "Strategy", "Figure",
        "Evaluation"}


def name_of(within: object) -> str:
    assert isinstance(within, ListingRef)
    return within.name


@settings(max_examples=150, deadline=None)
@given(ROWS, layouts())
def test_what_is_laid_out_in_a_sheet_is_read(rows: list[Row], layout: Layout) -> None:
    sheet = Sheet(rows, layout)

    hold(read_project_list(sheet_tables(sheet), TOWN), sheet)


def sheet_tables(sheet: Sheet) -> Tables:
    return tables_of(read_workbook("一覧.xlsx", workbook(sheet.cells, sheet.merged)))


@settings(max_examples=150, deadline=None)
@given(ROWS, layouts(), st.sampled_from(("utf-8", "utf-8-sig", "cp932", "utf-16")),
       st.sampled_from((",", "\t", ";")), st.sampled_from(("\n", "\r\n", "\r")))
def test_what_is_saved_as_csv_is_read(
    rows: list[Row], layout: Layout, encoding: str, delimiter: str, end: str
) -> None:
    sheet = Sheet(rows, layout)
    width = len(sheet.columns)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([*cells, *[None] * (width - len(cells))] for cells in sheet.cells)
    data = stream.getvalue().encode(encoding)

    hold(read_project_list(read_csv("一覧.csv", data), TOWN), sheet)
