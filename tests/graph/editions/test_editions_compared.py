"""Two lists of a fictional city, compared by hand: every change, where it stands, and no other."""

from __future__ import annotations

from collections.abc import Iterable

from graph.editions.change import Change, Thing
from graph.editions.comparison import changes_between
from graph.editions.gathering import inventory_of
from graph.editions.inventory import Quote
from loaders.records import Reading


def told(change: Change) -> dict[str, str]:
    """A change in the columns of the table made by hand."""
    both = change.kind in ("Renamed", "Renumbered", "Merged", "Split")
    about = "" if both or change.subject_kind != "Project" else change.subjects[0].name
    return {"kind": change.kind, "subject": change.subject_kind, "about": about,
            "before": names(change.before), "after": names(change.after),
            "lines_before": lines(change.before_quotes), "lines_after": lines(change.after_quotes)}


def names(things: Iterable[Thing]) -> str:
    return "/".join(sorted(thing.name if thing.kind in ("Project", "Department") else thing.key
                           for thing in things))


def lines(quotes: Iterable[Quote]) -> str:
    return "/".join(str(quote.first) for quote in sorted(quotes, key=lambda quote: quote.first))


def in_order(rows: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    return sorted(tuple(row.values()) for row in rows)


def test_the_table_made_by_hand_has_the_hard_cases(expected: list[dict[str, str]]) -> None:
    kinds = [(row["kind"], row["subject"]) for row in expected]
    assert len(kinds) == 30
    assert kinds.count(("Renamed", "Project")) == 6
    assert kinds.count(("Moved", "Project")) == 3
    assert {("Merged", "Department"), ("Split", "Department")} <= set(kinds)


def test_the_lists_are_long_enough_to_tell(mizusumi: tuple[Reading, Reading]) -> None:
    assert [len(inventory_of([reading]).projects) for reading in mizusumi] == [43, 44]


def test_every_change_is_told_and_no_other(
    mizusumi: tuple[Reading, Reading], expected: list[dict[str, str]]
) -> None:
    found = changes_between(*(inventory_of([reading]) for reading in mizusumi))
    assert in_order(map(told, found)) == in_order(expected)


def test_backwards_what_ended_is_new_and_what_merged_is_split(
    mizusumi: tuple[Reading, Reading], expected: list[dict[str, str]]
) -> None:
    turned = {"Ended": "Added", "Added": "Ended", "Merged": "Split", "Split": "Merged"}
    back = [{**row, "kind": turned.get(row["kind"], row["kind"]),
             "before": row["after"], "after": row["before"],
             "lines_before": row["lines_after"], "lines_after": row["lines_before"]}
            for row in expected]
    second, first = mizusumi
    found = changes_between(inventory_of([first]), inventory_of([second]))
    assert in_order(map(told, found)) == in_order(back)
