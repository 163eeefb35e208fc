"""axe-core finds nothing to mend on things, findings and the text behind them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import faults, in_both_languages
from tests.shisaku.web.client import Server
from tests.shisaku.web.pages.documents import PROGRESS

pytestmark = pytest.mark.browser

PATHS = ["/id/990001", "/id/990001/strategy/unstated/direction/1-2", "/id/990001/nothing",
         f"/sources/{PROGRESS}?lines=82&ledger=1", "/findings", "/findings?kind=Overlap&across=yes",
         "/findings/c5f677299f9d9617", "/findings/774b7a14f18c5273"]


@in_both_languages
def test_nothing_to_mend(browser: Browser, page_server: Server, tongue: str) -> None:
    assert faults(browser, page_server, PATHS, tongue) == {}
