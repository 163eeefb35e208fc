"""The list of findings and the page of each, against what the sample's papers say."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook

from shisaku.web.pages.findings.asked import KINDS, PAGE
from shisaku.web.pages.findings.told import explanation
from shisaku.web.pages.shown import POLICY
from tests.shisaku.web.client import Server
from tests.shisaku.web.pages.asking import Reader

TOWN = "https://w3id.org/shisaku/id/990001"
BUSES = {"q": "買い物支援車両運行事業 デマンドバス", "kind": "Overlap"}
"""The two projects for people without a car, of two departments."""
HOSTILE = ['"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script>", "\x00\u202e",
           "=cmd|' /C calc'!A0", "x" * 20_000, "{{ 7 * 7 }}", "' OR 1=1", "%", "1e999999", "-1"]
NAMES = ("kind", "status", "municipality", "department", "direction", "across", "explained",
         "score", "q", "sort", "from")
# What is asked for, and what the query behind the page must find as well.
ASKED: list[dict[str, str]] = [
    {}, {"kind": "Overlap"}, {"kind": "Duplication"}, {"kind": "RepeatedReport", "score": "1"},
    {"score": "0.5"}, {"across": "yes"}, {"across": "no"}, {"explained": "yes"},
    {"explained": "no", "kind": "Overlap"}, {"municipality": "990001"}, {"status": "Confirmed"},
    {"status": "Candidate", "kind": "EmptyReport"}, {"direction": "990001/strategy/unstated/x"},
    {"department": "<none>"},
]


def rows(pages: Reader, **asked: str) -> list[dict[str, Any]]:
    found = pages.get("/findings.json", asked).json()
    assert found["total"] == len(found["rows"])
    return list(found["rows"])


def one(pages: Reader, **asked: str) -> dict[str, Any]:
    (found,) = rows(pages, **asked)
    return found


def iri_of(pages: Reader, kind: str, name: str) -> str:
    found = pages.get("/search.json", {"q": name, "kind": kind}).json()["rows"]
    return next(str(row["iri"]) for row in found if row["iri"].startswith(TOWN))


def test_number_of_cases() -> None:
    assert (len(HOSTILE), len(NAMES), len(ASKED)) == (10, 11, 14)


def test_the_home_page_leads_to_the_lines_of_an_overlap(pages: Reader) -> None:
    """Lines 331 to 338 report on the bus on call, 385 and 386 list the two projects."""
    assert 'href="/findings?kind=Overlap"' in pages.get("/").html
    listed = pages.get("/findings", BUSES)
    address = unescape(re.search(r'href="(/findings/[0-9a-f]{16}[^"]*)"', listed.html)[1])  # type: ignore[index]
    page = pages.get(address)
    shas = {source["name"]: source["sha256"] for source in _sources(pages)}
    links = [unescape(link) for link in re.findall(r'href="(/sources/[^"]*)"', page.html)]

    wanted = {f"/sources/{shas['kirihara_progress.txt']}?lines={lines}"
              for lines in ("331-334", "336-338", "385-385", "386-386")}
    assert {link.partition("&")[0].partition("#")[0] for link in links} >= wanted
    assert "部署をまたぐか またぐ" in page.text
    assert "要確認" in page.text


def _sources(pages: Reader) -> list[dict[str, str]]:
    found = pages.get("/findings.json", {"municipality": "990001"}).json()["rows"]
    return [{"name": place["document"], "sha256": place["sha256"]}
            for row in found for place in row["passages"]]


def test_evidence_stands_side_by_side_with_the_shared_sentences_marked(pages: Reader) -> None:
    """Lines 16-20 and 136-140 are the same but for the mark; the herb project is in 1-1 alone."""
    found = one(pages, kind="RepeatedReport", q="農政畜産課の2023年度")
    page = pages.get(f"/findings/{found['id']}").html
    left, right = page.partition('<div class="sides">')[2].split('<section class="side">')[1:3]
    marks = [[" ".join(unescape(mark).split()) for mark in re.findall(r"<mark>(.*?)</mark>", side,
                                                                     re.DOTALL)]
             for side in (left, right)]

    assert "1-1「高原の恵みを生かした農林畜産業の再興」" in left.partition("</h3>")[0]
    assert "1-2「星空と湖を生かした観光とまちなかの商いの振興」" in right.partition("</h3>")[0]
    assert marks[0] == marks[1]
    assert "秋の新そばの催しには、2日間で4,300人が訪れた。" in marks[0]
    assert any("種をまく時期をずらす栽培を行い、作付面積は184haとなっ た。" in mark
               for mark in marks[0])
    assert "めん羊増頭事業" in left
    assert not any("めん羊" in mark for mark in marks[0])


def test_result_and_plan_stand_side_by_side(pages: Reader) -> None:
    """Lines 469-473: the shop keepers' report says for next year what it said of the last."""
    found = one(pages, kind="UnchangedPlan", q="商工振興室")
    page = pages.get(f"/findings/{found['id']}").html
    left, right = page.partition('<div class="sides">')[2].split('<section class="side">')[1:3]

    assert [side.partition("</h3>")[0].rpartition(">")[2] for side in (left, right)] == [
        "実績", "予定"]
    assert "係を1人置いた。</mark>" in left
    assert "係を1人置く。</mark>" in right


