"""What a document that does not cover a place leaves open, and what one that covers it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.editions.change import Change, ChangeKind
from loaders.records import Phase, Reading, Report
from loaders.text import LinedText

from .conftest import ChangesOf, list_reading

GOAL_1 = ["1-1 苗木育成事業", "1-1 獣害柵事業", "1-2 空き店舗活用事業", "1-2 融資利子補給事業"]
GOAL_2 = ["2-1 移住相談会事業", "2-1 お試し住宅事業", "2-2 夜間観望会事業"]
NEW = ["1-1 苗木育成事業", "1-1 獣害柵事業", "1-2 空き店舗活用事業", "1-2 融資利子補給事業",
       "2-1 移住相談会事業", "2-1 お試し住宅事業", "2-2 夜間観望会事業"]

# what the earlier list has, what the later has, the one project of which something is told, what
CASES: list[tuple[str, list[str], list[str], str, ChangeKind]] = [
    ("its direction lists others", GOAL_1, GOAL_1[1:], "苗木育成事業", ChangeKind.ENDED),
    ("its direction lists only what stands elsewhere too",
     ["1-1 苗木育成事業", "1-2 獣害柵事業"], ["1-1 獣害柵事業（再掲）", "1-2 獣害柵事業"],
     "苗木育成事業", ChangeKind.ENDED),
    ("its direction is not printed", ["1-1 苗木育成事業", "1-2 獣害柵事業"], ["1-2 獣害柵事業"],
     "苗木育成事業", ChangeKind.UNCOVERED),
    ("its goal is not printed", [*GOAL_1, "2-1 移住相談会事業"], GOAL_1, "移住相談会事業",
     ChangeKind.UNCOVERED),
    ("its direction is gone and its goal met again in two others",
     [*GOAL_1, "1-3 工場跡地事業"], GOAL_1, "工場跡地事業", ChangeKind.ENDED),
    ("its direction is gone and its goal met again in one other",
     [*GOAL_1[:2], "1-3 工場跡地事業"], GOAL_1[:2], "工場跡地事業", ChangeKind.UNCOVERED),
    ("its goal is gone and as many goals are met again", [*GOAL_1, *GOAL_2, "3-1 橋点検事業"],
     [*GOAL_1, *GOAL_2, "4-1 庁舎見学事業"], "橋点検事業", ChangeKind.ENDED),
    ("its goal is gone and fewer goals are met again", [*GOAL_1, *GOAL_2, "3-1 橋点検事業"],
     [*GOAL_1, *GOAL_2], "橋点検事業", ChangeKind.UNCOVERED),
]


def test_number_of_cases() -> None:
    assert len({name for name, *_ in CASES}) == 8


def kinds(changes: tuple[Change, ...], name: str) -> list[ChangeKind]:
    return [change.kind for change in changes
            if change.subject_kind == "Project" and change.subjects[0].name == name]


@pytest.mark.parametrize(("earlier", "later", "name", "kind"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])
def test_a_project_that_is_missing_has_ended_only_where_it_would_stand(
    changes_of: ChangesOf, earlier: list[str], later: list[str], name: str, kind: ChangeKind
) -> None:
    changes = changes_of(list_reading(earlier), list_reading(later, year=2025))
    assert kinds(changes, name) == [kind]


@pytest.mark.parametrize(("earlier", "later", "name", "kind"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])
def test_a_project_that_appears_is_new_only_where_it_would_have_stood(
    changes_of: ChangesOf, earlier: list[str], later: list[str], name: str, kind: ChangeKind
) -> None:
    changes = changes_of(list_reading(later), list_reading(earlier, year=2025))
    new = {ChangeKind.ENDED: ChangeKind.ADDED}.get(kind, kind)
    assert kinds(changes, name) == [new]


def reporting(reading: Reading) -> Reading:
    """The same lists in a document that reports on them."""
    at = (reading.source.passage(1),)
    return replace(reading, reports=(
        Report("1", ("企画課",), "1-1", 2025, Phase.RESULT, LinedText.of([]), 1.0, "label", at),))


def test_a_table_of_reports_does_not_end_what_only_a_full_list_has(changes_of: ChangesOf) -> None:
    later = reporting(list_reading(GOAL_1[1:], year=2025))
    assert kinds(changes_of(list_reading(GOAL_1), later), "苗木育成事業") == [
        ChangeKind.UNCOVERED]


def test_two_parts_of_one_plan_have_no_project_renamed(changes_of: ChangesOf) -> None:
    """The one document is of goal 1, the other of goal 2: alike names are two projects."""
    changes = changes_of(list_reading([*GOAL_1, "1-2 商店街案内人育成事業"]),
                         list_reading([*GOAL_2, "2-2 観光案内人育成事業"], year=2025))
    assert {change.kind for change in changes} == {ChangeKind.UNCOVERED}


def test_what_is_listed_again_in_a_document_of_another_goal_has_not_moved(
    changes_of: ChangesOf
) -> None:
    earlier = list_reading([*GOAL_1, *GOAL_2])
    later = list_reading([*GOAL_1, "1-1 夜間観望会事業（再掲）"], year=2025)
    changes = changes_of(earlier, later)
    assert kinds(changes, "夜間観望会事業") == [ChangeKind.RELISTED]
    assert {change.kind for change in changes} == {ChangeKind.RELISTED, ChangeKind.UNCOVERED}
