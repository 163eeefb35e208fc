"""The pages in Chromium: the researcher's and the auditor's way, with JavaScript and without;
nothing is asked of another host, and nothing is said to the console."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.shisaku.web.client import Server
from tests.shisaku.web.pages.documents import PROGRESS

pytestmark = pytest.mark.browser

Open = Callable[[str], Page]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def opened(request: pytest.FixtureRequest, browser: Browser, page_server: Server
           ) -> Iterator[Open]:
    """Return a function that opens a path; a request elsewhere, an error or a dialog fails."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, locale="ja-JP",
        java_script_enabled=request.param)
    host = f"http://127.0.0.1:{page_server.port}"
    troubles: list[str] = []

    def opening(path: str) -> Page:
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}"))
        page.on("request", lambda asked: troubles.extend(
            [] if asked.url.startswith((host, "data:", "blob:")) else [asked.url]))
        page.goto(host + path)
        return page

    yield opening
    context.close()
    assert troubles == []


def test_from_home_to_an_answer_and_its_lines(opened: Open) -> None:
    """The town's paper lists nine projects under 1-1, 山村留学受入事業 again and nowhere first."""
    page = opened("/")
    page.get_by_role("link", name="用意された質問").click()
    page.get_by_role("link", name="掲載元のない再掲").click()
    row = page.locator("tbody tr").filter(has_text="山村留学受入事業")

    expect(row).to_have_count(1)
    expect(row.get_by_role("link", name="kirihara_progress.txt")).to_have_attribute(
        "href", re.compile(r"/sources/[0-9a-f]{64}\?lines=360-360.*#L360"))


def test_a_question_is_asked_by_its_form(opened: Open) -> None:
    page = opened("/queries/listings-of-direction")
    page.get_by_label("基本的方向").fill("1-1")
    page.get_by_label("自治体").fill("霧原町")
    page.get_by_role("button", name="答えを見る").click()

    expect(page.get_by_role("status")).to_contain_text("9 行")


def test_a_query_is_run(opened: Open, request: pytest.FixtureRequest) -> None:
    page = opened("/sparql")
    if "no-script" in request.node.name:
        page.get_by_label("クエリ").fill("SELECT (6 * 7 AS ?answer) {}")
        page.get_by_role("button", name="実行").click()
        expect(page.locator("tbody td")).to_have_text("42")
    else:
        expect(page.locator("#editor .CodeMirror")).to_be_visible()
        page.locator("#editor .yasqe_queryButton").click()
        expect(page.locator("#editor .yasr_results table tbody tr").first).to_be_visible()


def test_the_matrix_opens_its_squares(opened: Open) -> None:
    page = opened("/matrix?municipality=990001")
    page.get_by_role("row", name="森林資源課").get_by_role("link").nth(1).click()

    expect(page.get_by_role("heading", name="森林資源課 × 1-1")).to_be_visible()
    expect(page.get_by_role("link", name="木育推進事業").first).to_be_visible()


def test_from_home_to_the_marked_line(opened: Open) -> None:
    """The auditor's way: the paper prints the project under 1-1 in line 82, and the municipality
    speaks of it in the minutes."""
    page = opened("/")
    page.get_by_label("事業・部署・施策などの名前").fill("薬草栽培")
    page.get_by_role("button", name="探す").click()
    page.get_by_role("link", name="薬草栽培実証事業").click()
    listed = page.locator("section", has=page.get_by_role("heading", name="掲載"))
    expect(listed.get_by_role("link", name="1-1 高原の恵みを生かした農林畜産業の再興")
           ).to_be_visible()
    listed.get_by_role("link", name="kirihara_progress.txt").click()

    marked = page.locator("tr.marked")
    expect(marked).to_have_count(1)
    expect(marked).to_be_in_viewport()
    expect(marked.locator("mark")).to_have_text("・薬草栽培実証事業")
    expect(marked.get_by_role("rowheader")).to_have_text("82")

    marked.get_by_role("link", name="薬草栽培実証事業").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("薬草栽培実証事業")


def test_from_the_strategy_to_what_a_department_said(opened: Open) -> None:
    """From a direction to the department's report, to the lines that say it."""
    page = opened("/strategy?strategy=https://w3id.org/shisaku/id/990001/strategy/unstated")
    page.get_by_role("link", name="1-1 高原の恵みを生かした農林畜産業の再興").last.click()
    page.locator("section", has=page.get_by_role("heading", name="報告する部署")).get_by_role(
        "link", name="森林資源課").click()
    told = page.locator("li", has=page.get_by_role("link", name="森林資源課 1-1 令和5年度 実績"))
    expect(told.locator("blockquote").first).to_contain_text("親子152人が参加した")
    told.get_by_role("link", name="kirihara_progress.txt").last.click()

    expect(page.locator("tr.marked").first).to_be_in_viewport()
    expect(page.locator("tr.marked").filter(has_text="親子152人が参加した")).to_have_count(1)


def test_a_narrow_window_hides_nothing(opened: Open) -> None:
    """At 390 px only tables may be wider than the window, within their own frame."""
    for path in ("/", "/strategy", "/matrix", "/queries", "/about", "/search?q=木",
                 f"/sources/{PROGRESS}?lines=82&ledger=1", "/id/990001/strategy/unstated",
                 "/id/990001/strategy/unstated/direction/1-1"):
        page = opened(path)
        page.set_viewport_size({"width": 390, "height": 844})

        assert page.locator("html").bounding_box()["width"] <= 390  # type: ignore[index]
        wide = page.locator("main").bounding_box()
        assert wide is not None
        assert wide["width"] <= 390


def test_from_home_to_the_lines_of_an_overlap(opened: Open) -> None:
    """Two departments move people without a car; line 331 begins what one of them reports."""
    page = opened("/")
    page.get_by_role("link", name="似た事業の候補").click()
    page.get_by_label("部署をまたぐか").select_option(label="またぐ")
    page.get_by_role("button", name="絞り込む").click()
    page.get_by_role("link", name="買い物支援車両運行事業」と「デマンドバス").click()
    sides = page.locator(".side")

    expect(sides).to_have_count(2)
    expect(sides.first.locator("h3")).to_have_text("デマンドバス運行事業")
    expect(sides.first.locator("mark").first).to_have_text("デマンドバス運行")
    expect(page.get_by_role("link", name="一覧")).to_have_count(2)
    sides.first.get_by_role("link", name="331–334").click()
    expect(page).to_have_url(re.compile(r"/sources/[0-9a-f]{64}\?lines=331-334"))
    expect(page.locator("main")).to_contain_text("デマンドバス運行事業では、予約の締切り")


def test_a_finding_keeps_its_columns_on_paper_and_on_a_phone(opened: Open) -> None:
    page = opened("/findings/c5f677299f9d9617")
    page.emulate_media(media="print")
    assert page.locator(".pager").first.is_hidden()
    page.emulate_media(media="screen")
    for path in ("/findings/c5f677299f9d9617", "/findings?kind=Overlap", "/caveats"):
        phone = opened(path)
        phone.set_viewport_size({"width": 390, "height": 800})
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
