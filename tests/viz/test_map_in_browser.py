"""The page in a real Chromium, opened as a file with no network: what a reader can do with it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store import EmbeddedStore
from viz.maps import build_network
from viz.network import Network
from viz.page import render, write

pytestmark = pytest.mark.browser

MakeNetwork = Callable[[int, int], Network]
Open = Callable[[Network], Page]
# Where a tie's line is hit, in the coordinates of the picture: its middle, seen on the screen.
MIDDLE = """(id) => {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const spot = Object.fromEntries(data.nodes.map((node) => [node.id, node]));
  const edge = data.edges.find((each) => each.id === id);
  const [a, b] = [spot[edge.source], spot[edge.target]];
  const frame = document.getElementById("canvas").getBoundingClientRect();
  const room = data.frame;
  const scale = Math.min(frame.width / room.width, frame.height / room.height, 1.25);
  const along = 0.5;
  const [x, y] = [a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along];
  return [frame.x + frame.width / 2 + (x - room.left - room.width / 2) * scale,
    frame.y + frame.height / 2 + (y - room.top - room.height / 2) * scale];
}"""
COLOURS = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 255) seen.add(pixels.slice(at, at + 3).join(","));
  }
  return [...seen];
}"""


def tie_id(page: Page, one: str, other: str) -> str:
    row = page.locator("#ties tbody tr", has_text=one).filter(has_text=other)
    found = row.get_attribute("data-edge")
    assert found is not None
    return found


def test_is_painted_in_the_legend_colours(open_map: Open, departments: Network) -> None:
    colours = open_map(departments).evaluate(COLOURS)

    assert {"86,180,233", "0,114,178", "26,26,26"} <= set(colours)


@pytest.mark.parametrize(("one", "other", "told"), [
    ("観光室", "水産課", ["木育教室事業", "港まつり事業", "1-2 海を生かす"]),
    ("総務課", "水産課", ["1-2 海を生かす"]),
])
def test_click_on_a_tie_opens_what_is_behind_it(
    open_map: Open, departments: Network, one: str, other: str, told: list[str],
) -> None:
    page = open_map(departments)
    page.check("[name=kind][value=shared-direction]")
    page.mouse.click(*page.evaluate(MIDDLE, tie_id(page, one, other)))

    expect(page.locator("#details h3 span[lang]")).to_have_text(told)
    expect(page.locator("#details h2")).to_contain_text(one)
    expect(page.locator("#details .note")).to_contain_text("要確認")


def test_passages_tell_document_page_lines_and_quote(
    open_map: Open, departments: Network,
) -> None:
    page = open_map(departments)
    page.mouse.click(*page.evaluate(MIDDLE, tie_id(page, "森林課", "観光室")))
    passage = page.locator("#details .passages li", has_text="木育の教室")

    expect(passage.locator(".by")).to_have_text("観光室 令和5年度 予定")
    expect(passage.locator(".where")).to_have_text("進捗.txt 1ページ 11行")
    expect(passage.locator(".to-check")).to_contain_text("要確認")


def test_click_on_a_label_chooses_its_node(open_map: Open, departments: Network) -> None:
    page = open_map(departments)
    x, y = page.evaluate("""(name) => {
      const data = JSON.parse(document.getElementById("map-data").textContent);
      const node = data.nodes.find((each) => each.name === name);
      const frame = document.getElementById("canvas").getBoundingClientRect();
      const room = data.frame;
      const scale = Math.min(frame.width / room.width, frame.height / room.height, 1.25);
      return [frame.x + frame.width / 2 + (node.x - room.left - room.width / 2) * scale,
        frame.y + frame.height / 2 + (node.y + node.radius + 14 - room.top - room.height / 2)
          * scale];
    }""", "消防課")
    page.mouse.click(x, y)

    expect(page.locator("#details h2")).to_have_text("消防課")
    expect(page.locator("#details")).to_contain_text("表示中のつながりはありません。")


def test_tables_hold_what_the_picture_holds(open_map: Open, departments: Network) -> None:
    page = open_map(departments)

    assert page.locator("#ties tbody tr").count() == len(departments.edges) == 7
    assert page.locator("#nodes tbody tr").count() == len(departments.nodes) == 6
    different = {item for edge in departments.edges for item in edge.evidence}
    assert page.locator("#passages tbody tr").count() == len(different)
    expect(page.locator("pre")).to_have_text(departments.query)
    expect(page.locator("main dl")).to_contain_text("snapshot-1")


@pytest.mark.parametrize(("typed", "found"), [
    ("ｶﾝｺｳ", ["観光室"]),          # the other spelling カンコウ室, in half-width kana
    ("かんこう", ["観光室"]),
    ("水 産", ["水産課"]),
    ("無い課", []),
])
def test_search_folds_spellings(
    open_map: Open, departments: Network, typed: str, found: list[str],
) -> None:
    page = open_map(departments)
    page.fill("#map-find", typed)

    expect(page.locator("#list li:visible button span[lang]")).to_have_text(found)
    expect(page.locator("#found")).to_have_text(f"{len(found)} 件が該当")


