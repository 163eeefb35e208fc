"""Findings as a workbook: ready to work with, side by side, nothing computed, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from pyoxigraph import Store

from graph.dataset import Dataset, open_dataset
from graph.dataset_parts import DatasetReport, LedgerCount
from graph.findings.table import FindingRow, PassageRow, ThingRow, finding_rows
from graph.judged import judge as judge_store
from graph.store import EmbeddedStore
from graph.verdicts import Judgement, Verdict
from shisaku.findings import findings_csv, findings_json
from shisaku.findings_workbook import Side, sides, workbook_bytes
from shisaku.workbook import LONGEST_CELL, Sheet, sheet_title, storable, workbook_of
from tests.shisaku.judged_town import (
    BASE,
    LINES,
    NAMES,
    OVERLAP,
    REASON,
    REVIEWER,
    TOWN,
    judged,
    written_findings,
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The judged town."""
    return open_dataset(judged(tmp_path_factory.mktemp("town") / "data"))


def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def cells(book: Workbook, title: str) -> list[dict[str, Any]]:
    first, *rest = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in rest]


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")


@pytest.fixture
def english(japanese: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.mark.usefixtures("japanese")
def test_a_workbook_in_japanese(dataset: Dataset, tmp_path: Path) -> None:
    book = workbook(written_findings(dataset, "f.xlsx", tmp_path))

    assert book.sheetnames == [
        "概要", "重複の可能性", "二重実施の可能性", "報告文の再使用", "空欄の報告"]
    overview = [[cell for cell in row if cell is not None]
                for row in book["概要"].iter_rows(min_row=5, values_only=True)]
    assert overview == [
        ["種類", "件数", "候補", "確認済み", "理由あり", "該当せず", "識別子"],
        ["重複の可能性", 3, 1, 0, 1, 1, "Overlap"],
        ["二重実施の可能性", 1, 0, 1, 0, 0, "Duplication"],
        ["報告文の再使用", 1, 1, 0, 0, 0, "RepeatedReport"],
        ["空欄の報告", 1, 1, 0, 0, 0, "EmptyReport"]]
    first = cells(book, "重複の可能性")[0]
    assert (first["判定"], first["点数"], first["ID"]) == (
        "該当せず", 0.8125, OVERLAP.identifier(BASE))
    assert (first["判定者"], first["判定の理由"]) == (REVIEWER, REASON)
    assert first["判定日"] == datetime(2026, 4, 1)
    assert (first["目的の類似度"], first["根拠"]) == (0.75, "=移住\n相談")
    assert first["判断できない観点"] == "対象者"
    assert list(first)[-6:] == [
        "目的の類似度", "活動の類似度", "判断できない観点", "根拠", "検出の方法", "ID"]
    assert first["出典 1"] == "=進捗.pdf 2ページ 4行"


@pytest.mark.usefixtures("english")
def test_the_two_sides_stand_beside_each_other(dataset: Dataset, tmp_path: Path) -> None:
    sheet = workbook(written_findings(dataset, "f.xlsx", tmp_path))["repeated report"]
    headings = [cell.value for cell in sheet[1]]
    row = [cell.value for cell in sheet[2]]

    begin = headings.index("source 1")
    assert headings[begin:begin + 4] == ["source 1", "text 1", "text 2", "source 2"]
    assert row[begin:begin + 4] == [
        "=進捗.pdf p. 1 line 1\n=進捗.pdf p. 1 line 3", f"{LINES[0]}\n{LINES[2]}", LINES[1],
        "=進捗.pdf p. 1 line 2"]
    assert row[headings.index("marked")] == "no"
    assert "further sources" not in headings


@pytest.mark.usefixtures("english")
def test_each_of_two_projects_is_one_side(tmp_path: Path) -> None:
    """Lines 4 and 6 list one project, line 5 the other; line 2 is said of both by a report."""
    one, other = TOWN.project("A"), TOWN.project("B")
    row = FindingRow(
        "Overlap", "0" * 16, "要確認", "To check", None, "Candidate",
        (ThingRow("A", "Project", one), ThingRow("B", "Project", other)),
        tuple(PassageRow("a.txt", line, line, None, f"text {line}", "", by)
              for line, by in ((2, ()), (4, (one,)), (5, (other,)), (6, (one,)))),
        OVERLAP.iri(BASE), None, {}, "", None, "")

    assert sides(row) == [Side("a.txt line 4\na.txt line 6", "text 4\ntext 6"),
                          Side("a.txt line 5", "text 5"), Side("a.txt line 2", "text 2")]


def test_a_workbook_is_ready_to_work_with(dataset: Dataset, tmp_path: Path) -> None:
    book = workbook(written_findings(dataset, "f.xlsx", tmp_path))
    for sheet in book.worksheets:
        head = 5 if sheet is book.worksheets[0] else 1
        assert sheet.freeze_panes == f"A{head + 1}"
        last = get_column_letter(sheet.max_column)
        assert sheet.auto_filter.ref == f"A{head}:{last}{sheet.max_row}"
        for column in range(1, sheet.max_column + 1):
            assert 7 < sheet.column_dimensions[get_column_letter(column)].width <= 60
        for number, row in enumerate(sheet.iter_rows(min_row=head), start=head):
            assert all(cell.alignment.wrap_text for cell in row if cell.value is not None)
            assert 15 < sheet.row_dimensions[number].height < 409


def test_nothing_in_a_workbook_is_computed(dataset: Dataset, tmp_path: Path) -> None:
    data = written_findings(dataset, "f.xlsx", tmp_path)
    book = workbook(data)
    hostile = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
               if isinstance(cell.value, str) and cell.value[0] in "=+-@"]

    assert len(hostile) >= 15
    assert {cell.data_type for cell in hostile} == {"s"}
    assert all(cell.quotePrefix for cell in hostile)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in package.read(name)
                assert b"<hyperlink" not in package.read(name)


