"""The derived graph against what a person concludes from the lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.derived import derived_quads
from loaders.records import Listing, Measure, Municipality, Reading, Strategy
from loaders.source import Passage, Source
from ontology.iris import Iris
from ontology.terms import ORE, SHISAKU

if TYPE_CHECKING:
    from tests.graph.conftest import Town

BASE = "https://example.org/id/"
IRIS = Iris(BASE, "990001")


def at(line: int) -> Passage:
    return Passage(line, line, None, "行")


def reading_of(
    letter: str, edition: int | None = 2, *, listings: str = "", measures: str = ""
) -> Reading:
    """Return a document that lists 空き家事業 and measures called 住まい, line by line.

    ``listings`` and ``measures`` are notations in the order of print, "*" marks a 再掲.
    """
    source = Source(f"{letter}.txt", "text/plain", letter * 64, "line", ("行",), (None,))
    strategies = () if edition is None else (Strategy(edition, "総合戦略", (at(1),)),)
    return Reading(
        source, "strategy", Municipality("990001", "霧原町"), (), strategies=strategies,
        listings=tuple(
            Listing("空き家事業", ("空き家事業",), mark.strip("*"), "*" in mark, 1, (), (at(line),))
            for line, mark in enumerate(listings.split(), start=1)),
        measures=tuple(
            Measure(mark.strip("*"), "住まい（再掲）" if "*" in mark else "住まい", "", "*" in mark,
                    (at(line),))
            for line, mark in enumerate(measures.split(), start=1)))


def triples(readings: list[Reading], predicate: str) -> set[tuple[str, str]]:
    return {(quad.subject.value, quad.object.value)  # type: ignore[union-attr]
            for quad in derived_quads(readings, BASE) if quad.predicate.value == predicate}


def listing_iri(notation: str, edition: int | None = 2) -> str:
    make = {1: IRIS.goal, 2: IRIS.direction, 3: IRIS.measure}[len(notation.split("-"))]
    return IRIS.listing(IRIS.project("空き家事業"), make(edition, notation))


# (what, documents as (letter, edition, listings), expected: cross-listing → home)
LINEAGES = [
    ("the unmarked listing elsewhere", [("a", 2, "1-1 1-2*")], {"1-2": "1-1"}),
    ("the mark may come first", [("a", 2, "1-1* 1-2")], {"1-1": "1-2"}),
    ("several unmarked: the first printed", [("a", 2, "1-2 1-1 1-3*")], {"1-3": "1-2"}),
    ("several marked", [("a", 2, "1-1 1-2* 1-3*")], {"1-2": "1-1", "1-3": "1-1"}),
    ("nowhere at home", [("a", 2, "1-1* 1-2*")], {}),
    ("marked again in its home list", [("a", 2, "1-1 1-1*")], {}),
    ("marked again in its home list and elsewhere", [("a", 2, "1-1 1-1* 1-2*")], {"1-2": "1-1"}),
    ("home in a measure's list", [("a", 2, "1-1-ア 1-2*")], {"1-2": "1-1-ア"}),
    ("home in another document", [("a", 2, "1-2*"), ("b", 2, "1-1")], {"1-2": "1-1"}),
    ("the same document before another", [("b", 2, "1-3* 1-2"), ("a", 2, "1-1")], {"1-3": "1-2"}),
    ("another strategy is no home", [("a", 2, "1-2*"), ("b", 3, "1-1")], {}),
]


@pytest.mark.parametrize(("documents", "expected"), [case[1:] for case in LINEAGES],
                         ids=[case[0] for case in LINEAGES])
def test_lineage(documents: list[tuple[str, int, str]], expected: dict[str, str]) -> None:
    readings = [reading_of(letter, edition, listings=listings)
                for letter, edition, listings in documents]

    assert triples(readings, ORE.lineage) == {
        (listing_iri(marked), listing_iri(home)) for marked, home in expected.items()}
    assert len(LINEAGES) == 11


# (what, documents as (letter, edition, measures), expected: measure → the one it restates)
RESTATEMENTS = [
    ("the same label elsewhere", [("a", 2, "1-1-ア 2-1-イ*")], {"2-1-イ": "1-1-ア"}),
    ("unmarked says nothing", [("a", 2, "1-1-ア 2-1-イ")], {}),
    ("nothing to restate", [("a", 2, "1-1-ア*")], {}),
    ("the first printed", [("a", 2, "3-1-ア 1-1-ア 2-1-ア*")], {"2-1-ア": "3-1-ア"}),
    ("another strategy's measure", [("a", 2, "1-1-ア*"), ("b", 3, "2-1-ア")], {}),
]


@pytest.mark.parametrize(("documents", "expected"), [case[1:] for case in RESTATEMENTS],
                         ids=[case[0] for case in RESTATEMENTS])
def test_restatement(documents: list[tuple[str, int, str]], expected: dict[str, str]) -> None:
    readings = [reading_of(letter, edition, measures=measures)
                for letter, edition, measures in documents]

    assert triples(readings, SHISAKU.restates) == {
        (IRIS.measure(2, marked), IRIS.measure(2, origin)) for marked, origin in expected.items()}
    assert len(RESTATEMENTS) == 5


def test_homes_and_cross_listings_of_a_project() -> None:
    reading = reading_of("a", listings="1-1-ア 1-2* 2 2-1", measures="1-1-ア")
    project = IRIS.project("空き家事業")

    assert triples([reading], SHISAKU.homeIn) == {
        (project, IRIS.direction(2, "1-1")), (project, IRIS.direction(2, "2-1"))}
    assert triples([reading], SHISAKU.crossListedIn) == {(project, IRIS.direction(2, "1-2"))}


def test_the_strategy_of_no_edition_is_one_strategy() -> None:
    readings = [reading_of("a", None, listings="1-1"), reading_of("b", None, listings="1-2*")]

    assert triples(readings, ORE.lineage) == {(listing_iri("1-2", None), listing_iri("1-1", None))}


def test_departments_of_the_town(town: Town) -> None:
    """企画課 reports on 1-1 and, jointly, on a measure of 1-2; 建設課 jointly and in an empty cell.
    The statement that names ふるさと便り事業 is no report, and the variant counts as a name. The
    list of 1-2 prints 広報課 in charge of ふるさと便り事業."""
    iris = town.iris
    kikaku, kensetsu = iris.department("企画課"), iris.department("建設課")
    kouhou = iris.department("広報課")
    soudan, akiya = iris.project("移住相談窓口事業"), iris.project("空き家バンク事業")
    first, second = iris.direction(2, "1-1"), iris.direction(2, "1-2")
    readings = list(town.readings)

    assert triples(readings, SHISAKU.worksIn) == {
        (kikaku, first), (kikaku, second), (kensetsu, second), (kouhou, second)}
    assert triples(readings, SHISAKU.responsibleFor) == {
        (kikaku, soudan), (kikaku, akiya), (kensetsu, akiya)}


def test_the_derived_graph_has_its_own_name(town: Town) -> None:
    names = {str(quad.graph_name) for quad in derived_quads(town.readings, town.base)}

    assert names == {f"<{town.base}graph/derived>"}


def test_a_project_only_named_in_a_report_is_not_answered_for(town: Town) -> None:
    named = [replace(mention, method=type(mention.method).NAMED_HERE)
             for mention in town.progress.mentions]
    progress = replace(town.progress, mentions=tuple(named))

    assert triples([progress], SHISAKU.responsibleFor) == set()
