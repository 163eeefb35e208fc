"""A network of more nodes than a picture can hold: groups first, and every tie behind them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from graph.results import Solutions
from graph.store import EmbeddedStore
from viz import grouping
from viz.grouping import MOST_NODES, View, views
from viz.maps import build_network
from viz.network import Edge, Evidence, Network, Node, NodeKind, TieKind
from viz.parts import fragment
from viz.payload import Links

MakeNetwork = Callable[[int, int], Network]
Open = Callable[[Network], Page]
IN_CHARGE = """PREFIX s: <https://w3id.org/shisaku/ns#>
PREFIX ore: <http://www.openarchives.org/ore/terms/>
SELECT ?department ?direction (COUNT(DISTINCT ?project) AS ?n) {
  ?listing ore:proxyFor ?project ; ore:proxyIn ?direction .
  ?direction <http://www.w3.org/2004/02/skos/core#broader>/
    <http://www.w3.org/2004/02/skos/core#notation> "1" .
  ?department s:responsibleFor ?project
  MINUS { ?listing a s:CrossListing }
} GROUP BY ?department ?direction"""


def towns(network: Network, count: int) -> Network:
    """The same departments, dealt out to so many towns of IRIs that end in 0, 1, …"""
    made = tuple(Node(f"https://example.org/{n}", f"{n}番町", NodeKind.MUNICIPALITY)
                 for n in range(count))
    return replace(network, wholes=made, nodes=tuple(
        replace(node, within=made[at % count].iri) for at, node in enumerate(network.nodes)))


def shown_members(found: dict[str, View]) -> list[str]:
    return [node.iri for view in found.values() for node in view.network.nodes
            if not node.members]


def test_a_network_of_a_picture_stays_one(make_network: MakeNetwork) -> None:
    network = make_network(MOST_NODES, 20)

    assert views(network) == {"": View(network)}


def test_wholes_stand_for_what_is_in_them(make_network: MakeNetwork) -> None:
    network = towns(make_network(500, 60), 5)
    found = views(network)
    first = found[""].network

    assert [node.label for node in first.nodes] == [f"{n}番町 ＋100" for n in range(5)]
    assert set(found) == {"", *(node.iri for node in first.nodes)}
    assert {each.above for key, each in found.items() if key} == {""}
    for node in first.nodes:
        own = {each.iri for each in network.nodes if each.within == node.iri}
        part = found[node.iri].network
        assert own <= {each.iri for each in part.nodes} <= own | set(found)
        inner = [edge for edge in part.edges if {edge.source, edge.target} <= own]
        assert inner == [edge for edge in network.edges if {edge.source, edge.target} <= own]


def test_a_tie_of_groups_rests_on_all_that_their_members_share_once() -> None:
    """One project shared by two pairs counts once, another makes two."""
    def behind(number: int, *by: str) -> tuple[Evidence, ...]:
        return tuple(Evidence(f"p{number}", f"{number}号事業", TieKind.SHARED_PROJECT, "a.txt",
                              None, line := int(name[1:]), line, "…", (name,)) for name in by)
    nodes = tuple(Node(f"n{n}", f"d{n}", NodeKind.DEPARTMENT, within=f"t{n % 2}")
                  for n in range(402))
    edges = (Edge("n0", "n1", TieKind.SHARED_PROJECT, 1, behind(1, "d0", "d1")),
             Edge("n2", "n3", TieKind.SHARED_PROJECT, 2,
                  (*behind(1, "d2", "d3"), *behind(2, "d2", "d3"))))
    wholes = tuple(Node(f"t{n}", f"{n}町", NodeKind.MUNICIPALITY) for n in range(2))
    network = Network("departments", "図", "map", nodes, edges, "", "", (), wholes)
    (tie,) = views(network)[""].network.edges

    assert (tie.source, tie.target, tie.weight) == ("t0", "t1", 2)
    assert len(tie.evidence) == 6


@pytest.mark.parametrize("tied", ["chain", "star", "not"])
def test_without_wholes_no_picture_is_too_large(make_network: MakeNetwork, tied: str) -> None:
    network = make_network(900, 0)
    iris = [node.iri for node in network.nodes]
    ends = {"chain": pairwise(iris), "star": ((iris[0], other) for other in iris[1:]), "not": ()}
    network = replace(network, edges=tuple(Edge(one, other, TieKind.SHARED_PROJECT, 1, (Evidence(
        f"p{one}", "事業", TieKind.SHARED_PROJECT, "a.txt", 1, 1, 1, "…"),))
        for one, other in ends[tied]))
    found = views(network)

    assert max(len(view.network.nodes) for view in found.values()) <= MOST_NODES
    assert sorted(shown_members(found)) == iris
    assert all(key in found[view.above].opens for key, view in found.items()
               if view.above is not None)


def test_projects_in_charge_by_direction_are_what_a_query_counts(
    town: EmbeddedStore, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of goal 1: two directions, three projects and five departments are ten nodes. 木育教室 and
    森づくり are at home in 1-1 (森林課 both, 観光室, 水産課, 住宅課), 港まつり in 1-2 (観光室 and
    水産課).
    """
    monkeypatch.setattr(grouping, "MOST_NODES", 9)
    network = build_network("projects", town, {"goal": "1"})
    first = views(network)[""].network
    counted = town.query(IN_CHARGE)
    assert isinstance(counted, Solutions)
    expected = {(str(one)[1:-1], str(other)[1:-1]): int(n.value)  # type: ignore[union-attr]
                for one, other, n in counted}

    assert {(edge.source, edge.target): edge.count(TieKind.RESPONSIBLE) for edge in first.edges
            if edge.kind is TieKind.RESPONSIBLE} == expected
    assert sorted(expected.values()) == [1, 1, 1, 1, 1, 2]
    assert [edge.count(TieKind.CROSS) for edge in first.edges if edge.kind is TieKind.CROSS] == [1]
    assert {node.kind for node in first.nodes} == {NodeKind.DIRECTION, NodeKind.DEPARTMENT}


