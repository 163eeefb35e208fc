"""Pages of findings over a town whose names and texts do their worst: they are shown, and obeyed
by nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import unescape

import pytest

from tests.shisaku.judged_town import BASE, FINDINGS, NAMES, OVERLAP, REASON, judged
from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Reader


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the town's pages."""
    with served(judged(tmp_path_factory.mktemp("town") / "data")) as running:
        yield Reader(running)


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_every_page_shows_and_obeys_nothing(tongue: str, town: Reader) -> None:
    paths = ["/findings", "/findings?sort=-score", "/caveats",
             *(f"/findings/{finding.identifier(BASE)}" for finding in FINDINGS)]
    for path in paths:
        page = town.get(path, Accept_Language=tongue)

        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "<b>対象者" not in page.html
    assert NAMES["G"] in unescape(town.get("/findings").html)


def test_unknown_is_told_and_is_not_zero(town: Reader) -> None:
    page = town.get(f"/findings/{OVERLAP.identifier(BASE)}")

    assert "対象者 判断できない" in page.text
    assert "目的 0.75" in page.text
    assert REASON in unescape(page.html)


def test_a_spreadsheet_computes_nothing(town: Reader) -> None:
    text = town.get("/findings.csv").reply.body.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]

    assert f"'{REASON}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
