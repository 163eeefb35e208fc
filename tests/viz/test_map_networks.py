"""The networks of the maps, counted by hand in kirihara.trig."""

from collections import Counter

import pytest

from graph.results import Solutions
from graph.store import EmbeddedStore
from ontology.errors import QueryError
from viz.maps import MAPS, build_network
from viz.maps.tables import shown
from viz.network import Edge, Network, NodeKind, TieKind

PROJECT, DIRECTION = TieKind.SHARED_PROJECT, TieKind.SHARED_DIRECTION
DEPARTMENT_TIES = {
    # departments: shared projects, shared directions, passages
    ("森林課", "観光室"): (1, 1, 4),
    ("森林課", "水産課"): (2, 1, 4),
    ("観光室", "水産課"): (2, 1, 7),
    ("総務課", "観光室"): (0, 1, 2),
    ("総務課", "水産課"): (0, 1, 2),
    ("森林課", "住宅課"): (1, 1, 4),
    ("観光室", "住宅課"): (0, 1, 2),
}
PROJECTS_NAMED = {"森林課": 3, "観光室": 2, "水産課": 3, "住宅課": 1, "総務課": 0, "消防課": 0}
PROJECT_MAPS = {
    # direction: nodes, ties by kind
    "1-1": (7, {TieKind.HOME: 2, TieKind.RESPONSIBLE: 5}),
    "1-2": (7, {TieKind.HOME: 1, TieKind.CROSS: 1, TieKind.RESPONSIBLE: 5,
                TieKind.REPORTS_ON: 1}),
    "2-1": (6, {TieKind.HOME: 2, TieKind.RESPONSIBLE: 4}),
}


def labels(network: Network) -> dict[str, str]:
    return {node.iri: node.label for node in network.nodes}


def tie(network: Network, one: str, other: str) -> Edge:
    names = labels(network)
    (found,) = [edge for edge in network.edges
                if {names[edge.source], names[edge.target]} == {one, other}]
    return found


@pytest.fixture(scope="module")
def departments(town: EmbeddedStore) -> Network:
    return build_network("departments", town, {}, "snapshot-1")


@pytest.mark.parametrize(("pair", "counts"), DEPARTMENT_TIES.items())
def test_departments_share(departments: Network, pair: tuple[str, str],
                           counts: tuple[int, int, int]) -> None:
    edge = tie(departments, *pair)

    assert (edge.count(PROJECT), edge.count(DIRECTION), len(edge.evidence)) == counts
    assert edge.weight == counts[0] + counts[1]
    assert edge.kind is (PROJECT if counts[0] else DIRECTION)


def test_departments_share_nothing_else(departments: Network) -> None:
    assert len(DEPARTMENT_TIES) == 7
    assert len(departments.edges) == 7


def test_departments_and_their_projects(departments: Network) -> None:
    assert {node.label: node.weight for node in departments.nodes} == PROJECTS_NAMED
    assert {node.kind for node in departments.nodes} == {NodeKind.DEPARTMENT}
    assert {node.detail for node in departments.nodes} == {"霧原町"}


def test_joint_report_is_one_passage_of_both(departments: Network) -> None:
    edge = tie(departments, "森林課", "水産課")
    (joint,) = [item for item in edge.evidence if item.label == "移住相談事業"]

    assert set(joint.by) == {"森林課", "水産課"}
    assert (joint.document, joint.page, joint.first_line, joint.last_line, joint.quote) == (
        "進捗.txt", 3, 30, 30, "移住相談事業")
    assert (joint.year, joint.phase, joint.confidence) == ("FY2023", "Result", 1.0)


def test_inexact_name_keeps_its_confidence(departments: Network) -> None:
    edge = tie(departments, "森林課", "観光室")
    (item,) = [item for item in edge.evidence if item.quote == "木育の教室"]

    assert item.confidence == 0.8
    assert item.phase == "Plan"


def test_department_in_charge_by_the_list_alone(departments: Network) -> None:
    edge = tie(departments, "森林課", "住宅課")
    items = {(item.by, item.document, item.first_line) for item in edge.evidence
             if item.kind is PROJECT}

    assert items == {(("森林課",), "進捗.txt", 5), (("住宅課",), "一覧.csv", 8)}


def test_what_made_it_is_told(departments: Network) -> None:
    assert [source.file_name for source in departments.sources] == ["一覧.csv", "進捗.txt"]
    assert departments.snapshot == "snapshot-1"
    assert departments.query.count("SELECT") == 3
    (tourism,) = [node for node in departments.nodes if node.label == "観光室"]
    assert tourism.alternatives == ("カンコウ室",)


@pytest.mark.parametrize(("direction", "counts"), PROJECT_MAPS.items())
def test_projects_of_a_direction(town: EmbeddedStore, direction: str,
                                 counts: tuple[int, dict[TieKind, int]]) -> None:
    network = build_network("projects", town, {"direction": direction})

    assert len(network.nodes) == counts[0]
    assert Counter(edge.kind for edge in network.edges) == counts[1]
    assert len(PROJECT_MAPS) == 3


