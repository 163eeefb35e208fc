"""Goal, department, confidence, 再掲 counted or not: what each leaves of 霧原町's maps, counted by
hand in kirihara.trig; the address restores them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from graph.store import EmbeddedStore
from viz.maps import build_network
from viz.network import Network

Open = Callable[[Network], Page]


def names(network: Network) -> dict[str, str]:
    return {node.iri: node.name for node in network.nodes}


def test_goals_and_departments_of_what_ties_are_about(town: EmbeddedStore) -> None:
    """港まつり stands in 1-2 and 2-1, and 観光室 and 水産課 tell of it; 森づくり in 1-1 alone."""
    network = build_network("departments", town)
    goals = {label: iri for iri, label in network.goals.names.items()}
    told = {item.label: item.about for edge in network.edges for item in edge.evidence}

    assert list(goals) == ["1 しごとをつくる", "2 人の流れをつくる"]
    assert set(network.goals.values[told["港まつり事業"]]) == set(goals.values())
    assert network.goals.values[told["森づくり事業"]] == (goals["1 しごとをつくる"],)
    assert {network.departments.names[iri] for iri in network.departments.values[
        told["港まつり事業"]]} == {"観光室", "水産課"}


@pytest.mark.parametrize("kind", ["departments", "cross-listings", "projects"])
def test_every_network_of_the_town_can_be_narrowed(town: EmbeddedStore, kind: str) -> None:
    network = build_network(kind, town, {"goal": "1"} if kind == "projects" else {})

    assert len(network.goals.names) == 2
    assert len(network.departments.names) >= 2


@pytest.mark.browser
def test_goal_leaves_what_stands_under_it(open_map: Open, town: EmbeddedStore) -> None:
    """木育 is listed in 1-1 and 1-2, 港まつり in 1-2 and 2-1: under goal 2 stands only the latter,
    with both its places."""
    page = open_map(build_network("cross-listings", town))
    expect(page.locator("#ties tbody tr:visible")).to_have_count(4)
    page.select_option("#by-goal", label="2 人の流れをつくる")
    expect(page.locator("#ties tbody tr:visible")).to_have_count(2)
    expect(page.locator("#list li:visible")).to_have_count(3)

    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator("#ties tbody tr:visible")).to_have_count(2)


@pytest.mark.browser
def test_department_leaves_its_things_and_who_shares_them(
    open_map: Open, town: EmbeddedStore,
) -> None:
    """住宅課 answers for 森づくり alone, with 森林課; 1-1 lists it."""
    page = open_map(build_network("projects", town, {"goal": "1"}))
    page.select_option("#by-department", label="住宅課")
    page.locator("[name=kind]").last.wait_for()
    shown = page.locator("#ties tbody tr:visible")

    expect(shown.filter(has_text="森づくり事業")).to_have_count(3)
    assert "department=" in page.url
    page.click("#reset")
    assert "department=" not in page.url


@pytest.mark.browser
def test_what_is_listed_again_counts_or_not(open_map: Open, town: EmbeddedStore) -> None:
    """1-2 lists 木育 under 再掲 only: without it 港まつり is left, with 観光室 and 水産課, and
    総務課, which reports on 1-2 itself."""
    page = open_map(build_network("projects", town, {"direction": "1-2"}))
    expect(page.locator("#ties tbody tr:visible")).to_have_count(8)
    page.uncheck("#cross")
    expect(page.locator("#ties tbody tr:visible")).to_have_count(4)

    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator("#cross")).not_to_be_checked()
    expect(again.locator("#ties tbody tr:visible")).to_have_count(4)


@pytest.mark.browser
@pytest.mark.parametrize("hash_text", ["goal=nothing&department=%3Cb%3E", "sure=7&cross=x"])
def test_a_broken_choice_is_passed_over(
    open_map: Open, town: EmbeddedStore, hash_text: str,
) -> None:
    page = open_map(build_network("departments", town))
    page.goto(f"{page.url.split('#')[0]}#{hash_text}")
    page.reload()

    expect(page.locator("#shown")).to_have_text("つながり 4 / 7 本を表示")
