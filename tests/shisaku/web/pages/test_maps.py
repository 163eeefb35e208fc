"""The pages of maps over 霧原町 as written by hand in tests/viz/kirihara.trig, which is counted
there: six departments, seven ties, four of them by projects."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat, parse

from graph.dataset_parts import DatasetParts
from graph.writing import write_dataset
from tests.shisaku.web.client import Server, served

TOWN = Path(__file__).parents[3] / "viz" / "kirihara.trig"
BASE = "https://w3id.org/shisaku/id/"
EVIL = '"><img src=x onerror=alert(1)></script><script>alert(1)</script>'
HTML = {"Accept": "text/html"}
NS = "PREFIX s: <https://w3id.org/shisaku/ns#> PREFIX ore: <http://www.openarchives.org/ore/terms/>"
LISTED = """{ ?listing a s:Listing ; ore:proxyFor ?project ; ore:proxyIn ?place .
  ?place <http://www.w3.org/2004/02/skos/core#broader>? ?direction .
  ?direction a s:Direction }"""
COUNTS = {
    # map: the pairs of ends that it must show, by another way of asking
    "departments": """SELECT DISTINCT ?a ?b {
      { ?a s:responsibleFor ?x . ?b s:responsibleFor ?x } UNION
      { ?a s:worksIn ?x . ?b s:worksIn ?x } FILTER(STR(?a) < STR(?b)) }""",
    "cross-listings": f"""SELECT DISTINCT ?project ?direction {{ {LISTED}
      {{ SELECT ?project {{ {LISTED} }} GROUP BY ?project
        HAVING(COUNT(DISTINCT ?direction) > 1) }} }}""",
    "projects?direction=1-2": f"""SELECT DISTINCT ?a ?b {{
      ?direction <http://www.w3.org/2004/02/skos/core#notation> "1-2" .
      {{ {LISTED} BIND(?project AS ?a) BIND(?direction AS ?b) }} UNION
      {{ {LISTED} ?a s:responsibleFor ?project BIND(?project AS ?b) }} UNION
      {{ ?a s:worksIn ?direction BIND(?direction AS ?b)
         MINUS {{ {LISTED} ?a s:responsibleFor ?project }} }} }}""",
}
TIES = {"departments": 7, "cross-listings": 4, "projects?direction=1-2": 8}


def put_town(folder: Path, text: str) -> Path:
    quads = tuple(parse(text.encode(), format=RdfFormat.TRIG))
    write_dataset(folder, DatasetParts(BASE, quads, (), ()))
    return folder


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("town") / "data"
    with served(put_town(folder, TOWN.read_text(encoding="utf-8"))) as running:
        yield running


@pytest.fixture(scope="module")
def hostile_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same town with names that mean something to HTML."""
    text = TOWN.read_text(encoding="utf-8")
    evil = EVIL.replace('"', '\\"')
    for name in ("木育教室事業", "観光室", "海を生かす", "霧原町総合戦略"):
        text = text.replace(f'"{name}"', f'"{evil}{name}"')
    folder = tmp_path_factory.mktemp("hostile") / "data"
    with served(put_town(folder, text)) as running:
        yield running


def with_suffix(address: str, suffix: str) -> str:
    path, _, asked = address.partition("?")
    return f"/maps/{path}.{suffix}?{asked}"


def test_kinds_are_listed_with_their_questions(town: Server) -> None:
    page = town.send("GET", "/maps", HTML).text

    assert "どの部署どうしが、いくつの事業や基本的方向をともに担っていますか。" in page
    assert 'href="/maps/departments"' in page
    assert "Which departments share" in town.send("GET", "/maps?lang=en", HTML).text


@pytest.mark.parametrize("address", COUNTS)
def test_ties_are_those_that_the_endpoint_counts(town: Server, address: str) -> None:
    told = json.loads(town.send("GET", with_suffix(address, "json")).text)
    ties = {frozenset((row["source"], row["target"])) for row in told["rows"]}
    rows = list(csv.reader(io.StringIO(town.ask(NS + COUNTS[address], "text/csv").text)))[1:]

    assert ties == {frozenset(row) for row in rows}
    assert len(ties) == len(rows) == TIES[address]


def test_json_tells_items_passages_and_what_was_asked(town: Server) -> None:
    told = json.loads(town.send("GET", "/maps/departments.json").text)
    (row,) = [row for row in told["rows"] if row["quote"] == "木育の教室"
              and {row["sourceName"], row["targetName"]} == {"森林課", "観光室"}]

    assert told["parameters"] == {"municipality": "990001"}
    assert {node["name"] for node in told["nodes"]} == {
        "森林課", "水産課", "観光室", "総務課", "住宅課", "消防課"}
    assert (row["document"], row["sha256"], row["page"], row["first"]) == (
        "進捗.txt", "aa11", 1, 11)
    assert (row["confidence"], row["year"], row["phase"]) == (0.8, "FY2023", "Plan")


def test_csv_of_items_is_for_spreadsheets(town: Server) -> None:
    reply = town.send("GET", "/maps/departments.csv?part=nodes")
    rows = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))

    assert reply.body.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["iri", "name", "kind", "detail", "otherNames", "ties"]
    assert {(row[1], row[5]) for row in rows[1:]} >= {("消防課", "0"), ("総務課", "2")}


def test_page_holds_no_script_and_keeps_the_policy(town: Server) -> None:
    reply = town.send("GET", "/maps/departments", HTML)

    assert "<script>" not in reply.text
    assert "<style" not in reply.text
    assert "style=" not in reply.text
    assert "unsafe-inline" not in reply.headers["content-security-policy"]


