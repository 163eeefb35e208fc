"""The still pictures, counted by hand in kirihara.trig."""

import csv
import re
from itertools import combinations as pairs
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from graph.results import Solutions
from graph.store import EmbeddedStore
from ontology.errors import QueryError
from viz.maps import STILL_NAMES
from viz.page import write
from viz.payload import Links
from viz.still_page import render_still, still_fragment
from viz.stills import STILLS, build_still
from viz.stills.still import Sheet

LISTED = [
    # goal, direction, measure, project, 再掲, in charge
    ("1 しごとをつくる", "1-1 森を生かす", "", "木育教室事業", "", {"森林課", "観光室", "水産課"}),
    ("1 しごとをつくる", "1-1 森を生かす", "", "森づくり事業", "", {"森林課", "住宅課"}),
    ("1 しごとをつくる", "1-2 海を生かす", "", "木育教室事業", "再掲",
     {"森林課", "観光室", "水産課"}),
    ("1 しごとをつくる", "1-2 海を生かす", "", "港まつり事業", "", {"観光室", "水産課"}),
    ("2 人の流れをつくる", "2-1 移り住む人を迎える", "", "港まつり事業", "", {"観光室", "水産課"}),
    ("2 人の流れをつくる", "2-1 移り住む人を迎える", "2-1-ア 相談", "移住相談事業", "",
     {"森林課", "水産課"}),
    ("2 人の流れをつくる", "2-1 移り住む人を迎える", "2-1-イ 定着", "移住相談事業", "再掲",
     {"森林課", "水産課"}),
]
SQUARES = {
    # department, direction: what stands in the square, and the number of reports
    ("森林課", "1-1"): ("2", 1), ("観光室", "1-1"): ("1", 1), ("観光室", "1-2"): ("1", 1),
    ("水産課", "1-2"): ("2", 1), ("総務課", "1-2"): ("・", 1), ("森林課", "2-1"): ("1", 1),
    ("水産課", "2-1"): ("1", 1)}
