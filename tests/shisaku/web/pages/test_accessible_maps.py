"""axe-core finds nothing to mend on maps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import faults, in_both_languages
from tests.shisaku.web.client import Server

pytestmark = pytest.mark.browser

PATHS = ["/maps", "/maps/departments", "/maps/projects", "/maps/cross-listings", "/maps/minutes",
         "/maps/changes", "/maps/strategy", "/maps/combinations", "/maps/matrix", "/matrix"]


@in_both_languages
def test_nothing_to_mend(browser: Browser, page_server: Server, tongue: str) -> None:
    assert faults(browser, page_server, PATHS, tongue) == {}
