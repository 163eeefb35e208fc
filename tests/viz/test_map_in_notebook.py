"""A map as a notebook shows it: inline, in a sandboxed frame, with no file; in a real Chromium."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, expect

from graph.store import EmbeddedStore
from shisaku.research.picture import Picture
from viz.maps import build_network
from viz.network import Network, Node, NodeKind
from viz.page import render
from viz.still_page import render_still
from viz.stills import build_still

pytestmark = pytest.mark.browser

Inline = Callable[[str], FrameLocator]
MakeNetwork = Callable[[int, int], Network]


@pytest.fixture
def inline(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Inline]:
    """Return a function that shows a page of a map as a notebook does; a request, a complaint of
    the browser or a file that is written fails the test."""
    monkeypatch.chdir(tmp_path)
    context = browser.new_context(viewport={"width": 1200, "height": 800}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.extend(
        [] if request.url.startswith(("about:", "data:", "blob:")) else [request.url]))

    def shown(html: str) -> FrameLocator:
        page.set_content(f"<p>Out[1]:</p>{Picture('a map', html)._repr_html_()}")
        return page.frame_locator("iframe")

    yield shown
    context.close()
    assert troubles == []
    assert list(tmp_path.iterdir()) == []


def test_a_map_is_drawn_and_opens_its_passages(inline: Inline, departments: Network) -> None:
    frame = inline(render(departments))
    expect(frame.locator("body.drawn")).to_be_attached()
    frame.locator("#list button").first.click()
    expect(frame.locator("#details h2")).to_be_visible()
    frame.locator("#details .ties button").first.click()

    expect(frame.locator("#details blockquote").first).to_be_visible()
    frame.locator("[name=kind][value=shared-direction]").check()
    expect(frame.locator("#shown")).to_have_text("つながり 7 / 7 本を表示")


def test_groups_open_inside_the_frame(inline: Inline, make_network: MakeNetwork) -> None:
    network = make_network(405, 30)
    towns = tuple(Node(f"https://example.org/{n}", f"{n}番町", NodeKind.MUNICIPALITY)
                  for n in range(3))
    frame = inline(render(replace(network, wholes=towns, nodes=tuple(
        replace(node, within=towns[at % 3].iri) for at, node in enumerate(network.nodes)))))
    frame.locator("#list button").first.click()
    frame.locator("#details button.button").click()
    expect(frame.locator("#up")).to_be_visible()
    frame.locator("#up").click()

    expect(frame.locator("#list li")).to_have_count(3)


@pytest.mark.parametrize("kind", ["strategy", "combinations"])
def test_a_still_picture_is_there(inline: Inline, town: EmbeddedStore, kind: str) -> None:
    frame = inline(render_still(build_still(kind, town)))

    expect(frame.locator("main svg").first).to_be_visible()


def test_two_maps_stand_below_each_other(inline: Inline, town: EmbeddedStore) -> None:
    """Each has its own frame, so that neither meddles with the other."""
    one = Picture("one", render(build_network("cross-listings", town)))._repr_html_()
    frame = inline(render(build_network("departments", town)))
    expect(frame.locator("body.drawn")).to_be_attached()
    page = frame.owner.page
    page.set_content(one + one)

    for at in range(2):
        expect(page.frame_locator("iframe").nth(at).locator("#shown")).to_have_text(
            "つながり 4 / 4 本を表示")
