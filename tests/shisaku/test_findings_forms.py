"""Findings as a person and a program get them: JSON, CSV, a workbook."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from graph.dataset import Dataset, open_dataset
from graph.findings.table import FindingRow, PassageRow, ThingRow
from shisaku.findings import COLUMNS, write_findings
from shisaku.findings_workbook import Side, sides
from shisaku.workbook import LONGEST_CELL, Sheet, sheet_title, storable, workbook_of
from tests.shisaku.judged_town import (
    BASE,
    DUPLICATION,
    LINES,
    NAMES,
    OPEN,
    OVERLAP,
    REASON,
    REPEATED,
    REVIEWER,
    TOWN,
    judged,
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The judged town."""
    return open_dataset(judged(tmp_path_factory.mktemp("town") / "data"))


def written(dataset: Dataset, name: str, tmp_path: Path, *, kinds: tuple[str, ...] = (),
            statuses: tuple[str, ...] = (), form: str | None = None) -> bytes:
    write_findings(dataset, kinds, statuses, form, tmp_path / name)
    return (tmp_path / name).read_bytes()


def as_json(dataset: Dataset, tmp_path: Path, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(dataset, "f.json", tmp_path, **asked))
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
    data = written(dataset, "f.csv", tmp_path)
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
    book = workbook(written(dataset, "f.xlsx", tmp_path))

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
    sheet = workbook(written(dataset, "f.xlsx", tmp_path))["repeated report"]
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
    book = workbook(written(dataset, "f.xlsx", tmp_path))
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
    data = written(dataset, "f.xlsx", tmp_path)
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


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_a_text_comes_back_from_a_workbook(text: str) -> None:
    data = workbook_of([Sheet("a", [("heading", 10)], [[text]])])
    value = workbook(data)["a"]["A2"].value
    # The escapes of ECMA-376, ST_Xstring, which openpyxl leaves to its caller.
    back = ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value or ""))
    assert back == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


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
    book = workbook(written(dataset, "f.xlsx", tmp_path, kinds=("UnchangedPlan",)))
    assert len(book.sheetnames) == 1


def test_a_table_obeys_no_document(dataset: Dataset, tmp_path: Path) -> None:
    text = written(dataset, "f", tmp_path, form="table").decode()
    assert text.count("\n") == 6
    assert "\x1b" not in text
    assert REVIEWER in text


def test_number_of_hostile_names() -> None:
    assert (len(NAMES), len(LINES), len(STORED)) == (9, 6, 14)
