"""A verdict into a dataset on the disk: kept by every build, all or nothing, none lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph import reviewing
from graph.dataset import open_dataset
from graph.dataset_parts import DatasetParts
from graph.reviewing import record_verdict
from graph.writing import write_dataset
from ontology.errors import DatasetError, QueryError, ShisakuError
from tests.graph.verdicts.conftest import (
    BASE,
    FRAGMENTATION,
    ID,
    NO,
    OTHER,
    OVERLAP,
    SHARED,
    SURE,
    TOWN,
    UNREPORTED,
    YES,
    parts_with,
    siblings,
    status,
    whole,
)


def test_a_verdict_is_kept_and_tells_what_it_judged(target: Path) -> None:
    recorded = record_verdict(target, NO)

    assert (recorded.before, recorded.ja) == (None, f"要確認: {OVERLAP.kind}。")
    assert recorded.verdict.finding == f"990001/finding/{ID}"
    assert recorded.verdict.kind == "Overlap"
    assert status(target) == "Rejected"
    assert (target / "verdicts.jsonl").read_text(encoding="utf-8") == recorded.verdict.line()
    assert whole(target).report.warnings == ("気をつけること",)
    assert siblings(target) == []


def test_a_second_verdict_takes_the_place_of_the_first_and_both_are_kept(target: Path) -> None:
    first = record_verdict(target, NO)
    second = record_verdict(target, YES)

    assert second.before == first.verdict
    assert status(target) == "Confirmed"
    assert whole(target).verdicts() == (first.verdict, second.verdict)
    assert record_verdict(target, NO).before == second.verdict
    assert len(whole(target).verdicts()) == 3


def test_the_same_verdict_again_changes_nothing(target: Path) -> None:
    record_verdict(target, NO)
    before = target.stat().st_ino, (target / "report.json").read_bytes()
    again = record_verdict(target, NO)

    assert again.before == again.verdict
    assert (target.stat().st_ino, (target / "report.json").read_bytes()) == before


@pytest.mark.parametrize("name", [ID, f"990001/finding/{ID}", f"{BASE}990001/finding/{ID}"])
def test_a_finding_is_named_in_three_ways(target: Path, name: str) -> None:
    assert record_verdict(target, replace(NO, finding=name)).verdict.finding.endswith(ID)


def test_a_change_is_judged_as_well(target: Path) -> None:
    recorded = record_verdict(target, replace(NO, finding=SURE))

    assert recorded.verdict.finding == f"990001/change/{SURE}"
    assert (recorded.verdict.kind, recorded.en) == ("Renamed", "A was renamed to B.")
    whole(target)


def test_an_identifier_that_two_towns_have_is_asked_about(target: Path) -> None:
    with pytest.raises(QueryError) as fault:
        record_verdict(target, replace(NO, finding=SHARED))
    assert f"990001/change/{SHARED}, 990002/change/{SHARED}" in fault.value.en

    named = OTHER.change(SHARED).removeprefix(BASE)
    assert record_verdict(target, replace(NO, finding=named)).verdict.finding == named


@pytest.mark.parametrize("name", [
    "", "0" * 16, ID.upper(), f"{ID} ", "990001/finding/" + "0" * 16, "../../etc/passwd",
    "<http://a>", "a b", f"{BASE}990001/project/{'0' * 16}", TOWN.project("A"), "x" * 10_000])
def test_an_unknown_finding_is_told_and_nothing_changes(target: Path, name: str) -> None:
    before = target.stat().st_ino
    with pytest.raises(QueryError, match="has no finding") as fault:
        record_verdict(target, replace(NO, finding=name))
    assert "shisaku findings" in fault.value.ja
    assert "\n" not in fault.value.en
    assert target.stat().st_ino == before
    assert siblings(target) == []


def test_a_bad_word_is_told_and_nothing_changes(target: Path) -> None:
    with pytest.raises(ShisakuError, match="control characters"):
        record_verdict(target, replace(NO, reason="一行目\n二行目"))
    assert not (target / "verdicts.jsonl").exists()
    assert siblings(target) == []


@pytest.mark.parametrize("make", [
    lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("mine")])
def test_no_dataset(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "data")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DatasetError):
        record_verdict(tmp_path / "data", NO)
    assert sorted(tmp_path.iterdir()) == before


def test_the_rest_of_the_dataset_is_shared_and_the_reader_keeps_the_old_one(target: Path) -> None:
    (target / "originals" / ("e" * 64)).write_bytes(b"document")
    reader = open_dataset(target)
    before = set(reader.store.quads())

    record_verdict(target, NO)
    record_verdict(target, YES)

    assert not reader.is_current
    assert set(reader.store.quads()) == before
    assert reader.verdicts() == ()
    assert (target / "originals" / ("e" * 64)).read_bytes() == b"document"
    assert sorted(path.name for path in target.iterdir()) == [
        "ledger.csv", "originals", "portions", "report.json", "sources", "store",
        "verdicts.jsonl"]
    del reader
    record_verdict(target, NO)
    assert siblings(target) == []


def test_where_files_have_one_name_only_they_are_copied(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: str, new: str) -> None:
        raise OSError(95, "Operation not supported", old)

    monkeypatch.setattr(os, "link", refuse)
    record_verdict(target, NO)
    assert status(target) == "Rejected"


def test_a_fault_leaves_the_dataset_as_it_was(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(folder: Path, verdicts: object) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(reviewing, "write_verdicts", no_space)
    with pytest.raises(DatasetError, match="No space left"):
        record_verdict(target, NO)
    assert status(target) == "Candidate"
    assert siblings(target) == []


# Builds


def same(one: Path, other: Path) -> bool:
    reports = [replace(whole(path).report, built_at="") for path in (one, other)]
    return reports[0] == reports[1] and set(open_dataset(one).store.quads()) == set(
        open_dataset(other).store.quads())


def test_building_with_verdicts_is_the_same_as_judging_afterwards(
    target: Path, parts: DatasetParts, tmp_path: Path
) -> None:
    plain = whole(target).report.snapshot
    record_verdict(target, NO)
    record_verdict(target, replace(YES, finding=SURE))
    judged = tmp_path / "judged"
    shutil.copytree(target, judged)

    assert write_dataset(target, parts).snapshot == whole(judged).report.snapshot != plain
    assert same(target, judged)
    assert (target / "verdicts.jsonl").read_bytes() == (judged / "verdicts.jsonl").read_bytes()
    assert write_dataset(tmp_path / "copy", whole(judged).parts()).snapshot == whole(
        judged).report.snapshot
    assert same(tmp_path / "copy", judged)
    assert write_dataset(tmp_path / "new", parts).snapshot == plain


def test_a_verdict_outlives_its_finding(target: Path, parts: DatasetParts) -> None:
    record_verdict(target, NO)
    snapshot = whole(target).report.snapshot

    write_dataset(target, parts_with(FRAGMENTATION, UNREPORTED))
    gone = whole(target)
    assert len(gone.verdicts()) == 1
    assert len(gone.report.warnings) == 2
    assert "1 verdicts are on what is not found any more" in gone.report.warnings[1]
    assert f"990001/finding/{ID}" in gone.report.warnings[1]
    assert gone.report.snapshot == gone.report.unjudged
    with pytest.raises(QueryError):
        record_verdict(target, YES)

    record_verdict(target, replace(NO, finding=SURE))
    assert len(whole(target).report.warnings) == 2

    assert write_dataset(target, parts).warnings == ("気をつけること",)
    assert status(target) == "Rejected"
    assert whole(target).report.snapshot != snapshot


def test_a_broken_file_of_verdicts_stops_every_build_and_loses_nothing(
    target: Path, parts: DatasetParts
) -> None:
    record_verdict(target, NO)
    path = target / "verdicts.jsonl"
    for broken in (path.read_bytes() + b"{\n", b"\xff"):
        path.write_bytes(broken)
        for act in (lambda: write_dataset(target, parts), lambda: record_verdict(target, YES)):
            with pytest.raises(DatasetError, match=r"verdicts\.jsonl"):
                act()
        assert path.read_bytes() == broken
        assert siblings(target) == []


def test_a_dataset_made_before_there_were_verdicts(target: Path) -> None:
    report = target / "report.json"
    lines = report.read_text(encoding="utf-8").splitlines(keepends=True)
    report.write_text("".join(line for line in lines if '"unjudged"' not in line),
                      encoding="utf-8")
    record_verdict(target, NO)
    assert status(target) == "Rejected"