def test_scripts_may_be_kept_for_good(town: Server) -> None:
    page = town.send("GET", "/maps/departments", HTML).text
    path = page.split('<script src="')[1].split('"')[0]
    reply = town.send("GET", path)

    assert reply.status == 200
    assert "immutable" in reply.headers["cache-control"]
    assert town.send("GET", path.replace("/static/viz/", "/static/viz/0")).status == 404


def test_file_is_the_one_of_the_command(town: Server) -> None:
    reply = town.send("GET", "/maps/departments.html")

    assert reply.headers["content-disposition"] == 'attachment; filename="departments.html"'
    assert reply.text.startswith("<!DOCTYPE html>")
    assert "/static/" not in reply.text.split("<script", 1)[0]
    assert "href=\"/id/" not in reply.text


@pytest.mark.parametrize(("address", "status"), [
    ("/maps/hairball", 404), ("/maps/departments?group=%3Cscript%3E", 404),
    ("/maps/departments?municipality=012068", 400),
    ("/maps/projects?direction=%22%3E%3Cscript%3E", 400), ("/maps/%2e%2e", 404),
])
def test_unknown_map_or_choice_is_refused(town: Server, address: str, status: int) -> None:
    assert town.send("GET", address).status == status


def test_stills_have_pages_tables_and_files(town: Server) -> None:
    page = town.send("GET", "/maps/strategy", HTML)
    charge = json.loads(town.send("GET", "/maps/strategy.json?part=charge").text)["rows"]
    (joint,) = [row for row in json.loads(town.send("GET", "/maps/strategy.json").text)["rows"]
                if row["Project"] == "森づくり事業"]
    told = json.loads(town.send("GET", "/maps/combinations.json").text)["rows"]
    file = town.send("GET", "/maps/combinations.html")

    assert page.status == 200
    assert page.text.count("<script") == page.text.count("/still.js") == 1
    assert 'href="/id/990001/planting"' in page.text
    assert {row["Department"] for row in charge} == {"森林課", "水産課", "観光室", "住宅課"}
    assert set(joint["In charge"].split("、")) == {"森林課", "住宅課"}
    assert {row["Project"] for row in told} == {"木育教室事業", "港まつり事業"}
    assert file.headers["content-disposition"] == 'attachment; filename="combinations.html"'


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page in which a complaint of the browser or a request elsewhere fails the test."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="ja-JP")
    troubles: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: troubles.extend(
        [] if request.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else [request.url]))
    yield page
    context.close()
    assert troubles == []


def go(page: Page, server: Server, address: str) -> None:
    page.goto(f"http://127.0.0.1:{server.port}{address}")
    expect(page.locator("body.drawn")).to_be_attached()


@pytest.mark.browser
def test_tie_opens_passages_that_lead_to_their_pages(town: Server, opened: Page) -> None:
    go(opened, town, "/maps/departments")
    opened.locator("#list button", has_text="住宅課").click()
    opened.locator("#details .ties button", has_text="森林課").click()
    item = opened.locator("#details .item")

    expect(item.locator("h3 a")).to_have_text("森づくり事業")
    expect(item.locator("h3 a")).to_have_attribute("href", "/id/990001/planting")
    expect(item.locator(".where a").first).to_have_attribute(
        "href", "/sources/aa11?lines=5-5&page=1#L5")
    expect(opened.locator("#details .note")).to_contain_text("要確認")


@pytest.mark.browser
def test_address_restores_filters_and_choice(town: Server, opened: Page) -> None:
    go(opened, town, "/maps/departments?municipality=990001")
    opened.check("[name=kind][value=shared-direction]")
    opened.select_option("#sure", "1")
    opened.locator("#list button", has_text="総務課").click()
    address = opened.url
    opened.goto("about:blank")
    opened.goto(address)

    expect(opened.locator("#details h2")).to_have_text("総務課")
    expect(opened.locator("#sure")).to_have_value("1")
    expect(opened.locator("[value=shared-direction]")).to_be_checked()


@pytest.mark.browser
@pytest.mark.parametrize("address", [
    "/maps/departments", "/maps/cross-listings", "/maps/projects?direction=1-2"])
def test_hostile_names_do_nothing(hostile_town: Server, opened: Page, address: str) -> None:
    go(opened, hostile_town, address)
    for number in range(opened.locator("#list button").count()):
        opened.locator("#list button").nth(number).click()
        opened.click("#back")
    with opened.expect_download():
        opened.click("#save-svg")
    with opened.expect_download():
        opened.click("#save-png")

    assert opened.locator("main img").count() == 0
    assert opened.locator("#list").inner_text().count("<img") >= 1


@pytest.mark.browser
@pytest.mark.parametrize("address", [
    "/maps/strategy", "/maps/combinations", "/maps/matrix", "/maps?lang=en"])
def test_hostile_names_do_nothing_in_stills(
    hostile_town: Server, opened: Page, address: str,
) -> None:
    opened.goto(f"http://127.0.0.1:{hostile_town.port}{address}")

    assert opened.locator("main img, main script").count() == 0
    assert opened.locator("h1").is_visible()


@pytest.mark.browser
def test_without_script_there_are_picture_and_tables(town: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{town.port}/maps/departments")

    expect(page.locator("#ties tbody tr:visible")).to_have_count(7)
    expect(page.locator("#still")).to_be_visible()
    expect(page.locator("#save-png")).to_be_hidden()
    context.close()
