"""Workbooks and CSV files in LibreOffice, which nobody here wrote: every text arrives as it is, and
none becomes a formula."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.dataset import Dataset, open_dataset
from graph.findings.table import finding_rows
from shisaku.exports.table_files import table_csv, tables_workbook
from shisaku.exports.tables import Names, thing_table
from shisaku.findings_workbook import workbook_bytes
from tests.conftest import lacking
from tests.shisaku.judged_town import judged

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
UTF8 = "Text - txt - csv (StarCalc):44,34,76,1"
Grid = list[list[str]]


@pytest.fixture(scope="module")
def office() -> str:
    """The program of LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        lacking("spreadsheet", "LibreOffice (soffice) is not installed")
    return program


def opened(office: str, path: Path, *options: str) -> dict[str, Grid]:
    """Return the cells of every sheet as LibreOffice shows them, by the sheet's name."""
    folder = path.parent / "shown"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{path.parent}/profile", "--headless", *options,
         "--convert-to", EVERY_SHEET, "--outdir", folder, path],
        check=True, capture_output=True, timeout=120)
    return {file.stem.removeprefix(f"{path.stem}-"): list(csv.reader(
        io.StringIO(file.read_text(encoding="utf-8"), newline="")))
        for file in folder.glob("*.csv")}


def texts(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Yield sheet, row and column (from 0) of every text that openpyxl finds in a workbook."""
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for at, row in enumerate(sheet.iter_rows()):
            for place, cell in enumerate(row):
                if cell.data_type == "s":
                    yield sheet.title, at, place, str(cell.value)


@pytest.mark.parametrize("kind", ["tables", "findings"])
def test_every_text_of_a_workbook_arrives(
    kind: str, office: str, sample: Dataset, tmp_path: Path
) -> None:
    data = (tables_workbook(sample.store, sample.report) if kind == "tables"
            else workbook_bytes(finding_rows(sample.store), sample.report))
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(data)
    shown = opened(office, path)
    expected = list(texts(data))

    assert len(expected) > 1_000
    assert [cell for cell in expected
            if shown[cell[0]][cell[1]][cell[2]].split() != cell[3].split()] == []


def test_a_name_that_looks_as_a_formula_stays_a_name(office: str, tmp_path: Path) -> None:
    store = open_dataset(judged(tmp_path / "town")).store
    table = thing_table(store, "Project", Names.of(store))
    path = tmp_path / "hostile.csv"
    path.write_bytes(table_csv(table))
    (shown,) = opened(office, path, f"--infilter={UTF8}").values()
    meant = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))

    assert any(cell.startswith(("'=", "'+", "'-", "'@")) for row in meant for cell in row)
    assert [row for row in shown if any("#" in cell or "Err:" in cell for cell in row)] == []
    assert [[cell.split() for cell in row] for row in shown] == [
        [cell.split() for cell in row] for row in meant]
