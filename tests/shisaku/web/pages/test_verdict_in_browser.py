"""A reviewer in Chromium, with JavaScript and without: from the finding to the verdict."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.accessibility import faults, in_both_languages
from tests.shisaku.web.client import Server, served

pytestmark = pytest.mark.browser

SECRET = "browser-test-token-0123456789"
EMPTY, BUSES = "/findings/774b7a14f18c5273", "/findings/c5f677299f9d9617"


@pytest.fixture(scope="module")
def server(sample_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the sample once more, that lets reviewers in."""
    folder = Path(shutil.copytree(sample_dataset, tmp_path_factory.mktemp("judged") / "data"))
    with served(folder, SHISAKU_REVIEW_TOKEN=SECRET) as running:
        yield running


@pytest.mark.parametrize("script", [True, False])
def test_a_reviewer_enters_and_judges(browser: Browser, server: Server, script: bool) -> None:
    context = browser.new_context(locale="ja-JP", java_script_enabled=script)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/review?next={EMPTY}")
    page.get_by_label("判定用のトークン").fill("wrong-token")
    page.get_by_role("button", name="入る").click()
    expect(page.get_by_role("alert")).to_have_text("トークンが違います。")
    page.get_by_label("判定用のトークン").fill(SECRET)
    page.get_by_role("button", name="入る").click()

    expect(page).to_have_url(re.compile(EMPTY))
    page.get_by_label("理由あり").check()
    page.get_by_label("判定する人").fill("点検係")
    page.get_by_label("理由（").fill(f"確かめた {script}")
    page.get_by_role("button", name="判定を残す").click()
    expect(page.locator(".history li").first).to_contain_text(f"確かめた {script}")
    expect(page.locator(".history li").first).to_contain_text("現在の判定")
    context.close()


def test_what_was_typed_stays_after_a_wrong_token(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}{BUSES}")
    page.get_by_label("該当せず").check()
    page.get_by_label("判定する人").fill("点検係")
    page.get_by_label("理由（").fill("対象の地区が違う。")
    page.get_by_label("判定用のトークン").fill("wrong-token")
    page.get_by_role("button", name="判定を残す").click()

    expect(page.get_by_role("alert")).to_have_text("トークンが違います。")
    expect(page.get_by_label("該当せず")).to_be_checked()
    expect(page.get_by_label("理由（")).to_have_value("対象の地区が違う。")
    expect(page.get_by_label("判定用のトークン")).to_have_value("")
    expect(page.locator(".history li")).to_have_count(0)
    context.close()


@in_both_languages
def test_the_forms_are_accessible(browser: Browser, server: Server, tongue: str) -> None:
    assert faults(browser, server, ["/review", BUSES], tongue) == {}
