"""axe-core finds nothing to mend on the file of a map, whole, in groups, and with a choice open."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from viz.network import Network, Node, NodeKind
from viz.page import render, write

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


def faults(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    told: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in told["violations"]]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_to_mend(opened: Open, departments: Network, language: str) -> None:
    page = opened(departments, language)
    assert faults(page) == []
    page.locator("#list button").first.click()
    page.locator("#details .ties button").first.click()

    assert faults(page) == []


def test_nothing_to_mend_in_groups(opened: Open, make_network: MakeNetwork) -> None:
    towns = tuple(Node(f"https://example.org/{n}", f"{n}番町", NodeKind.MUNICIPALITY)
                  for n in range(8))
    network = make_network(405, 30)
    page = opened(replace(network, wholes=towns, nodes=tuple(
        replace(node, within=towns[at % 8].iri) for at, node in enumerate(network.nodes))), "ja")
    assert faults(page) == []
    page.locator("#list button").first.click()
    page.locator("#details button.button").click()
    expect(page.locator("#up")).to_be_visible()

    assert faults(page) == []
