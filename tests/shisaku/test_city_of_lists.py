"""A city that publishes lists alone, with who is in charge in a column: what departments share and
where they work is told from it, as from reports elsewhere. Its goals hold measures and no
directions between them."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from pyoxigraph import QueryResultsFormat

from graph.dataset import Dataset, open_dataset
from graph.findings.table import finding_rows
from graph.network import TieKind, accounts, cells, network
from graph.results import Solutions
from loaders.records import Municipality
from queries.catalogue import question
from shisaku.given import given_files
from shisaku.pipeline import build
from viz.maps import build_network
from viz.stills.matrix import matrix

LIST = """基本目標,施策,事業名,担当課,令和6年度予算（千円）
1 海の仕事,1-1 担い手,漁業就業者確保事業,水産課,100
,,住まい支援事業,"企画課、水産課",200
,1-2 にぎわい,海の駅運営事業,観光課,300
,,住まい支援事業（再掲）,建設課,
2 子育て,2-1 育てる,一時保育事業,保育課,400
,,読書まつり事業,図書館,500
,2-2 支える,相談窓口事業,相談室,600
,,見守り事業,,700
"""
PREFIXES = """PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("lists")
    path = folder / "事業一覧.csv"
    path.write_text(LIST, encoding="utf-8")
    build(given_files([path], Municipality("990002", "海鳴市")), folder / "data")
    return open_dataset(folder / "data")


def pairs(city: Dataset, tie: str) -> set[tuple[str, str]]:
    found = city.store.query(PREFIXES + f"""SELECT ?one ?two WHERE {{
        ?a shisaku:{tie} ?b . ?a skos:prefLabel ?one . ?b skos:notation ?two }}""")
    assert isinstance(found, Solutions)
    table = csv.DictReader(io.StringIO(found.serialize(QueryResultsFormat.CSV).decode()))
    return {(row["one"], row["two"]) for row in table}


def test_a_measure_right_under_a_goal_is_where_departments_work(city: Dataset) -> None:
    assert pairs(city, "worksIn") == {
        ("水産課", "1-1"), ("企画課", "1-1"), ("観光課", "1-2"), ("保育課", "2-1"),
        ("図書館", "2-1"), ("相談室", "2-2")}
    assert pairs(city, "homeIn") == {
        ("漁業就業者確保事業", "1-1"), ("住まい支援事業", "1-1"), ("海の駅運営事業", "1-2"),
        ("一時保育事業", "2-1"), ("読書まつり事業", "2-1"), ("相談窓口事業", "2-2"),
        ("見守り事業", "2-2")}
    assert pairs(city, "crossListedIn") == {("住まい支援事業", "1-2")}
    assert city.report.validation.get("Violation", 0) == 0


def test_each_measure_is_one_place_of_the_tree(city: Dataset) -> None:
    found = city.store.query(question("strategy-tree").text)
    assert isinstance(found, Solutions)
    table = csv.DictReader(io.StringIO(found.serialize(QueryResultsFormat.CSV).decode()))
    places = [row["placeNotation"] for row in table]
    assert places == ["1", "1-1", "1-2", "2", "2-1", "2-2"]


def test_departments_share_what_the_list_prints_them_in_charge_of(city: Dataset) -> None:
    (account,) = accounts(city.store)
    names = {each.iri: each.name for each in account.departments}
    found = {(frozenset((names[tie.one], names[tie.other]))): (
        tie.count(TieKind.PROJECT), tie.count(TieKind.DIRECTION), tie.count(TieKind.JOINT),
        tie.weight) for tie in network(account).ties}

    assert found == {
        frozenset(("企画課", "水産課")): (1, 1, 0, Fraction(2)),
        frozenset(("保育課", "図書館")): (0, 1, 0, Fraction(1))}
    squares = {(names[cell.department], len(cell.projects)) for cell in cells(account)}
    assert squares == {("水産課", 2), ("企画課", 1), ("観光課", 1), ("保育課", 1), ("図書館", 1),
                       ("相談室", 1)}
    assert [each.name for each in account.silent] == ["建設課"]


def test_what_is_fragmented_and_what_one_department_has_alone_is_found(city: Dataset) -> None:
    """Who carries 見守り事業 is not printed, so that nobody can be said to be alone in 2-2."""
    told = {(row.kind, name) for row in finding_rows(city.store) for name in row.involved
            if "「" in name}
    assert {("Fragmentation", "1-1「担い手」"), ("Fragmentation", "2-1「育てる」"),
            ("SoleDepartment", "1-2「にぎわい」")} == {
        (kind, name) for kind, name in told if kind in ("Fragmentation", "SoleDepartment")}


def test_the_map_ties_them_by_rows_of_the_list(city: Dataset) -> None:
    drawn = build_network("departments", city.store)
    labels = {node.iri: node.label for node in drawn.nodes}
    ends = {frozenset((labels[edge.source], labels[edge.target])) for edge in drawn.edges}
    assert ends == {frozenset(("企画課", "水産課")), frozenset(("保育課", "図書館"))}
    lines = {item.first_line for edge in drawn.edges for item in edge.evidence}
    assert lines == {2, 3, 6, 7}


def test_the_picture_of_the_matrix_has_a_square_for_each(city: Dataset) -> None:
    (grid,) = matrix(city.store, {}).values["grids"]
    departments, directions = dict(grid.departments), {iri: at for iri, at, _ in grid.directions}
    assert {(departments[one], directions[other]): square.projects
            for (one, other), square in grid.squares.items()} == {
        ("水産課", "1-1"): 2, ("企画課", "1-1"): 1, ("観光課", "1-2"): 1, ("保育課", "2-1"): 1,
        ("図書館", "2-1"): 1, ("相談室", "2-2"): 1}
