"""axe-core finds nothing to mend on any page, in either language and on a phone (WCAG 2.2 AA)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.shisaku.web.client import Server
from tests.shisaku.web.pages.documents import PROGRESS

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = ["/", "/search?q=木", "/search", "/strategy", "/matrix?municipality=990001", "/queries",
         "/queries/cross-listed-projects", "/queries/listings-of-project",
         "/queries/listings-of-project?project=x", "/sparql", "/sparql?query=ASK%20%7B%7D",
         "/about", "/ns", f"/sources/{PROGRESS}?lines=82&ledger=1", "/id/990001",
         "/id/990001/strategy/unstated/direction/1-2", "/id/990001/nothing",
         "/findings", "/findings?kind=Overlap&across=yes", "/caveats",
         "/findings/c5f677299f9d9617", "/findings/774b7a14f18c5273",
         "/maps", "/maps/departments", "/maps/projects", "/maps/cross-listings",
         "/maps/minutes", "/maps/changes", "/maps/strategy", "/maps/combinations"]
PHONE, DESK = 390, 1400


@pytest.mark.parametrize("tongue", ["ja", "en"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_to_mend(
    browser: Browser, page_server: Server, tongue: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    found: dict[str, list[str]] = {}
    for path in PATHS:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{page_server.port}{path}"
                  f"{'&' if '?' in path else '?'}lang={tongue}")
        page.add_script_tag(path=AXE)
        told: dict[str, Any] = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
        found[path] = [f"{each['id']}: {each['nodes'][0]['html'][:120]}"
                       for each in told["violations"]]
        page.close()
    context.close()

    assert {path: faults for path, faults in found.items() if faults} == {}
