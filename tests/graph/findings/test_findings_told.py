"""What is found in headings, numbers and minutes and what is missing in lists, in the smallest
documents that show it, and beside them near misses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.graph.findings.conftest import FoundIn, ReadingOf

IN_11, IN_12 = "1-1「迎える」", "1-2「広げる」"
HOUSING = "1-1-イ「住まい」"
COUNSELLED = "町の暮らしの相談に応じ、利用者は312人であった。"

Names = set[str]
Cases = list[tuple[str, str, list[Names]]]
Lines = list[tuple[str, str, list[set[int]]]]

UNLISTED: Cases = [
    ("a heading with others' text under it", """
        1-1 ・便り事業
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。""", [{"企画課", IN_11}]),
    ("both years, one finding", """
        1-1 ・便り事業
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。
        1-1 企画課 2024予定: ■灯台まつり応援プロジェクト／港で開く。""", [{"企画課", IN_11}]),
    ("two departments", """
        1-1 ・便り事業
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。
        1-1 建設課 2023実績: ■灯台まつり応援プロジェクト／柵を置いた。""",
     [{"企画課", IN_11}, {"建設課", IN_11}]),
    ("a listed project's name", """
        1-1 ・灯台まつり応援プロジェクト
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。""", []),
    ("a listed project's name with more words", """
        1-1 ・灯台まつり
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。""", []),
    ("another direction lists it", """
        2-1 ・灯台まつり応援プロジェクト
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。""", []),
    ("no list is known", """
        1-1 企画課 2023実績: ■灯台まつり応援プロジェクト／広場で開いた。""", []),
    ("in the midst of a sentence", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 灯台まつり応援プロジェクトを広場で開いた。""", []),
    ("a label of a part of the text", """
        1-1 ・便り事業
        1-1 企画課 2023実績: ■今後／広場で開く。""", []),
]

REPEATED_FIGURES: Cases = [
    ("one sentence in two directions", f"""
        1-1 企画課 2023実績: {COUNSELLED} #利用者=312人
        1-2 企画課 2023実績: {COUNSELLED} #利用者=312人""", [{"企画課", IN_11, IN_12}]),
    ("two departments", f"""
        1-1 企画課 2023実績: {COUNSELLED} #利用者=312人
        1-1 建設課 2023実績: {COUNSELLED} #利用者=312人""", [{"企画課", "建設課", IN_11}]),
    ("a number of few digits in sentences much alike", """
        1-1 企画課 2023実績: 町の暮らしの相談に応じ、催しは5回であった。 #催しは=5回
        1-2 企画課 2023実績: 町の暮らしの相談に応じ、催しは5回であった。 #催しは=5回""",
     [{"企画課", IN_11, IN_12}]),
    ("a number of few digits of other things", """
        1-1 企画課 2023実績: 町の暮らしを伝える催しは5回。 #催しは=5回
        1-2 企画課 2023実績: 港の安全を守る催しは5回。 #催しは=5回""", []),
    ("another value", """
        1-1 企画課 2023実績: 利用者は312人。 #利用者=312人
        1-2 企画課 2023実績: 利用者は313人。 #利用者=313人""", []),
    ("another unit", """
        1-1 企画課 2023実績: 利用者は312人。 #利用者=312人
        1-2 企画課 2023実績: 利用者は312組。 #利用者=312組""", []),
    ("another year", f"""
        1-1 企画課 2022実績: {COUNSELLED} #利用者=312人
        1-2 企画課 2023実績: {COUNSELLED} #利用者=312人""", []),
    ("two numbers of one line", """
        1-1 企画課 2023実績: 利用者は312人、参加者は312人。 #利用者=312人 参加者=312人""", []),
]

NO_PROJECT: Cases = [
    ("a list under the other measure", "1-1-ア ・便り事業", [{HOUSING}]),
    ("a list of re-listed projects", """
        1-1-ア ・便り事業
        1-1-イ ・便り事業（再掲）""", []),
    ("lists stand under directions", "1-1 ・便り事業", []),
    ("lists under both", """
        1-1-ア ・便り事業
        1-1-イ ・住まい事業""", []),
]

SOLE: Cases = [
    ("one department", "1-1 企画課 2023実績: 進めた。", [{"企画課", IN_11}]),
    ("another department in the other column", """
        1-1 建設課 2023実績: 進めた。
        1-1 企画課 2024予定: 進める。""", []),
    ("two departments", """
        1-1 企画課 2023実績: 進めた。
        1-1 建設課 2023実績: 進めた。""", []),
    ("a joint report", "1-1 企画課・建設課 2023実績: 進めた。", []),
]

