"""Pairs of names that a person calls one project or two, each alone in its direction and in the
hands of one department: all but the name speaks for a rename, so these are the hardest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.editions.change import Change, ChangeKind
from graph.editions.renames import REPLACES
from loaders.records import Reading

from .conftest import ChangesOf, list_reading

with Path(__file__).with_name("rename_pairs.csv").open(encoding="utf-8") as table:
    PAIRS = list(csv.DictReader(table))


@pytest.fixture(scope="module")
def proposed(
    mizusumi: tuple[Reading, Reading], changes_of: ChangesOf
) -> list[tuple[bool, list[Change]]]:
    """For each pair whether it is one project, and what is proposed in a plan of usual size."""
    others = [f"{listing.listed_in} {listing.name} {listing.departments[0]}"
              for listing in mizusumi[0].listings if not listing.cross_listed]
    found = []
    for pair in PAIRS:
        earlier, later = (list_reading([*others, f"1-3 {pair[side]} 観光課"], year=year)
                          for side, year in (("earlier", 2024), ("later", 2025)))
        renames = [change for change in changes_of(earlier, later)
                   if change.kind is ChangeKind.RENAMED]
        found.append((pair["renamed"] == "yes", renames))
    return found


def test_number_of_pairs(proposed: list[tuple[bool, list[Change]]]) -> None:
    assert (len(PAIRS), sum(same for same, _ in proposed)) == (32, 15)


def test_most_proposals_are_right_and_most_renames_are_proposed(
    proposed: list[tuple[bool, list[Change]]]
) -> None:
    right = sum(1 for same, renames in proposed if same and renames)
    assert right / sum(1 for _, renames in proposed if renames) >= 0.8
    assert right / sum(same for same, _ in proposed) >= 0.8


def test_no_wrong_proposal_is_taken_for_a_replacement(
    proposed: list[tuple[bool, list[Change]]]
) -> None:
    assert [renames for same, renames in proposed
            if not same and renames and renames[0].confidence >= REPLACES] == []
