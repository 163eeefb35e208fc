"""Two years of a progress table: the packaged sample, and the next year's made of it by hand.

What was changed is listed in the fixture. Reports are worded as the year before, as reports are,
but for their figures.
"""

from __future__ import annotations

import pytest

from graph.assembly import graph_quads
from graph.editions.change import Change, ChangeKind
from graph.editions.period import Period
from graph.editions.sequence import consecutive_changes
from graph.validation import validate
from loaders.records import Reading

# What a person finds: kind, what it is about, before, after.
EXPECTED = [
    ("Renamed", "Department", "商工振興室", "商工労政課"),
    ("Renamed", "Project", "星空案内人養成事業", "星空ガイド育成事業"),
    ("Ended", "Project", "1-2", ""),
    ("Added", "Project", "", "1-2"),
    ("Relisted", "Project", "", "2-1"),
    ("Ended", "Project", "2-1", ""),
]


@pytest.fixture(scope="module")
def changes(years: tuple[Reading, ...]) -> tuple[Change, ...]:
    return tuple(consecutive_changes(years))


def test_the_tables_are_of_the_years_that_they_plan(years: tuple[Reading, ...]) -> None:
    assert list(map(Period.of, years)) == [Period(None, 2024), Period(None, 2025)]


def test_every_change_is_told_and_no_other(changes: tuple[Change, ...]) -> None:
    found = [(change.kind.value, change.subject_kind, *(
        "/".join(thing.name if thing.kind in ("Project", "Department") else thing.key
                 for thing in side) for side in (change.before, change.after)))
        for change in changes]
    assert sorted(found) == sorted(EXPECTED)


def test_a_rename_that_the_name_does_not_show_is_told_by_the_reports(
    changes: tuple[Change, ...]
) -> None:
    (rename,) = [change for change in changes
                 if change.kind is ChangeKind.RENAMED and change.subject_kind == "Project"]
    scores = {score.dimension: score.value for score in rename.scores}
    assert scores["name"] < scores["text"]
    assert [quote.document for quote in (*rename.before_quotes, *rename.after_quotes)] == [
        "shinchoku.txt", "shinchoku.txt", "shinchoku_next.txt", "shinchoku_next.txt"]


def test_both_years_in_one_graph_conform(years: tuple[Reading, ...]) -> None:
    assert validate(graph_quads(years, "https://example.org/id/")).conforms
