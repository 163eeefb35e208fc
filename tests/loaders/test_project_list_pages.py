"""Lists as ruled tables that run over pages: rows of several lines, headings repeated or not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.layout import Cell, Grid, Layout, Line
from loaders.project_list import looks_like_project_list, read_project_list, tables_of
from loaders.records import Municipality, Reading
from loaders.source import Source
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
HEADINGS = ("基本的方向", "事業名", "担当課", "R6予算額\n（千円）")


class Pages:
    """Lines and tables written one after another, as a reader of pages hands them on."""

    def __init__(self) -> None:
        self.parts: list[Line | Grid] = []
        self.lines: list[str] = []
        self.pages: list[int] = []

    def _line(self, page: int, text: str) -> Line:
        self.lines.append(text)
        self.pages.append(page)
        return Line(len(self.lines), text)

    def text(self, page: int, text: str) -> None:
        self.parts.append(self._line(page, text))

    def table(self, page: int, rows: Sequence[Sequence[str]], spans: Sequence[Cell] = ()) -> None:
        """Add a table; ``spans`` gives the size of the cells that are larger than one place."""
        sizes = {(cell.row, cell.column): cell for cell in spans}
        covered = {(cell.row + down, cell.column + right) for cell in spans
                   for down in range(cell.rows) for right in range(cell.columns)} - set(sizes)
        cells = []
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                place = number, column
                if place in covered:
                    continue
                size = sizes.get(place, Cell(number, column, 1, 1, ()))
                lines = tuple(self._line(page, line) for line in text.split("\n") if line)
                cells.append(Cell(number, column, size.rows, size.columns, lines))
        self.parts.append(Grid(page, tuple(cells)))

    def layout(self, aside: Sequence[str] = ()) -> Layout:
        margins = tuple(self._line(1, text) for text in aside)
        source = Source("一覧.pdf", "application/pdf", "0" * 64, "line", tuple(self.lines),
                        tuple(self.pages))
        return Layout(source, tuple(self.parts), (), margins)


def read(layout: Layout) -> Reading:
    tables = tables_of(layout)
    assert looks_like_project_list(tables)
    return read_project_list(tables, TOWN)


@pytest.mark.parametrize("repeated", [True, False])
def test_a_list_goes_on_over_the_page(repeated: bool) -> None:
    pages = Pages()
    pages.text(1, "基本目標１　しごと")
    pages.table(1, [HEADINGS, ("①そば", "高原そば\n産地づくり\n事業", "農政課", "1,200")])
    pages.text(2, "- 2 -")
    pages.table(2, [*([HEADINGS] if repeated else []),
                    ("", "めん羊事業", "畜産課\n企画課", "－"),
                    ("②星", "星空事業\n【再掲】", "観光課", "10")])

    reading = read(pages.layout(aside=["霧原町　資料３"]))

    assert [(each.listed_in, each.name, each.cross_listed, each.departments)
            for each in reading.listings] == [
        ("1-1", "高原そば産地づくり事業", False, ("農政課",)),
        ("1-1", "めん羊事業", False, ("畜産課", "企画課")),
        ("1-2", "星空事業", True, ("観光課",))]
    assert [(goal.notation, goal.label) for goal in reading.goals] == [("1", "しごと")]
    assert [(each.notation, each.label) for each in reading.directions] == [
        ("1-1", "そば"), ("1-2", "星")]
    assert [(int(each.value), each.unit, each.fiscal_year) for each in reading.figures] == [
        (1200, "千円", 2024), (10, "千円", 2024)]
    first, = reading.listings[0].passages
    assert first.page == 1
    assert first.exact == "①そば\n高原そば\n産地づくり\n事業\n農政課\n1,200"
    assert [passage.page for passage in reading.listings[2].passages] == [2]
    assert "unexplained" not in {entry.use for entry in reading.ledger}
    assert reading.warnings == ()


def test_cells_over_several_rows_and_a_goal_between_tables() -> None:
    pages = Pages()
    pages.text(1, "基本目標１　しごと")
    pages.table(1, [HEADINGS, ("①そば", "そば事業", "農政課", "5"), ("", "めん羊事業", "", "6")],
                [Cell(1, 0, 2, 1, ()), Cell(1, 2, 2, 1, ())])
    pages.text(2, "基本目標２　くらし")
    pages.table(2, [HEADINGS, ("①足", "バス事業", "企画課", "7")])

    reading = read(pages.layout())

    assert [(each.listed_in, each.name, each.departments) for each in reading.listings] == [
        ("1-1", "そば事業", ("農政課",)), ("1-1", "めん羊事業", ("農政課",)),
        ("2-1", "バス事業", ("企画課",))]


def test_a_table_of_another_kind_beside_the_list_is_passed_over() -> None:
    pages = Pages()
    pages.table(1, [("区分", "説明"), ("A", "順調"), ("B", "遅れ")])
    pages.text(1, "基本目標１　しごと")
    pages.table(1, [HEADINGS, ("①そば", "そば事業", "農政課", "5")])

    reading = read(pages.layout())

    assert [each.name for each in reading.listings] == ["そば事業"]
    assert ["no list of projects" in warning for warning in reading.warnings] == [True]


TEXTS = st.one_of(
    st.sampled_from(("", "基本目標", "基本的方向", "施策", "事業名", "担当課", "R5予算額（千円）",
                     "KPI", "目標値",
                     "評価", "区分", "基本目標１ 町", "①里", "1-2-ア 道", "木育推進事業【再掲】",
                     "小計", "※注",
                     "〃", "・木育事業\n・森の事業", "1,200", "▲5", "A", "再掲：1-1",
                     "森林課\n学校教育課")),
    st.text(max_size=6))


@st.composite
def grids(draw: st.DrawFn) -> list[list[list[str]]]:
    return draw(st.lists(st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=6),
                         min_size=1, max_size=3))


@settings(max_examples=300, deadline=None)
@given(grids(), st.lists(st.tuples(*[st.integers(0, 4)] * 2, *[st.integers(1, 4)] * 2),
                         max_size=3))
def test_any_tables_are_read_whole_or_refused(
    tables: list[list[list[str]]], sizes: list[tuple[int, int, int, int]]
) -> None:
    pages = Pages()
    for page, rows in enumerate(tables, start=1):
        spans: list[Cell] = []
        covered: set[tuple[int, int]] = set()
        for row, column, down, right in sizes:
            places = {(row + below, column + beside)
                      for below in range(down) for beside in range(right)}
            if covered.isdisjoint(places):
                covered |= places
                spans.append(Cell(row, column, down, right, ()))
        pages.text(page, "基本目標１　しごと")
        pages.table(page, rows, spans)
    layout = pages.layout()
    try:
        reading = read_project_list(tables_of(layout), TOWN)
    except DocumentError:
        return
    assert {entry.number for entry in reading.ledger} == set(range(1, len(pages.lines) + 1))
    assert all(each.name and each.listed_in and each.passages for each in reading.listings)
    assert all(figure.passages for figure in reading.figures)
    assert all(evaluation.passages for evaluation in reading.evaluations)
