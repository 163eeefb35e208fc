"""How soon a map stands still on the screen, beside pyvis as it comes, and how smoothly it moves.

Both draw one network of departments (250 with 500 ties, 5,000 with 10,000) as one file, which a
headless Chromium without a network opens from disk at 1400 × 900, ours and theirs in the same run.
Ours: until the frame after the picture is drawn, the least and the median of RUNS, checked to look
the same a second later; of 5,000 nodes that is the picture of groups, which open one by one. pyvis:
its default page and physics, scripts inlined; until its engine says that it has come to rest, or
"more than" the seconds waited. Panning: frames a second while the mouse drags 250 nodes about. A
busy machine makes all of it longer; how busy it was is told.

Run: ``python benchmarks/maps.py``. Aims: 0.6 s at 250 nodes, 1.2 s at 5,000, 20 times sooner than
pyvis, 50 frames a second.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pyvis.network import Network as PyvisNetwork

sys.path.insert(0, str(Path(__file__).parents[1]))

from viz.network import Edge, Evidence, Network, Node, NodeKind, TieKind
from viz.page import render

SIZES = ((250, 500), (5_000, 10_000))
RUNS = 7
PATIENCE = 60.0
PAN_SECONDS = 3.0
BASE = "https://example.org/department/"
DRAWN = """
window.standing = new Promise((done) => new MutationObserver((changes, told) => {
  if (!document.body?.classList.contains("drawn")) return;
  told.disconnect();
  requestAnimationFrame(() => setTimeout(() => done(performance.now())));
}).observe(document, { subtree: true, childList: true, attributes: true }));
"""
PICTURE = "document.querySelector('#canvas canvas').toDataURL()"
AT_REST = "typeof network === 'object' && network?.physics?.stabilized === true"
FRAMES = """(seconds) => new Promise((done) => {
  let frames = 0;
  const begun = performance.now();
  const count = (now) => {
    frames += 1;
    if (now - begun < seconds * 1000) requestAnimationFrame(count);
    else done(frames / ((now - begun) / 1000));
  };
  requestAnimationFrame(count);
})"""


def synthetic(departments: int, ties: int) -> Network:
    """Return so many departments with Japanese names, so many ties between near ones, two passages
    behind each."""
    chance = random.Random(1)
    nodes = tuple(Node(f"{BASE}{n:05}", f"第{n // 40 + 1}事業部 暮らし推進第{n % 40 + 1}課",
                       NodeKind.DEPARTMENT, weight=n % 9) for n in range(departments))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        one = chance.randrange(departments)
        other = min(departments - 1, max(0, one + chance.randint(-30, 30)))
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    edges = tuple(_tie(nodes[one], nodes[other], n)
                  for n, (one, other) in enumerate(sorted(pairs)))
    return Network("departments", "部署の共同担当マップ", "Departments", nodes, edges, "", "", ())


def _tie(one: Node, other: Node, number: int) -> Edge:
    about = f"https://example.org/project/{number}"
    return Edge(one.iri, other.iri, TieKind.SHARED_PROJECT, 1, tuple(
        Evidence(about, f"地域事業{number}", TieKind.SHARED_PROJECT, "進捗状況.pdf", number % 90, 3,
                 4, f"・地域事業{number}を実施した。", (end.label,), "FY2023", "Result")
        for end in (one, other)))


def as_it_comes(network: Network) -> str:
    """Return the page that pyvis makes of ``network`` with nothing changed but inlined scripts."""
    plain = PyvisNetwork(cdn_resources="in_line")
    for node in network.nodes:
        plain.add_node(node.iri, label=node.name)
    for edge in network.edges:
        plain.add_edge(edge.source, edge.target)
    return str(plain.generate_html())


@contextmanager
def opened(browser: Browser, path: Path, script: str = "") -> Iterator[Page]:
    """Open the file at ``path`` without a network, ``script`` running before its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(script)
    page.goto(path.as_uri(), wait_until="commit")
    yield page
    context.close()


def seconds_until_drawn(browser: Browser, path: Path) -> float:
    """Return how long our page at ``path`` takes; RuntimeError where its picture still changes."""
    with opened(browser, path, DRAWN) as page:
        taken = float(page.evaluate("window.standing")) / 1000
        first = page.evaluate(PICTURE)
        page.wait_for_timeout(1000)
        if page.evaluate(PICTURE) != first:
            raise RuntimeError(f"{path}: the picture is not still")
        return taken


def seconds_until_at_rest(browser: Browser, path: Path) -> float | None:
    """Return how long the page of pyvis takes, None where PATIENCE is not enough for it."""
    with opened(browser, path) as page:
        try:
            page.wait_for_function(AT_REST)
        except PlaywrightTimeout:
            return None
        return float(page.evaluate("performance.now()")) / 1000


def frames_a_second(browser: Browser, path: Path) -> float:
    """Return how many frames a second are shown while the mouse drags the picture about."""
    with opened(browser, path) as page:
        page.wait_for_load_state("load")
        box = page.locator("#canvas").bounding_box()
        if box is None:
            raise RuntimeError(f"{path}: there is no picture")
        x, y = box["x"] + box["width"] / 2, box["y"] + 6
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(f"() => {{ window.told = ({FRAMES})({PAN_SECONDS}); }}")
        began = time.monotonic()
        while time.monotonic() - began < PAN_SECONDS:
            turn = 3 * (time.monotonic() - began)
            page.mouse.move(x + 200 * math.sin(turn), y + 150 * (1 - math.cos(turn)))
        return float(page.evaluate("window.told"))


def measured(browser: Browser, folder: Path, nodes: int, ties: int) -> None:
    """Print one line for one size."""
    network = synthetic(nodes, ties)
    own, theirs = folder / f"own{nodes}.html", folder / f"pyvis{nodes}.html"
    began = time.monotonic()
    own.write_text(render(network), encoding="utf-8")
    made = time.monotonic() - began
    theirs.write_text(as_it_comes(network), encoding="utf-8")
    times = [seconds_until_drawn(browser, own) for _ in range(RUNS)]
    rest = seconds_until_at_rest(browser, theirs)
    least, median = min(times), statistics.median(times)
    told = f"{rest:.1f} s, {rest / median:.0f} times" if rest else (
        f"more than {PATIENCE:.0f} s, more than {PATIENCE / median:.0f} times")
    print(f"{nodes} nodes, {ties} ties: {least:.2f} s at least, {median:.2f} s in the median "
          f"(made in {made:.1f} s, {own.stat().st_size / 1e6:.1f} MB); pyvis {told} the median",
          flush=True)
    if nodes == SIZES[0][0]:
        frames = [frames_a_second(browser, own) for _ in range(3)]
        print(f"dragged: {max(frames):.0f} frames a second at most, {min(frames):.0f} at least")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for nodes, ties in SIZES:
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
            measured(browser, Path(folder), nodes, ties)
        browser.close()


if __name__ == "__main__":
    main()
