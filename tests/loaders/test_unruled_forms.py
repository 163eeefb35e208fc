"""Forms of tables without ruling, each as a dump that keeps the layout: read by eye."""

from __future__ import annotations

import pytest

from loaders.document import read_document
from loaders.records import Municipality, Reading
from tests.loaders.test_unruled_dump import HEADING, printed

TOWN = Municipality("990001", "霧原町")
TITLE = "第２期霧原町総合戦略　進捗状況\n"


def read(text: str) -> Reading:
    return read_document("dump.txt", text.encode(), TOWN)


def results(reading: Reading) -> dict[str, str]:
    """The departments (parted by +) and the direction of each result, with its text."""
    return {f"{'+'.join(one.departments)} {one.reports_on}": one.text.text
            for one in reading.reports if one.phase == "Result" and one.text.text}


JOINT = """
【基本目標１】はたらく|住宅・公|・苗木を配った。|・苗木を配る。
①山を守る|園課／農|・下草を刈り、作業道を|・下草を刈る。
ア　森づくり|業委員会|直した。|
　森を守り、水をはぐく|事務局|・木を植えた。|・木を植える。
む。||・道を直した。|・道を直す。
【主な事業】|水産課、|・稚魚を放した。|・稚魚を放す。
・植林事業|商工課|・港を直した。|・港を直す。
・放流事業||・網を貸した。|・網を貸す。
"""


@pytest.mark.parametrize("wide", [False, True])
def test_signs_between_departments_and_endings_of_names_tell_one_label(wide: bool) -> None:
    found = results(read(TITLE + printed(f"{HEADING}\n{JOINT.strip()}", wide)))

    assert found == {
        "住宅・公園課+農業委員会事務局 1-1":
            "・苗木を配った。\n・下草を刈り、作業道を直した。\n・木を植えた。\n・道を直した。",
        "水産課+商工課 1-1": "・稚魚を放した。\n・港を直した。\n・網を貸した。"}


REPORTED = """
【基本目標１】里の力|農林課|・苗木を配った。|・苗木を配る。
①稼ぐ農業||・市を開いた。|・市を開く。
②守る森|林業室|・木を植えた。|・木を植える。
"""
LISTED = """基本目標|基本的方向|事業名|担当課|再掲
【基本目標１】里の力|①稼ぐ農業|就農支援事業|農林課|
||市場出荷促進事業|商工課|○
||里の市開催事業|商工課|
|②守る森|植樹祭事業|林業室|○
||里山の相談窓口|林業室|
"""


def test_marks_stand_beside_one_project_of_a_list_each() -> None:
    reports = TITLE + printed(f"{HEADING}\n{REPORTED.strip()}", True)
    rows = printed(LISTED, True, (2, 20, 32, 46, 56))
    reading = read(f"{reports}\f第２期霧原町総合戦略　事業一覧\n{rows}")

    assert [(one.name, one.listed_in, one.cross_listed, one.departments)
            for one in reading.listings] == [
        ("就農支援事業", "1-1", False, ("農林課",)), ("市場出荷促進事業", "1-1", True, ("商工課",)),
        ("里の市開催事業", "1-1", False, ("商工課",)), ("植樹祭事業", "1-2", True, ("林業室",)),
        ("里山の相談窓口", "1-2", False, ("林業室",))]
    assert results(reading) == {"農林課 1-1": "・苗木を配った。\n・市を開いた。",
                                "林業室 1-2": "・木を植えた。"}


def test_goals_and_directions_stand_over_columns_of_lists_alone() -> None:
    table = """主な事業|所管部署|R5年度（実績）|R6年度（予定）
基本目標１　働く場をつくる|||
（１）稼ぐ農業|||
・就農支援事業|農林課|・苗木を配った。|・苗木を配る。
・市場出荷事業||・市を開いた。|・市を開く。
（２）守る森|||
・植樹祭事業|林業室|・木を植えた。|・木を植える。
・里山事業||・下草を刈った。|・下草を刈る。
"""
    reading = read(TITLE + printed(table, True))

    assert [(one.notation, one.label) for one in reading.directions] == [
        ("1-1", "稼ぐ農業"), ("1-2", "守る森")]
    assert [(one.name, one.listed_in) for one in reading.listings] == [
        ("就農支援事業", "1-1"), ("市場出荷事業", "1-1"), ("植樹祭事業", "1-2"),
        ("里山事業", "1-2")]
    assert results(reading) == {"農林課 1-1": "・苗木を配った。\n・市を開いた。",
                                "林業室 1-2": "・木を植えた。\n・下草を刈った。"}


def test_the_year_and_what_it_tells_stand_on_two_lines_over_one_column() -> None:
    lefts = (2, 24, 36)
    table = printed("基本的方向と施策|所管課|令和５年度\n||（実績）\n"
                    "①山を守る|農林課|・苗木を配った。\n【主な事業】||・下草を刈った。\n"
                    "・植林事業|林業室|・木を植えた。\n||・道を直した。", True, lefts)
    reading = read(f"{TITLE}【基本目標１】はたらく\n{table}")

    assert results(reading) == {"農林課 1-1": "・苗木を配った。\n・下草を刈った。",
                                "林業室 1-1": "・木を植えた。\n・道を直した。"}
