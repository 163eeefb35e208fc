"""Two years of 水澄市's list in one picture: what a person finds who compares the two lists."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.assembly import graph_quads
from graph.results import Solutions
from graph.store import EmbeddedStore
from loaders.document import read_document
from loaders.records import Municipality
from ontology.errors import QueryError
from viz.boxes import box
from viz.layout import place
from viz.maps import build_network
from viz.network import Network, NodeKind, TieKind
from viz.page import render

LISTS = Path(__file__).parents[1] / "graph" / "editions"
CITY = Municipality("990028", "水澄市")
COUNT = """PREFIX s: <https://w3id.org/shisaku/ns#>
SELECT (COUNT(DISTINCT ?change) AS ?n) { ?change s:changeKind s:%s }"""
TIES = {"Added": TieKind.ADDED, "Ended": TieKind.ENDED, "Moved": TieKind.MOVED,
        "Relisted": TieKind.RELISTED, "ChargeChanged": TieKind.CHARGE_CHANGED,
        "Renamed": TieKind.RENAMED, "Renumbered": TieKind.RENAMED,
        "Merged": TieKind.REORGANISED, "Split": TieKind.REORGANISED}


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    readings = tuple(read_document(path.name, path.read_bytes(), CITY)
                     for path in (LISTS / "mizusumi_2024.csv", LISTS / "mizusumi_2025.csv"))
    return EmbeddedStore.of(graph_quads(readings, "https://example.org/id/"))


@pytest.fixture(scope="module")
def network(store: EmbeddedStore) -> Network:
    return build_network("changes", store, {"municipality": "990028", "year": "2025"}, "s-1")


@pytest.fixture(scope="module")
def expected() -> list[dict[str, str]]:
    return list(csv.DictReader((LISTS / "mizusumi_expected.csv").read_text("utf-8").splitlines()))


def drawn(network: Network) -> set[tuple[TieKind, str, str]]:
    names = {node.iri: node.notation or node.label for node in network.nodes}
    return {(edge.kind, names[edge.source], names[edge.target]) for edge in network.edges}


def pairs(row: dict[str, str]) -> set[tuple[TieKind, str, str]]:
    kind, about = TIES[row["kind"]], row["about"]
    before, after = (row[side].split("/") if row[side] else [] for side in ("before", "after"))
    if not about:
        return {(kind, one, other) for one in before for other in after}
    return {(kind, each, about) for each in before} | {(kind, about, each) for each in after}


def test_every_change_is_a_line_from_before_to_after(
    network: Network, expected: list[dict[str, str]],
) -> None:
    assert drawn(network) == set().union(*map(pairs, expected))
    assert len(expected) == 30


def test_counts_are_those_of_a_query(store: EmbeddedStore, network: Network) -> None:
    """3-4 is a direction that is new: it stands there without a line."""
    lines = {item.about for edge in network.edges for item in edge.evidence}
    for kind, lineless in (("Added", 1), ("Ended", 0), ("Moved", 0), ("Relisted", 0)):
        found = store.query(COUNT % kind)
        assert isinstance(found, Solutions)
        ((count,),) = found
        told = {item.about for edge in network.edges for item in edge.evidence
                if item.kind is TIES[kind]}
        assert len(told) + lineless == int(count.value)  # type: ignore[union-attr]
    assert len(lines) == 29
    (new,) = [node for node in network.nodes if node.notation == "3-4"]
    assert new.kind is NodeKind.NEW


def test_each_line_has_its_passages_of_both_sides(network: Network) -> None:
    names = {node.iri: node.name for node in network.nodes}
    (tie,) = [edge for edge in network.edges if names[edge.target] == "木造住宅耐震化促進事業"]

    assert {(item.document, item.first_line) for item in tie.evidence} == {
        ("mizusumi_2024.csv", 46), ("mizusumi_2025.csv", 38)}
    assert {item.label for item in tie.evidence} == {
        "木造住宅耐震化促進事業：3-3 防災力の向上 → 3-1 移住・定住の促進"}


def test_before_stands_left_of_after_and_no_two_overlap(network: Network) -> None:
    places = place(network)
    rooms = [(places[node.iri], box(node), node.column) for node in network.nodes]
    columns = {column: [x for (x, _), _, at in rooms if at == column] for column in range(5)}

    assert all(max(columns[at]) < min(columns[at + 1]) for at in range(4))
    for at, ((x, y), room, _) in enumerate(rooms):
        for (other_x, other_y), other, _ in rooms[at + 1:]:
            assert (abs(x - other_x) >= room.half_width + other.half_width
                    or y + room.down <= other_y - other.up
                    or other_y + other.down <= y - room.up)


def test_a_year_without_changes_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="2025"):
        build_network("changes", store, {"year": "2024"})


def test_without_two_years_there_is_nothing_to_compare(town: EmbeddedStore) -> None:
    network = build_network("changes", town)

    assert network.nodes == ()
    assert "二つの年度・版の資料が、このデータにはありません" in render(network)


@pytest.mark.browser
def test_kinds_of_changes_can_be_left_out(
    open_map: Callable[[Network], Page], network: Network,
) -> None:
    page = open_map(network)
    for kind in ("renamed", "reorganised", "charge-changed", "relisted", "moved"):
        page.uncheck(f"[name=kind][value={kind}]")

    expect(page.locator("#ties tbody tr:visible")).to_have_count(9)
