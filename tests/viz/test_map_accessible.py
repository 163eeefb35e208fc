"""axe-core finds nothing to mend on the file of a map, whole, in groups, and with a choice open."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store import EmbeddedStore
from tests.accessibility import faults_of
from viz.maps import MAPS, build_network
from viz.network import Network, Node, NodeKind
from viz.page import render, write
from viz.still_page import render_still
from viz.stills import STILLS, build_still

pytestmark = pytest.mark.browser

MakeNetwork = Callable[[int, int], Network]
Open = Callable[[Network, str], Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=True)

    def shown(network: Network, language: str) -> Page:
        write(tmp_path / "map.html", render(network, language))
        page = context.new_page()
        page.goto((tmp_path / "map.html").as_uri())
        expect(page.locator("body.drawn")).to_be_attached()
        return page

    yield shown
    context.close()


def test_nothing_to_mend_in_english(
    opened: Open, town: EmbeddedStore, departments: Network,
) -> None:
    """The projects of a direction, and a picture in columns with headings."""
    projects = build_network("projects", town, {"direction": "1-2"})
    columns = replace(departments, kind="changes", headings=MAPS["changes"].headings, nodes=tuple(
        replace(node, column=at % 5) for at, node in enumerate(departments.nodes)))
    for network in (projects, columns):
        page = opened(network, "en")
        page.locator("#list button").first.click()
        assert list(faults_of(page)) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_to_mend(opened: Open, departments: Network, language: str) -> None:
    page = opened(departments, language)
    assert list(faults_of(page)) == []
    page.locator("#list button").first.click()
    page.locator("#details .ties button").first.click()

    assert list(faults_of(page)) == []


def test_nothing_to_mend_in_groups(opened: Open, make_network: MakeNetwork) -> None:
    towns = tuple(Node(f"https://example.org/{n}", f"{n}番町", NodeKind.MUNICIPALITY)
                  for n in range(8))
    network = make_network(405, 30)
    page = opened(replace(network, wholes=towns, nodes=tuple(
        replace(node, within=towns[at % 8].iri) for at, node in enumerate(network.nodes))), "en")
    assert list(faults_of(page)) == []
    page.locator("#list button").first.click()
    page.locator("#details button.button").click()
    expect(page.locator("#up")).to_be_visible()

    assert list(faults_of(page)) == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", STILLS)
def test_nothing_to_mend_in_stills(
    browser: Browser, tmp_path: Path, town: EmbeddedStore, kind: str, language: str,
) -> None:
    write(tmp_path / "still.html", render_still(build_still(kind, town), language))
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / "still.html").as_uri())
    found = list(faults_of(page))
    context.close()

    assert found == []
