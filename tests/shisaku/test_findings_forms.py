"""Findings as a program gets them: JSON, CSV, a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from graph.dataset import Dataset, open_dataset
from shisaku.findings import COLUMNS
from tests.shisaku.judged_town import (
    BASE,
    DUPLICATION,
    LINES,
    OPEN,
    OVERLAP,
    REASON,
    REPEATED,
    REVIEWER,
    TOWN,
    judged,
    written_findings,
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The judged town."""
    return open_dataset(judged(tmp_path_factory.mktemp("town") / "data"))


def as_json(dataset: Dataset, tmp_path: Path, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written_findings(dataset, "f.json", tmp_path, **asked))
    return found


def test_json_says_everything_of_a_finding(dataset: Dataset, tmp_path: Path) -> None:
    found = {each["id"]: each for each in as_json(dataset, tmp_path)}

    assert found[OVERLAP.identifier(BASE)] == {
        "kind": "Overlap", "id": OVERLAP.identifier(BASE), "iri": OVERLAP.iri(BASE),
        "status": "Rejected", "reviewer": REVIEWER, "reviewed_on": "2026-04-01", "reason": REASON,
        "label_ja": OVERLAP.ja, "label_en": OVERLAP.en, "score": 0.8125, "marked": None,
        "aim_score": 0.75, "activity_score": 0.875, "cannot_tell": ["beneficiary"],
        "evidence": ["=移住", "相談"], "method": ["likeness"],
        "involved": ["+1", "=cmd|' /C calc'!A0"],
        "things": [{"iri": TOWN.project("B"), "type": "Project", "name": "+1"},
                   {"iri": TOWN.project("A"), "type": "Project", "name": "=cmd|' /C calc'!A0"}],
        "passages": [
            {"document": "=進捗.pdf", "sha256": "d" * 64, "page": 2, "first": 4, "last": 4,
             "text": LINES[3], "quoted_by": []},
            {"document": "=進捗.pdf", "sha256": "d" * 64, "page": 2, "first": 5, "last": 5,
             "text": LINES[4], "quoted_by": []}],
    }
    nobody = found[OPEN.identifier(BASE)]
    assert (nobody["status"], nobody["reviewer"], nobody["reason"]) == ("Candidate", None, None)
    assert "aim_score" not in nobody
    repeated = found[REPEATED.identifier(BASE)]
    assert repeated["marked"] is False
    assert [passage["quoted_by"] for passage in repeated["passages"]] == [
        [TOWN.report("d" * 64, key)] for key in "121"]


def test_a_duplication_has_its_narrower_kind_and_its_verdict(
    dataset: Dataset, tmp_path: Path
) -> None:
    row, = as_json(dataset, tmp_path, kinds=("Duplication",))
    assert (row["id"], row["status"]) == (DUPLICATION.identifier(BASE), "Confirmed")


# (statuses asked for, how many findings)
STATUSES = [((), 6), (("candidate",), 3), (("rejected",), 1), (("confirmed", "warranted"), 2)]


@pytest.mark.parametrize(("statuses", "number"), STATUSES)
def test_findings_by_what_persons_said(
    dataset: Dataset, tmp_path: Path, statuses: tuple[str, ...], number: int
) -> None:
    found = as_json(dataset, tmp_path, statuses=statuses)
    assert len(found) == number
    assert {each["status"].lower() for each in found} <= {*statuses} or not statuses


def test_csv_has_a_line_for_each_passage_and_nothing_to_compute(
    dataset: Dataset, tmp_path: Path
) -> None:
    data = written_findings(dataset, "f.csv", tmp_path)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

    assert data.startswith(b"\xef\xbb\xbf")
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 2 * 4 + 3 + 1
    assert [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t\r"] == []
    own = [row for row in rows if row["id"] == OVERLAP.identifier(BASE)]
    assert [row["text"] for row in own] == [LINES[3], LINES[4]]
    assert {row["reason"] for row in own} == {"'" + REASON}
    assert {row["reviewer"] for row in own} == {"'" + REVIEWER}
    assert {(row["aim_score"], row["beneficiary_score"], row["marked"], row["page"])
            for row in own} == {("0.75", "", "", "2")}
    marked = {row["marked"] for row in rows if row["kind"] == "RepeatedReport"}
    assert marked == {"false"}


def test_a_table_obeys_no_document(dataset: Dataset, tmp_path: Path) -> None:
    text = written_findings(dataset, "f", tmp_path, form="table").decode()
    assert text.count("\n") == 6
    assert "\x1b" not in text
    assert REVIEWER in text
