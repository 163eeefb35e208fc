"""shisaku diff as a user meets it: two datasets of a fictional city, in three forms of output."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LISTS = Path(__file__).parents[1] / "graph" / "editions"
CITY = "990028=水澄市"


def run(*arguments: str | Path, language: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LC_ALL", "LC_MESSAGES")} | {"LANG": language}
    return subprocess.run([sys.executable, "-m", "shisaku", *map(str, arguments)], check=False,
                          capture_output=True, env=environment)


def built(folder: Path, *documents: Path, city: str = CITY) -> Path:
    done = run("build", *documents, "--municipality", city, "--into", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("years")
    return (built(folder / "2024", LISTS / "mizusumi_2024.csv"),
            built(folder / "2025", LISTS / "mizusumi_2025.csv"))


def test_json_has_every_change_with_its_passages(years: tuple[Path, Path]) -> None:
    done = run("diff", *years)
    assert (done.returncode, done.stderr) == (0, b"")
    changes = json.loads(done.stdout)
    assert len(changes) == 30
    (rename,) = [change for change in changes if change["name"] == "デマンド交通運行事業"]
    assert (rename["kind"], rename["subject"]) == ("Renamed", "Project")
    assert rename["before"] == [{"type": "Project", "name": "デマンド交通実証事業"}]
    assert rename["earlier"] == {"edition": 2, "year": 2024}
    assert rename["later"] == {"edition": 3, "year": 2025}
    assert rename["municipality"] == {"code": "990028", "name": "水澄市"}
    assert rename["before_passages"] == [
        {"document": "mizusumi_2024.csv", "page": None, "first": 42, "last": 42}]
    assert 0.6 <= rename["confidence"] < 1
    assert set(rename["scores"]) == {"name", "place", "department"}


def test_csv_opens_in_a_spreadsheet(years: tuple[Path, Path]) -> None:
    done = run("diff", *years, "--format", "csv")
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert len(rows) == 30
    (moved,) = [row for row in rows if row["name"] == "木造住宅耐震化促進事業"]
    assert (moved["kind"], moved["before"], moved["after"]) == (
        "Moved", "3-3「防災力の向上」", "3-1「移住・定住の促進」")
    assert (moved["before_passages"], moved["after_passages"]) == (
        "mizusumi_2024.csv:46", "mizusumi_2025.csv:38")


def test_cells_that_a_spreadsheet_would_compute_are_guarded(tmp_path: Path) -> None:
    header = "基本目標番号,基本目標名,基本的方向番号,基本的方向名,事業名\n"
    rows = ["1,しごと,1,農業,苗木育成事業\n", "1,しごと,1,農業,=1+1\n"]
    for name, lines in (("a", rows[:1]), ("b", rows)):
        (tmp_path / f"{name}.csv").write_text(header + "".join(lines), encoding="utf-8")
        built(tmp_path / name, tmp_path / f"{name}.csv")
    done = run("diff", tmp_path / "a", tmp_path / "b", "--format", "csv")
    rows_told = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert [(row["kind"], row["name"]) for row in rows_told] == [("Added", "'=1+1")]


def test_the_table_speaks_both_languages(years: tuple[Path, Path]) -> None:
    japanese = run("diff", *years, "--format", "table", language="ja_JP.UTF-8").stdout.decode()
    english = run("--lang", "en", "diff", *years, "--format", "table").stdout.decode()
    for word in ("改称", "統合", "所管部署", "危機管理室", "変更 30 件"):
        assert word in japanese
    for word in ("renamed", "merged", "department", "危機管理室", "30 changes"):
        assert word in english


def test_a_dataset_differs_in_nothing_from_itself(years: tuple[Path, Path]) -> None:
    done = run("diff", years[0], years[0])
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_the_last_year_of_a_dataset_counts(years: tuple[Path, Path], tmp_path: Path) -> None:
    both = tmp_path / "both"
    shutil.copytree(years[0], both)
    built(both, LISTS / "mizusumi_2025.csv")
    assert json.loads(run("diff", years[1], both).stdout) == []
    assert len(json.loads(run("diff", years[0], both).stdout)) == 30


def test_both_years_in_one_dataset_are_stable(years: tuple[Path, Path], tmp_path: Path) -> None:
    both, again = tmp_path / "both", tmp_path / "again"
    built(both, LISTS / "mizusumi_2024.csv", LISTS / "mizusumi_2025.csv")
    built(again, LISTS / "mizusumi_2025.csv")
    built(again, LISTS / "mizusumi_2024.csv")
    reports = [json.loads((folder / "report.json").read_text(encoding="utf-8"))
               for folder in (both, again)]
    built(both, LISTS / "mizusumi_2025.csv")
    rebuilt = json.loads((both / "report.json").read_text(encoding="utf-8"))
    assert reports[0]["snapshot"] == reports[1]["snapshot"] == rebuilt["snapshot"]
    assert reports[0]["validation"]["Violation"] == 0
    assert reports[0]["counts"]["Change"] == 30


def test_faults_are_told_in_one_line(years: tuple[Path, Path], tmp_path: Path) -> None:
    other = built(tmp_path / "other", LISTS / "mizusumi_2025.csv", city="990036=浅霧町")
    cases = [((years[0], tmp_path / "nowhere"), 1, "nowhere"), ((years[0], other), 1, "in common"),
             ((years[0],), 2, "DIR_B"), ((*years, "--format", "xml"), 2, "xml")]
    for arguments, status, word in cases:
        done = run("diff", *arguments)
        assert (done.returncode, done.stdout) == (status, b""), done.stderr
        assert word in done.stderr.decode()
        if status == 1:
            assert done.stderr.count(b"\n") == 1
