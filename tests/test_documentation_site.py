"""The documentation as a site: built strictly, whole by itself, and what tutorials say works."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser

from release.pictures import PICTURES, draw
from tests.shisaku.web.client import served

DOCS = Path(__file__).parents[1] / "docs"
TUTORIALS = ("planner", "researcher", "auditor")
LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"),
           ("source", "src"), ("object", "data"), ("use", "href")}
NOT_LOADED = {"canonical", "next", "prev", "alternate"}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(HTMLParser):
    """What a page has: its anchors, what it leads to and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors = {"", "__"}
        self.led: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[name] for name in ("id", "name") if name in told}
        if tag == "a" and "href" in told:
            self.led.append(told["href"])
        self.loaded += [told[name] for of, name in LOADING
                        if of == tag and name in told and told.get("rel") not in NOT_LOADED]


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=root, check=False, capture_output=True, text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Shown]:
    return {path: Shown(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
            if path.name != "404.html"}  # whose addresses start at the top of a web server


def test_every_link_and_anchor_of_the_site_holds(pages: dict[Path, Shown]) -> None:
    broken, held = [], 0
    for path, shown in pages.items():
        for link in shown.led:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            anchors = pages[target].anchors if target in pages else {""}
            held += 1
            if not target.is_file() or unquote(parts.fragment) not in anchors:
                broken.append((path.name, link))

    assert broken == []
    assert held > 3000


def test_the_site_loads_nothing_from_elsewhere(site: Path, pages: dict[Path, Shown]) -> None:
    outside = {(path.name, address) for path, shown in pages.items() for address in shown.loaded
               if urlsplit(address).netloc
               or not (path.parent / unquote(urlsplit(address).path)).is_file()}
    sheets = [path for path in site.rglob("*.css")
              if re.search(r"url\(['\"]?(https?:)?//|@import", path.read_text(encoding="utf-8"))]

    assert len(pages) > 60
    assert outside == set()
    assert sheets == []


def test_the_site_holds_what_follows_from_code(site: Path) -> None:
    reference = {name: (site / "reference" / f"{name}.html").read_text(encoding="utf-8")
                 for name in ("commands", "findings", "python", "vocabulary")}

    assert "資料を読み、データセットを作る" in reference["commands"]
    assert "Read documents and make a dataset" in reference["commands"]
    assert "shisaku.open(" in re.sub("<[^>]*>", "", reference["python"])
    assert 'id="CrossListing"' in reference["vocabulary"]
    assert reference["findings"].count("<h2 id=") == 17


def blocks(page: Path, *kinds: str) -> list[tuple[str, str]]:
    """Return the blocks of ``page`` that are of ``kinds``, in order."""
    return [(kind, text) for kind, text in BLOCK.findall(page.read_text(encoding="utf-8"))
            if kind in kinds]


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_is_the_same_in_english(name: str) -> None:
    pictures = re.compile(r"pictures/\w\w/([\w-]+\.png)")
    japanese, english = DOCS / "tutorials" / f"{name}.md", DOCS / "en" / "tutorials" / f"{name}.md"

    assert blocks(japanese, "console", "python") == blocks(english, "console", "python")
    for sign in (pictures, re.compile("^## ([0-9]?)", re.MULTILINE)):
        assert sign.findall(japanese.read_text(encoding="utf-8")) == \
            sign.findall(english.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def typed_at(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of somebody in Japan who types ``shisaku`` and ``python``."""
    programs = tmp_path_factory.mktemp("bin")
    for name, line in (("shisaku", "-m shisaku"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {line} "$@"\n')
        (programs / name).chmod(0o755)
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "COLUMNS": "160",
            "PYTHONPATH": str(DOCS.parent), "LANG": "ja_JP.UTF-8", "LC_ALL": "", "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, typed_at: dict[str, str]) -> tuple[Path, str]:
    """The folder in which ``shisaku demo`` was typed, and what it said."""
    folder = tmp_path_factory.mktemp("typed")
    return folder, typed("shisaku demo", folder, typed_at)


def typed(block: str, folder: Path, environment: dict[str, str]) -> str:
    """Return what a terminal shows when ``block`` is typed in ``folder``; it must succeed."""
    master, slave = pty.openpty()
    with subprocess.Popen(["bash", "-e", "-c", block], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, stdout=slave, stderr=slave) as running:
        os.close(slave)
        told = b"".join(_read(master))
    os.close(master)
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", told.decode())
    assert running.returncode == 0, f"{block}\n{text}"
    return text


def _read(terminal: int) -> Iterator[bytes]:
    """Yield what comes until the other side has closed, which Linux tells as an error."""
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:
            return
        if not part:
            return
        yield part


@pytest.mark.parametrize("name", TUTORIALS)
def test_what_a_tutorial_types_works_and_shows_what_it_says(
    name: str, sample: tuple[Path, str], typed_at: dict[str, str], tmp_path: Path
) -> None:
    """``shisaku demo`` is typed once for all of them."""
    folder, shown = tmp_path / "here", sample[1]
    shutil.copytree(sample[0], folder)
    counted = dict.fromkeys(("console", "python", "text"), 0)
    for kind, text in blocks(DOCS / "tutorials" / f"{name}.md", "console", "python", "text"):
        counted[kind] += 1
        if kind == "console" and text != "shisaku demo\n":
            shown = typed(text.replace("shisaku demo\n", ""), folder, typed_at)
        elif kind == "python":
            (folder / "typed.py").write_text(text, encoding="utf-8")
            shown = typed("python typed.py", folder, typed_at)
        elif kind == "text":
            for line in text.splitlines():
                parts = map(re.escape, line.split("…") if "（" in line else [line])
                wanted = re.sub(r"(\\ )+", r"\\s+", ".*".join(parts))
                assert re.search(wanted, shown), f"{line}\n{shown}"

    assert counted["console"] >= 6
    assert counted["text"] >= 2


def named_pictures() -> set[str]:
    texts = [page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md")]
    return {found for text in texts for found in re.findall(r"pictures/(\w\w/[\w-]+\.png)", text)}


@pytest.mark.browser
def test_pictures_are_those_that_the_program_draws(
    sample: tuple[Path, str], browser: Browser, tmp_path: Path
) -> None:
    kept = {path.relative_to(DOCS / "pictures").as_posix(): path
            for path in (DOCS / "pictures").rglob("*.png")}
    with served(sample[0] / "shisaku-demo" / "data") as server:
        drawn = list(draw(tmp_path, browser, f"http://127.0.0.1:{server.port}", ("ja",)))

    assert kept.keys() == named_pictures()
    assert {path.stem for path in drawn} == {picture.name for picture in PICTURES}
    for path in drawn:
        with Image.open(path) as new, Image.open(kept[f"ja/{path.name}"]) as old:
            assert new.size == old.size
            assert len(new.convert("RGB").getcolors() or "") > 8, "nothing is drawn"
    assert sum(path.stat().st_size for path in kept.values()) < 1_500_000
