"""Judged pairs as SSSOM/TSV, held to the rules of the standard and read by hand."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.dataset import open_dataset
from graph.verdicts import Judgement
from shisaku.findings import write_findings
from shisaku.mapping_set import yaml_scalar
from tests.shisaku.judged_town import (
    BASE,
    DUPLICATION,
    NAMES,
    OVERLAP,
    REASON,
    RENAMED,
    TOWN,
    judge,
    judged,
    unjudged,
)

RULES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("sssom_rules.toml").read_text(encoding="utf-8"))


@dataclass
class MappingSet:
    """A file taken apart: the block of metadata, the columns, the rows."""

    metadata: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, str]]

    def row(self, subject: str, target: str) -> dict[str, str]:
        row, = (row for row in self.rows if row["subject_id"] == curie(subject)
                and row["object_id"] == curie(target))
        return row


def curie(letter: str) -> str:
    return "id:" + TOWN.project(letter).removeprefix(BASE)


def taken_apart(data: bytes) -> MappingSet:
    text = data.decode("utf-8")
    lines = text.split("\n")
    block = [line.removeprefix("#") for line in lines if line.startswith("#")]
    table = "\n".join(lines[len(block):])
    assert not table.startswith("#")
    reader = csv.DictReader(io.StringIO(table, newline=""), delimiter="\t", strict=True)
    rows = list(reader)
    return MappingSet(yaml.safe_load("\n".join(block)), list(reader.fieldnames or ()), rows)


def written(folder: Path, tmp_path: Path, kinds: tuple[str, ...] = (),
            statuses: tuple[str, ...] = ()) -> MappingSet:
    path = tmp_path / "town.sssom.tsv"
    write_findings(open_dataset(folder), kinds, statuses, None, path)
    data = path.read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    found = taken_apart(data)
    check(found)
    return found


def check(found: MappingSet) -> None:
    """Hold a mapping set to the rules of the standard."""
    assert [slot for slot in RULES["mapping_set"] if slot in found.metadata] == [*found.metadata]
    assert [slot for slot in RULES["mapping"] if slot in found.columns] == found.columns
    assert set(RULES["required_of_set"]) <= set(found.metadata)
    prefixes = found.metadata["curie_map"]
    assert list(prefixes) == sorted(prefixes)
    assert not set(prefixes) & set(RULES["built_in"])
    for row in found.rows:
        check_row(row, prefixes | RULES["built_in"])
    for slot in RULES["propagatable"]:
        assert not (slot in found.metadata and slot in found.columns)
        values = {row[slot] for row in found.rows if slot in row}
        assert len(values) != 1
    for slot in found.columns:
        assert not found.rows or any(row[slot] for row in found.rows)
    if found.rows:
        used = {row[slot].partition(":")[0] for row in found.rows for slot in RULES["entities"]}
        assert set(prefixes) <= used
    cells = [[row[slot] for slot in found.columns] for row in found.rows]
    assert cells == sorted(cells)


def check_row(row: dict[str, str], prefixes: dict[str, str]) -> None:
    assert None not in row
    assert all(row[slot] for slot in RULES["required"])
    for slot in RULES["entities"]:
        prefix, colon, _ = row[slot].partition(":")
        assert colon
        assert prefix in prefixes
    for slot in set(RULES["uris"]) & set(row):
        assert re.match(r"https?://\S+$", row[slot])
    for slot in set(RULES["dates"]) & set(row):
        date.fromisoformat(row[slot])
    for slot, (least, greatest) in RULES["numbers"].items():
        if row.get(slot):
            assert least <= float(row[slot]) <= greatest
            assert re.fullmatch(r"\d+(\.\d{1,3})?", row[slot])
    for slot, values in RULES["values"].items():
        assert row.get(slot, "") in values


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged(tmp_path_factory.mktemp("town") / "data")


def test_the_set_says_what_it_is(town: Path, tmp_path: Path) -> None:
    found = written(town, tmp_path)
    metadata = found.metadata

    assert metadata["curie_map"] == {"dcterms": "http://purl.org/dc/terms/", "id": BASE}
    snapshot = open_dataset(town).report.snapshot
    assert metadata["mapping_set_id"] == f"{BASE}mappings/{snapshot}"
    assert metadata["mapping_date"] == date(2026, 4, 1)
    assert metadata["similarity_measure"] == "likeness"
    assert (metadata["sssom_version"], metadata["mapping_tool"]) == ("1.1", "shisaku")
    assert len(found.rows) == 5


def test_a_rejected_overlap_is_denied(town: Path, tmp_path: Path) -> None:
    one, other = sorted("AB", key=TOWN.project)
    assert written(town, tmp_path).row(one, other) == {
        "subject_id": curie(one), "subject_label": NAMES[one],
        "predicate_id": "skos:relatedMatch", "predicate_modifier": "Not",
        "object_id": curie(other), "object_label": NAMES[other],
        "mapping_justification": "semapv:ManualMappingCuration", "author_label": r"+点検\|担当",
        "confidence": "1", "similarity_score": "0.813", "see_also": OVERLAP.iri(BASE),
        "other": "status=Rejected", "comment": REASON}


# (subject, object, predicate, modifier, status)
OTHERS = [
    (*sorted("CD", key=TOWN.project), "skos:closeMatch", "", "Confirmed"),
    (*sorted("GH", key=TOWN.project), "skos:relatedMatch", "", "Warranted"),
    ("F", "E", "dcterms:replaces", "", "Confirmed"),
    ("H", "G", "dcterms:replaces", "Not", "Rejected"),
]


@pytest.mark.parametrize(("subject", "target", "predicate", "modifier", "status"), OTHERS)
def test_what_each_verdict_says(
    town: Path, tmp_path: Path, subject: str, target: str, predicate: str, modifier: str,
    status: str,
) -> None:
    rows = [row for row in written(town, tmp_path).rows
            if row["subject_id"] == curie(subject) and row["predicate_id"] == predicate]
    assert [(row["object_id"], row["predicate_modifier"], row["other"]) for row in rows] == [
        (curie(target), modifier, f"status={status}")]


def test_what_was_asked_for(town: Path, tmp_path: Path) -> None:
    assert len(written(town, tmp_path, kinds=("Overlap",)).rows) == 2
    assert len(written(town, tmp_path, statuses=("rejected",)).rows) == 2
    assert written(town, tmp_path, statuses=("candidate",)).rows == []


def test_where_nobody_has_judged_there_is_no_mapping(tmp_path: Path) -> None:
    found = written(unjudged(tmp_path / "data"), tmp_path)
    assert found.rows == []
    assert found.metadata["curie_map"] == {"id": BASE}
    assert set(RULES["required"]) <= set(found.columns)


def test_days_that_differ_stand_in_the_rows(tmp_path: Path) -> None:
    folder = unjudged(tmp_path / "data")
    judge(folder, DUPLICATION.identifier(BASE), Judgement.CONFIRMED)
    judge(folder, RENAMED, Judgement.CONFIRMED)
    first = written(folder, tmp_path)
    lines = (folder / "verdicts.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "verdicts.jsonl").write_text(
        lines[0].replace("2026-04-01", "2026-04-02") + lines[1], encoding="utf-8")
    judge(folder, OVERLAP.identifier(BASE), Judgement.REJECTED)
    second = written(folder, tmp_path)

    assert first.metadata["mapping_date"] == date(2026, 4, 1)
    assert "mapping_date" not in second.metadata
    assert {row["mapping_date"] for row in second.rows} == {"2026-04-01", "2026-04-02"}


@pytest.mark.parametrize("text", [
    "yes", "No", "null", "1.1", "2026-04-01x", "a: b", "a:", "a #b", "a#b", "- a", "'a", '"a"',
    "a ", " a", "https://example.org/a#b", "分散", "", "a, b", "{a}", "[a", "*a", "&a", "!a", "|",
    "%a", "@a"])
def test_a_text_is_read_back_from_the_metadata(text: str) -> None:
    assert yaml.safe_load(f"slot: {yaml_scalar(text)}") == {"slot": text}
