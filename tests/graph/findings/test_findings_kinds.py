"""Each kind of finding in the smallest documents that show it, and beside them near misses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from graph.findings.fragmentation import concentration

if TYPE_CHECKING:
    from tests.graph.findings.conftest import FoundIn, ReadingOf

IN_11, IN_12, IN_21 = "1-1「迎える」", "1-2「広げる」", "2-1「備える」"
COUNSEL, HOUSING, NEWS = "1-1-ア「相談」", "1-1-イ「住まい」", "1-2-ア「便り」"
PLAN2, PLAN3 = "第2期総合戦略", "第3期総合戦略"

Names = set[str]

EMPTY_REPORTS: list[tuple[str, str, list[Names]]] = [
    ("both cells empty", """
        1-1 企画課 2023実績:
        1-1 企画課 2024予定:""", [{"企画課", IN_11}]),
    ("one cell is filled", """
        1-1 企画課 2023実績:
        1-1 企画課 2024予定: 進める。""", []),
    ("another department's cell is filled", """
        1-1 企画課 2023実績:
        1-1 建設課 2023実績: 進めた。""", [{"企画課", IN_11}]),
    ("the cell of another direction is filled", """
        1-1 企画課 2023実績:
        1-2 企画課 2023実績: 進めた。""", [{"企画課", IN_11}]),
    ("a joint row is a row of its own", """
        1-1 企画課・建設課 2023実績:
        1-1 企画課 2023実績: 進めた。""", [{"企画課", "建設課", IN_11}]),
    ("a measure's cell is filled, the direction's is not", """
        1-1 企画課 2023実績:
        1-1-ア 企画課 2023実績: 進めた。""", []),
]

DANGLING: list[tuple[str, str, list[Names]]] = [
    ("no home anywhere", "1-2 ・便り事業（再掲）", [{"便り事業", IN_12}]),
    ("twice without a home", """
        1-1 ・便り事業（再掲）
        1-2 ・便り事業（再掲）""", [{"便り事業", IN_11}, {"便り事業", IN_12}]),
    ("a home", """
        1-1 ・便り事業
        1-2 ・便り事業（再掲）""", []),
    ("the home of another project", """
        1-1 ・便り発行事業
        1-2 ・便り事業（再掲）""", [{"便り事業", IN_12}]),
]

UNMARKED: list[tuple[str, str, list[Names]]] = [
    ("two directions, no mark", """
        1-1 ・便り事業
        1-2 ・便り事業""", [{"便り事業", IN_11, IN_12}]),
    ("three directions, one mark", """
        1-1 ・便り事業
        1-2 ・便り事業（再掲）
        2-1 ・便り事業""", [{"便り事業", IN_11, IN_21}]),
    ("a mark", """
        1-1 ・便り事業
        1-2 ・便り事業（再掲）""", []),
    ("printed twice in one list", """
        1-1 ・便り事業
        1-1 ・便り事業""", []),
    ("two projects", """
        1-1 ・便り事業
        1-2 ・便り発行事業""", []),
    ("two measures of one direction", """
        1-1-ア ・便り事業
        1-1-イ ・便り事業""", [{"便り事業", COUNSEL, HOUSING}]),
    ("a direction and the measure below it", """
        1-1 ・便り事業
        1-1-ア ・便り事業""", []),
    ("a goal and a measure two steps below it", """
        1 ・便り事業
        1-1-ア ・便り事業""", []),
    ("a direction and the measure of another", """
        1-1 ・便り事業
        1-2-ア ・便り事業""", [{"便り事業", IN_11, NEWS}]),
]

UNREPORTED: list[tuple[str, str, list[Names]]] = [
    ("no report names it", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 進めた。""", [{"便り事業", IN_11, PLAN2}]),
    ("listed in two directions, one finding", """
        1-1 ・便り事業
        1-2 ・便り事業（再掲）
        1-1 企画課 2023実績: 進めた。""", [{"便り事業", IN_11, IN_12, PLAN2}]),
    ("a report names it", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 便り事業を進めた。 {便り事業}""", []),
    ("a report of another direction names it", """
        1-1 ・便り事業
        2-1 企画課 2023実績: 便り事業を進めた。 {便り事業}""", []),
    ("no reports at all", "1-1 ・便り事業", []),
    ("empty reports only", """
        1-1 ・便り事業
        1-1 企画課 2023実績:""", []),
]

UNCHANGED: list[tuple[str, str, list[Names]]] = [
    ("the result of the year before", """
        1-1 企画課 2023実績: 補助金を支出。
        1-1 企画課 2024予定: 補助金を支出。""", [{"企画課", IN_11}]),
    ("other spaces, widths and line breaks", """
        1-1 企画課 2023実績: 補助金 10件を支出。
        1-1 企画課 2024予定: ・補助金１０件／を支出。""", [{"企画課", IN_11}]),
    ("another tense", """
        1-1 企画課 2023実績: 補助金を支出した。
        1-1 企画課 2024予定: 補助金を支出する。""", [{"企画課", IN_11}]),
    ("another tense, and that it goes on", """
        1-1 企画課 2023実績: 移住の相談窓口を開き、町の暮らしの相談に応じた。
        1-1 企画課 2024予定: 今後も引き続き、移住の相談窓口を開き、町の暮らしの相談に応じる。""",
     [{"企画課", IN_11}]),
    ("the number that only the result can have", """
        1-1 企画課 2023実績: 移住の相談窓口を開き、町の暮らしの相談に応じた（45件）。
        1-1 企画課 2024予定: 移住の相談窓口を開き、町の暮らしの相談に応じる。""",
     [{"企画課", IN_11}]),
    ("one sentence of several", """
        1-1 企画課 2023実績: 移住の相談窓口を開き、町の暮らしの相談に応じた。／冊子を配った。
        1-1 企画課 2024予定: 移住の相談窓口を開き、町の暮らしの相談に応じる。／催しを始める。""",
     [{"企画課", IN_11}]),
    ("other work with the same ending", """
        1-1 企画課 2023実績: 移住の相談窓口を開き、町の暮らしの相談に応じた。
        1-1 企画課 2024予定: 空き家の持ち主を訪ね、貸し出しの相談に応じる。""", []),
    ("a heading only", """
        1-1 企画課 2023実績: ■町の暮らしを伝える催しの開催／冊子を配った。
        1-1 企画課 2024予定: ■町の暮らしを伝える催しの開催／動画を作る。""", []),
    ("the same year", """
        1-1 企画課 2024実績: 補助金を支出。
        1-1 企画課 2024予定: 補助金を支出。""", []),
    ("two years before", """
        1-1 企画課 2022実績: 補助金を支出。
        1-1 企画課 2024予定: 補助金を支出。""", []),
    ("both cells empty", """
        1-1 企画課 2023実績:
        1-1 企画課 2024予定:""", []),
    ("nothing but a mark", """
        1-1 企画課 2023実績: （再掲）
        1-1 企画課 2024予定: （再掲）""", []),
    ("another department", """
        1-1 企画課 2023実績: 補助金を支出。
        1-1 建設課 2024予定: 補助金を支出。""", []),
    ("another direction", """
        1-1 企画課 2023実績: 補助金を支出。
        1-2 企画課 2024予定: 補助金を支出。""", []),
]

BY_KIND = {"EmptyReport": EMPTY_REPORTS, "DanglingCrossListing": DANGLING,
           "UnmarkedCrossListing": UNMARKED, "UnreportedProject": UNREPORTED,
           "UnchangedPlan": UNCHANGED}
CASES = [(kind, *case) for kind, cases in BY_KIND.items() for case in cases]

# (what, table, score; None where nothing is found); shares worked out by hand
FRAGMENTATIONS = [
    ("one department", "1-1 企画課 2023実績: 進めた。", None),
    ("one department in both years", """
        1-1 企画課 2023実績: 進めた。
        1-1 企画課 2024予定: 進める。""", None),
    ("two departments in two directions", """
        1-1 企画課 2023実績: 進めた。
        1-2 建設課 2023実績: 進めた。""", None),
    ("two that name no project: 1 - 2 (1/2)²", """
        1-1 企画課 2023実績: 進めた。
        1-1 建設課 2023実績: 進めた。""", "0.5"),
    ("three that name one each: 1 - 3 (1/3)²", """
        1-1 企画課 2023実績: ア事業。 {ア事業}
        1-1 建設課 2023実績: イ事業。 {イ事業}
        1-1 福祉課 2023実績: ア事業。 {ア事業}""", "0.6667"),
    ("three projects and one: 1 - (9 + 1)/16", """
        1-1 企画課 2023実績: ア事業、イ事業、ウ事業。 {ア事業 イ事業 ウ事業}
        1-1 建設課 2023実績: エ事業。 {エ事業}""", "0.375"),
    ("two projects and none, which counts one: 1 - (4 + 1)/9", """
        1-1 企画課 2023実績: ア事業、イ事業。 {ア事業 イ事業}
        1-1 建設課 2023実績: 進めた。""", "0.4444"),
    ("a name that stands twice counts once", """
        1-1 企画課 2023実績: ア事業、またア事業。 {ア事業 ア事業}
        1-1 建設課 2023実績: イ事業。 {イ事業}""", "0.5"),
    ("measures of one direction", """
        1-1-ア 企画課 2023実績: 進めた。
        1-1-イ 建設課 2023実績: 進めた。""", "0.5"),
    ("the same on one measure: the measure and its direction", """
        1-1-ア 企画課 2023実績: 進めた。
        1-1-ア 建設課 2023実績: 進めた。""", "0.5 0.5"),
    ("a printed department with an empty cell works there as well", """
        1-1 企画課 2023実績: 進めた。
        1-1 建設課 2023実績:""", "0.5"),
    ("all work is joint", "1-1 企画課・建設課 2023実績: 進めた。", "0"),
    ("joint work ties the two: 1 - (9 - 2)/9", """
        1-1 企画課 2023実績: 進めた。
        1-1 建設課 2023実績: 進めた。
        1-1 企画課・建設課 2023実績: 進めた。""", "0.2222"),
]


@pytest.mark.parametrize(("kind", "what", "table", "expected"), CASES)
def test_what_is_found(kind: str, what: str, table: str, expected: list[Names],
                       reading_of: ReadingOf, found_in: FoundIn) -> None:
    found = [set(row.involved) for row in found_in(reading_of(table)) if row.kind == kind]

    assert sorted(map(sorted, found)) == sorted(map(sorted, expected)), what


@pytest.mark.parametrize(("what", "table", "expected"), FRAGMENTATIONS)
def test_fragmentation(what: str, table: str, expected: str | None,
                       reading_of: ReadingOf, found_in: FoundIn) -> None:
    scores = [row.score for row in found_in(reading_of(table)) if row.kind == "Fragmentation"]

    assert scores == list(map(Decimal, (expected or "").split())), what


def test_a_fragmentation_involves_its_direction_departments_and_projects(
    reading_of: ReadingOf, found_in: FoundIn
) -> None:
    rows = found_in(reading_of(FRAGMENTATIONS[4][1]))

    assert [row.involved for row in rows if row.kind == "Fragmentation"] == [
        (IN_11, "ア事業", "イ事業", "企画課", "建設課", "福祉課")]


def test_equal_shares_give_the_number_of_departments() -> None:
    """Laakso & Taagepera: n equal shares have the effective number n."""
    for number in range(1, 40):
        alike = concentration({frozenset({str(one)}): 3 for one in range(number)})
        assert 1 / alike == number


def test_number_of_cases() -> None:
    assert {kind: len(cases) for kind, cases in BY_KIND.items()} == {
        "EmptyReport": 6, "DanglingCrossListing": 4, "UnmarkedCrossListing": 9,
        "UnreportedProject": 6, "UnchangedPlan": 14}
    assert len(FRAGMENTATIONS) == 13


# (what, table in edition 2, table in edition 3, kind, involved)
EDITIONS = [
    ("listed once in each edition", "1-1 ・便り事業", "1-2 ・便り事業", "UnmarkedCrossListing", []),
    ("the home stands in the other edition", "1-1 ・便り事業", "1-2 ・便り事業（再掲）",
     "DanglingCrossListing", [{"便り事業", IN_12}]),
    ("reported in the other edition only", """
        1-1 ・便り事業
        1-1 企画課 2023実績: 便り事業を進めた。 {便り事業}""", """
        1-1 ・便り事業
        1-1 企画課 2025実績: 進めた。""", "UnreportedProject", [{"便り事業", IN_11, PLAN3}]),
]


@pytest.mark.parametrize(("what", "second", "third", "kind", "expected"), EDITIONS)
def test_editions_are_kept_apart(what: str, second: str, third: str, kind: str,
                                 expected: list[Names], reading_of: ReadingOf,
                                 found_in: FoundIn) -> None:
    rows = found_in(reading_of(second, "a", edition=2), reading_of(third, "b", edition=3))

    assert [set(row.involved) for row in rows if row.kind == kind] == expected, what
