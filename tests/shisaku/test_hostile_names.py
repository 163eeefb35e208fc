"""Names that are code elsewhere: they load as printed, and do nothing where they are shown."""

import csv
import io
from pathlib import Path

import pytest

from graph.dataset import Dataset, open_dataset
from loaders.records import Municipality
from shisaku.asking import answer
from shisaku.drawing import write_map
from shisaku.given import given_files
from shisaku.pipeline import build
from shisaku.reading import read_all
from tests.shisaku.hostile_files import workbook

TOWN = Municipality("990001", "霧原町")
NAMES = [
    "=cmd|' /C calc'!A0",
    "@SUM(A1)事業",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202e逆順事業",
    "見え\u200bない事業",
    "{{ 7 * 7 }}事業",
    "');DROP TABLE x;--事業",
    "https://w3id.org/> <urn:a> <urn:b>",
]
PROJECTS = """
PREFIX s: <https://w3id.org/shisaku/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name { ?project a s:Project ; skos:prefLabel ?name }
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["基本目標番号", "基本目標名", "基本的方向番号", "基本的方向名", "事業名",
                         "所管部署"])
        writer.writerows(["1", "仕事", "1-1", "<b>働く</b>場", name, "総務課"] for name in NAMES)
    built = build(given_files([folder / "list.csv"], TOWN), folder / "data")
    assert built.report.validation["Violation"] == 0
    return open_dataset(folder / "data")


def test_names_are_kept_as_printed(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(PROJECTS, encoding="utf-8")
    text = b"".join(answer(dataset.store, str(tmp_path / "q.rq"), {}, "csv", ())).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert sorted(row[0] for row in rows[1:]) == sorted(NAMES)


@pytest.mark.parametrize(("kind", "params"), [
    ("projects", {"direction": "1-1"}), ("departments", {}), ("cross-listings", {}),
])
def test_a_map_shows_names_and_runs_none(
    dataset: Dataset, tmp_path: Path, kind: str, params: dict[str, str]
) -> None:
    html = write_map(dataset, kind, params, tmp_path / "map.html").read_text(encoding="utf-8")
    for markup in ("<script>alert", "<img src=x", "<b>働く"):
        assert markup not in html
    if kind == "projects":
        assert "alert(1)" in html


def test_a_formula_in_a_sheet_is_never_calculated(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook("見本事業", "=1+1"))
    (reading,) = read_all(given_files([path], TOWN))
    assert [listing.name for listing in reading.listings][:1] == ["見本事業"]
    assert "2" not in [listing.name for listing in reading.listings]
    assert any("row 3" in warning or "C3" in warning for warning in reading.warnings)
