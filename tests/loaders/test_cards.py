"""Forms that tell one project each: their labels and values, read by eye.

A form is a sheet of its own, or stands above the next one on the same sheet.
"""

from __future__ import annotations

from loaders.document import read_document
from loaders.records import Municipality, Reading
from tests.loaders.workbooks import workbook

TOWN = Municipality("990001", "霧原町")
TITLE = "第２期霧原町まち・ひと・しごと創生総合戦略　事業進捗管理シート（令和５年度）"
Rows = list[list[object]]


def sheet(name: str, department: str, result: str, goal: str = "基本目標１　人の流れ") -> Rows:
    return [
        [TITLE], [],
        ["整理番号", "7", "担当課", department], ["事業名", name], ["基本目標", goal],
        ["施策", "1-1　移住の促進"], ["事業概要", "暮らしを体験してもらう。"],
        ["令和５年度の取組実績", result], ["令和６年度の取組予定", "周知を強化する。"],
        ["重要業績評価指標（KPI）", "基準値", "目標値", "実績値"],
        ["利用組数", "20組", "40組", "35組"],
        ["今後の方向性", "継続"],
    ]


def slip(name: str, department: str, spent: int) -> Rows:
    return [
        ["事業調書"], ["事業名称", name, None, "所管部署", department],
        ["政策目標", "政策目標２ にぎわい", None, "施策名", "2-1 商店街の活性化"],
        ["区分", "令和４年度決算額（千円）", "令和５年度予算額（千円）"], ["事業費", spent, 1200],
        ["指標名", "単位", "目標値", "実績値"], ["来場者数", "人", 100, 80], [],
    ]


def read(data: bytes) -> Reading:
    return read_document("forms.xlsx", data, TOWN)


def test_sheets_of_one_project_each_are_reports() -> None:
    first = sheet("移住体験住宅運営事業", "企画政策課", "延べ35組が利用した。")
    second = sheet("空き家バンク事業", "建築課・税務課", "12件が成約した。")
    reading = read(workbook(first, ["B4:D4"], "1", [("2", second, [])]))

    assert {(report.departments, report.reports_on, report.fiscal_year, str(report.phase),
             report.text.text) for report in reading.reports} == {
        (("企画政策課",), "1-1", 2023, "Result", "延べ35組が利用した。"),
        (("企画政策課",), "1-1", 2024, "Plan", "周知を強化する。"),
        (("建築課", "税務課"), "1-1", 2023, "Result", "12件が成約した。"),
        (("建築課", "税務課"), "1-1", 2024, "Plan", "周知を強化する。"),
    }
    assert {one.name for one in reading.listings} == {"移住体験住宅運営事業", "空き家バンク事業"}
    assert [strategy.edition for strategy in reading.strategies] == [2]
    assert {entry.number for entry in reading.ledger} == {*range(1, len(reading.source.lines) + 1)}
    assert not [entry for entry in reading.ledger if entry.use == "unexplained"]


def test_forms_above_one_another_are_a_list_with_figures() -> None:
    slips = slip("朝市開催事業", "商工課", 900) + slip("市場改修事業", "農政課", 50)
    reading = read(workbook(slips))

    assert {one.name for one in reading.listings} == {"朝市開催事業", "市場改修事業"}
    assert {name for one in reading.listings for name in one.departments} == {"商工課", "農政課"}
    assert sorted(int(figure.value) for figure in reading.figures) == [
        50, 80, 80, 100, 100, 900, 1200, 1200]


def test_a_list_whose_rows_begin_with_values_is_no_form() -> None:
    rows: Rows = [["基本目標", "施策", "事業名", "担当課"],
                  ["１ しごと", "1-1 創業", "創業支援事業", "商工課"],
                  ["１ しごと", "1-1 創業", "創業塾事業", "商工課"],
                  ["１ しごと", "1-1 創業", "起業相談事業", "商工課"]]

    assert len(read(workbook(rows)).listings) == 3