def test_project_listed_again_has_its_own_kind(town: EmbeddedStore) -> None:
    network = build_network("projects", town, {"direction": "1-2"})
    kinds = {node.label: node.kind for node in network.nodes}

    assert kinds["木育教室事業"] is NodeKind.CROSS_LISTED
    assert kinds["港まつり事業"] is NodeKind.PROJECT
    assert kinds["海を生かす"] is NodeKind.DIRECTION
    assert tie(network, "木育教室事業", "海を生かす").kind is TieKind.CROSS
    assert tie(network, "総務課", "海を生かす").kind is TieKind.REPORTS_ON


def test_listed_twice_in_one_direction_counts_once(town: EmbeddedStore) -> None:
    edge = tie(build_network("projects", town, {"direction": "2-1"}),
               "移住相談事業", "移り住む人を迎える")

    assert (edge.kind, edge.weight) == (TieKind.HOME, 1)
    assert {(item.kind, item.first_line) for item in edge.evidence} == {
        (TieKind.HOME, 6), (TieKind.CROSS, 7)}


def test_goal_has_the_projects_of_its_directions(town: EmbeddedStore) -> None:
    """1-1 and 1-2 list 木育, 森づくり and 港まつり: 2 home ties, 1 home and 1 cross. In charge are
    森林課 and 住宅課 (森づくり), 森林課, 観光室 and 水産課 (木育), 観光室 and 水産課 (港まつり);
    総務課 reports on 1-2 and names none of them."""
    network = build_network("projects", town, {"goal": "1"})

    assert network.title_ja == "事業と所管部署のマップ：1 しごとをつくる"
    assert Counter(edge.kind for edge in network.edges) == {
        TieKind.HOME: 3, TieKind.CROSS: 1, TieKind.RESPONSIBLE: 7, TieKind.REPORTS_ON: 1}
    assert Counter(node.kind for node in network.nodes) == {
        NodeKind.DIRECTION: 2, NodeKind.PROJECT: 3, NodeKind.DEPARTMENT: 5}


def test_department_has_its_projects_and_who_else_is_in_charge(town: EmbeddedStore) -> None:
    """住宅課 answers for 森づくり alone, in 1-1, as 森林課 does."""
    network = build_network("projects", town, {"department": "住宅課"})

    assert set(labels(network).values()) == {"住宅課", "森林課", "森づくり事業", "森を生かす"}
    assert Counter(edge.kind for edge in network.edges) == {
        TieKind.HOME: 1, TieKind.RESPONSIBLE: 2}


def test_direction_by_iri(town: EmbeddedStore) -> None:
    by_iri = build_network(
        "projects", town, {"direction": "https://w3id.org/shisaku/id/990001/d11"})

    assert by_iri == build_network("projects", town, {"direction": "1-1", "municipality": "990001"})
    assert by_iri.title_ja == "事業と所管部署のマップ：1-1 森を生かす"
    assert "VALUES ?direction { <https://w3id.org/shisaku/id/990001/d11> }" in by_iri.query


@pytest.mark.parametrize(("name", "rows"), [
    ("listings", 2), ("project-departments", 6), ("direction-departments", 3)])
def test_query_as_shown_can_be_run(town: EmbeddedStore, name: str, rows: int) -> None:
    """In the file: l2 and l3; n1, n3, n4, n5, n6 and n7; r3, r4 and r6."""
    direction = "https://w3id.org/shisaku/id/990001/d12"
    found = town.query(shown(name, {"direction": [direction]}))

    assert isinstance(found, Solutions)
    assert len(list(found)) == rows


def test_cross_listings(town: EmbeddedStore) -> None:
    network = build_network("cross-listings", town)

    assert sorted(labels(network).values()) == sorted(
        ["木育教室事業", "港まつり事業", "森を生かす", "海を生かす", "移り住む人を迎える"])
    assert Counter(edge.kind for edge in network.edges) == {TieKind.HOME: 3, TieKind.CROSS: 1}


def test_municipality_by_code(town: EmbeddedStore, departments: Network) -> None:
    of_town = build_network("departments", town, {"municipality": "990001"}, "snapshot-1")

    assert (of_town.nodes, of_town.edges) == (departments.nodes, departments.edges)


@pytest.mark.parametrize(("kind", "params", "told"), [
    ("hairball", {}, "departments, projects, cross-listings, minutes, changes"),
    ("projects", {}, "direction"),
    ("projects", {"direction": "1-1", "goal": "1"}, "department"),
    ("projects", {"goal": "7"}, "1, 2"),
    ("projects", {"department": "無い課"}, "住宅課"),
    ("projects", {"direction": "9-9"}, "1-1, 1-2, 2-1"),
    ("projects", {"direction": '"> } DROP'}, "1-1, 1-2, 2-1"),
    ("departments", {"colour": "red"}, "municipality"),
    ("departments", {"municipality": "012068"}, "990001"),
])
def test_wrong_request_is_told_what_to_choose(
    town: EmbeddedStore, kind: str, params: dict[str, str], told: str,
) -> None:
    with pytest.raises(QueryError) as raised:
        build_network(kind, town, params)

    assert told in raised.value.ja
    assert told in raised.value.en


def test_every_map_is_described() -> None:
    assert set(MAPS) == {"departments", "projects", "cross-listings", "minutes", "changes"}
    assert all(kind.title_ja and kind.title_en and kind.question_ja and kind.question_en
               for kind in MAPS.values())
