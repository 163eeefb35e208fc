"""The SPARQL editor in Chromium: one answer at a time, in the page's language, for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accessibility import faults_of, in_both_languages
from tests.shisaku.web.client import Server, served

pytestmark = pytest.mark.browser

ANSWER = "SELECT%20(6*7%20AS%20%3Fanswer)%20%7B%7D"
LATIN = re.compile("[A-Za-z]{2,}")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A Japanese reader's browser that lets axe-core in."""
    opened = browser.new_context(locale="ja-JP", bypass_csp=True)
    yield opened
    opened.close()


def editor(context: BrowserContext, server: Server, asked: str) -> Page:
    """Open the page of the query of ``asked`` and wait for the editor."""
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/sparql?{asked}")
    expect(page.locator("#editor .CodeMirror")).to_be_visible()
    return page


def write(page: Page, query: str) -> None:
    page.evaluate("text => document.querySelector('#editor .CodeMirror').CodeMirror.setValue(text)",
                  query)


def run(page: Page) -> None:
    page.locator("#editor .yasqe_queryButton").click()


def test_an_address_is_answered_once_and_the_editor_takes_over(
    context: BrowserContext, page_server: Server
) -> None:
    page = editor(context, page_server, f"query={ANSWER}")
    expect(page.get_by_role("cell", name="42")).to_have_count(1)
    expect(page.locator("#editor tbody")).to_have_count(0)

    run(page)

    expect(page.locator("#editor tbody")).to_contain_text("42")
    expect(page.locator(".answered")).to_be_hidden()


def test_its_words_are_those_of_the_page(context: BrowserContext, page_server: Server) -> None:
    page = editor(context, page_server, f"query={ANSWER}")
    run(page)
    expect(page.locator("#editor tbody")).to_contain_text("42")

    expect(page.get_by_role("button", name="実行").first).to_be_visible()
    shown = page.locator("#editor .yasr_header, #editor .dt-info, #editor .dt-paging")
    assert [text for text in shown.all_inner_texts() if LATIN.search(text)] == []
    named = page.locator("#editor :is(button, input, select, a):visible").evaluate_all(
        "all => all.flatMap(one => [one.title, one.ariaLabel, one.placeholder])")
    assert [text for text in named if text and LATIN.search(text)] == []


def test_a_query_is_passed_on_by_its_address(context: BrowserContext, page_server: Server) -> None:
    page = editor(context, page_server, "lang=ja")
    write(page, "SELECT (6 * 7 AS ?answer) {}")
    page.get_by_role("button", name="このクエリのアドレス").click()

    page.goto(page.get_by_role("textbox", name="このクエリのアドレス").input_value())

    expect(page.get_by_role("cell", name="42")).to_have_count(1)


def test_a_cut_answer_says_so(context: BrowserContext, sample_dataset: Path) -> None:
    with served(sample_dataset, SHISAKU_QUERY_ROWS="3") as few:
        page = editor(context, few, "lang=ja")
        write(page, "SELECT * { ?a ?b ?c }")
        run(page)
        expect(page.locator("#editor tbody tr")).to_have_count(3)
        expect(page.get_by_text("答えが多すぎるため")).to_be_visible()

        write(page, "SELECT * { ?a ?b ?c } LIMIT 2")
        run(page)
        expect(page.locator("#editor tbody tr")).to_have_count(2)
        expect(page.get_by_text("答えが多すぎるため")).to_be_hidden()


@in_both_languages
def test_nothing_to_mend(context: BrowserContext, page_server: Server, tongue: str) -> None:
    page = editor(context, page_server, f"lang={tongue}&query={ANSWER}")
    run(page)
    expect(page.locator("#editor tbody")).to_contain_text("42")
    assert list(faults_of(page)) == []

    write(page, "SELECT * {")
    run(page)
    expect(page.locator("#editor .redOutline")).to_contain_text(
        "クエリの構文エラー" if tongue == "ja" else "The query is not SPARQL")
    assert list(faults_of(page)) == []