def test_the_number_told_twice_is_marked_in_both_places(pages: Reader) -> None:
    found = one(pages, kind="RepeatedFigure", q="玄そば")
    page = pages.get(f"/findings/{found['id']}").html

    assert re.findall(r"<mark>(.*?)</mark>", page) == ["62t", "62t"]


def test_an_overlap_has_a_column_for_each_project(pages: Reader) -> None:
    """They share a lack: nothing tells for whom herbs and buckwheat are grown."""
    found = one(pages, kind="Overlap", q="薬草栽培実証事業 高原そば産地づくり事業")
    page = pages.get(f"/findings/{found['id']}")
    heads = re.findall(r'<section class="side">\s*<h3><a[^>]*>([^<]*)', page.html)

    assert sorted(heads) == ["薬草栽培実証事業", "高原そば産地づくり事業"]
    assert "対象者 判断できない" in page.text


def test_counts_of_kinds(pages: Reader) -> None:
    """Read in the town's paper: two departments give the same text twice, in two years each; one
    department's cell is empty; one project is listed twice unmarked, one 再掲 has no home."""
    page = pages.get("/findings", {"municipality": "990001"}).text

    for told in ("報告文の再使用 4", "空欄の報告 1", "再掲表示のない重複掲載 1", "再掲元なし 1",
                 "一覧にない取組 1", "報告のない事業 2"):
        assert told in page


def test_narrowing_by_department_direction_and_words(pages: Reader) -> None:
    department = iri_of(pages, "Department", "商工振興室")
    direction = iri_of(pages, "Direction", "支え合いと暮らしの足の確保")
    both = rows(pages, department=department, direction=direction, kind="UnchangedPlan")

    assert [row["label_ja"].partition("の2024")[0] for row in both] == [
        "要確認: 2-3「支え合いと暮らしの足の確保」についての商工振興室"]
    short = department.removeprefix("https://w3id.org/shisaku/id/")
    assert rows(pages, department=short) == rows(pages, department=department) != []
    assert all("商工振興室" in str(row) or "Project" in str(row["things"])
               for row in rows(pages, department=department))
    assert [row["id"] for row in rows(pages, q="ﾃﾞﾏﾝﾄﾞ　ﾊﾞｽ 買い物支援車両運行", kind="Overlap")] == [
        row["id"] for row in rows(pages, **BUSES)]
    assert rows(pages, q="ない言葉") == []


def test_a_permalink_restores_the_form(pages: Reader) -> None:
    direction = iri_of(pages, "Direction", "支え合いと暮らしの足の確保")
    page = pages.get("/findings", {
        "kind": "Overlap", "status": "Candidate", "municipality": "990001", "across": "yes",
        "explained": "no", "score": "0.3", "q": "バス", "direction": direction}).html

    for chosen in ("Overlap", "Candidate", "990001", "yes", "no", direction):
        assert f'<option value="{chosen}" selected>' in page
    assert re.search(r'name="score"[^>]*value="0.3"', page)
    assert re.search(r'name="q"[^>]*value="バス"', page)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_query_behind_finds_the_same(asked: dict[str, str], pages: Reader,
                                         page_server: Server) -> None:
    page = pages.get("/findings", asked).html
    query = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1])  # type: ignore[index]
    found = page_server.ask(query, "text/csv").text.split("\r\n")[1:-1]

    assert {line.partition(",")[0] for line in found} == {
        row["id"] for row in rows(pages, **asked)}


def test_the_query_behind_finds_the_same_of_a_department(pages: Reader,
                                                         page_server: Server) -> None:
    for kind, name in (("department", "商工振興室"), ("direction", "支え合いと暮らしの足の確保")):
        asked = {kind: iri_of(pages, kind.capitalize(), name)}
        page = pages.get("/findings", asked).html
        query = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1])  # type: ignore[index]
        found = page_server.ask(query, "text/csv").text.split("\r\n")[1:-1]

        assert {line.partition(",")[0] for line in found} == {
            row["id"] for row in rows(pages, **asked)} != set()


