"""Draw the pictures of the documentation: pages of the packaged sample as a browser shows them.

``python -m release.pictures [FOLDER]`` (``docs/pictures`` unless told) needs Chromium and Japanese
fonts.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LANGUAGES = ("ja", "en")
WIDTH, COLOURS = 1200, 96
QUERY = """PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?department (COUNT(DISTINCT ?report) AS ?reports) WHERE {
  ?report shisaku:reportedBy/skos:prefLabel ?department
} GROUP BY ?department ORDER BY DESC(?reports) ?department LIMIT 5"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page at ``path``, ``height`` pixels of it: taken once all of ``press`` were clicked and
    ``wait`` is there, with ``centre`` in the middle where it is named."""

    name: str
    path: str
    height: int = 760
    press: tuple[str, ...] = ()
    wait: str = "main"
    centre: str = ""
    width: int = WIDTH


TOWN = "municipality=990001"
PICTURES = (
    Picture("planner-map", f"/maps/projects?direction=1-2&{TOWN}", 1250, wait="canvas", width=1500),
    Picture("planner-matrix", f"/matrix?{TOWN}", 860),
    Picture("planner-overlaps", f"/findings?kind=Overlap&{TOWN}"),
    Picture("researcher-question", f"/queries/cross-listed-projects?{TOWN}", 680),
    Picture("researcher-sparql", f"/sparql?query={quote(QUERY)}", 860,
            ("#editor .yasqe_queryButton",), "#editor .yasr_results tbody tr"),
    Picture("researcher-network", f"/maps/departments?{TOWN}", 1250, wait="canvas", width=1500),
    Picture("auditor-caveats", "/caveats", 860),
    Picture("auditor-source", "/findings/713550094d9a20fd", 620, ("main a[href*='lines=']",),
            "#L360", "#L360"),
    Picture("auditor-finding", f"/findings?kind=RepeatedFigure&{TOWN}", 860,
            ("main a[href*='/findings/']",)),
)


def draw(
    folder: Path, browser: Browser, address: str, languages: tuple[str, ...] = LANGUAGES
) -> Iterator[Path]:
    """Yield each picture once it stands in ``folder``/LANGUAGE, of the server at ``address``."""
    for language in languages:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for picture in PICTURES:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height}, locale=language,
                reduced_motion="reduce")
            _reach(page, picture, address, language)
            path = folder / language / f"{picture.name}.png"
            page.screenshot(path=path, animations="disabled")
            page.close()
            _lighten(path)
            yield path


def _lighten(path: Path) -> None:
    with Image.open(path) as taken:
        size = (WIDTH, round(taken.height * WIDTH / taken.width))
        small = taken.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    small.quantize(COLOURS, kmeans=2).save(path, optimize=True)


def _reach(page: Page, picture: Picture, address: str, language: str) -> None:
    sign = "&" if "?" in picture.path else "?"
    page.goto(f"{address}{picture.path}{sign}lang={language}")
    for pressed in picture.press:
        page.locator(pressed).first.click()
    page.locator(picture.wait).first.wait_for()
    if picture.centre:
        page.locator(picture.centre).first.evaluate("e => e.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)  # a map settles its first frame


@contextmanager
def served_sample() -> Iterator[str]:
    """Build the sample, serve it, and give its address."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "shisaku"]
        subprocess.run([*program, "--lang", "ja", "demo", "--into", folder], check=True,
                       capture_output=True)
        with subprocess.Popen([*program, "--lang", "en", "serve", f"{folder}/data", "--port", "0"],
                              stderr=subprocess.PIPE, encoding="utf-8") as server:
            try:
                assert server.stderr is not None
                yield next(found[0] for line in server.stderr
                           if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
            finally:
                server.terminate()


def main() -> None:
    """Draw all pictures into the folder that is named, or that of the documentation."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served_sample() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in draw(folder, browser, address):
            print(path)


if __name__ == "__main__":
    main()
