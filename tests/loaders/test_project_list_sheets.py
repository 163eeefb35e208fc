"""Sheets as municipalities lay them out, form by form; every expected value is what a person reads
in the sheet above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from loaders.ledger import UNEXPLAINED
from loaders.project_list import looks_like_project_list, read_project_list, tables_of
from loaders.records import ListingRef, Municipality, Reading
from loaders.sheet import read_workbook
from tests.loaders.workbooks import Cells, workbook

TOWN = Municipality("990001", "霧原町")
N = None

ListingRow = tuple[str, str, bool, tuple[str, ...]]
"""listed_in, name, cross_listed, departments."""
FigureRow = tuple[str, str, str, str, int | None, str]
"""Project, label, value, unit, fiscal year, kind."""
EvaluationRow = tuple[str, str, str, int | None]
"""Project, label, grade, fiscal year."""


@dataclass(frozen=True)
class Case:
    form: str
    rows: Cells
    listings: tuple[ListingRow, ...]
    merged: Sequence[str] = ()
    title: str = "一覧"
    further: Sequence[tuple[str, Cells, Sequence[str]]] = ()
    outline: tuple[tuple[str, str], ...] = ()
    figures: tuple[FigureRow, ...] = ()
    evaluations: tuple[EvaluationRow, ...] = ()
    warned: tuple[str, ...] = field(default=())


CASES = (
    Case("goal and direction as rows across the sheet; sums and notes; several KPIs of a project",
         [["第２期霧原町総合戦略　令和６年度 事業一覧"],
          [N, N, N, N, N, N, "（単位：千円）"],
          ["No", "事業名", "担当課", "予算額", N, "KPI", N, N, N],
          [N, N, N, "R5決算", "R6当初", "指標名", "単位", "目標値(R6)", "実績値(R5)"],
          ["基本目標１　高原のしごとをつくる"],
          ["（１）そばの里"],
          [1, "高原そば産地づくり事業", "農政畜産課", "1,234", 1500, "作付面積", "ha", 120, 98.5],
          [N, N, N, N, N, "新規就農者数", "人", "５", "３人"],
          [2, "薬草栽培実証事業（再掲：2-1）", "農政畜産課、企画課", "－", "皆増", "試験区",
           "区画", 3, "未定"],
          [N, "小　計", N, 1234, 1500],
          ["（２）星空の観光"],
          [3, "星空案内人養成事業", "観光課", "▲5", 0, "養成数", "人", 10, N],
          ["基本目標１　計", N, N, 1229, 1500],
          ["基本目標２　支え合う町"],
          ["（１）暮らしの足"],
          [4, "薬草栽培実証事業", "農政畜産課", 100, 200, "利用者数", "人", 1000, 900],
          ["※ 千円未満は四捨五入"],
          ["注）再掲を除く"]],
         (("1-1", "高原そば産地づくり事業", False, ("農政畜産課",)),
          ("1-1", "薬草栽培実証事業", True, ("農政畜産課", "企画課")),
          ("1-2", "星空案内人養成事業", False, ("観光課",)),
          ("2-1", "薬草栽培実証事業", False, ("農政畜産課",))),
         merged=["A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:I3", "A5:I5", "A6:I6", "A7:A8",
                 "B7:B8", "C7:C8", "D7:D8", "E7:E8", "A11:I11", "A14:I14", "A15:I15"],
         outline=(("1", "高原のしごとをつくる"), ("2", "支え合う町"), ("1-1", "そばの里"),
                  ("1-2", "星空の観光"), ("2-1", "暮らしの足")),
         figures=(("高原そば産地づくり事業", "決算", "1234", "千円", 2023, "Settlement"),
                  ("高原そば産地づくり事業", "予算額 当初", "1500", "千円", 2024, "Budget"),
                  ("高原そば産地づくり事業", "作付面積", "120", "ha", 2024, "Target"),
                  ("高原そば産地づくり事業", "作付面積", "98.5", "ha", 2023, "Actual"),
                  ("高原そば産地づくり事業", "新規就農者数", "5", "人", 2024, "Target"),
                  ("高原そば産地づくり事業", "新規就農者数", "3", "人", 2023, "Actual"),
                  ("薬草栽培実証事業", "試験区", "3", "区画", 2024, "Target"),
                  ("星空案内人養成事業", "決算", "-5", "千円", 2023, "Settlement"),
                  ("星空案内人養成事業", "予算額 当初", "0", "千円", 2024, "Budget"),
                  ("星空案内人養成事業", "養成数", "10", "人", 2024, "Target"),
                  ("薬草栽培実証事業", "決算", "100", "千円", 2023, "Settlement"),
                  ("薬草栽培実証事業", "予算額 当初", "200", "千円", 2024, "Budget"),
                  ("薬草栽培実証事業", "利用者数", "1000", "人", 2024, "Target"),
                  ("薬草栽培実証事業", "利用者数", "900", "人", 2023, "Actual"))),
    Case("number and name under one heading; years over money; columns of marks; 部 over 課",
         [["基本目標", N, "基本的方向", N, "事業名", N, "担当部署", "令和5年度", N, "令和6年度", N,
           "評価", "新規", "継続", "備考"],
          [N, N, N, N, N, N, N, "予算（千円）", "決算（千円）", "予算（千円）", "KPI達成状況"],
          ["Ⅰ", "しごと", "①", "そば", 1, "高原そば産地づくり事業", "建設部 土木課", 10, 9, 11,
           "達成",
           "Ａ", N, "○"],
          [N, N, N, N, 2, "薬草栽培実証事業", "企画課\n子ども・子育て課", 20, "(5)", 0, "－",
           "B（概ね順調）", "○", N, "再掲"],
          ["Ⅱ", "くらし", "①", "足", 3, "バス運行事業", "〃", 20, N, N, "未達成", "◎", N, "○"]],
         (("1-1", "高原そば産地づくり事業", False, ("建設部土木課",)),
          ("1-1", "薬草栽培実証事業", True, ("企画課", "子ども・子育て課")),
          ("2-1", "バス運行事業", False, ("企画課", "子ども・子育て課"))),
         merged=["A1:B2", "C1:D2", "E1:F2", "G1:G2", "H1:I1", "J1:K1", "L1:L2", "M1:M2", "N1:N2",
                 "O1:O2", "A3:A4", "B3:B4", "C3:C4", "D3:D4"],
         outline=(("1", "しごと"), ("2", "くらし"), ("1-1", "そば"), ("2-1", "足")),
         figures=(("高原そば産地づくり事業", "予算", "10", "千円", 2023, "Budget"),
                  ("高原そば産地づくり事業", "決算", "9", "千円", 2023, "Settlement"),
                  ("高原そば産地づくり事業", "予算", "11", "千円", 2024, "Budget"),
                  ("薬草栽培実証事業", "予算", "20", "千円", 2023, "Budget"),
                  ("薬草栽培実証事業", "決算", "-5", "千円", 2023, "Settlement"),
                  ("薬草栽培実証事業", "予算", "0", "千円", 2024, "Budget"),
                  ("バス運行事業", "予算", "20", "千円", 2023, "Budget")),
         evaluations=(("高原そば産地づくり事業", "KPI達成状況", "達成", 2024),
                      ("高原そば産地づくり事業", "評価", "Ａ", N),
                      ("薬草栽培実証事業", "評価", "B（概ね順調）", N),
                      ("バス運行事業", "KPI達成状況", "未達成", 2024),
                      ("バス運行事業", "評価", "◎", N))),
    Case("a sheet for each goal, a cover and a legend; the goal from the title or the sheet's name",
         [["第2期霧原町総合戦略"], ["令和6年3月"]],
         (("1-1-1", "高原そば事業", False, ("農政課",)), ("1-1-1", "薬草事業", False, ("企画課",)),
          ("1-1-2", "めん羊事業", True, ("農政課",)), ("2-1-ア", "バス事業", True,
                                               ("企画課", "財政課"))),
         title="表紙",
         further=[
             ("目標の一", [["基本目標１　高原のしごと"],
                        ["基本的方向", "具体的な施策", "主な事業", "所管課", "進捗評価"],
                        ["1-1 そばの里", "1-1-1 産地づくり", "・高原そば事業\n・薬草事業",
                         "農政課\n企画課", N],
                        [N, "1-1-2 担い手", "【再掲】\nめん羊事業", "農政課", "B"]], ["A3:A4"]),
             ("基本目標2", [["基本的方向", "具体的な施策", "主な事業", "所管課", "進捗評価"],
                        ["2-1 足", "(ア) バス", "バス事業\n再掲", "企画課・財政課", "×"]], []),
             ("凡例", [["A", "順調"], ["B", "遅れ"]], [])],
         outline=(("1", "高原のしごと"), ("1-1", "そばの里"), ("2-1", "足"), ("1-1-1",
                                                                   "産地づくり"),
                  ("1-1-2", "担い手"), ("2-1-ア", "バス")),
         evaluations=(("めん羊事業", "進捗評価", "B", N), ("バス事業", "進捗評価", "×", N)),
         warned=("[表紙]: no list", "[凡例]: no list")),
    Case("headings in three rows; letters behind a word; a line break after number and name",
         [["施策体系", N, N, "事業名", "所管課", "重要業績評価指標（KPI）", N, N, N, N, N,
           "事業費（千円）"],
          ["基本目標", "基本的方向", "具体的な施策", N, N, "指標名", "単位", "基準値", "目標値",
           "実績値", N,
           "令和5年度", N, "令和6年度"],
          [N, N, N, N, N, N, N, "（R1）", "（R6）", "R4", "R5", "予算額", "決算額", "予算額"],
          ["基本目標Ⅰ\nしごと", "基本的方向①\nそば", "施策ア\n産地", "木育推進\n事業",
           "森林課\n農政課",
           "参加者", "人", 10, 20, 15, 18, 100, 90, 110]],
         (("1-1-ア", "木育推進事業", False, ("森林課", "農政課")),),
         merged=["A1:C1", "D1:D3", "E1:E3", "F1:K1", "L1:N1", "A2:A3", "B2:B3", "C2:C3", "F2:F3",
                 "G2:G3", "J2:K2", "L2:M2"],
         outline=(("1", "しごと"), ("1-1", "そば"), ("1-1-ア", "産地")),
         figures=(("木育推進事業", "参加者", "10", "人", 2019, "Baseline"),
                  ("木育推進事業", "参加者", "20", "人", 2024, "Target"),
                  ("木育推進事業", "参加者", "15", "人", 2022, "Actual"),
                  ("木育推進事業", "参加者", "18", "人", 2023, "Actual"),
                  ("木育推進事業", "予算額", "100", "千円", 2023, "Budget"),
                  ("木育推進事業", "決算額", "90", "千円", 2023, "Settlement"),
                  ("木育推進事業", "予算額", "110", "千円", 2024, "Budget"))),
    Case("another list with other headings below in the sheet",
         [["基本目標１　しごと"], ["基本的方向", "事業名", "担当課"], ["①そば", "木育事業",
                                                   "森林課"], [N],
          ["基本目標２　くらし"], ["基本的方向", "事業名", "予算額（円）", "担当課"],
          ["①足", "バス事業", 5, "企画課"]],
         (("1-1", "木育事業", False, ("森林課",)), ("2-1", "バス事業", False, ("企画課",))),
         outline=(("1", "しごと"), ("2", "くらし"), ("1-1", "そば"), ("2-1", "足")),
         figures=(("バス事業", "予算額", "5", "円", N, "Budget"),)),
    Case("two sets of KPI columns; the unit in the KPI's name or in the cell; words are no numbers",
         [["基本目標", "事業名", "KPI①", "目標値", "実績値", "KPI②", "目標値", "実績値"],
          ["1", "木育事業", "参加者数（人）", 100, 90, "回数", "10回以上", "約８回"],
          ["1", "そば事業", "作付", "検討中", "5～6ha", N, N, N]],
         (("1", "木育事業", False, ()), ("1", "そば事業", False, ())),
         figures=(("木育事業", "参加者数（人）", "100", "人", N, "Target"),
                  ("木育事業", "参加者数（人）", "90", "人", N, "Actual"),
                  ("木育事業", "回数", "10", "回", N, "Target"),
                  ("木育事業", "回数", "8", "回", N, "Actual")),
         warned=("1 cells of the column 実績値",)),
    Case("several KPIs line by line in the cells of a row; a broken KPI name is one",
         [["基本目標", "事業名", "指標名", "単位", "目標値（R8）", "実績値（R5）"],
          ["1", "木育事業", "参加者数\n満足度", "人\n％", "100\n80", "90\n75.5"],
          ["1", "そば事業", "そば作付\n面積", "ha", 10, 8]],
         (("1", "木育事業", False, ()), ("1", "そば事業", False, ())),
         figures=(("木育事業", "参加者数", "100", "人", 2026, "Target"),
                  ("木育事業", "満足度", "80", "%", 2026, "Target"),
                  ("木育事業", "参加者数", "90", "人", 2023, "Actual"),
                  ("木育事業", "満足度", "75.5", "%", 2023, "Actual"),
                  ("そば事業", "そば作付面積", "10", "ha", 2026, "Target"),
                  ("そば事業", "そば作付面積", "8", "ha", 2023, "Actual"))),
    Case("再掲 in a column that tells the home, and in remarks",
         [["基本目標", "基本的方向", "事業名", "再掲", "備考"],
          ["1", "1", "木育事業", N, "国の交付金を充当"],
          ["1", "2", "木育事業", "1-1", N],
          ["1", "3", "木育事業", "✓", N],
          ["2", "1", "木育事業", N, "1-1の再掲"],
          ["2", "2", "木育事業", 1, N],
          ["2", "3", "そば事業", 0, N],
          ["2", "4", "木育事業※再掲（1-1）", N, N],
          ["2", "5", "（再掲）木育事業", N, N],
          ["2", "6", "木育事業　再掲", N, N],
          ["2", "7", "再掲事業調査事業", N, "再掲の考え方を整理する"]],
         (("1-1", "木育事業", False, ()), ("1-2", "木育事業", True, ()),
          ("1-3", "木育事業", True, ()), ("2-1", "木育事業", True, ()),
          ("2-2", "木育事業", True, ()), ("2-3", "そば事業", False, ()),
          ("2-4", "木育事業", True, ()), ("2-5", "木育事業", True, ()),
          ("2-6", "木育事業", True, ()), ("2-7", "再掲事業調査事業", False, ()))),
    Case("numbers before the names of all projects are no part of them; a number in a name is",
         [["事業名", "担当課"], ["基本目標１　しごと", N], ["①木育事業", "森林課"],
          ["②3R推進事業", "環境課"],
          ["小計", "2事業"]],
         (("1", "木育事業", False, ("森林課",)), ("1", "3R推進事業", False, ("環境課",))),
         outline=(("1", "しごと"),)),
    Case("numbers of several signs; a sum told in the department's column; parts of a budget",
         [["基本目標", "基本的方向", "具体的施策", "事業名", "担当課", "予算額（千円）", "財源"],
          ["Ⅰ しごと", "Ⅰ-(1) そば", "Ⅰ-(1)-① 産地", "木育事業", "森林課", 100, N],
          [N, N, N, N, N, 30, "一般財源"],
          [N, N, "1-1-(イ) 担い手", "そば事業", "農政課", 50, N],
          [N, N, N, N, "合計", 150, N]],
         (("1-1-1", "木育事業", False, ("森林課",)), ("1-1-イ", "そば事業", False, ("農政課",))),
         outline=(("1", "しごと"), ("1-1", "そば"), ("1-1-1", "産地"), ("1-1-イ", "担い手")),
         figures=(("木育事業", "予算額", "100", "千円", N, "Budget"),
                  ("そば事業", "予算額", "50", "千円", N, "Budget")),
         warned=("財源", "30")),
    Case("signs before the goal above; a unit in a unit; a text is no figure and no grade",
         [["霧原町総合戦略 進捗管理表（令和5年度実績）"],
          ["■基本目標１：高原のしごと"],
          ["No.", "基本的方向", "事業名", "担当課・係", "令和5年度実績", "R5目標値", "R5実績値",
           "評価"],
          ["1", "１．そばの里", "木育事業", "森林課 林政係", "植樹を行った。", "100本", "90本",
           "Ａ：順調"],
          ["2", N, "そば事業", "総務部・企画部", N, "－", "－", "担当課の評価を添付する。"]],
         (("1-1", "木育事業", False, ("森林課林政係",)),
          ("1-1", "そば事業", False, ("総務部", "企画部"))),
         outline=(("1", "高原のしごと"), ("1-1", "そばの里")),
         figures=(("木育事業", "目標値", "100", "本", 2023, "Target"),
                  ("木育事業", "実績値", "90", "本", 2023, "Actual")),
         evaluations=(("木育事業", "評価", "Ａ：順調", 2023),),
         warned=("令和5年度実績", "評価")),
    Case("a list without columns of places: numbered headings above and in rows",
         [["１　高原のしごと"], ["事業名", "担当"], ["木育事業", "森林課"], ["２　くらし"],
          ["バス事業", "企画課"]],
         (("1", "木育事業", False, ("森林課",)), ("2", "バス事業", False, ("企画課",))),
         merged=["A1:B1", "A4:B4"],
         outline=(("1", "高原のしごと"), ("2", "くらし"))),
    Case("brackets around levels; the same headings again below each",
         [["【基本目標1】高原のしごと"], ["＜基本的方向1＞そば"], ["番号", "事業名",
                                              "予算額\n（千円）", "担当課名"],
          ["1", "木育事業", 1000, "森林課"], ["合計", N, 1000],
          ["【基本目標2】くらし"], ["＜基本的方向1＞足"], ["番号", "事業名", "予算額\n（千円）",
                                          "担当課名"],
          ["1", "バス事業", 900, "企画課"], ["合計", N, 900]],
         (("1-1", "木育事業", False, ("森林課",)), ("2-1", "バス事業", False, ("企画課",))),
         outline=(("1", "高原のしごと"), ("2", "くらし"), ("1-1", "そば"), ("2-1", "足")),
         figures=(("木育事業", "予算額", "1000", "千円", N, "Budget"),
                  ("バス事業", "予算額", "900", "千円", N, "Budget"))),
    Case("rows of years; money without 'of which' columns; last year's budget is not this year's",
         [["年度", "基本目標", "事業名", "予算額(円)", "うち一般財源", "前年度予算額(円)",
           "決算額(円)"],
          ["R5", "1", "木育事業", 1000, 300, 800, 900], ["R6", "1", "木育事業", 2000, 400, 1000,
                                                     N]],
         (("1", "木育事業", False, ()),),
         figures=(("木育事業", "予算額", "1000", "円", 2023, "Budget"),
                  ("木育事業", "決算額", "900", "円", 2023, "Settlement"),
                  ("木育事業", "予算額", "2000", "円", 2024, "Budget")),
         warned=("うち一般財源、前年度予算額",)),
    Case("a row that contradicts its goal is passed over, and what follows it unplaced",
         [["基本目標", "基本的方向", "事業名"], [N, N, "前書き事業"], ["1 しごと", "①そば",
                                                      "木育事業"],
          [N, "2-3 変", "星事業"], [N, N, "続き事業"], [N, "②星", "月事業"]],
         (("1-1", "木育事業", False, ()), ("1-2", "月事業", False, ())),
         outline=(("1", "しごと"), ("1-1", "そば"), ("1-2", "星")),
         warned=("row 2", "row 4: number 2-3 cannot stand under 1", "row 5")),
    Case("headings by their form: 事業（取組）名, 担当部・課; ditto signs; classes",
         [["令和6年度 事業一覧"],
          ["No.", "基本目標", "施策の方向", "事業（取組）名", "新規・継続", "担当部・課"],
          [1, "1　しごと", "(1)　そば", "木育事業", "新規", "産業部農政課"],
          [2, "〃", "〃", "そば事業", "継続（再掲）", "同上"]],
         (("1-1", "木育事業", False, ("産業部農政課",)),
          ("1-1", "そば事業", True, ("産業部農政課",))),
         outline=(("1", "しごと"), ("1-1", "そば"))),
)


def read(case: Case) -> Reading:
    data = workbook(case.rows, case.merged, case.title, case.further)
    tables = tables_of(read_workbook("一覧.xlsx", data))
    assert looks_like_project_list(tables)
    return read_project_list(tables, TOWN)


def project(within: object) -> str:
    assert isinstance(within, ListingRef)
    return within.name


def test_number_of_cases() -> None:
    assert len(CASES) == 16


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.form)
def test_a_sheet_is_read_as_a_person_reads_it(case: Case) -> None:
    reading = read(case)

    assert tuple((each.listed_in, each.name, each.cross_listed, each.departments)
                 for each in reading.listings) == case.listings
    assert (*((goal.notation, goal.label) for goal in reading.goals),
            *((each.notation, each.label) for each in reading.directions),
            *((each.notation, each.label) for each in reading.measures)) == case.outline
    assert tuple((project(each.within), each.label, each.value, each.unit, each.fiscal_year,
                  each.kind.value) for each in reading.figures) == tuple(
        (name, label, Decimal(value), *rest) for name, label, value, *rest in case.figures)
    assert tuple((project(each.within), each.label, each.grade, each.fiscal_year)
                 for each in reading.evaluations) == case.evaluations
    assert len(reading.warnings) == len(case.warned)
    assert all(part in warning
               for part, warning in zip(case.warned, reading.warnings, strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.form)
def test_every_row_is_accounted_for_and_every_fact_quotes_its_row(case: Case) -> None:
    reading = read(case)

    assert {entry.number for entry in reading.ledger} == set(
        range(1, len(reading.source.lines) + 1))
    assert [entry for entry in reading.ledger if entry.use == UNEXPLAINED] == []
    quotes = [*(goal.passages for goal in reading.goals),
              *(direction.passages for direction in reading.directions),
              *(listing.passages for listing in reading.listings),
              *(figure.passages for figure in reading.figures),
              *(evaluation.passages for evaluation in reading.evaluations),
              *(department.passages for department in reading.departments)]
    assert all(quotes)
    for listing in reading.listings:
        quoted = "".join("".join(passage.exact.split()) for passage in listing.passages)
        assert all("".join(spelling.split()) in quoted for spelling in listing.spellings)


def case_of(form: str) -> Reading:
    return read(next(case for case in CASES if form in case.form))


def test_homes_are_told_where_the_mark_tells_them() -> None:
    homes = {each.listed_in: each.home for each in case_of("再掲 in a column").listings}

    assert homes == {"1-1": "", "1-2": "1-1", "1-3": "", "2-1": "1-1", "2-2": "", "2-3": "",
                     "2-4": "1-1", "2-5": "", "2-6": "", "2-7": ""}


def test_classes_hold_for_the_year_of_the_title() -> None:
    reading = case_of("headings by their form")

    assert [(each.category, each.fiscal_year) for each in reading.listings] == [
        ("新規", 2024), ("継続", 2024)]


def test_marks_stand_for_the_class_that_heads_them() -> None:
    reading = case_of("number and name under one heading")

    assert [each.category for each in reading.listings] == ["継続", "新規", "継続"]


def test_a_strategy_is_named_on_the_cover() -> None:
    reading = case_of("a sheet for each goal")

    assert [(each.edition, each.label) for each in reading.strategies] == [
        (2, "第2期霧原町総合戦略")]


def test_a_description_is_taken_with_its_paragraphs() -> None:
    rows: Cells = [["基本目標", "事業名", "事業概要"], ["1", "木育事業",
                                             "木に親しむ。\n 森を歩く。"],
            ["1", "そば事業", N]]

    reading = read(Case("", rows, ()))

    assert [each.description for each in reading.listings] == ["木に親しむ。\n森を歩く。", ""]


def test_figures_quote_the_row_in_which_they_stand() -> None:
    reading = case_of("goal and direction as rows")

    lines = {(each.label, each.kind.value): [p.first_line for p in each.passages]
             for each in reading.figures[:6]}
    assert lines["新規就農者数", "Target"] == [8]
    assert lines["作付面積", "Target"] == [7]
    assert [(p.first_line, p.last_line) for p in reading.listings[0].passages] == [(7, 8)]