def test_filters_hide_ties_in_picture_and_table(open_map: Open, departments: Network) -> None:
    page = open_map(departments)
    expect(page.locator("#ties tbody tr:visible")).to_have_count(4)
    expect(page.locator(".quieted").first).to_contain_text("（3 本）")
    page.check("[name=kind][value=shared-direction]")
    expect(page.locator("#ties tbody tr:visible")).to_have_count(7)
    page.uncheck("[name=kind][value=shared-direction]")
    page.fill("#least", "2")
    expect(page.locator("#ties tbody tr:visible")).to_have_count(2)
    expect(page.locator("#shown")).to_have_text("つながり 2 / 7 本を表示")
    page.click("#reset")

    expect(page.locator("#ties tbody tr:visible")).to_have_count(4)


def test_year_leaves_what_both_told_in_it(open_map: Open, make_network: MakeNetwork) -> None:
    """Of two departments that share two projects, both tell of the one in FY2022, and in FY2023
    one alone tells of the other; a list without a year stands behind neither."""
    network = make_network(2, 1)
    (edge,) = network.edges
    first, second = (replace(edge.evidence[0], about=f"https://example.org/{n}", label=f"{n}号事業")
                     for n in (1, 2))
    one, other = (node.label for node in network.nodes)
    told = (replace(first, by=(one,), year="FY2022"), replace(first, by=(other,), year="FY2022"),
            replace(second, by=(one,), year="FY2022"), replace(second, by=(other,), year="FY2023"))
    page = open_map(replace(network, edges=(replace(edge, weight=2, evidence=told),)))
    expect(page.locator("#shown")).to_have_text("つながり 1 / 1 本を表示")
    page.select_option("#year", "FY2022")
    page.locator("#list button").first.click()

    expect(page.locator("#details .ties .badge")).to_have_text(["事業を共有 1"])
    page.select_option("#year", "FY2023")
    expect(page.locator("#shown")).to_have_text("つながり 0 / 1 本を表示")


def test_inexact_names_can_be_left_out(open_map: Open, departments: Network) -> None:
    """木育の教室 (confidence 0.8) is all that ties 観光室 to 木育教室事業 that 森林課 names."""
    page = open_map(departments)
    row = page.locator("#ties tbody tr", has_text="森林課").filter(has_text="観光室")
    page.select_option("#sure", "0.8")
    expect(row).to_be_visible()
    page.select_option("#sure", "0.9")

    expect(row).to_be_hidden()


def test_listings_count_once_with_and_without_relisting(
    open_map: Open, town: EmbeddedStore,
) -> None:
    page = open_map(build_network("projects", town, {"direction": "1-2"}))
    expect(page.locator("#shown")).to_have_text("つながり 8 / 8 本を表示")
    page.uncheck("[name=kind][value=cross]")

    expect(page.locator("#shown")).to_have_text("つながり 7 / 8 本を表示")


def test_keyboard_alone_reaches_the_passages(open_map: Open, departments: Network) -> None:
    page = open_map(departments)
    page.focus("#map-find")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    name = page.locator("#details h2").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#details h2")).to_contain_text(name)
    assert page.locator("#details blockquote").count() > 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('#list') !== null")


def test_address_restores_choice_filters_and_language(
    open_map: Open, departments: Network,
) -> None:
    page = open_map(departments)
    page.uncheck("[name=kind][value=shared-direction]")
    page.click("[data-language=en]")
    page.mouse.click(*page.evaluate(MIDDLE, tie_id(page, "森林課", "観光室")))
    page.click("#zoom-in")
    address = page.url
    again = page.context.new_page()
    again.goto(address)

    expect(again.locator("#details h2")).to_contain_text("観光室")
    expect(again.locator("#shown")).to_have_text("4 of 7 ties shown")
    expect(again.locator("html")).to_have_attribute("lang", "en")
    assert not again.locator("[value=shared-direction]").is_checked()
    assert again.evaluate("location.hash") == page.evaluate("location.hash")
    assert "view=" in address


@pytest.mark.parametrize("hash_text", [
    "selected=nothing&kinds=none&least=-3&view=a b c&lang=xx", "%", "selected=__proto__",
    "least=1e9", "view=0 0 0", "view=1 2 -3",
])
def test_broken_address_is_passed_over(
    open_map: Open, departments: Network, hash_text: str,
) -> None:
    page = open_map(departments)
    page.goto(f"{page.url.split('#')[0]}#{hash_text}")
    page.reload()

    expect(page.locator("#shown")).to_contain_text("/ 7 本を表示")


def test_without_script_picture_and_tables_are_there(
    browser: Browser, tmp_path: Path, departments: Network,
) -> None:
    write(tmp_path / "map.html", render(departments))
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "map.html").as_uri())

    expect(page.locator("#still")).to_be_visible()
    expect(page.locator("#ties tbody tr:visible")).to_have_count(7)
    context.close()


def test_large_map_draws_still_and_soon(open_map: Open, make_network: MakeNetwork) -> None:
    page = open_map(replace(make_network(250, 500), title_ja="大きな図"))
    picture = "document.querySelector('#canvas canvas').toDataURL()"
    first = page.evaluate(picture)
    page.wait_for_timeout(500)

    assert page.evaluate(picture) == first
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 5000


def test_data_in_the_page_name_every_node_once(open_map: Open, departments: Network) -> None:
    told = json.loads(open_map(departments).locator("#map-data").inner_text())

    assert {node["id"] for node in told["nodes"]} == {node.iri for node in departments.nodes}
    assert len(told["edges"]) == 7
