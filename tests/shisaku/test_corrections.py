"""Corrections beside the sample: what they change, who stands behind it, and that they stay."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import shisaku
from shisaku.research import Opened

SAMPLE = Path(__file__).parents[2] / "shisaku" / "sample"
PREFIXES = """PREFIX ore: <http://www.openarchives.org/ore/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
FILE = """\
municipality: "990001"
corrections:
  - move: めん羊増頭支援事業
    from: 1-1
    to: 1-2
    by: 点検担当
    on: 2025-04-01
    why: 一覧の組み違い。
  - same: [高原そば産地づくり事業, 薬草栽培実証事業]
    by: 企画担当
    on: 2025-04-02
    why: 統合した。
  - not-mentioned: 農地利用最適化推進事業
    document: kirihara_progress.txt
    line: 6
    by: 点検担当
    on: 2025-04-01
    why: 別の事業。
  - move: 無い事業
    from: 1-1
    to: 1-2
    by: 点検担当
    on: 2025-04-01
    why: 来年の資料のため。
"""


def build(into: Path, *documents: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shisaku", "build", *map(str, documents), "--municipality",
         "990001=霧原町", "--into", str(into)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrected")
    (folder / "corrections.yaml").write_text(FILE, encoding="utf-8")
    build(folder / "data", SAMPLE / "kirihara_progress.txt", folder / "corrections.yaml")
    return folder / "data"


def listed(data: Opened, name: str) -> set[str]:
    found = data.query(f"""{PREFIXES} SELECT DISTINCT ?notation WHERE {{
      ?listing ore:proxyFor ?project ; ore:proxyIn/skos:notation ?notation .
      ?project skos:prefLabel|skos:altLabel "{name}"@ja }}""")
    return {str(each) for each in found["notation"]}


def lines_naming(data: Opened, name: str) -> set[int]:
    found = data.query(f"""{PREFIXES} SELECT DISTINCT ?line WHERE {{
      ?mention shisaku:mentionOf/skos:prefLabel "{name}"@ja ;
        prov:wasQuotedFrom/shisaku:firstLine ?line }}""")
    return {int(str(each)) for each in found["line"]}


def test_they_change_what_was_read(corrected: Path, sample_dataset: Path) -> None:
    """As printed: めん羊 under 1-1; lines 6 and 12 name 農地利用最適化推進事業, lines 22 and 37
    薬草栽培実証事業, lines 16 and 33 高原そば, which 1-1 lists and 1-2 lists again."""
    before, after = shisaku.open(sample_dataset), shisaku.open(corrected)

    assert (listed(before, "めん羊増頭支援事業"), listed(after, "めん羊増頭支援事業")) == (
        {"1-1"}, {"1-2"})
    assert {6, 12} <= lines_naming(before, "農地利用最適化推進事業")
    assert 6 not in lines_naming(after, "農地利用最適化推進事業")
    assert 12 in lines_naming(after, "農地利用最適化推進事業")
    assert {22, 37} <= lines_naming(before, "薬草栽培実証事業")
    assert {16, 22, 33, 37} <= lines_naming(after, "高原そば産地づくり事業")
    assert lines_naming(after, "薬草栽培実証事業") == set()
    assert (listed(before, "薬草栽培実証事業"), listed(after, "薬草栽培実証事業")) == (
        {"1-1"}, {"1-1", "1-2"})


def test_the_graph_says_which_facts_come_from_a_correction(corrected: Path) -> None:
    found = shisaku.open(corrected).query(f"""{PREFIXES}
      SELECT DISTINCT ?name ?kind ?who ?why ?file ?line WHERE {{
      ?thing shisaku:correctedBy ?correction ; a ?kind .
      ?thing skos:prefLabel|(ore:proxyFor/skos:prefLabel) ?name .
      ?correction shisaku:reviewer ?who ; shisaku:reason ?why ; prov:wasQuotedFrom ?passage .
      ?passage shisaku:firstLine ?line ;
        <http://www.w3.org/ns/oa#hasSource>/shisaku:fileName ?file .
      FILTER (?kind IN (shisaku:Listing, shisaku:Project)) }}""")
    told = {(row["name"], str(row["kind"]).partition("#")[2], row["who"], row["line"])
            for row in found}

    assert told == {
        ("めん羊増頭支援事業", "Listing", "点検担当", 3),
        ("めん羊増頭支援事業", "Project", "点検担当", 3),
        ("高原そば産地づくり事業", "Listing", "企画担当", 9),
        ("高原そば産地づくり事業", "Project", "企画担当", 9),
        ("農地利用最適化推進事業", "Project", "点検担当", 13)}
    assert set(found["file"]) == {"corrections.yaml"}


def test_one_that_fits_nothing_waits_and_is_told(corrected: Path) -> None:
    report = json.loads((corrected / "report.json").read_text(encoding="utf-8"))

    assert [each for each in report["warnings"] if "corrections.yaml" in each] == [
        "corrections.yaml:19: this correction of “無い事業” fits nothing that was read; "
        "it waits for what it fits"]
    assert report["validation"]["Violation"] == 0


def test_they_outlive_the_next_document(corrected: Path, tmp_path: Path) -> None:
    shutil.copytree(corrected, tmp_path / "data")
    build(tmp_path / "data", SAMPLE / "kirihara_minutes.txt")
    after = shisaku.open(tmp_path / "data")

    assert after.query("documents").to_dataframe()["file"].nunique() == 3
    assert listed(after, "めん羊増頭支援事業") == {"1-2"}


def test_another_file_of_the_name_takes_their_place(corrected: Path, tmp_path: Path) -> None:
    shutil.copytree(corrected, tmp_path / "data")
    (tmp_path / "corrections.yaml").write_text(
        FILE[:FILE.index("  - same")], encoding="utf-8")
    build(tmp_path / "data", tmp_path / "corrections.yaml")
    after = shisaku.open(tmp_path / "data")

    assert listed(after, "めん羊増頭支援事業") == {"1-2"}
    assert {22, 37} <= lines_naming(after, "薬草栽培実証事業")
