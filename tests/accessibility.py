"""axe-core on pages as a reader has them before him, on a phone and on a desk (WCAG 2.2 AA)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.shisaku.web.client import Server

in_both_languages = pytest.mark.parametrize("tongue", ["ja", "en"])

_AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """tags => axe.run(document, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]
}).then(told => told.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`))"""
_WIDTHS = (390, 1400)


def faults(browser: Browser, server: Server, paths: Sequence[str],
           tongue: str) -> dict[str, list[str]]:
    """Return what axe-core finds on the pages at ``paths``, by path; nothing where there is none.
    """
    context = browser.new_context(bypass_csp=True)
    found: dict[str, list[str]] = {}
    for path in paths:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.port}{path}"
                  f"{'&' if '?' in path else '?'}lang={tongue}")
        if told := list(faults_of(page)):
            found[path] = told
        page.close()
    context.close()
    return found


def faults_of(page: Page) -> Iterator[str]:
    """Yield what axe-core finds on ``page`` as it is now; its context bypasses the CSP."""
    page.add_script_tag(path=_AXE)
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for fault in page.evaluate(_RUN, _TAGS):
            yield f"{width} px: {fault}"
