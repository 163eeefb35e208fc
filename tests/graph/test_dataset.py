"""The dataset folder: what it holds, what it refuses, what a fault leaves behind."""

from __future__ import annotations

import csv
import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from graph import swap, writing
from graph.assembly import graph_quads
from graph.canonical import canonical_nquads
from graph.dataset import open_dataset
from graph.dataset_parts import (
    DatasetParts,
    LedgerCount,
    LedgerRow,
    count_ledger,
    ledger_rows,
    source_parts,
)
from graph.portion import snapshot_id
from graph.writing import write_dataset
from loaders.ledger import LedgerEntry
from ontology.errors import DatasetError

if TYPE_CHECKING:
    from tests.graph.conftest import Town


@pytest.fixture(scope="module")
def parts(town: Town) -> DatasetParts:
    originals = {reading.source.sha256: reading.source.name.encode() for reading in town.readings}
    return DatasetParts(
        base=town.base, quads=tuple(graph_quads(town.readings, town.base)),
        sources=source_parts(town.readings, originals), ledger=ledger_rows(town.readings),
        warnings=("気をつけること",), validation={"Violation": 0, "Warning": 2, "Info": 1})


@pytest.fixture(scope="module")
def smaller(parts: DatasetParts) -> DatasetParts:
    return replace(parts, quads=parts.quads[:10])


