"""Home, search, strategy, matrix and questions, against what the sample's papers say."""

from __future__ import annotations

import csv
import io
import re

import pytest
from rdflib import Dataset, Graph, Namespace

from shisaku.web.pages.shown import POLICY
from tests.shisaku.web.pages.asking import Reader

# (what is looked for, what must be found first): as spelt, full width, by reading, by another kind
SEARCHES = [
    ("木育推進事業", "木育推進事業"),
    ("ＵＩＪターン", "ＵＩＪターン推進事業"),
    ("uijターン", "ＵＩＪターン推進事業"),
    ("もくいく", "木育推進事業"),
    ("モクイク", "木育推進事業"),
    ("森林資源", "森林資源課"),
    ("町産材住宅活用", "町産材住宅活用促進事業"),
]
EVERY = ["/", "/about", "/search?q=木", "/strategy", "/matrix", "/queries",
         "/queries/cross-listed-projects"]
HOSTILE = ['"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script>",
           "=cmd|' /C calc'!A0", "\x00\u202e", "x" * 20_000, "{{ 7 * 7 }}", "%", "' OR 1=1"]


def test_number_of_cases() -> None:
    assert (len(SEARCHES), len(EVERY), len(HOSTILE)) == (7, 7, 8)


def test_home_counts_what_is_there(pages: Reader) -> None:
    """Two goals, five directions and thirteen measures of the town; four and seventeen of the
    city, whose list has no measures."""
    told = {row["class"]: row["count"] for row in pages.get("/index.json").json()["rows"]}

    assert (told["Municipality"], told["Goal"], told["Direction"], told["Measure"]) == (
        2, 6, 22, 13)
    assert (told["Project"], told["Meeting"], told["Statement"]) == (175, 1, 14)
    assert "企画する人" in pages.get("/").text
    assert "Auditor" in pages.get("/?lang=en").text


@pytest.mark.parametrize(("wanted", "first"), SEARCHES)
def test_search(wanted: str, first: str, pages: Reader) -> None:
    rows = pages.get("/search.json", params={"q": wanted}).json()["rows"]

    assert rows[0]["name"] == first


def test_a_word_in_kanji_is_not_looked_for_by_its_sound(pages: Reader) -> None:
    rows = pages.get("/search.json", params={"q": "木"}).json()["rows"]

    assert rows
    assert all("木" in row["name"] for row in rows)


def test_search_by_kind_and_without_a_hit(pages: Reader) -> None:
    only = pages.get("/search.json", params={"q": "森林", "kind": "Department"}).json()["rows"]

    assert [row["name"] for row in only] == ["森林資源課"]
    assert "0 件" in pages.get("/search", params={"q": "ない名前"}).text


def test_the_strategy_as_a_tree(pages: Reader) -> None:
    """The list of 1-1 as the paper prints it, in its order."""
    town = next(row for row in pages.get("/strategy.json").json()["rows"])
    assert set(town) == {"place", "notation", "label", "project", "projectLabel", "crossListed"}
    choice = pages.get("/strategy").html.partition("<select")[2].partition("</select>")[0]
    iri = next(part.partition('"')[0] for part in choice.split('value="')[1:]
               if "霧原町" in part.partition("</option>")[0])
    rows = pages.get("/strategy.json", params={"strategy": iri}).json()["rows"]

    assert [row["projectLabel"] for row in rows if row["notation"] == "1-1"] == [
        "高原そば産地づくり事業", "薬草栽培実証事業", "新規就農者受入支援事業",
        "農地利用最適化推進事業", "めん羊増頭支援事業", "羊毛産品開発事業", "町有林保育管理事業",
        "町産材住宅活用促進事業", "木育推進事業"]
    assert sum(row["crossListed"] for row in rows) == 8


def test_the_matrix_and_the_list_behind_a_square(pages: Reader) -> None:
    rows = pages.get("/matrix.json", params={"municipality": "990001"}).json()["rows"]
    forest = [row for row in rows if row["departmentName"] == "森林資源課"
              and row["directionName"].startswith("1-1")]
    opened = pages.get("/matrix", params={
        "municipality": "990001", "department": forest[0]["department"],
        "direction": forest[0]["direction"]}).text

    assert {(row["year"], row["reports"], row["empty"]) for row in forest} == {
        ("FY2023", 1, False), ("FY2024", 1, False)}
    assert "森林資源課 × 1-1「高原の恵みを生かした農林畜産業の再興」" in opened
    assert "木育推進事業 kirihara_progress.txt p.1 行" in opened


def test_an_empty_square_is_no_report_and_an_empty_cell_is_told(pages: Reader) -> None:
    """高原交流センター is printed under 2-3 with an empty cell, and not at all under 1-1."""
    rows = pages.get("/matrix.json", params={"municipality": "990001"}).json()["rows"]
    centre = [row for row in rows if row["departmentName"] == "高原交流センター"]

    assert {row["directionName"][:3] for row in centre if row["empty"]} == {"2-3"}
    assert not any(row["directionName"].startswith("1-1") for row in centre)


def test_a_question_answers_with_links_to_lines(pages: Reader) -> None:
    page = pages.get("/queries/reports-of-department", params={
        "department": "森林資源課", "year": "R5"})

    assert page.status == 200
    assert "2 行" in page.text or "1 行" in page.text
    assert 'href="/sources/' in page.html
    assert "lines=" in page.html