def test_order_and_pages(pages: Reader) -> None:
    every = rows(pages)
    first, second = (pages.get("/findings", {"from": start}).html for start in ("0", str(PAGE)))
    shown = [re.findall(r'href="/findings/([0-9a-f]{16})"', page) for page in (first, second)]

    kinds = [KINDS.index(row["kind"]) for row in every]
    assert kinds == sorted(kinds)
    assert [list(dict.fromkeys(each)) for each in shown] == [
        [row["id"] for row in every[:PAGE]], [row["id"] for row in every[PAGE : 2 * PAGE]]]
    falling = [row["score"] for row in rows(pages, sort="-score")]
    assert falling == sorted(falling, reverse=True)
    assert [row["label_ja"] for row in rows(pages, sort="label")] == sorted(
        row["label_ja"] for row in every)
    assert "件目" in pages.get("/findings", {"from": "999999999999"}).text


def test_previous_and_next_follow_the_list(pages: Reader) -> None:
    asked = {"kind": "RepeatedReport", "sort": "label"}
    listed = [row["id"] for row in rows(pages, **asked)]
    page = pages.get(f"/findings/{listed[1]}", asked)

    beside = re.findall(r'rel="(prev|next)" href="/findings/([0-9a-f]{16})\?([^"]*)"', page.html)
    assert {(each[0], each[1]) for each in beside} == {("prev", listed[0]), ("next", listed[2])}
    assert {unescape(each[2]) for each in beside} == {"kind=RepeatedReport&sort=label"}
    assert "2 / 4" in page.text
    assert 'rel="prev"' not in pages.get(f"/findings/{listed[0]}", asked).html


def test_files_have_all_rows(pages: Reader) -> None:
    asked = {"municipality": "990001", "kind": "Overlap"}
    found = rows(pages, **asked)
    as_csv = pages.get("/findings.csv", asked).reply
    workbook = load_workbook(io.BytesIO(pages.get("/findings.xlsx", asked).reply.body))
    english = pages.get("/findings.xlsx", asked | {"lang": "en"}).reply
    mapping = pages.get("/findings.sssom.tsv", asked).reply

    lines = list(csv.DictReader(io.StringIO(as_csv.body.decode("utf-8-sig"))))
    assert {line["id"] for line in lines} == {row["id"] for row in found}
    assert as_csv.headers["content-disposition"] == 'attachment; filename="findings.csv"'
    assert workbook.sheetnames[0] == "概要"
    assert load_workbook(io.BytesIO(english.body)).sheetnames[0] == "overview"
    assert mapping.status == 200
    assert "sssom" in mapping.text
    assert pages.get("/findings", asked, Accept="application/json").json()["rows"] == found


def test_one_finding_as_data(pages: Reader) -> None:
    found = one(pages, kind="EmptyReport")
    page = pages.get(f"/findings/{found['id']}.json").json()

    assert page["rows"] == [found]
    assert page["verdicts"] == []
    assert found["passages"][0]["first"] == 467
    assert pages.get(f"/findings/{found['id']}.csv").status == 200


def test_one_blank_line_of_two_reports_is_shown_once(pages: Reader) -> None:
    """Line 467 is the department's name alone: its result and its plan are the same blank."""
    found = one(pages, kind="EmptyReport")
    page = pages.get(f"/findings/{found['id']}")

    assert page.html.count('<section class="side">') == 1
    assert "2023年度 実績" in page.text
    assert "2024年度 予定" in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_explained_in_both_languages(kind: str) -> None:
    told = explanation(kind)

    assert told.ja.endswith("。")
    assert told.en.endswith(".")
    assert "{" not in told.ja + told.en


def test_english_pages_mark_japanese_data(pages: Reader) -> None:
    found = one(pages, kind="EmptyReport")
    page = pages.get(f"/findings/{found['id']}", Accept_Language="en")

    assert '<html lang="en">' in page.html
    assert "To check:" in page.text
    assert '<blockquote class="passage" lang="ja">' in page.html


def test_without_a_token_there_is_no_form(pages: Reader) -> None:
    found = one(pages, kind="EmptyReport")

    assert 'method="post"' not in pages.get(f"/findings/{found['id']}").html


@pytest.mark.parametrize("path", ["/findings/ffffffffffffffff", "/findings/x",
                                  "/findings/FFFFFFFFFFFFFFFF", "/findings/ffffffffffffffff.json"])
def test_no_such_finding(path: str, pages: Reader) -> None:
    assert pages.get(path).status == 404


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_requests_do_nothing(value: str, pages: Reader) -> None:
    found = one(pages, kind="EmptyReport")["id"]
    for name in NAMES:
        for path in ("/findings", f"/findings/{found}"):
            page = pages.get(path, {name: value})

            assert page.status == 200
            assert "<img src=x" not in page.html
            assert "<script>alert" not in page.html
            assert page.headers["content-security-policy"] == POLICY
