"""What the tests of pictures share: a town in a store, and networks of any size made by rule."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat, parse

from graph.store import EmbeddedStore
from viz.maps import build_network
from viz.network import Edge, Evidence, Network, Node, NodeKind, SourceDocument, TieKind
from viz.page import render, write

BASE = "https://w3id.org/shisaku/id/990001/"
DIVISIONS = ("総合政策部", "市民環境部", "こども保健部", "産業観光部", "都市整備部",
             "教育委員会生涯学習部")
SECTIONS = ("政策企画課", "地方創生・移住定住推進室", "暮らしと子育ての総合窓口センター",
            "環境保全課", "国際観光・MICE推進担当", "図書館運営課", "ゼロカーボン推進担当")

MakeNetwork = Callable[[int, int], Network]
Open = Callable[[Network], Page]


@pytest.fixture(scope="session")
def town() -> EmbeddedStore:
    """霧原町, a fictional town, as its graph would be built."""
    trig = (Path(__file__).parent / "kirihara.trig").read_bytes()
    return EmbeddedStore.of(parse(trig, format=RdfFormat.TRIG))


def evidence(kind: TieKind, number: int, by: str) -> Evidence:
    name = f"{number}号事業" if kind is TieKind.SHARED_PROJECT else f"1-{number} 暮らしを支える"
    return Evidence(f"{BASE}{kind}/{number}", name, kind, "進捗状況.pdf", number, 3, 4,
                    f"・{name}を実施した。\n延べ {number} 名", (by,), "FY2023", "Result")


def department(number: int) -> Node:
    division = DIVISIONS[number % len(DIVISIONS)]
    section = SECTIONS[number % len(SECTIONS)]
    return Node(f"{BASE}department/{number:04}", f"{division}{section}", NodeKind.DEPARTMENT,
                "霧原町", weight=number % 9)


@pytest.fixture(scope="session")
def make_network() -> MakeNetwork:
    """Return a function: so many departments with long names, so many ties, the rest untied."""
    def make(departments: int, ties: int) -> Network:
        nodes = tuple(department(number) for number in range(departments))
        pairs = [(one, other) for step in range(1, departments)
                 for one in range(0, departments - step, 1 + step % 3) for other in (one + step,)]
        edges = []
        for number, (one, other) in enumerate(sorted(pairs[:ties])):
            kind = (TieKind.SHARED_PROJECT, TieKind.SHARED_DIRECTION)[number % 3 == 2]
            items = [evidence(kind, number % 11 + extra, nodes[end].label)
                     for extra in range(1 + number % 4) for end in (one, other)]
            edges.append(Edge(nodes[one].iri, nodes[other].iri, kind, 1 + number % 4,
                              tuple(items)))
        source = SourceDocument("進捗状況.pdf", "進捗状況", "ab" * 32)
        return Network("departments", "部署の共同担当マップ", "Departments", nodes, tuple(edges),
                       "SELECT ?s WHERE { ?s ?p ?o }", "snapshot-1", (source,))
    return make


@pytest.fixture
def departments(town: EmbeddedStore) -> Network:
    return build_network("departments", town, {}, "snapshot-1")


@pytest.fixture
def open_map(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a network; a request, an error or a dialog fails the test."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, offline=True, accept_downloads=True)
    troubles: list[str] = []
    path = tmp_path / "map.html"

    def opened(network: Network) -> Page:
        write(path, render(network))
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: troubles.extend(
            [request.url[:200]] if not request.url.startswith((path.as_uri(), "data:", "blob:"))
            else []))
        page.goto(path.as_uri())
        expect(page.locator("body.drawn")).to_be_attached()
        return page

    yield opened
    context.close()
    assert troubles == []
