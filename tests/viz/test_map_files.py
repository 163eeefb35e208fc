"""What the page gives as a file, and what names from hostile documents do: nothing."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from viz.maps import MAPS
from viz.network import Edge, Evidence, Network, Node, NodeKind, SourceDocument, TieKind

pytestmark = pytest.mark.browser

Open = Callable[[Network], Page]
EVIL = (
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    '<a href="javascript:alert(1)">href</a>',
    "a\u2028b\u2029alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "=HYPERLINK(1)",
    "__proto__",
)


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(button)
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


def test_svg_file_is_a_picture_of_its_own(open_map: Open, departments: Network) -> None:
    page = open_map(departments)
    page.uncheck("[name=kind][value=shared-direction]")
    text = saved(page, "#save-svg").decode()

    assert text.startswith("<svg")
    assert text.count("data-edge=") == 4
    assert "消防課" in text
    assert "部署の共同担当マップ" in text
    assert "snapshot-1" in text


def test_png_file_has_its_pixels(open_map: Open, departments: Network) -> None:
    data = saved(open_map(departments), "#save-png")

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") >= 1400
    assert len(data) > 20_000


def test_csv_file_opens_in_a_spreadsheet(open_map: Open, departments: Network) -> None:
    page = open_map(departments)
    page.check("[name=kind][value=shared-direction]")
    data = saved(page, "#save-csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[0] == [
        "元", "先", "種類", "対象", "報告した部署", "年度・区分", "資料と箇所", "記載"]
    assert len(rows) - 1 == sum(len(edge.evidence) for edge in departments.edges)


def hostile() -> Network:
    nodes = tuple(Node(f"https://example.org/{number}", name, NodeKind.DEPARTMENT, name, (name,))
                  for number, name in enumerate(EVIL))
    edges = tuple(
        Edge(one.iri, other.iri, TieKind.SHARED_PROJECT, 1, (Evidence(
            other.label, one.label, TieKind.SHARED_PROJECT, other.label, 1, 1, 2, one.label,
            (other.label,), one.label, other.label),))
        for one, other in pairwise(nodes))
    return Network("departments", EVIL[0], EVIL[1], nodes, edges, "\n".join(EVIL), EVIL[2],
                   tuple(SourceDocument(name, name, name) for name in EVIL))


def test_hostile_names_do_nothing(open_map: Open) -> None:
    page = open_map(hostile())
    for number in range(len(EVIL)):
        page.locator("#list button").nth(number).click()
        page.locator("#details .ties button").first.click()
        page.click("#back")
    page.click("[data-language=en]")
    page.mouse.move(500, 400)

    assert page.title() == EVIL[1]
    assert page.locator("img, main a, aside a, #map a").count() == 0
    assert page.locator("script").count() == 4
    names = page.locator("#nodes tbody th").all_text_contents()
    assert sorted(names) == sorted(EVIL)
    assert len(EVIL) == 8


def test_hostile_names_do_nothing_in_changes(open_map: Open) -> None:
    plain = hostile()
    edges = tuple(replace(edge, kind=TieKind.MOVED, evidence=tuple(
        replace(item, kind=TieKind.MOVED) for item in edge.evidence)) for edge in plain.edges)
    page = open_map(replace(
        plain, kind="changes", edges=edges, headings=MAPS["changes"].headings,
        nodes=tuple(replace(node, column=at % 5) for at, node in enumerate(plain.nodes))))
    for number in range(len(EVIL)):
        page.locator("#list button").nth(number).click()
        page.locator("#details .ties button").first.click()
        page.click("#back")
    svg = saved(page, "#save-svg").decode()

    assert page.locator("img, main a, aside a, #map a").count() == 0
    assert page.locator("script").count() == 4
    assert "<script" not in svg
    assert "<img" not in svg
    assert svg.count(">前の版の事業</text>") == 1


def test_hostile_names_do_nothing_in_groups(open_map: Open) -> None:
    """405 departments of four towns: every town and every department has a name that means
    something to a browser, and one town is opened."""
    towns = tuple(Node(f"https://example.org/town/{at}", name, NodeKind.MUNICIPALITY)
                  for at, name in enumerate(EVIL[:4]))
    nodes = tuple(Node(f"https://example.org/{at:03}", EVIL[at % len(EVIL)], NodeKind.DEPARTMENT,
                       EVIL[at % len(EVIL)], within=towns[at % 4].iri) for at in range(405))
    edges = tuple(replace(edge, source=nodes[at].iri, target=nodes[at + 1].iri)
                  for at, edge in enumerate(hostile().edges))
    page = open_map(replace(hostile(), nodes=nodes, wholes=towns, edges=edges))
    expect(page.locator("#list button")).to_have_count(4)
    page.locator("#list button").first.click()
    page.locator("#details button.button").click()
    expect(page.locator("#up")).to_be_visible()
    page.locator("#list button").first.click()

    assert page.locator("img, main a, aside a, #map a").count() == 0
    assert page.locator("#nodes tbody tr").count() > 100


def test_hostile_names_are_harmless_in_files(open_map: Open) -> None:
    page = open_map(hostile())
    svg = saved(page, "#save-svg").decode()
    rows = list(csv.reader(io.StringIO(saved(page, "#save-csv").decode("utf-8-sig"), newline="")))

    assert "<script" not in svg
    assert "<img" not in svg
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert [row[1] for row in rows if "HYPERLINK" in row[1]] == ["'=HYPERLINK(1)"]
