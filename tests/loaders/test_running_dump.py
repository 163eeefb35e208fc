"""Dumps that print a table's cells one after the other without blank lines: read by eye."""

from __future__ import annotations

import pytest

from loaders.document import read_document
from loaders.records import Direction, Goal, Measure, Municipality, Reading

TOWN = Municipality("990001", "霧原町")

# Headings on one level; a joint report; a name broken over lines; labels before their texts.
ONE = """第２期霧原町総合戦略　進捗状況
基本目標と施策 所管課 令和５年度実績 令和６年度予定
基本目標１　里の力を生かす
（１）稼ぐ農業
（ア）担い手の確保
　新しい担い手を育てる。
【主な事業】
・就農支援事業
・市場出荷促進事業（再掲）
農林振興課
・就農支援事業で相談会を開いた。
・５人が就農した。
・就農支援事業で相談会を開く。
・１０人の就農を目指す。
商工にぎわ
い課
・市へ出荷した。
・市へ出荷する。
1/2
基本目標と施策 所管課 令和５年度実績 令和６年度予定
（２）守る森
（ア）森の手入れ
　森の手入れを進める。
【主な事業】
・植樹祭開催事業
林業室、
農林振興課 ・植樹祭を開いた。
・植樹祭を開く。
2/2
"""
# Headings on two levels, directions with numbers of two parts, projects in a column of their own;
# the column of 施策 tells that each row reports on its measure.
TWO = """霧原町の取組状況
施策 主な事業 担当課
令和５年度 令和６年度
取組実績 取組予定
【基本目標１】里の力を生かす
1-1 稼ぐ農業
1-1-1 担い手の確保
　新しい担い手を育てる。
○就農支援事業
農林振興課
・相談会を開いた。
・相談会を開く。
1-1-2 販路の開拓
　販路を広げる。
○市場出荷促進事業
商工課
・出荷した。
・出荷する。
- 1 -
"""
# Departments behind their reports, columns so narrow that a word and its number stand on two lines,
# a cell that is empty, and a row that goes on overleaf within a sentence.
THREE = """基本目標 基本的方向 主な事業 令和５年度実績 令和６年度予定 担当課
基本目標
１ 里の力
を生かす
（１）稼ぐ農業
・就農支援事業
・市場出荷促進事業
・就農を望む人のための相談会を町の会
館で開いた。
・就農を望む人のための相談会を町の会
館で開く。
農林振興課
・市場への出荷を続ける人に苗の代金の
一部を助成した。
商工課
（２）守る森
・植樹祭開催事業
・植樹祭を町の山で開き、三百人の町民
・植樹祭を町の山で開く。
林業室
\f基本目標 基本的方向 主な事業 令和５年度実績 令和６年度予定 担当課
が木を植えた。
"""
CASES = [
    (ONE,
     {("1", "里の力を生かす"), ("1-1", "稼ぐ農業"), ("1-1-ア", "担い手の確保"), ("1-2", "守る森"),
      ("1-2-ア", "森の手入れ")},
     {("就農支援事業", "1-1", False), ("市場出荷促進事業", "1-1", True),
      ("植樹祭開催事業", "1-2", False)},
     {"農林振興課|1-1|2023|Result": "・就農支援事業で相談会を開いた。\n・５人が就農した。",
      "農林振興課|1-1|2024|Plan": "・就農支援事業で相談会を開く。\n・１０人の就農を目指す。",
      "商工にぎわい課|1-1|2023|Result": "・市へ出荷した。",
      "商工にぎわい課|1-1|2024|Plan": "・市へ出荷する。",
      "林業室|農林振興課|1-2|2023|Result": "・植樹祭を開いた。",
      "林業室|農林振興課|1-2|2024|Plan": "・植樹祭を開く。"}),
    (TWO,
     {("1", "里の力を生かす"), ("1-1", "稼ぐ農業"), ("1-1-1", "担い手の確保"),
      ("1-1-2", "販路の開拓")},
     {("就農支援事業", "1-1-1", False), ("市場出荷促進事業", "1-1-2", False)},
     {"農林振興課|1-1-1|2023|Result": "・相談会を開いた。",
      "農林振興課|1-1-1|2024|Plan": "・相談会を開く。",
      "商工課|1-1-2|2023|Result": "・出荷した。",
      "商工課|1-1-2|2024|Plan": "・出荷する。"}),
    (THREE,
     {("1", "里の力を生かす"), ("1-1", "稼ぐ農業"), ("1-2", "守る森")},
     {("就農支援事業", "1-1", False), ("市場出荷促進事業", "1-1", False),
      ("植樹祭開催事業", "1-2", False)},
     {"農林振興課|1-1|2023|Result": "・就農を望む人のための相談会を町の会館で開いた。",
      "農林振興課|1-1|2024|Plan": "・就農を望む人のための相談会を町の会館で開く。",
      "商工課|1-1|2023|Result": "・市場への出荷を続ける人に苗の代金の一部を助成した。",
      "商工課|1-1|2024|Plan": "",
      "林業室|1-2|2023|Result": "・植樹祭を町の山で開き、三百人の町民が木を植えた。",
      "林業室|1-2|2024|Plan": "・植樹祭を町の山で開く。"}),
]


def outline(reading: Reading) -> set[tuple[str, str]]:
    parts: tuple[Goal | Direction | Measure, ...] = (
        *reading.goals, *reading.directions, *reading.measures)
    return {(part.notation, part.label) for part in parts}


def test_number_of_cases() -> None:
    assert sum(len(o) + len(li) + len(r) for _, o, li, r in CASES) == 36


@pytest.mark.parametrize(("text", "parts", "listings", "reports"), CASES,
                         ids=["one", "two", "three"])
def test_cells_are_told_by_what_begins_them(
    text: str, parts: set[tuple[str, str]], listings: set[tuple[str, str, bool]],
    reports: dict[str, str],
) -> None:
    reading = read_document("a.txt", text.encode(), TOWN)

    assert outline(reading) == parts
    assert {(one.name, one.listed_in, one.cross_listed) for one in reading.listings} == listings
    assert {one.key: one.text.text for one in reading.reports} == reports
    assert [entry for entry in reading.ledger if entry.use == "unexplained"] == []
    assert {one.confidence for one in reading.reports} == {0.7}