def siblings(target: Path) -> list[str]:
    """Return the names of everything that stands beside ``target``."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def test_what_a_dataset_folder_holds(tmp_path: Path, parts: DatasetParts) -> None:
    target = tmp_path / "deep" / "data"
    write_dataset(target, parts)
    digests = [64 * letter for letter in "abc"]

    assert sorted(path.name for path in target.iterdir()) == [
        "ledger.csv", "originals", "portions", "report.json", "sources", "store"]
    assert sorted(path.name for path in (target / "sources").iterdir()) == [
        f"{digest}.txt" for digest in digests]
    assert sorted(path.name for path in (target / "originals").iterdir()) == digests
    assert siblings(target) == []
    assert set(Store.read_only(str(target / "store"))) == set(parts.quads)


def test_the_report(tmp_path: Path, parts: DatasetParts, town: Town) -> None:
    write_dataset(tmp_path / "data", parts)
    report = json.loads((tmp_path / "data" / "report.json").read_text(encoding="utf-8"))
    counts = report["counts"]

    assert report["snapshot"] == snapshot_id(canonical_nquads(parts.quads), town.base)
    assert report["base"] == town.base
    assert report["quads"] == len(set(parts.quads))
    assert report["warnings"] == ["気をつけること"]
    assert report["validation"] == {"Violation": 0, "Warning": 2, "Info": 1}
    assert report["ledger"] == {"used": 2, "skipped": 1, "unexplained": 1, "share": 0.75}
    assert [source["name"] for source in report["sources"]] == [
        "計画.txt", "進捗.pdf", "議事録.txt"]
    assert report["sources"][1] == {
        "name": "進捗.pdf", "sha256": 64 * "b", "media_type": "text/plain",
        "form": "progress-table", "title": "", "municipality_code": "990001",
        "municipality_name": "霧原町", "pages": 2, "lines": 7}
    assert {name: counts[name] for name in (
        "Municipality", "Strategy", "Goal", "Direction", "Measure", "Project", "Listing",
        "CrossListing", "Department", "ProgressReport", "Figure", "Meeting", "Statement", "Mention",
        "NamedPlan", "SourceDocument")} == {
        "Municipality": 1, "Strategy": 2, "Goal": 1, "Direction": 2, "Measure": 3, "Project": 4,
        "Listing": 4, "CrossListing": 1, "Department": 3, "ProgressReport": 3, "Figure": 2,
        "Meeting": 1, "Statement": 2, "Mention": 7, "NamedPlan": 1, "SourceDocument": 3}
    assert "Phase" not in counts


def test_the_ledger(tmp_path: Path, parts: DatasetParts) -> None:
    write_dataset(tmp_path / "data", parts)

    assert (tmp_path / "data" / "ledger.csv").read_text(encoding="utf-8") == (
        "source,unit,number,page,use,detail\n"
        "計画.txt,line,1,,Strategy,2\n"
        "計画.txt,line,2,,Goal,1\n"
        "計画.txt,line,3,,unexplained,\n"
        "進捗.pdf,line,1,1,skipped,heading\n")


def test_a_ledger_with_every_sign_reads_back(tmp_path: Path, parts: DatasetParts) -> None:
    rows = (LedgerRow('a,"b".txt', "row", 7, 3, "Project", '=1+1, "x"\n改行'),
            LedgerRow("b.txt", "cell", 1, None, "skipped", ""))
    write_dataset(tmp_path / "data", replace(parts, ledger=rows))

    assert tuple(open_dataset(tmp_path / "data").ledger()) == rows
    with (tmp_path / "data" / "ledger.csv").open(encoding="utf-8", newline="") as file:
        assert [row["detail"] for row in csv.DictReader(file)] == ['=1+1, "x"\n改行', ""]


# (uses of the lines 1, 1, 2, 3, expected count, expected share)
LEDGERS = [
    (("Goal", "Listing", "skipped", "unexplained"), LedgerCount(1, 1, 1), 2 / 3),
    (("skipped", "Goal", "Goal", "Goal"), LedgerCount(3, 0, 0), 1.0),
    (("unexplained", "unexplained", "unexplained", "unexplained"), LedgerCount(0, 0, 3), 0.0),
]


@pytest.mark.parametrize(("uses", "count", "share"), LEDGERS)
def test_lines_are_counted_once(uses: tuple[str, ...], count: LedgerCount, share: float) -> None:
    rows = [LedgerRow("a.txt", "line", number, None, use, "")
            for number, use in zip((1, 1, 2, 3), uses, strict=True)]

    assert count_ledger(rows) == count
    assert count.share == pytest.approx(share)
    assert count_ledger([]).share == 1.0


def test_two_documents_of_one_name_are_told_apart_in_the_ledger(town: Town) -> None:
    entry = (LedgerEntry("line", 1, None, "Goal", ""),)
    twins = [replace(reading, source=replace(reading.source, name="計画.txt"), ledger=entry)
             for reading in town.readings[:2]]

    assert [row.source for row in ledger_rows(twins)] == [
        "計画.txt (aaaaaaaa)", "計画.txt (bbbbbbbb)"]


def test_an_opened_dataset_gives_back_what_went_in(tmp_path: Path, parts: DatasetParts) -> None:
    written = write_dataset(tmp_path / "data", parts)
    dataset = open_dataset(tmp_path / "data")
    back = dataset.parts()

    assert dataset.report == written
    assert dataset.source_text(64 * "b").startswith("令和5年度実績\n企画課\n")
    assert dataset.original(64 * "b") == "進捗.pdf".encode()
    assert set(back.quads) == set(parts.quads)
    assert replace(back, quads=parts.quads) == parts
    assert write_dataset(tmp_path / "copy", back).snapshot == written.snapshot


def test_a_document_that_is_not_there(tmp_path: Path, parts: DatasetParts) -> None:
    write_dataset(tmp_path / "data", parts)
    dataset = open_dataset(tmp_path / "data")

    for name in (64 * "e", "../report.json"):
        with pytest.raises(DatasetError, match="no document"):
            dataset.source_text(name)
        with pytest.raises(DatasetError, match="no document"):
            dataset.original(name)


BUILD = """
import pickle, sys
from pathlib import Path
from graph.assembly import graph_quads
from graph.writing import write_dataset
from graph.dataset_parts import DatasetParts, ledger_rows, source_parts
readings, base = pickle.loads(Path(sys.argv[1]).read_bytes())
originals = {reading.source.sha256: b"" for reading in readings}
write_dataset(Path(sys.argv[2]), DatasetParts(
    base, tuple(graph_quads(readings, base)), source_parts(readings, originals),
    ledger_rows(readings)))
