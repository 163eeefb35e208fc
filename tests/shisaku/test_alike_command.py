"""shisaku alike as a user meets it, on two fictional towns whose documents a person has read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLE = Path(str(files("shisaku").joinpath("sample", "kirihara_progress.txt")))
SHIONAGI = Path(__file__).parents[1] / "gold" / "shionagi_progress.txt"
SAME = "自主防災組織育成事業"
"""The one project that both documents list under one name."""


def run(*arguments: str | Path, language: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LC_ALL", "LC_MESSAGES")}
    return subprocess.run([sys.executable, "-m", "shisaku", *map(str, arguments)], check=False,
                          capture_output=True, env=environment | {"LANG": language})


def built(folder: Path, *documents: tuple[Path, str]) -> Path:
    for document, town in documents:
        done = run("build", document, "--municipality", town, "--into", folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def one_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("one") / "data", (SAMPLE, "990001=霧原町"))


@pytest.fixture(scope="module")
def two_towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("two") / "data", (SAMPLE, "990001=霧原町"),
                 (SHIONAGI, "990002=汐凪市"))


def test_json_tells_of_each_project_what_is_alike_and_where(two_towns: Path) -> None:
    done = run("alike", two_towns, "--municipality", "霧原町")
    found = {each["project"]: each for each in json.loads(done.stdout)}
    (other,) = found[SAME]["alike"]

    assert (done.returncode, done.stderr) == (0, b"")
    assert {each["municipality"]["code"] for each in found.values()} == {"990001"}
    assert (other["project"], other["municipality"]["name"]) == (SAME, "汐凪市")
    assert (other["score"], other["same_name"]) == (1, True)
    lines = SHIONAGI.read_text(encoding="utf-8").split("\n")
    for passage in other["passages"]:
        assert passage["document"] == SHIONAGI.name
        assert SAME in "".join(lines[passage["first"] - 1 : passage["last"]])


def test_csv_has_one_line_for_each_pair(two_towns: Path) -> None:
    text = run("alike", two_towns, "--format", "csv").stdout.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    pairs = {(row["municipality"], row["project"], row["other_municipality"], row["other_project"])
             for row in rows}

    assert text.startswith("\ufeff")
    assert len(pairs) == len(rows) > 2
    assert {(*pair[2:], *pair[:2]) for pair in pairs} == pairs
    assert {row["same_name"] for row in rows if row["project"] == SAME} == {"true"}


@pytest.mark.parametrize(("language", "words"), [
    ("ja_JP.UTF-8", ("似た事業", "同名")), ("C.UTF-8", ("alike", "same name"))])
def test_a_table_speaks_both_languages(
    two_towns: Path, language: str, words: tuple[str, ...]
) -> None:
    text = run("alike", two_towns, "--format", "table", language=language).stdout.decode()

    assert all(word in text for word in (*words, SAME, "霧原町 (990001)", "汐凪市 (990002)"))


def test_one_town_has_nobody_to_be_compared_with(one_town: Path) -> None:
    done = run("alike", one_town)

    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert b"nothing to compare" in done.stderr


def test_a_town_that_is_not_there_is_told_in_one_line(two_towns: Path) -> None:
    done = run("alike", two_towns, "--municipality", "海")

    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
