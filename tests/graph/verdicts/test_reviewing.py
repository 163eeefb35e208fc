"""A verdict into a dataset on the disk: kept by every build, all or nothing, none lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Store

from graph import reviewing, swap
from graph.canonical import canonical_nquads, snapshot_id
from graph.dataset import Dataset, open_dataset, write_dataset
from graph.dataset_parts import DatasetParts
from graph.findings.table import finding_rows
from graph.judged import snapshot_of, unjudged_quads
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement, current
from ontology.errors import DatasetError, QueryError, ShisakuError
from tests.graph.verdicts.conftest import (
    BASE,
    FRAGMENTATION,
    OTHER,
    OVERLAP,
    SHARED,
    SURE,
    TOWN,
    UNREPORTED,
    parts_with,
)

ID = OVERLAP.identifier(BASE)
NO = Opinion(ID, Judgement.REJECTED, "点検担当", date(2026, 4, 1), "対象者が違う。")
YES = replace(NO, status=Judgement.CONFIRMED, reason="同じ相談である。")


def whole(target: Path) -> Dataset:
    """Open the dataset and see that store, report and verdicts belong together."""
    dataset = open_dataset(target)
    quads = set(dataset.store.quads())
    store = Store()
    store.extend(quads)
    unjudged = snapshot_id(canonical_nquads(unjudged_quads(quads, BASE)))
    assert dataset.report.unjudged == unjudged
    assert dataset.report.snapshot == snapshot_of(store, BASE, unjudged)
    assert dataset.report.quads == len(quads)
    rows = {row.id: row.status for row in finding_rows(dataset.store)}
    for finding, verdict in current(dataset.verdicts()).items():
        identifier = finding.rpartition("/")[2]
        assert rows.get(identifier, verdict.status) == verdict.status
    return dataset


def status(target: Path, identifier: str = ID) -> str:
    return {row.id: row.status for row in finding_rows(whole(target).store)}[identifier]


def siblings(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path, parts: DatasetParts) -> Path:
    """A dataset of the two towns."""
    folder = tmp_path / "here" / "data"
    write_dataset(folder, parts)
    return folder


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
        "ledger.csv", "originals", "report.json", "sources", "store", "verdicts.jsonl"]
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


# Several at once, and killed ones

REVIEW = """
import sys
from datetime import date
from pathlib import Path
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
target, number = Path(sys.argv[1]), int(sys.argv[2])
for round in range(3):
    record_verdict(target, Opinion(sys.argv[3], list(Judgement)[(number + round) % 3],
                                   f"担当{number}", date(2026, 4, 1), f"{round}回目"), patience=60)
"""


@pytest.mark.slow
def test_eight_processes_lose_no_verdict(target: Path) -> None:
    names = [ID, FRAGMENTATION.identifier(BASE), UNREPORTED.identifier(BASE), SURE] * 2
    running = [subprocess.Popen([sys.executable, "-c", REVIEW, target, str(number), name])
               for number, name in enumerate(names)]
    assert [process.wait() for process in running] == [0] * 8

    verdicts = whole(target).verdicts()
    assert len(verdicts) == 24
    for number in range(8):
        own = [verdict.reason for verdict in verdicts if verdict.reviewer == f"担当{number}"]
        assert own == ["0回目", "1回目", "2回目"]
    for finding, verdict in current(verdicts).items():
        if "/finding/" in finding:
            assert status(target, finding.rpartition("/")[2]) == verdict.status
    assert siblings(target) == []


def test_waiting_comes_to_an_end(target: Path) -> None:
    with swap.build_lock(target):
        begun = time.monotonic()
        with pytest.raises(DatasetError, match="another process"):
            record_verdict(target, NO, patience=0.3)
        assert 0.3 <= time.monotonic() - begun < 5
    record_verdict(target, NO)


REVIEWERS = """
import os, sys
from datetime import date
from pathlib import Path
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
target, name = Path(sys.argv[1]), sys.argv[2]
for line in sys.stdin:
    reviewer = os.fork()
    if reviewer == 0:
        number = 0
        while True:
            number += 1
            record_verdict(target, Opinion(name, list(Judgement)[number % 3], f"担当{line.strip()}",
                                           date(2026, 4, 1), f"{number}"))
            print(number, flush=True)
    print(reviewer, flush=True)
    os.waitpid(reviewer, 0)
    print("dead", flush=True)
"""
KILLS = 40
LONGEST_LIFE = 3
"""How long a reviewer lives at most, in times that one verdict takes here."""


@pytest.mark.slow
def test_a_killed_review_leaves_the_verdict_or_not(target: Path) -> None:
    begun = time.monotonic()
    record_verdict(target, YES)
    longest = LONGEST_LIFE * (time.monotonic() - begun)
    moment = Random(20260401)
    counts = []
    with subprocess.Popen([sys.executable, "-c", REVIEWERS, target, ID], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for kill in range(KILLS):
            process.stdin.write(f"{kill}\n")
            process.stdin.flush()
            reviewer = int(process.stdout.readline())
            time.sleep(moment.uniform(0, longest))
            os.kill(reviewer, signal.SIGKILL)
            told = 0
            while (line := process.stdout.readline().strip()) != "dead":
                told = int(line)
            own = [each.reason for each in whole(target).verdicts()
                   if each.reviewer == f"担当{kill}"]
            assert own == [str(number + 1) for number in range(len(own))]
            assert len(own) - told in (0, 1)
            counts.append(len(own))
    assert min(counts) == 0 < max(counts)
    record_verdict(target, YES)
    assert siblings(target) == []