NO_FIGURE: Cases = [
    ("told without a number, others with one", """
        1-1 ・便り事業
        1-1 ・空き家事業
        1-1 企画課 2023実績: 便り事業を進めた。 {便り事業}
        1-1 建設課 2023実績: 空き家事業は45件。 {空き家事業} #空き家事業=45件""", [{"便り事業"}]),
    ("no number at all", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 便り事業を進めた。 {便り事業}""", []),
    ("a number of the same cell that may be its own", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 便り事業を進めた。／45件の相談に応じた。 {便り事業} #相談=45件""", []),
    ("no report names it", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 45件の相談に応じた。 #相談=45件""", []),
]

# Statements and reports have no names: expected are the lines of the passages.
UNANSWERED: Lines = [
    ("a question without a reply, where others have one", """
        委員: 相談は何件ですか。
        市→1: 40件です。
        委員: 空き家は何件ですか。""", [{3}]),
    ("a remark", """
        委員: 相談は何件ですか。
        市→1: 40件です。
        委員: よい取組だと思います。""", []),
    ("an official asks", """
        委員: 相談は何件ですか。
        市→1: 40件です。
        市: ほかに御意見はありますか。""", []),
    ("minutes that tell no replies", """
        委員: 相談は何件ですか。
        市: 40件です。""", []),
    ("somebody else's question, quoted", """
        委員: 相談は何件ですか。
        市→1: 40件です。
        委員: 住民から「いつ終わるのか」と言われた。""", []),
]

UNLISTED_DISCUSSIONS: Cases = [
    ("named in the minutes only", """
        1-1 ・便り事業
        委員: 灯台事業を知りたい。 {灯台事業}""", [{"灯台事業"}]),
    ("twice, one finding", """
        1-1 ・便り事業
        委員: 灯台事業を知りたい。 {灯台事業}
        委員: 灯台事業はよい。 {灯台事業}""", [{"灯台事業"}]),
    ("listed", """
        1-1 ・灯台事業
        委員: 灯台事業を知りたい。 {灯台事業}""", []),
    ("no list is known", "委員: 灯台事業を知りたい。 {灯台事業}", []),
]

DIFFERING: Lines = [
    ("of one project", """
        1-1 ・空き家事業
        1-1 企画課 2023実績: 空き家事業の相談は45件。 {空き家事業} #相談=45件
        市: 空き家事業の相談は40件。 {空き家事業} #相談=40件""", [{2, 3}]),
    ("a long label tells by itself", """
        1-1 企画課 2023実績: 移住相談窓口の利用者は45人。 #移住相談窓口の利用者=45人
        市: 移住相談窓口の利用者は40人。 #移住相談窓口の利用者=40人""",
     [{1, 2}]),
    ("the same number", """
        1-1 ・空き家事業
        1-1 企画課 2023実績: 空き家事業の相談は45件。 {空き家事業} #相談=45件
        市: 空き家事業の相談は45件。 {空き家事業} #相談=45件""", []),
    ("a short label of no project", """
        1-1 企画課 2023実績: 相談は45件。 #相談=45件
        市: 相談は40件。 #相談=40件""", []),
    ("another unit", """
        1-1 ・空き家事業
        1-1 企画課 2023実績: 空き家事業の相談は45件。 {空き家事業} #相談=45件
        市: 空き家事業の相談は40人。 {空き家事業} #相談=40人""", []),
    ("another year", """
        1-1 ・空き家事業
        1-1 企画課 2022実績: 空き家事業の相談は45件。 {空き家事業} #相談=45件
        市: 空き家事業の相談は40件。 {空き家事業} #相談=40件""", []),
    ("one of several reports has the number", """
        1-1 ・空き家事業
        1-1 企画課 2023実績: 空き家事業の相談は45件。 {空き家事業} #相談=45件
        1-2 建設課 2023実績: 空き家事業の相談は40件。 {空き家事業} #相談=40件
        市: 空き家事業の相談は40件。 {空き家事業} #相談=40件""", []),
]

BY_KIND = {"UnlistedActivity": UNLISTED, "RepeatedFigure": REPEATED_FIGURES,
           "MeasureWithoutProject": NO_PROJECT, "SoleDepartment": SOLE,
           "ProjectWithoutFigure": NO_FIGURE, "UnlistedDiscussion": UNLISTED_DISCUSSIONS}
CASES = [(kind, *case) for kind, cases in BY_KIND.items() for case in cases]
BY_LINE = {"UnansweredQuestion": UNANSWERED, "DifferingFigure": DIFFERING}
LINE_CASES = [(kind, *case) for kind, cases in BY_LINE.items() for case in cases]


@pytest.mark.parametrize(("kind", "what", "table", "expected"), CASES)
def test_what_is_found(kind: str, what: str, table: str, expected: list[Names],
                       reading_of: ReadingOf, found_in: FoundIn) -> None:
    found = [set(row.involved) for row in found_in(reading_of(table)) if row.kind == kind]

    assert sorted(map(sorted, found)) == sorted(map(sorted, expected)), what


@pytest.mark.parametrize(("kind", "what", "table", "expected"), LINE_CASES)
def test_where_it_is_found(kind: str, what: str, table: str, expected: list[set[int]],
                           reading_of: ReadingOf, found_in: FoundIn) -> None:
    found = [{passage.first for passage in row.passages}
             for row in found_in(reading_of(table)) if row.kind == kind]

    assert found == expected, what


# (place in DIFFERING, score, what stands on both sides)
DIFFERENCES = [(0, "0.9", ("40件", "45件")), (1, "0.7", ("40人", "45人"))]


@pytest.mark.parametrize(("place", "score", "sides"), DIFFERENCES)
def test_a_difference_shows_both_numbers(place: int, score: str, sides: tuple[str, str],
                                         reading_of: ReadingOf, found_in: FoundIn) -> None:
    rows = [row for row in found_in(reading_of(DIFFERING[place][1]))
            if row.kind == "DifferingFigure"]

    assert [row.score for row in rows] == [Decimal(score)]
    assert all(side in label
               for label in (rows[0].label_ja, rows[0].label_en) for side in sides)


def test_number_of_cases() -> None:
    assert {kind: len(cases) for kind, cases in BY_KIND.items()} == {
        "UnlistedActivity": 9, "RepeatedFigure": 8, "MeasureWithoutProject": 4,
        "SoleDepartment": 4, "ProjectWithoutFigure": 4, "UnlistedDiscussion": 4}
    assert {kind: len(cases) for kind, cases in BY_LINE.items()} == {
        "UnansweredQuestion": 5, "DifferingFigure": 7}
