"""shisaku network as a user meets it, on the papers of a fictional town (tests/gold/sample_*)."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

from graph.dataset import open_dataset

SAMPLE = Path(str(files("shisaku").joinpath("sample")))
GOLD = Path(__file__).parents[1] / "gold"
TOWN = "990001=霧原町"


def run(
    *arguments: str | Path, language: str = "C.UTF-8", hash_seed: str = "0"
) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LC_ALL", "LC_MESSAGES")}
    return subprocess.run(
        [sys.executable, "-m", "shisaku", *map(str, arguments)], check=False, capture_output=True,
        env=environment | {"LANG": language, "PYTHONHASHSEED": hash_seed})


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network") / "data"
    done = run("build", SAMPLE / "kirihara_progress.txt", SAMPLE / "kirihara_minutes.txt",
               "--municipality", TOWN, "--into", folder)
    assert done.returncode == 0, done.stderr
    return folder


def told(dataset: Path, *options: str) -> Any:
    done = run("network", dataset, *options)
    assert (done.returncode, done.stderr) == (0, b"")
    (record,) = json.loads(done.stdout)
    return record


def directions() -> dict[str, set[str]]:
    """The departments that are printed with each direction, as a person read them."""
    found: dict[str, set[str]] = {}
    with (GOLD / "sample_reports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["direction"], set()).update(row["departments"].split(";"))
    return found


def test_json_has_the_departments_with_their_measures(dataset: Path) -> None:
    record = told(dataset)
    by_name = {each["name"]: each for each in record["departments"]}

    assert record["municipality"]["code"] == "990001"
    assert (record["year"], record["without_report"]) == (None, [])
    assert set(by_name) == set.union(*directions().values())
    # directions 1-2, 2-1 and 2-3, shared with others, and one project with 観光まちづくり課
    office = by_name["企画政策課"]
    assert (office["directions"], office["weighted_degree"], office["close_degree"]) == (3, 4.0, 1)
    # 移住定住推進室 reports on 2-1 alone, with 企画政策課 alone
    assert (office["cut"], by_name["移住定住推進室"]["degree"]) == (True, 1)
    assert not {"edges", "matrix"} & set(record)


def test_every_edge_opens_its_evidence(dataset: Path) -> None:
    record = told(dataset, "--edges")
    edges = {frozenset((edge["one_name"], edge["other_name"])): edge for edge in record["edges"]}
    edge = edges[frozenset(("高原交流センター", "観光まちづくり課"))]

    # 29 pairs in one direction, and one that a project ties across directions
    assert len(edges) == 30
    assert [edges[ends]["weight"] for ends in edges if "移住定住推進室" in ends] == [1.0]
    assert (edge["projects"], edge["directions"], edge["joint_reports"]) == (1, 1, 2)
    assert edge["weight"] == 1.2  # the project for themselves, and 1-2 with four more
    assert [share["kind"] for share in edge["shares"]] == [
        "project", "direction", "joint-report", "joint-report"]
    assert edge["shares"][0]["name_ja"] == "星空案内人養成事業"
    # as tests/gold/sample_mentions.csv has them
    assert [place["first"] for place in edge["shares"][0]["passages"]] == [123, 125, 130, 202]
    for edge in record["edges"]:
        for share in edge["shares"]:
            assert share["reports"]
            assert all(place["document"] == "kirihara_progress.txt" and len(place["sha256"]) == 64
                       and 1 <= place["first"] <= place["last"] for place in share["passages"])


def test_the_projects_that_two_departments_name(dataset: Path) -> None:
    """As the lines of tests/gold/sample_mentions.csv stand in the reports of sample_reports.csv."""
    shared = {share["name_ja"]: {edge["one_name"], edge["other_name"]}
              for edge in told(dataset, "--edges")["edges"] for share in edge["shares"]
              if share["kind"] == "project"}

    assert shared == {
        "木育推進事業": {"森林資源課", "学校教育課"},
        "星空案内人養成事業": {"観光まちづくり課", "高原交流センター"},
        "冬の灯りまつり開催事業": {"観光まちづくり課", "企画政策課"},
        "買い物支援車両運行事業": {"町民生活課", "商工振興室"}}


def test_a_name_in_other_words_is_told_with_its_confidence(dataset: Path) -> None:
    edges = told(dataset, "--edges")["edges"]
    (share,) = [share for edge in edges for share in edge["shares"]
                if share["name_ja"] == "買い物支援車両運行事業"]

    assert 0 < share["confidence"] < 1
    assert {report["confidence"] for report in share["reports"]} >= {share["confidence"]}


def test_the_documentation_names_every_key(dataset: Path) -> None:
    """Each row of the table in docs/network.md, and no key that is not there."""
    page = (Path(__file__).parents[2] / "docs" / "network.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (`.*) \|$", page.partition("## JSON")[2], flags=re.MULTILINE)
    documented = {name: set(re.findall(r"`(\w+)`", keys)) for name, keys in rows}
    record = told(dataset, "--edges", "--matrix")
    edge, cell = record["edges"][0], record["matrix"]["cells"][0]
    share = edge["shares"][0]

    assert documented == {
        "network": {*record, *record["municipality"], "edges", "matrix"},
        "department": set(record["departments"][0]), "edge": set(edge), "share": set(share),
        "report": set(share["reports"][0]),
        "matrix": {*record["matrix"], *record["matrix"]["directions"][0]},
        "cell": {*cell, *cell["projects"][0]}, "passage": set(share["passages"][0])}


def test_a_fiscal_year_alone(dataset: Path) -> None:
    record = told(dataset, "--year", "令和5年度", "--edges")
    years = {report["year"] for edge in record["edges"] for share in edge["shares"]
             for report in share["reports"]}

    assert (record["year"], years) == ("FY2023", {"FY2023"})
    # 冬の灯りまつり is named by 企画政策課 in the plan for the next year alone
    assert sum(edge["projects"] for edge in record["edges"]) == 3


def test_the_matrix_has_the_cells_that_are_printed(dataset: Path) -> None:
    matrix = told(dataset, "--matrix")["matrix"]
    cells = {(cell["direction_name"].partition("「")[0], cell["department_name"])
             for cell in matrix["cells"]}

    assert [each["notation"] for each in matrix["directions"]] == sorted(directions())
    assert cells == {(direction, name) for direction, names in directions().items()
                     for name in names}
    assert {(cell["department_name"], cell["year"]) for cell in matrix["cells"]
            if cell["empty"]} == {("高原交流センター", "FY2023"), ("高原交流センター", "FY2024")}


@pytest.mark.parametrize(("options", "rows"), [((), 13), (("--edges",), 38), (("--matrix",), 38)])
def test_csv_opens_in_a_spreadsheet(dataset: Path, options: tuple[str, ...], rows: int) -> None:
    """Directions have 3, 6, 2, 3 and 5 departments: 19 cells of two years each, and 32 pairs in
    one of them; 4 pairs share a project, one tells 2 reports jointly."""
    done = run("network", dataset, "--format", "csv", *options)
    table = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))

    assert done.stdout.startswith(b"\xef\xbb\xbf")
    assert {row["municipality"] for row in table} == {"霧原町"}
    assert len(table) == rows


def test_the_tables_speak_both_languages(dataset: Path) -> None:
    options = ("network", dataset, "--format", "table", "--edges", "--matrix")
    japanese = run(*options, language="ja_JP.UTF-8").stdout.decode()
    english = run("--lang", "en", *options).stdout.decode()

    for word in ("報告か一覧に現れる部署 13", "中心性", "切断点", "共同報告", "□", "企画政策課",
                 "記載がないだけ"):
        assert word in japanese
    for word in ("13 departments in reports or lists", "betweenness", "cut", "joint report", "□",
                 "企画政策課", "No entry: nothing is printed"):
        assert word in english


def test_the_hash_seed_changes_nothing(dataset: Path) -> None:
    first, second = (run("network", dataset, "--edges", "--matrix", hash_seed=seed).stdout
                     for seed in ("1", "4242"))

    assert first == second


def test_an_endpoint_tells_the_same(
    dataset: Path, sparql_endpoint: Callable[[Iterable[Quad]], str]
) -> None:
    address = sparql_endpoint(open_dataset(dataset).store.quads())

    assert run("network", address, "--edges").stdout == run("network", dataset, "--edges").stdout


def test_a_municipality_by_name_or_code(dataset: Path) -> None:
    assert told(dataset, "--municipality", "霧原町") == told(dataset, "--municipality", "990001")


@pytest.mark.parametrize(("options", "status", "word"), [
    (("--year", "2030"), 1, "FY2023, FY2024"),
    (("--year", "last"), 1, "fiscal year"),
    (("--municipality", "汐見村"), 1, "990001"),
    (("--format", "xml"), 2, "xml"),
    (("--format", "csv", "--edges", "--matrix"), 2, "one table"),
])
def test_faults_are_told(
    dataset: Path, options: tuple[str, ...], status: int, word: str
) -> None:
    done = run("network", dataset, *options)

    assert (done.returncode, done.stdout) == (status, b"")
    assert word in done.stderr.decode()
    assert status == 2 or done.stderr.count(b"\n") == 1
