"""Which year a document is of, and which documents follow each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.editions.period import Period, document_year
from graph.editions.sequence import consecutive_changes, latest_changes
from loaders.records import Phase, Reading, Report
from loaders.text import LinedText

from .conftest import list_reading

TITLES = [
    ("令和７年度事業一覧", "list.csv", 2025),
    ("令和元年度 事務事業一覧表", "list.csv", 2019),
    ("平成３０年度事業一覧", "list.csv", 2018),
    ("2025年度 事業一覧", "list.csv", 2025),
    ("R7事業一覧", "list.csv", 2025),
    ("第2期総合戦略（令和2年度～令和6年度）事業一覧", "list.csv", None),
    ("第2期総合戦略 事業一覧（R2-6）", "list.csv", None),
    ("令和7年度事業一覧（令和6年度決算）", "list.csv", None),
    ("事業一覧", "R7_jigyo.csv", 2025),
    ("事業一覧", "令和6年度事業一覧.xlsx", 2024),
    ("事業一覧", "list.csv", None),
    ("事業一覧", "20250401.csv", None),
    ("令和7年度事業一覧", "R6.csv", 2025),
    ("PR7事業", "list.csv", None),
]
ORDER = [
    ((2, 2024), (3, 2025), True), ((3, 2025), (2, 2024), False), ((2, 2026), (3, 2025), True),
    ((2, 2024), (2, 2025), True), ((2, 2024), (2, 2024), False), ((None, 2024), (3, 2025), True),
    ((None, None), (3, 2025), False), ((2, None), (3, None), True), ((2, None), (2, 2025), False),
]


def test_number_of_cases() -> None:
    assert (len(TITLES), len(ORDER)) == (14, 9)


@pytest.mark.parametrize(("title", "name", "year"), TITLES)
def test_the_year_stands_in_the_title_or_the_name_of_the_file(
    title: str, name: str, year: int | None
) -> None:
    reading = list_reading(["1-1 甲事業"])
    named = replace(reading, title=title, source=replace(reading.source, name=name))
    assert document_year(named) == year


def test_a_report_is_of_the_last_year_that_it_speaks_of() -> None:
    assert document_year(reported(2023, 2024)) == 2024


def reported(*years: int) -> Reading:
    reading = list_reading(["1-1 甲事業"])
    at = (reading.source.passage(1),)
    return replace(reading, title="令和9年度資料", reports=tuple(
        Report(str(year), ("企画課",), "1-1", year, Phase.RESULT, LinedText.of([]), 1.0, "label",
               at) for year in years))


@pytest.mark.parametrize(("one", "two", "before"), ORDER)
def test_one_period_precedes_another(
    one: tuple[int | None, int | None], two: tuple[int | None, int | None], before: bool
) -> None:
    assert Period(*one).precedes(Period(*two)) is before


def test_only_consecutive_years_are_compared() -> None:
    lists = [list_reading([f"1-1 {name}育成事業", "1-1 駅前整備事業"], year=year)
             for year, name in ((2023, "苗木"), (2024, "案内人"), (2025, "舞手"))]
    pairs = {(change.periods[0].year, change.periods[1].year)
             for change in consecutive_changes(lists)}
    assert pairs == {(2023, 2024), (2024, 2025)}


def test_two_cities_are_never_compared() -> None:
    lists = [list_reading(["1-1 苗木育成事業", "1-1 駅前整備事業"], year=2024),
             list_reading(["1-1 駅前整備事業"], year=2025, code="990036")]
    assert list(consecutive_changes(lists)) == []
    assert list(latest_changes(lists[:1], lists[1:])) == []


def test_of_two_datasets_the_last_years_are_compared() -> None:
    first, second, third = (list_reading([f"1-1 {name}事業", "1-1 駅前整備事業"], year=year)
                            for year, name in ((2023, "苗木"), (2024, "舞手"), (2025, "石垣")))
    changes = list(latest_changes([second, first], [third, first]))
    assert {change.periods for change in changes} == {(Period(2, 2024), Period(2, 2025))}
    assert sorted(change.subjects[0].name for change in changes) == ["石垣事業", "舞手事業"]


def test_documents_of_one_year_are_one_statement() -> None:
    halves = [list_reading(["1-1 苗木育成事業"]), list_reading(["2-1 移住相談会事業"])]
    whole = list_reading(["1-1 苗木育成事業", "2-1 移住相談会事業"], year=2025)
    assert list(consecutive_changes([*halves, whole])) == []
