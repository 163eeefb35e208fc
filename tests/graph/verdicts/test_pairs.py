"""A pair of projects is judged once, whether it is found an overlap or a duplication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.dataset import open_dataset
from graph.findings.finding import Finding
from graph.findings.table import finding_rows
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
from graph.writing import write_dataset
from ontology.terms import SHISAKU
from tests.graph.verdicts.conftest import BASE, DUPLICATION, OVERLAP, TOWN, parts_with

ID = OVERLAP.identifier(BASE)
FOUND = {"Overlap": OVERLAP, "Duplication": DUPLICATION}


def test_a_pair_keeps_its_identity_as_overlap_and_as_duplication() -> None:
    pair = TOWN.project("ア"), TOWN.project("イ")

    def identifier(kind: str, *subjects: str) -> str:
        return Finding(kind, subjects, (), "", "", "rule", ()).identifier(BASE)

    assert identifier(SHISAKU.Duplication, *pair) == identifier(SHISAKU.Overlap, *pair)
    assert identifier(SHISAKU.Duplication, *pair) == identifier(SHISAKU.Overlap, *reversed(pair))
    assert identifier(SHISAKU.Overlap, *pair) != identifier(SHISAKU.RepeatedFigure, *pair)


def opinion(judgement: Judgement) -> Opinion:
    return Opinion(ID, judgement, "点検担当", date(2026, 4, 1), "読み比べた。")


def status(target: Path) -> str:
    return next(row.status for row in finding_rows(open_dataset(target).store) if row.id == ID)


# (found as, judged, then found as, status then)
PAIRS = [
    ("Overlap", "Rejected", "Duplication", "Rejected"),
    ("Duplication", "Rejected", "Overlap", "Rejected"),
    ("Duplication", "Confirmed", "Overlap", "Confirmed"),
    ("Duplication", "Warranted", "Overlap", "Warranted"),
    ("Overlap", "Confirmed", "Duplication", "Candidate"),
    ("Overlap", "Warranted", "Duplication", "Candidate"),
]


@pytest.mark.parametrize(("first", "judgement", "then", "found"), PAIRS)
def test_what_becomes_of_a_verdict_on_a_pair(
    tmp_path: Path, first: str, judgement: str, then: str, found: str
) -> None:
    target = tmp_path / "data"
    write_dataset(target, parts_with(FOUND[first]))
    record_verdict(target, opinion(Judgement(judgement)))
    assert status(target) == judgement

    told = write_dataset(target, parts_with(FOUND[then])).warnings
    assert status(target) == found
    assert any("nobody has judged" in warning for warning in told) is (found == "Candidate")

    write_dataset(target, parts_with(FOUND[first]))
    assert status(target) == judgement


def test_a_confirmed_overlap_that_is_found_a_duplication_is_judged_again(tmp_path: Path) -> None:
    target = tmp_path / "data"
    write_dataset(target, parts_with(OVERLAP))
    record_verdict(target, opinion(Judgement.CONFIRMED))
    write_dataset(target, parts_with(DUPLICATION))

    recorded = record_verdict(target, opinion(Judgement.CONFIRMED))

    assert recorded.before is not None
    assert (recorded.before.kind, recorded.verdict.kind) == ("Overlap", "Duplication")
    assert status(target) == "Confirmed"
    assert recorded.report.warnings == ("気をつけること",)
