"""Titles and goals that stand alone in a row of a sheet, merged or not, read by eye."""

from __future__ import annotations

import pytest

from loaders.document import read_document
from loaders.records import Municipality
from tests.loaders.workbooks import workbook

TOWN = Municipality("990001", "霧原町")
TITLE = "霧原町総合戦略　令和４年度実施状況報告書"
HEADS: list[str | None] = ["施策", "取組", "所管課", "実施状況", "次年度の予定"]
ROWS: list[list[str | None]] = [
    ["基本目標１ 雇用を創出する"],
    ["(1) 産業の振興", "販路開拓支援", "商工課", "６社が出展した。", "海外に出展する。"],
    [None, "人材育成支援", "商工課", "12人が受講した。", "20人の受講を目指す。"],
    ["基本目標２ 人の流れをつくる"],
    ["(1) 移住の促進", "お試し移住", "企画課", "12組が利用した。", "20組の利用を目指す。"],
]


@pytest.mark.parametrize("merged", [(), ("A1:E1", "A3:E3", "A6:E6"), ("A3:C3", "A6:C6")])
def test_a_title_tells_the_year_and_a_lone_goal_stands_over_rows(merged: tuple[str, ...]) -> None:
    reading = read_document("a.xlsx", workbook([[TITLE], HEADS, *ROWS], merged), TOWN)

    assert [(goal.notation, goal.label) for goal in reading.goals] == [
        ("1", "雇用を創出する"), ("2", "人の流れをつくる")]
    assert {(report.reports_on, report.fiscal_year, str(report.phase), report.text.text)
            for report in reading.reports} == {
        ("1-1", 2022, "Result", "６社が出展した。\n12人が受講した。"),
        ("1-1", 2023, "Plan", "海外に出展する。\n20人の受講を目指す。"),
        ("2-1", 2022, "Result", "12組が利用した。"),
        ("2-1", 2023, "Plan", "20組の利用を目指す。"),
    }
    assert reading.title == TITLE
    assert not reading.warnings


def test_a_word_over_the_report_columns_is_no_title() -> None:
    over = [None, None, None, "令和４年度", None]
    heads = ["施策", "取組", "所管課", "実績", "課題"]
    rows = [row[:4] for row in ROWS]

    reading = read_document("a.xlsx", workbook([over, heads, *rows]), TOWN)

    assert {report.fiscal_year for report in reading.reports} == {2022}
    assert [entry.detail for entry in reading.ledger if entry.number == 1] == ["column header"]


def test_a_goal_behind_its_project_counts_for_its_own_row() -> None:
    rows = [["事業名", "担当課", "戦略", "令和４年度の実施状況"],
            ["朝市開催", "商工課", "戦略１ しごと", "６回開いた。"],
            ["移住相談", "企画課", "戦略２ 人の流れ", "12組が相談した。"]]

    reading = read_document("a.xlsx", workbook(rows), TOWN)

    assert [(one.name, one.listed_in) for one in reading.listings] == [
        ("朝市開催", "1"), ("移住相談", "2")]
    assert [(goal.notation, goal.label) for goal in reading.goals] == [
        ("1", "しごと"), ("2", "人の流れ")]


def test_a_measure_numbered_with_its_goal_stands_right_under_it() -> None:
    rows = [["基本目標", "施策", "具体的な取組", "担当課", "令和４年度の実施状況"],
            ["１ しごと", "1-1 産業の振興", "朝市開催", "商工課", "６回開いた。"],
            ["２ 人の流れ", "2-1 移住の促進", "移住相談", "企画課", "12組が相談した。"]]

    reading = read_document("a.xlsx", workbook(rows), TOWN)

    assert [measure.notation for measure in reading.measures] == ["1-1", "2-1"]
    assert {(one.name, one.listed_in) for one in reading.listings} == {
        ("朝市開催", "1-1"), ("移住相談", "2-1")}
