"""``shisaku export`` from outside: each form, named or told by the file's name; wrong choices."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from lxml import etree
from openpyxl import load_workbook


def export(*arguments: object, language: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "shisaku", "export", *map(str, arguments)],
                          check=False, capture_output=True, env=os.environ | {"LANG": language})


def test_the_name_of_the_file_tells_the_form(sample_dataset: Path, tmp_path: Path) -> None:
    for name in ("n.gexf", "t.xlsx", "t.zip"):
        done = export(sample_dataset, "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr

    assert nx.read_gexf(tmp_path / "n.gexf").number_of_nodes() == 26
    assert len(load_workbook(tmp_path / "t.xlsx").sheetnames) > 15
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        assert "Project.csv" in archive.namelist()


def test_a_network_and_a_town_are_chosen(
    sample_dataset: Path, gold: Callable[[str], list[dict[str, str]]]
) -> None:
    done = export(sample_dataset, "--format", "graphml", "--network", "projects",
                  "--municipality", "霧原町")
    graph = nx.read_graphml(io.BytesIO(done.stdout))

    assert {told["notation"] for _, told in graph.nodes(data=True)
            if told["kind"] == "direction"} == {
                row["notation"] for row in gold("sample_strategy") if row["kind"] == "direction"}


def test_one_table_onto_standard_output(sample_dataset: Path) -> None:
    done = export(sample_dataset, "--format", "csv")
    named = export(sample_dataset, "--format", "csv", "--table", "meeting")

    assert len(pd.read_csv(io.BytesIO(done.stdout))) == 175
    assert b"--table" in done.stderr
    assert len(pd.read_csv(io.BytesIO(named.stdout))) == 1
    assert named.stderr == b""


def test_a_strategy_by_its_town(sample_dataset: Path) -> None:
    done = export(sample_dataset, "--format", "stratml", "--municipality", "990001", "--part", "1")

    assert etree.QName(etree.fromstring(done.stdout)).localname == "StrategicPlan"


def test_a_dump_names_its_files(sample_dataset: Path, tmp_path: Path) -> None:
    done = export(sample_dataset, "--dump", tmp_path / "dump")
    told = {Path(line).name for line in done.stdout.decode().splitlines()}

    assert told == {path.name for path in (tmp_path / "dump").iterdir()}


WRONG = [
    (["--format", "ttl", "--network", "projects"], 1, "--network"),
    (["--format", "csv", "--table", "Cheese"], 1, "Cheese"),
    (["--format", "gexf", "--network", "people"], 2, "people"),
    (["--format", "gexf", "--municipality", "無い町"], 1, "無い町"),
    (["--format", "stratml"], 1, "霧原町総合戦略"),
    (["--format", "stratml", "--part", "3"], 2, "3"),
    (["--format", "gexf", "--dump", "FOLDER"], 2, "--dump"),
]


@pytest.mark.parametrize(("choice", "status", "word"), WRONG)
def test_a_choice_that_is_none(
    sample_dataset: Path, tmp_path: Path, choice: list[str], status: int, word: str
) -> None:
    done = export(sample_dataset, *choice, "-o", tmp_path / "file")

    assert done.returncode == status
    assert word in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "file").exists()
    assert len(WRONG) == 7
