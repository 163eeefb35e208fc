"""axe-core finds nothing to mend on the pages that lead to others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import faults, in_both_languages
from tests.shisaku.web.client import Server

pytestmark = pytest.mark.browser

PATHS = ["/", "/search?q=木", "/search", "/strategy", "/matrix?municipality=990001", "/about",
         "/ns", "/caveats", "/nothing"]


@in_both_languages
def test_nothing_to_mend(browser: Browser, page_server: Server, tongue: str) -> None:
    assert faults(browser, page_server, PATHS, tongue) == {}
