"""What tests need from outside the repository: the seed documents and a browser.

Where one is missing its tests are skipped and say why; SHISAKU_REQUIRE (comma-separated: seeds,
browser, virtuoso) turns that into a failure, so that a run that must be whole cannot shrink
unseen. SHISAKU_SEEDS names the folder of the seeds.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)


def lacking(what: str, reason: str) -> NoReturn:
    """Skip the test that needs ``what``, or fail it where SHISAKU_REQUIRE names it."""
    if what in os.environ.get("SHISAKU_REQUIRE", "").split(","):
        pytest.fail(f"SHISAKU_REQUIRE names {what}: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed documents."""
    folder = Path(os.environ.get("SHISAKU_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not any(folder.glob("*.txt")):
        lacking("seeds", f"no seed documents in {folder}; SHISAKU_SEEDS names their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium of this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        lacking("browser", f"none of {', '.join(CHROMIUM_NAMES)} is installed")
    return Path(found)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A running headless browser; open one context for each test."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()
