"""What holds of any two editions, whatever stands in them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.editions.change import Change, ChangeKind
from graph.editions.comparison import changes_between
from graph.editions.gathering import inventory_of
from graph.editions.quads import edition_quads
from graph.editions.sequence import consecutive_changes
from loaders.records import Reading

from .conftest import MARK, list_reading

NOTATIONS = ("1-1", "1-2", "1-3", "2-1", "2-2", "3-1")
WORDS = ("移住", "相談", "窓口", "農業", "観光", "支援", "整備", "空き家", "子育て", "バス", "案内")
DEPARTMENTS = ("企画課", "農政課", "観光課", "福祉課", "農林課")

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: "".join(words) + "事業")
rows = st.tuples(st.sampled_from(NOTATIONS), names, st.booleans(), st.sampled_from(DEPARTMENTS)
                 ).map(lambda row: f"{row[0]} {row[1]}{MARK if row[2] else ''} {row[3]}")
lists = st.lists(rows, min_size=1, max_size=25, unique_by=lambda row: tuple(
    row.replace(MARK, "").split()[:2]))
EXAMPLES = settings(max_examples=60, deadline=None)


def compared(earlier: Reading, later: Reading) -> tuple[Change, ...]:
    return changes_between(inventory_of([earlier]), inventory_of([later]))


def of_kind(changes: tuple[Change, ...], *kinds: ChangeKind) -> list[Change]:
    return [change for change in changes if change.kind in kinds]


@EXAMPLES
@given(lists)
def test_an_edition_differs_in_nothing_from_itself(table: list[str]) -> None:
    assert compared(list_reading(table), list_reading(table)) == ()


@EXAMPLES
@given(lists, lists)
def test_what_ended_is_new_the_other_way_round(one: list[str], two: list[str]) -> None:
    forth = compared(list_reading(one), list_reading(two, year=2025))
    back = compared(list_reading(two, year=2025), list_reading(one))
    for kind, other in ((ChangeKind.ENDED, ChangeKind.ADDED),
                        (ChangeKind.ADDED, ChangeKind.ENDED),
                        (ChangeKind.MERGED, ChangeKind.SPLIT),
                        (ChangeKind.RENAMED, ChangeKind.RENAMED),
                        (ChangeKind.UNCOVERED, ChangeKind.UNCOVERED)):
        assert (sorted((change.before, change.after) for change in of_kind(forth, kind))
                == sorted((change.after, change.before) for change in of_kind(back, other)))


@EXAMPLES
@given(lists, lists)
def test_no_project_is_in_two_renames(one: list[str], two: list[str]) -> None:
    renamed = [thing for change in of_kind(
        compared(list_reading(one), list_reading(two)), ChangeKind.RENAMED)
        if change.subject_kind == "Project" for thing in change.subjects]
    assert max(Counter(renamed).values(), default=1) == 1


@EXAMPLES
@given(lists, lists)
def test_a_project_is_told_to_be_one_thing_only(one: list[str], two: list[str]) -> None:
    """No project is ended or new and renamed, and none of both editions is ended or new."""
    changes = compared(list_reading(one), list_reading(two))
    told = Counter(thing for change in of_kind(
        changes, ChangeKind.ENDED, ChangeKind.ADDED, ChangeKind.RENAMED, ChangeKind.UNCOVERED)
        if change.subject_kind == "Project" for thing in change.subjects)
    sides = [{row.split()[1].removesuffix(MARK) for row in table} for table in (one, two)]
    assert {thing.name for thing in told} == sides[0] ^ sides[1]
    assert max(told.values(), default=1) == 1


@EXAMPLES
@given(lists, st.permutations(NOTATIONS[:3]))
def test_directions_counted_anew_move_no_project(table: list[str], anew: list[str]) -> None:
    numbers = dict(zip(NOTATIONS[:3], anew, strict=True))
    labels = {new: f"方向{old[-1]}番の取組{old}" for old, new in numbers.items()}
    before = list_reading(table, labels={old: labels[new] for old, new in numbers.items()})
    after = list_reading(
        [" ".join([numbers.get(row.split()[0], row.split()[0]), *row.split()[1:]])
         for row in table], labels=labels, edition=3, year=2025)
    assert {change.kind for change in compared(before, after)} <= {ChangeKind.RENUMBERED}


@EXAMPLES
@given(lists, st.data())
def test_one_row_marked_as_listed_again_is_one_change(
    table: list[str], data: st.DataObject
) -> None:
    _, name, *who = data.draw(st.sampled_from(table)).replace(MARK, "").split()
    taken = {row.split()[0] for row in table if row.split()[1].removesuffix(MARK) == name}
    listed = {row.split()[0] for row in table}
    free = sorted(listed - taken)
    if not free:
        return
    again = f"{data.draw(st.sampled_from(free))} {name}{MARK} {who[0]}"
    (change,) = compared(list_reading(table), list_reading([*table, again], year=2025))
    assert (change.kind, change.method) == (ChangeKind.RELISTED, "cross-listing-added")
    assert [thing.key for thing in change.after] == [again.split()[0]]


@EXAMPLES
@given(lists, lists, lists, st.permutations(range(3)))
def test_the_order_of_documents_makes_no_difference(
    one: list[str], two: list[str], three: list[str], order: list[int]
) -> None:
    readings = [list_reading(one, year=2023), list_reading(two, year=2024),
                list_reading(three, year=2025)]
    base = "https://example.org/id/"
    assert list(edition_quads([readings[place] for place in order], base)) == \
        list(edition_quads(readings, base))


@EXAMPLES
@given(lists, lists)
def test_the_order_of_rows_decides_nothing_but_lines(one: list[str], two: list[str]) -> None:
    def said(first: list[str], second: list[str]) -> list[str]:
        return sorted(change.identifier for change in compared(
            list_reading(first), list_reading(second, year=2025)))

    assert said(one, two) == said(sorted(one), sorted(two, reverse=True))


@EXAMPLES
@given(lists, lists)
def test_every_change_names_its_passages(one: list[str], two: list[str]) -> None:
    changes = compared(list_reading(one), list_reading(two, year=2025))
    assert [change for change in changes if not change.before_quotes and change.before] == []
    assert [change for change in changes if not change.after_quotes and change.after] == []


@pytest.mark.parametrize("years", [(2024, None), (None, None), (2024, 2024)])
def test_nothing_follows_from_an_order_that_nobody_states(
    years: tuple[int | None, int | None]
) -> None:
    readings = [list_reading([f"1-1 {name}事業"], year=year)
                for name, year in zip("甲乙", years, strict=True)]
    assert list(consecutive_changes(readings)) == []