def test_a_page_of_the_application_leads_to_the_pages_of_groups(make_network: MakeNetwork) -> None:
    found = views(towns(make_network(405, 0), 3))
    links = Links(lambda _: "", lambda _: "", lambda key: f"/maps/departments?group={key}")
    key = "https://example.org/1"

    assert f'"{key}":"/maps/departments?group={key}"' in fragment(found[""], "ja", links)
    assert 'id="up" href="/maps/departments?group="' in fragment(found[key], "ja", links)


@pytest.mark.browser
def test_a_file_opens_its_groups_and_the_address_names_them(
    open_map: Open, make_network: MakeNetwork,
) -> None:
    network = towns(make_network(405, 30), 3)
    first, *_ = network.nodes
    page = open_map(network)
    expect(page.locator("#list li")).to_have_count(3)
    page.fill("#map-find", first.label)
    page.locator("#list button:visible").first.click()
    page.locator("#details button.button").click()
    expect(page.locator("#details h2, #nodes tbody tr").first).to_be_attached()
    expect(page.locator("#up")).to_be_visible()

    expect(page.locator("#nodes tbody tr th", has_text=first.label)).not_to_have_count(0)
    assert "group=https%3A%2F%2Fexample.org%2F0" in page.url
    page.locator("#list button", has_text=first.label).first.click()
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator("#details h2")).to_have_text(first.label)
    again.click("#up")
    expect(again.locator("#list li")).to_have_count(3)
    page.go_back()
    expect(page.locator("#list li")).to_have_count(3)


@pytest.mark.browser
def test_groups_filter_by_what_their_members_tell(open_map: Open) -> None:
    """d0 of the one and d1 of the other town both tell of a project in FY2022, d1 alone in 2023."""
    told = tuple(Evidence("p1", "1号事業", TieKind.SHARED_PROJECT, "a.txt", None, at, at, "…",
                          (name,), year) for at, (name, year) in enumerate((
                              ("d0", "FY2022"), ("d1", "FY2022"), ("d1", "FY2023"))))
    nodes = tuple(Node(f"n{n:03}", f"d{n}", NodeKind.DEPARTMENT, within=f"t{n % 2}")
                  for n in range(402))
    wholes = tuple(Node(f"t{n}", f"{n}町", NodeKind.MUNICIPALITY) for n in range(2))
    tie = Edge("n000", "n001", TieKind.SHARED_PROJECT, 1, told)
    page = open_map(Network("departments", "図", "map", nodes, (tie,), "", "", (), wholes))
    page.select_option("#year", "FY2022")
    expect(page.locator("#shown")).to_have_text("つながり 1 / 1 本を表示")
    page.select_option("#year", "FY2023")

    expect(page.locator("#shown")).to_have_text("つながり 0 / 1 本を表示")


def test_ties_of_a_chain_are_all_somewhere(make_network: MakeNetwork) -> None:
    network = make_network(420, 0)
    iris = [node.iri for node in network.nodes]
    network = replace(network, edges=tuple(Edge(one, other, TieKind.SHARED_PROJECT, 1, (Evidence(
        f"p{one}", "事業", TieKind.SHARED_PROJECT, "a.txt", 1, 1, 1, "…"),))
        for one, other in pairwise(iris)))
    about = {item.about for view in views(network).values() for edge in view.network.edges
             for item in edge.evidence}

    assert about == {f"p{iri}" for iri in iris[:-1]}