"""


def test_two_builds_give_the_same_bytes(tmp_path: Path, town: Town) -> None:
    (tmp_path / "readings").write_bytes(pickle.dumps((town.readings, town.base)))
    for seed in ("0", "1", "4711"):
        subprocess.run([sys.executable, "-c", BUILD, tmp_path / "readings", tmp_path / seed],
                       check=True, env=os.environ | {"PYTHONHASHSEED": seed})

    built = [open_dataset(tmp_path / seed) for seed in ("0", "1", "4711")]
    texts = {canonical_nquads(dataset.store.quads()) for dataset in built}
    reports = [replace(dataset.report, built_at="") for dataset in built]
    assert len(texts) == 1
    assert snapshot_id(texts.pop(), town.base) == built[0].report.snapshot
    assert reports[0] == reports[1] == reports[2]
    assert len({(tmp_path / seed / "ledger.csv").read_bytes() for seed in ("0", "1", "4711")}) == 1


def test_a_build_replaces_the_dataset_and_leaves_its_reader_in_peace(
    tmp_path: Path, parts: DatasetParts, smaller: DatasetParts
) -> None:
    target = tmp_path / "data"
    write_dataset(target, parts)
    reader = open_dataset(target)

    write_dataset(target, smaller)
    write_dataset(target, replace(smaller, sources=()))

    assert not reader.is_current
    assert set(reader.store.quads()) == set(parts.quads)
    assert reader.source_text(64 * "a").startswith("第2期霧原町総合戦略\n")
    now = open_dataset(target)
    assert now.is_current
    assert set(now.store.quads()) == set(smaller.quads)
    assert len(siblings(target)) == 1

    del reader, now
    write_dataset(target, smaller)
    assert siblings(target) == []


def test_an_empty_folder_is_taken(tmp_path: Path, smaller: DatasetParts) -> None:
    (tmp_path / "data").mkdir()

    write_dataset(tmp_path / "data", smaller)

    assert open_dataset(tmp_path / "data").report.quads == 10


def test_a_link_to_a_dataset_stays_a_link(tmp_path: Path, smaller: DatasetParts) -> None:
    (tmp_path / "here").mkdir()
    link = tmp_path / "here" / "data"
    link.symlink_to(tmp_path / "there")

    write_dataset(link, smaller)
    write_dataset(link, smaller)

    assert link.is_symlink()
    assert open_dataset(tmp_path / "there").report.quads == 10
    assert siblings(link) == []


@pytest.mark.parametrize("make", [
    lambda path: path.write_text("mine"),
    lambda path: (path.mkdir(), (path / "mine.txt").write_text("mine")),
])
def test_what_is_no_dataset_is_not_touched(
    tmp_path: Path, smaller: DatasetParts, make: object
) -> None:
    target = tmp_path / "data"
    assert callable(make)
    make(target)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(DatasetError, match="something else than a dataset"):
        write_dataset(target, smaller)

    assert sorted(tmp_path.rglob("*")) == before


def test_a_fault_while_building_leaves_the_old_dataset(
    tmp_path: Path, parts: DatasetParts, smaller: DatasetParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "data"
    write_dataset(target, parts)

    def no_space(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(writing, "sync_tree", no_space)
    with pytest.raises(DatasetError, match="No space left") as fault:
        write_dataset(target, smaller)

    assert str(target) in fault.value.ja
    assert set(open_dataset(target).store.quads()) == set(parts.quads)
    assert siblings(target) == []


def damage(target: Path, how: str) -> None:
    report = target / "report.json"
    match how:
        case "missing":
            target.rename(target.with_name("elsewhere"))
        case "a file":
            target.rename(target.with_name("elsewhere"))
            target.write_text("mine")
        case "no report":
            report.unlink()
        case "report cut off":
            report.write_text(report.read_text(encoding="utf-8")[:50], encoding="utf-8")
        case "report of another form":
            report.write_text("[]", encoding="utf-8")
        case "report of another format":
            text = report.read_text(encoding="utf-8")
            report.write_text(text.replace('"format": 1', '"format": 2'), encoding="utf-8")
        case "no store":
            (target / "store").rename(target.with_name("elsewhere"))
        case "store cut off":
            (target / "store" / "CURRENT").write_text("")


DAMAGES = [
    ("missing", "there is no dataset"),
    ("a file", "not a dataset"),
    ("no report", "not a dataset"),
    ("report cut off", "report.json cannot be read"),
    ("report of another form", "report.json cannot be read"),
    ("report of another format", "report.json cannot be read"),
    ("no store", "the store cannot be opened"),
    ("store cut off", "the store cannot be opened"),
]


@pytest.mark.parametrize(("how", "told"), DAMAGES)
def test_a_broken_dataset_is_told(
    tmp_path: Path, smaller: DatasetParts, how: str, told: str
) -> None:
    target = tmp_path / "data"
    write_dataset(target, smaller)
    damage(target, how)

    with pytest.raises(DatasetError, match=told) as fault:
        open_dataset(target)

    assert str(target) in fault.value.en
    assert str(target) in fault.value.ja
    assert len(DAMAGES) == 8


HOLD = """
import sys
from pathlib import Path
from graph.swap import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_of_two_builds_is_refused(tmp_path: Path, smaller: DatasetParts) -> None:
    target = tmp_path / "data"
    write_dataset(target, smaller)
    with subprocess.Popen([sys.executable, "-c", HOLD, target], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DatasetError, match="another process"):
            write_dataset(target, smaller, patience=0.1)
        assert open_dataset(target).report.quads == 10
        holder.kill()

    write_dataset(target, smaller)
    assert siblings(target) == []


def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    target = tmp_path / "data"
    with swap.build_lock(target):
        assert siblings(target) == [".data.lock"]
        with pytest.raises(DatasetError), swap.build_lock(target):
            pass
    with swap.build_lock(target):
        pass
    assert siblings(target) == []
