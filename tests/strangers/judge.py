"""Score the program on strangers' reports and name the settings that fail:
``python -m tests.strangers.judge CHROMIUM [--first N] [--last N]``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from loaders.records import Municipality
from ontology.errors import ShisakuError
from shisaku.given import given_files
from shisaku.pipeline import build
from tests.cities.cases import PRINTED
from tests.cities.reading import told
from tests.cities.scoring import Score, Share, score
from tests.strangers.city import town
from tests.strangers.oracle import truth_of
from tests.strangers.print import printed
from tests.strangers.report import Report
from tests.strangers.setting import drawn


def scored(seed: int, browser: Browser, folder: Path) -> Score:
    """Print the report of ``seed``, build a dataset of it in ``folder`` and return its score."""
    city, setting = town(seed), drawn(seed)
    report = Report(city, setting)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.pdf"
    path.write_bytes(printed(report.elements(), setting, browser))
    build(given_files([path], Municipality(city.code, city.name)), folder / "data")
    return score(truth_of(report), *told(folder / "data"))


def main() -> None:
    """Judge the seeds asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chromium", type=Path)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=40)
    given = parser.parse_args()
    shares: dict[str, Share] = {}
    good = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=given.chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for seed in range(given.first, given.last + 1):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    found = scored(seed, browser, Path(folder))
                except ShisakuError as error:
                    print(f"{seed}: {drawn(seed)}\n    refused: {error.message('en')}", flush=True)
                    continue
            for name, share in found.shares.items():
                shares[name] = shares.get(name, Share(0, 0, 0)) + share
            if found.below(PRINTED):
                print(f"{seed}: {drawn(seed)}\n    {found}", flush=True)
            else:
                good += 1
    total = "  ".join(f"{name} {share.f1:.4f}" for name, share in shares.items())
    print(f"== {good} of {given.last - given.first + 1} good; together {total}")


if __name__ == "__main__":
    main()
