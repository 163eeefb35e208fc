"""Departments and places that changed, in the shortest lists that show it, beside near misses."""

from __future__ import annotations

import pytest

from graph.editions.change import ChangeKind

from .conftest import ChangesOf, list_reading

Row = tuple[str, str, str]
"""Kind (and method of a re-listing), what stood before, what stands after; "/" between several."""

FIVE = ["苗木", "石垣", "橋", "朝市", "祭"]


def carried(departments: str) -> list[str]:
    """Five projects in one direction, in the hands of one department each."""
    return [f"1-1 {name}事業 {who}" for name, who in zip(FIVE, departments.split(), strict=True)]


DEPARTMENTS: list[tuple[str, list[str], list[str], list[Row]]] = [
    ("renamed, all its work goes on", carried("甲課 甲課 甲課 乙課 乙課"),
     carried("丙室 丙室 丙室 乙課 乙課"), [("Renamed", "甲課", "丙室")]),
    ("one project alone does not tell", carried("甲課 乙課 乙課 乙課 乙課"),
     carried("丙室 乙課 乙課 乙課 乙課"),
     [("Ended", "甲課", ""), ("Added", "", "丙室"), ("ChargeChanged", "甲課", "丙室")]),
    ("one project and a name alike tell", carried("商工振興課 乙課 乙課 乙課 乙課"),
     carried("商工振興室 乙課 乙課 乙課 乙課"), [("Renamed", "商工振興課", "商工振興室")]),
    ("a name alike without the work is another department",
     carried("農政課 農政課 乙課 丁課 丁課"), carried("乙課 丁課 乙課 林政課 丁課"),
     [("Ended", "農政課", ""), ("Added", "", "林政課"), ("ChargeChanged", "農政課", "乙課"),
      ("ChargeChanged", "農政課", "丁課"), ("ChargeChanged", "丁課", "林政課")]),
    ("two become one", carried("甲課 甲課 乙課 乙課 丁課"), carried("丙課 丙課 丙課 丙課 丁課"),
     [("Merged", "乙課/甲課", "丙課")]),
    ("one goes into another that stays", carried("甲課 甲課 乙課 乙課 乙課"),
     carried("乙課 乙課 乙課 乙課 乙課"), [("Merged", "乙課/甲課", "乙課")]),
    ("one becomes two", carried("甲課 甲課 甲課 甲課 丁課"), carried("乙課 乙課 丙課 丙課 丁課"),
     [("Split", "甲課", "丙課/乙課")]),
    ("a part of one becomes a department", carried("甲課 甲課 甲課 甲課 甲課"),
     carried("乙課 乙課 甲課 甲課 甲課"), [("Split", "甲課", "乙課/甲課")]),
    ("projects change hands between two that stay", carried("甲課 甲課 甲課 乙課 乙課"),
     carried("甲課 甲課 乙課 乙課 乙課"), [("ChargeChanged", "甲課", "乙課")]),
    ("a list that names nobody tells nothing", carried("甲課 甲課 甲課 乙課 乙課"),
     [row.rsplit(" ", 1)[0] for row in carried("- - - - -")], []),
]

HOME, OTHER, THIRD = "1-1 苗木事業", "1-2 苗木事業", "2-1 苗木事業"
REST = ["1-1 石垣事業", "1-2 橋事業", "2-1 朝市事業"]
AGAIN = "（再掲）"

PLACES: list[tuple[str, list[str], list[str], list[Row]]] = [
    ("moved", [HOME], [OTHER], [("Moved home", "1-1", "1-2")]),
    ("moved and listed again where it was", [HOME], [OTHER, HOME + AGAIN],
     [("Relisted home-changed", "1-1", "1-2")]),
    ("home and listing again change places", [HOME, OTHER + AGAIN], [HOME + AGAIN, OTHER],
     [("Relisted home-changed", "1-1", "1-2")]),
    ("at home again where it was only listed again, and gone elsewhere", [HOME + AGAIN, OTHER],
     [HOME], [("Relisted home-changed", "1-2", "1-1")]),
    ("listed again", [HOME], [HOME, OTHER + AGAIN], [("Relisted cross-listing-added", "", "1-2")]),
    ("listed again twice", [HOME], [HOME, OTHER + AGAIN, THIRD + AGAIN],
     [("Relisted cross-listing-added", "", "1-2"), ("Relisted cross-listing-added", "", "2-1")]),
    ("no longer listed again", [HOME, OTHER + AGAIN], [HOME],
     [("Relisted cross-listing-dropped", "1-2", "")]),
    ("the listing again moved", [HOME, OTHER + AGAIN], [HOME, THIRD + AGAIN],
     [("Relisted cross-listing-dropped", "1-2", ""), ("Relisted cross-listing-added", "", "2-1")]),
    ("listed elsewhere without a mark", [HOME], [HOME, OTHER],
     [("Relisted listing-added", "", "1-2")]),
    ("the mark is new", [HOME, OTHER], [HOME, OTHER + AGAIN],
     [("Relisted mark-added", "1-2", "1-2")]),
    ("the mark is gone", [HOME, OTHER + AGAIN], [HOME, OTHER],
     [("Relisted mark-dropped", "1-2", "1-2")]),
    ("the same under a measure of its direction", [HOME], ["1-1-ア 苗木事業"], []),
    ("under a measure of another direction", [HOME], ["1-2-ア 苗木事業"],
     [("Moved home", "1-1", "1-2")]),
    ("another measure", ["1-1-ア 苗木事業", "1-1-イ 祭事業"], ["1-1-イ 苗木事業", "1-1-イ 祭事業",
                                                    "1-1-ア 灯籠事業"],
     [("Moved home", "1-1-ア", "1-1-イ"), ("Added covered", "", "1-1-ア")]),
]


def test_number_of_cases() -> None:
    assert (len(DEPARTMENTS), len(PLACES)) == (10, 14)


def names(things: tuple[str, ...]) -> str:
    return "/".join(sorted(things))


@pytest.mark.parametrize(("earlier", "later", "expected"), [case[1:] for case in DEPARTMENTS],
                         ids=[case[0] for case in DEPARTMENTS])
def test_departments(
    changes_of: ChangesOf, earlier: list[str], later: list[str], expected: list[Row]
) -> None:
    found = [(change.kind.value, names(tuple(thing.name for thing in change.before)),
              names(tuple(thing.name for thing in change.after)))
             for change in changes_of(list_reading(earlier), list_reading(later, year=2025))]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(("earlier", "later", "expected"), [case[1:] for case in PLACES],
                         ids=[case[0] for case in PLACES])
def test_places(
    changes_of: ChangesOf, earlier: list[str], later: list[str], expected: list[Row]
) -> None:
    changes = changes_of(list_reading([*earlier, *REST]), list_reading([*later, *REST], year=2025))
    found = [(f"{change.kind.value} {change.method}",
              names(tuple(thing.key for thing in change.before)),
              names(tuple(thing.key for thing in change.after)))
             for change in changes if change.subject_kind == "Project"]
    assert sorted(found) == sorted(expected)
    assert {change.kind for change in changes if change.subject_kind != "Project"} <= {
        ChangeKind.UNCOVERED}