def test_a_question_without_what_it_needs(pages: Reader) -> None:
    first, wrong = (pages.get("/queries/listings-of-project", params=params)
                    for params in ({}, {"project": "ない事業"}))

    assert (first.status, wrong.status) == (200, 400)
    assert "見つかりません" in wrong.text
    assert pages.get("/queries/no-such-question").status == 404


@pytest.mark.parametrize("path", EVERY)
def test_every_page_in_every_form(path: str, pages: Reader) -> None:
    english = pages.get(path, Accept_Language="en")
    bare, _, asked = path.partition("?")
    suffix = "/index" if bare == "/" else bare
    as_json = pages.get(f"{suffix}.json?{asked}")
    as_csv = pages.get(f"{suffix}.csv?{asked}")

    assert english.status == 200
    assert english.headers["content-security-policy"] == POLICY
    assert english.headers["shisaku-snapshot"] == as_json.json()["snapshot"]
    assert '<html lang="en">' in english.html
    rows = list(csv.reader(io.StringIO(as_csv.reply.body.decode("utf-8-sig"))))
    assert len(rows) - 1 == len(as_json.json()["rows"])
    assert pages.get(path, Accept="application/json").json() == as_json.json()


def test_the_language_is_remembered(pages: Reader) -> None:
    before = pages.get("/strategy")
    pages.get("/?lang=en")

    assert '<html lang="ja">' in before.html
    assert '<html lang="en">' in pages.get("/strategy").html


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:24])
@pytest.mark.parametrize("path", [
    "/search?q=", "/search?kind=", "/search?from=", "/strategy?strategy=", "/matrix?municipality=",
    "/matrix?year=", "/matrix?department=", "/queries/reports-of-department?department=",
    "/queries/texts-with-words?words=", "/?lang="])
def test_what_a_request_asks_does_no_harm(path: str, value: str, pages: Reader) -> None:
    bare, _, name = path.partition("?")
    page = pages.get(bare, params={name.rstrip("="): value})

    assert page.status in (200, 400)
    assert "<img" not in page.html
    assert "<script>alert" not in page.html


# rdflib tells its own parsers that they use what it has renamed.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("suffix", "form"), [
    ("ttl", "turtle"), ("nt", "nt"), ("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_the_graph_as_a_file(suffix: str, form: str, pages: Reader) -> None:
    """rdflib reads every form, and finds as many triples as the engine counts."""
    file = pages.get(f"/download/graph.{suffix}")
    read = Dataset(default_union=True).parse(data=file.reply.body, format=form)
    asked = pages.get("/sparql", {
        "query": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }",
        "format": "json"}).json()

    assert file.headers["content-disposition"].endswith(f'.{suffix}"')
    assert len(set(read.triples((None, None, None)))) == int(
        asked["results"]["bindings"][0]["n"]["value"])


def test_the_dataset_describes_itself(pages: Reader) -> None:
    """What VoID tells to count, against what the home page tells."""
    void = Namespace("http://rdfs.org/ns/void#")
    told = Graph().parse(data=pages.get("/about", Accept="text/turtle").reply.body)
    counts = {str(told.value(part, void["class"])).partition("#")[2]:
              int(str(told.value(part, void.entities)))
              for part in told.objects(None, void.classPartition)}
    home = {row["class"]: row["count"] for row in pages.get("/index.json").json()["rows"]}

    assert counts["Project"] == home["Project"] == 175
    assert len(set(told.objects(None, void.dataDump))) == 5
    assert pages.get("/.well-known/void").status == 302
    assert pages.get("/download/graph.exe").status == 404


def test_the_interface_for_programs(pages: Reader) -> None:
    """Thirteen departments report in the town's paper; its findings have their passages."""
    departments = pages.get("/api/things", {"kind": "Department", "limit": "1000"}).json()
    findings = pages.get("/api/findings", {"kind": "EmptyReport"}).json()
    network = pages.get("/api/network", {"municipality": "990001", "year": "R5"}).json()

    assert departments["total"] == len(departments["things"]) == 26
    assert [each["label_ja"][:30] for each in findings["findings"]] == [
        "要確認: 2-3「支え合いと暮らしの足の確保」に高原交流セン"[:30]]
    assert findings["findings"][0]["passages"][0]["first"] == 467
    assert [each["municipality"]["name"] for each in network["networks"]] == ["霧原町"]
    assert len(network["networks"][0]["departments"]) == 13


@pytest.mark.parametrize(("path", "status"), [
    ("/api/things?limit=0", 400), ("/api/things?limit=x", 400), ("/api/things?kind=x", 400),
    ("/api/findings?kind=x", 400), ("/api/network?municipality=x", 404),
    ("/api/network?year=x", 404), ("/api/nothing", 404)])
def test_what_the_interface_refuses(path: str, status: int, pages: Reader) -> None:
    page = pages.get(path, Accept="application/json")

    assert (page.status, page.json()["status"]) == (status, status)


def test_a_thing_that_an_answer_does_not_name_bears_its_own_name(pages: Reader) -> None:
    page = pages.get("/queries/strategy-tree", {"municipality": "012068"})

    assert "…/" not in page.html
    assert re.search(r'<a href="/id/012068/strategy/[^"]*/goal/1">1 [^<]+</a>', page.html)
