"""axe-core finds nothing to mend on questions and the editor."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import faults, in_both_languages
from tests.shisaku.web.client import Server

pytestmark = pytest.mark.browser

PATHS = ["/queries", "/queries/cross-listed-projects", "/queries/listings-of-project",
         "/queries/listings-of-project?project=x", "/sparql", "/sparql?query=ASK%20%7B%7D",
         "/sparql?query=SELECT%20%2A%20%7B%3Fa%20%3Fb%20%3Fc%7D%20LIMIT%205", "/sparql?query=no"]


@in_both_languages
def test_nothing_to_mend(browser: Browser, page_server: Server, tongue: str) -> None:
    assert faults(browser, page_server, PATHS, tongue) == {}
