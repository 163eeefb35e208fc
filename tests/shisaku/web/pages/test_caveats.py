"""What the page of caveats tells, against the ledger as a spreadsheet would count it."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from graph.dataset import open_dataset
from graph.dataset_parts import DatasetParts, LedgerRow, SourceEntry, SourcePart
from graph.writing import write_dataset
from shisaku.web.pages.caveats import measured
from shisaku.web.pages.unread import unread
from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Reader

HOSTILE = '"><img src=x onerror=alert(1)>'
# Lines of a document of ours: what became of each, a line with any use being used.
LEDGER = [
    LedgerRow("a.txt", "line", 1, None, "skipped", "blank"),
    LedgerRow("a.txt", "line", 2, None, "Project", "x"),
    LedgerRow("a.txt", "line", 2, None, "unexplained", ""),
    LedgerRow("a.txt", "line", 3, None, "unexplained", ""),
    LedgerRow("a.txt", "line", 4, None, "unexplained", ""),
    LedgerRow("a.txt", "line", 4, None, "skipped", HOSTILE),
    LedgerRow(HOSTILE, "line", 1, 2, "unexplained", ""),
]


def test_lines_are_counted_as_the_ledger_says(pages: Reader, sample_dataset: Path) -> None:
    uses: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    with (sample_dataset / "ledger.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            uses[row["source"], row["number"]].add(row["use"])
    told = {row["what"]: (row["number"], row["of"]) for row in
            pages.get("/caveats.json").json()["rows"] if row["part"] == "lines unexplained"}

    assert told == {
        name: (sum(found == {"unexplained"} for (source, _), found in uses.items()
                   if source == name), sum(source == name for source, _ in uses))
        for name in {source for source, _ in uses}}


def test_a_line_with_any_use_is_used(tmp_path: Path) -> None:
    source = SourcePart(SourceEntry("a.txt", "ab" * 32, "text/plain", "x", "", "990001", "", 0, 4),
                        "1\n2\n3\n4\n", {"ab" * 32: b"1"})
    write_dataset(tmp_path / "d", DatasetParts(
        "https://example.org/id/", (), (source,), tuple(LEDGER), (HOSTILE,), {"Violation": 3}))
    found = unread(open_dataset(tmp_path / "d"))
    first, second = found.documents

    assert (first.lines, first.skipped, first.unexplained, first.sha256) == (4, 2, 1, "ab" * 32)
    assert (second.lines, second.unexplained, second.sha256) == (1, 1, "")
    assert [line.number for line in found.lines] == [2, 3, 4, 1]
    with served(tmp_path / "d") as server:
        page = Reader(server).get("/caveats")
    assert page.status == 200
    assert "<img src=x" not in page.html
    assert "違反 3 。" in page.text
    assert "lines=3-3" in page.html


def test_unsure_readings_lead_to_their_lines(pages: Reader) -> None:
    """The paper calls 湖畔キャンプ場管理運営事業 by a shorter name, and めん羊増頭支援事業 too."""
    page = pages.get("/caveats")

    assert "別の書き方 variant" in page.text
    for short in ("湖畔キャンプ場運営事業", "めん羊増頭事業"):
        assert short in page.text
    assert 'href="/sources/' in page.html
    assert "Form of the graph" in pages.get("/caveats", Accept_Language="en").text


def test_what_was_measured_is_what_the_documentation_says(root: Path) -> None:
    text = (root / "docs" / "findings.md").read_text(encoding="utf-8")
    for each in measured()["overlaps"]:
        assert f"| {each['right']} of {each['told']} |" in text
        assert f"| {each['right']} of {each['overlapping']} |" in text
    for each in measured()["kinds"]:
        (line,) = [line for line in text.splitlines()
                   if line.startswith(f"| {each['kind']} ") and line.count("|") == 5]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert cells[2].partition(" ")[0] == str(each["told"])
        assert cells[3] == str(each["right"])


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_as_data(suffix: str, pages: Reader) -> None:
    assert pages.get(f"/caveats.{suffix}").status == 200


def test_a_document_of_the_same_name_is_told_apart(tmp_path: Path) -> None:
    entry = SourceEntry("a.txt", "ab" * 32, "text/plain", "x", "", "990001", "", 0, 1)
    sources = tuple(SourcePart(replace(entry, sha256=digest), "1\n", {digest: b"1"})
                    for digest in ("ab" * 32, "cd" * 32))
    rows = tuple(LedgerRow(f"a.txt ({start})", "line", 1, None, "skipped", "blank")
                 for start in ("ab" * 4, "cd" * 4))
    write_dataset(tmp_path / "d", DatasetParts("https://example.org/id/", (), sources, rows))

    assert {each.sha256 for each in unread(open_dataset(tmp_path / "d")).documents} == {
        "ab" * 32, "cd" * 32}


def test_one_municipalitys_documents_are_told_alone(tmp_path: Path) -> None:
    entry = SourceEntry("a.txt", "ab" * 32, "text/plain", "x", "", "990001", "", 0, 1)
    other = replace(entry, name="b.txt", sha256="cd" * 32, municipality_code="990002")
    sources = tuple(SourcePart(each, "1\n", {each.sha256: b"1"}) for each in (entry, other))
    rows = tuple(LedgerRow(f"{name}.txt", "line", number, None, "skipped", "blank")
                 for name, lines in (("a", 1), ("b", 2)) for number in range(1, lines + 1))
    write_dataset(tmp_path / "d", DatasetParts("https://example.org/id/", (), sources, rows))
    (document,) = unread(open_dataset(tmp_path / "d"), "990002").documents

    assert (document.name, document.sha256, document.lines) == ("b.txt", "cd" * 32, 2)