PREFIXES = """PREFIX s: <https://w3id.org/shisaku/ns#>
PREFIX ore: <http://www.openarchives.org/ore/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
LISTINGS = """SELECT DISTINCT ?place ?project {
  ?listing a s:Listing ; ore:proxyFor ?project ; ore:proxyIn ?place }"""
SHARED_LISTINGS = """SELECT ?project {
  ?listing ore:proxyFor ?project ; ore:proxyIn/skos:broader? ?direction .
  ?direction a s:Direction
} GROUP BY ?project HAVING (COUNT(DISTINCT ?direction) > 1)"""
CHARGES = """SELECT ?department (COUNT(DISTINCT ?project) AS ?n) {
  ?department s:responsibleFor ?project . ?listing ore:proxyFor ?project
} GROUP BY ?department"""
NAMED = """
SELECT ?department ?direction (COUNT(DISTINCT ?project) AS ?n) {
  ?report s:reportedBy ?department ; s:reportsOn ?place .
  ?mention s:mentionIn ?report ; s:mentionOf ?project .
  ?project a s:Project . ?place skos:broader* ?direction . ?direction a s:Direction
} GROUP BY ?department ?direction"""
CHARGE = {"森林課": "3", "水産課": "3", "観光室": "2", "住宅課": "1"}


def asked(town: EmbeddedStore, query: str) -> list[list[str]]:
    found = town.query(PREFIXES + query)
    assert isinstance(found, Solutions)
    return [[str(getattr(term, "value", "")) for term in row] for row in found]


def texts(sheet: Sheet) -> list[list[list[str]]]:
    return [[[cell.text for cell in cells] for cells in row] for row in sheet.rows]


def test_strategy_shows_every_listing_with_who_is_in_charge(town: EmbeddedStore) -> None:
    listings, charge = build_still("strategy", town).drawing.sheets
    told = [(*(cells[0] for cells in row[:5]), set(row[5])) for row in texts(listings)]

    assert sorted(told, key=str) == sorted(LISTED, key=str)
    assert {row[0][0]: row[1][0] for row in texts(charge)} == CHARGE


def test_strategy_has_a_tile_for_each_listing(town: EmbeddedStore) -> None:
    page = render_still(build_still("strategy", town))

    assert page.count("<g>") == len(LISTED)
    assert page.count('stroke-dasharray="5 3"') == 2
    assert page.count("<script") == 1


def test_boxes_lie_apart_and_inside(town: EmbeddedStore) -> None:
    values = build_still("strategy", town).drawing.values
    boxes = [box for goal in values["goals"] for box in goal.boxes]

    assert len(boxes) == 3
    assert all(box.x > 0 and box.x + box.width <= values["width"] for box in boxes)
    assert all(one.x + one.width <= other.x or other.x + other.width <= one.x
               or one.y + one.height <= other.y or other.y + other.height <= one.y
               for one, other in pairs(boxes, 2))


def test_combinations_count_a_project_once(town: EmbeddedStore) -> None:
    """木育 is in 1-1 and, again, in 1-2; 港まつり in 1-2 and 2-1; 移住相談 twice in 2-1 alone."""
    drawing = build_still("combinations", town).drawing
    (sheet,) = drawing.sheets

    assert texts(sheet) == [
        [["木育教室事業"], ["1-1 森を生かす"], ["1-2 海を生かす"], ["1"]],
        [["港まつり事業"], ["1-2 海を生かす", "2-1 移り住む人を迎える"], [], ["1"]]]
    assert [(each["count"], each["dots"]) for each in drawing.values["columns"]] == [
        (1, [0, 1]), (1, [1, 2])]
    assert [each["count"] for each in drawing.values["rows"]] == [1, 2, 1]


def test_counts_of_combinations_and_strategy_are_those_of_a_query(town: EmbeddedStore) -> None:
    columns = build_still("combinations", town).drawing.values["columns"]
    drawing = build_still("strategy", town).drawing
    tiles = [tile for goal in drawing.values["goals"] for box in goal.boxes for tile in box.tiles
             if "head" not in tile]
    charge = {row[0][0].iri: int(row[1][0].text) for row in drawing.sheets[1].rows}

    assert sum(each["count"] for each in columns) == len(asked(town, SHARED_LISTINGS)) == 2
    assert len(tiles) == len(asked(town, LISTINGS)) == 7
    assert charge == {iri: int(count) for iri, count in asked(town, CHARGES)}


def test_bar_leads_to_the_row_of_its_combination(town: EmbeddedStore) -> None:
    page = render_still(build_still("combinations", town), "en")
    targets = re.findall(r'<a href="#(combination-\d+)"', page)

    assert targets == ["combination-1", "combination-2"]
    assert all(page.count(f'<tr id="{target}"') == 1 for target in targets)


def test_matrix_has_a_square_for_each_department_and_direction(town: EmbeddedStore) -> None:
    """By hand from kirihara.trig: reports, and the listed projects that they name."""
    drawing = build_still("matrix", town).drawing
    (grid,), (sheet,) = drawing.values["grids"], drawing.sheets
    names = dict(grid.departments)
    notations = {iri: notation for iri, notation, _ in grid.directions}
    found = {(names[one], notations[other]): (square.text, square.reports)
             for (one, other), square in grid.squares.items()}

    assert found == SQUARES
    assert len({anchor for anchor in sheet.anchors if anchor}) == len(SQUARES)


def test_counts_of_the_matrix_are_those_of_a_query(town: EmbeddedStore) -> None:
    (grid,) = build_still("matrix", town).drawing.values["grids"]

    assert {(department, direction): int(number)
            for department, direction, number in asked(town, NAMED)} == {
        key: square.projects for key, square in grid.squares.items() if square.projects}


def test_matrix_of_one_year(town: EmbeddedStore) -> None:
    drawing = build_still("matrix", town, {"year": "2023"}).drawing

    assert len(drawing.sheets[0].rows) == len(SQUARES)
    assert drawing.values["year"] == ("令和5年度", "FY2023")
    with pytest.raises(QueryError, match="2023"):
        build_still("matrix", town, {"year": "1999"})


@pytest.mark.browser
@pytest.mark.parametrize(("kind", "endings"), [
    ("strategy", ("png", "svg", "csv")), ("combinations", ("png", "svg", "csv")),
    ("matrix", ("csv",))])
def test_a_still_is_saved_as_files(
    town: EmbeddedStore, browser: Browser, tmp_path: Path, kind: str, endings: tuple[str, ...],
) -> None:
    troubles: list[str] = []
    write(tmp_path / "still.html", render_still(build_still(kind, town)))
    page = browser.new_context(offline=True, accept_downloads=True).new_page()
    page.on("console", lambda said: troubles.append(said.text))
    page.goto((tmp_path / "still.html").as_uri())
    for ending in endings:
        with page.expect_download() as told:
            page.click(f".still-saves .{ending}")
        assert told.value.suggested_filename == f"{kind}.{ending}"
        told.value.save_as(tmp_path / ending)
    rows = list(csv.reader((tmp_path / "csv").read_text("utf-8-sig").splitlines()))
    page.context.close()

    assert troubles == []
    assert len(rows) == 1 + len(build_still(kind, town).drawing.sheets[0].rows)
    if "svg" in endings:
        assert ElementTree.parse(tmp_path / "svg").getroot().tag.endswith("}svg")
        assert (tmp_path / "png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", STILLS)
def test_things_lead_to_their_pages_in_the_application_alone(
    town: EmbeddedStore, kind: str,
) -> None:
    still = build_still(kind, town, {"municipality": "990001"}, "snapshot-1")
    links = Links(lambda iri: f"/id/{iri[-5:]}", lambda _: "", lambda _: "")
    part = still_fragment(still, "ja", links)

    assert 'href="/id/' in part
    assert 'href="/id/' not in render_still(still)
    assert "snapshot-1" in part
    assert set(STILL_NAMES) == set(STILLS)


@pytest.mark.parametrize("kind", STILLS)
@pytest.mark.parametrize("params", [{"municipality": "012068"}, {"colour": "red"}])
def test_wrong_request_is_refused(
    town: EmbeddedStore, kind: str, params: dict[str, str],
) -> None:
    with pytest.raises(QueryError):
        build_still(kind, town, params)


@pytest.mark.parametrize("kind", STILLS)
def test_empty_graph_says_so(kind: str) -> None:
    assert "このマップに示す項目はありません。" in render_still(
        build_still(kind, EmbeddedStore.of([])))