# (text, as it is stored)
STORED = [
    ("空き家\x07バンク", "空き家␇バンク"), ("\x00", "␀"), ("\x1b[31m", "␛[31m"), ("\x7f", "␡"),
    ("\x85", "\ufffd"), ("\ufffe", "\ufffd"), ("\ud800", "\ufffd"), ("a\r\nb\rc", "a\nb\nc"),
    ("a\tb", "a\tb"), ("_x0041_", "_x005F_x0041_"), ("_x41_ x0041_", "_x41_ x0041_"),
    ("_x000d_x000a_", "_x005F_x000d_x005F_x000a_"), ("=1", "=1"), ("葛󠄀城🏘️", "葛󠄀城🏘️"),
]


@pytest.mark.parametrize(("text", "stored"), STORED)
def test_signs_that_a_cell_cannot_hold_are_shown(text: str, stored: str) -> None:
    assert storable(text) == stored


ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


allowed = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=60)


@settings(max_examples=40)
@given(allowed, allowed)
def test_what_a_person_writes_comes_back_in_every_form(reviewer: str, reason: str) -> None:
    """From the verdict through the graph into JSON, CSV and a workbook, sign by sign."""
    verdict = Verdict(OVERLAP.iri(BASE).removeprefix(BASE), "Overlap", Judgement.REJECTED,
                      reviewer, date(2026, 4, 1), reason)
    store = Store()
    store.extend(OVERLAP.quads(BASE))
    judge_store(store, BASE, [verdict])
    rows = finding_rows(EmbeddedStore(store))

    record = json.loads(findings_json(rows))[0]
    line, = csv.DictReader(io.StringIO(findings_csv(rows)))
    report = DatasetReport("0" * 64, "", BASE, "2026-04-01T00:00:00+00:00", 0, (), {},
                           LedgerCount(0, 0, 0), (), {})
    sheet = workbook(workbook_bytes(rows, report)).worksheets[1]
    told = {unescaped(str(cell.value)) for cell in sheet[2]}
    for written_text, name in ((reviewer, "reviewer"), (reason, "reason")):
        assert record[name] == written_text
        assert line[name].removeprefix("'") == written_text.removeprefix("'")
        assert written_text in told


def unescaped(text: str) -> str:
    """Undo the escapes of ECMA-376, ST_Xstring, which openpyxl leaves to its caller."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_a_text_comes_back_from_a_workbook(text: str) -> None:
    data = workbook_of([Sheet("a", [("heading", 10)], [[text]])])
    value = workbook(data)["a"]["A2"].value
    shown = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert unescaped(str(value or "")) == shown


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    for text in ("あ" * 40_000, "🏘" * 20_000):
        stored = storable(text)
        assert len(stored.encode("utf-16-le")) // 2 < 32_767
        assert "json" in stored[-40:]
    assert storable("あ" * LONGEST_CELL) == "あ" * LONGEST_CELL


@pytest.mark.parametrize(("title", "taken", "name"), [
    ("a/b:c[d]?*'", (), "a b c d    "), ("x" * 40, (), "x" * 31), ("a", ("a",), "a 1")])
def test_names_of_sheets(title: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_title(title, taken) == name


def test_nothing_found_is_a_workbook_as_well(dataset: Dataset, tmp_path: Path) -> None:
    book = workbook(written_findings(dataset, "f.xlsx", tmp_path, kinds=("UnchangedPlan",)))
    assert len(book.sheetnames) == 1


def test_number_of_hostile_names() -> None:
    assert (len(NAMES), len(LINES), len(STORED)) == (9, 6, 14)
