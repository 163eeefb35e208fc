"""Columns whose heading alone does not tell what they hold. Read by eye."""

from __future__ import annotations

from tests.loaders.test_grid_progress import read, reports

HEAD = "基本目標 | 基本的方向 | 担当課 | R6年度（実績） | KPI名 | R6目標 | R6実績"


def test_figures_under_the_heading_of_results_are_no_report() -> None:
    reading = read(f"{HEAD}\n"
                   "基本目標１　里の力 | ①稼ぐ農業 | 農林課 | 育てた。 | 参加者 | 10人 | 約12人\n"
                   "^ | ②憩う森林 | 林業室 | 植えた。 | 来訪者 | 1,200人 | －")

    assert reports(reading) == {("農林課", "1-1", 2024, "Result", "育てた。"),
                                ("林業室", "1-2", 2024, "Result", "植えた。")}


def test_a_column_with_one_sentence_among_figures_is_one_of_reports() -> None:
    reading = read("基本目標 | 基本的方向 | 担当課 | R6年度（実績）\n"
                   "基本目標１　里の力 | ①稼ぐ農業 | 農林課 | 12人\n"
                   "^ | ②憩う森林 | 林業室 | 植えた。")

    assert ("農林課", "1-1", 2024, "Result", "12人") in reports(reading)


def test_of_two_columns_of_projects_the_first_holds_measures() -> None:
    reading = read("基本目標 | 基本的な方向 | 具体的な取組 | 主な取組・事業 | 担当課 | "
                   "R6年度（実績）\n"
                   "１ 里の力 | 1-1 稼ぐ農業 | 1-1-1 担い手 | 就農支援事業 | 農林課 | 育てた。")

    assert [(one.notation, one.label) for one in reading.measures] == [("1-1-1", "担い手")]
    assert [(one.name, one.listed_in) for one in reading.listings] == [("就農支援事業", "1-1-1")]
