"""Changes between two years of a fictional city, judged by a person: what the graph says then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from graph.dataset import Dataset, open_dataset
from graph.results import Solutions
from graph.reviewing import Opinion, record_verdict
from graph.validation import validate
from graph.verdicts import Judgement
from loaders.records import Municipality
from ontology.terms import DCTERMS, SHISAKU, SKOS
from shisaku.findings import write_findings
from shisaku.given import given_files
from shisaku.pipeline import build

LISTS = Path(__file__).parents[1] / "graph" / "editions"
CITY = Municipality("990028", "水澄市")
NAMES = [LISTS / "mizusumi_2024.csv", LISTS / "mizusumi_2025.csv"]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    build(given_files(NAMES, CITY), tmp_path / "data")
    return tmp_path / "data"


def changes(dataset: Dataset, kind: str, also: str = "") -> list[str]:
    """The IRIs of the changes of ``kind`` for which the pattern ``also`` holds."""
    found = dataset.store.query(
        f"SELECT ?c {{ ?c <{SHISAKU.changeKind}> <{SHISAKU.term(kind)}> . {also} }}")
    assert isinstance(found, Solutions)
    return sorted(row[0].value for row in found if isinstance(row[0], NamedNode))


def replaced(dataset: Dataset) -> set[Quad]:
    return {quad for quad in dataset.store.quads()
            if quad.predicate == NamedNode(DCTERMS.replaces)}


def judge(folder: Path, change: str, status: Judgement) -> None:
    record_verdict(folder, Opinion(change, status, "点検担当", date(2026, 4, 1), "読み比べた。"))


def test_verdicts_on_all_changes_give_what_a_build_gives(city: Path) -> None:
    before = open_dataset(city)
    plain = set(before.store.quads())
    everything = [change for kind in ("Renamed", "Added", "Moved", "Renumbered", "Merged", "Split",
                                      "Relisted", "ChargeChanged", "Ended")
                  for change in changes(before, kind)]
    assert len(everything) >= 20
    for number, change in enumerate(everything):
        judge(city, change, list(Judgement)[number % 3])
    reviewed = open_dataset(city)

    build(given_files(NAMES, CITY), city)
    built = open_dataset(city)

    assert set(built.store.quads()) == set(reviewed.store.quads())
    assert built.report.snapshot == reviewed.report.snapshot != before.report.snapshot
    assert built.report.quads == len(set(built.store.quads())) == reviewed.report.quads
    assert {quad.triple for quad in built.parts().quads} == {quad.triple for quad in plain}
    assert validate(built.store.quads()).conforms


def test_a_rejected_renumbering_replaces_nothing(city: Path) -> None:
    dataset = open_dataset(city)
    sure = replaced(dataset)
    renumbered = changes(dataset, "Renumbered")
    assert sure
    assert renumbered
    for change in renumbered:
        judge(city, change, Judgement.REJECTED)
    assert len(replaced(open_dataset(city))) == len(sure) - len(renumbered)
    for change in renumbered:
        judge(city, change, Judgement.CONFIRMED)
    assert replaced(open_dataset(city)) == sure


def test_judged_renames_are_a_mapping_set(city: Path, tmp_path: Path) -> None:
    rename, = changes(
        open_dataset(city), "Renamed",
        f'?c <{SHISAKU.earlier}>/<{SKOS.prefLabel}> "デマンド交通実証事業"@ja')
    judge(city, rename, Judgement.CONFIRMED)
    write_findings(open_dataset(city), (), (), None, tmp_path / "city.tsv")
    rows = [line for line in (tmp_path / "city.tsv").read_text(encoding="utf-8").splitlines()
            if "dcterms:replaces" in line]
    assert len(rows) == 1
    assert "デマンド交通運行事業" in rows[0]
    assert rows[0].index("デマンド交通運行事業") < rows[0].index("デマンド交通実証事業")
