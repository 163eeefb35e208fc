"""The changes in the graph: one node each, among the derived facts, conforming to the shapes."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.assembly import graph_quads
from graph.editions.quads import edition_quads
from graph.validation import validate
from loaders.records import Reading
from ontology.iris import Iris
from ontology.terms import DCTERMS, ORG, PROV, RDF, SHISAKU

from .conftest import CITY, list_reading

BASE = "https://example.org/id/"
IRIS = Iris(BASE, CITY.code)


@pytest.fixture(scope="module")
def quads(mizusumi: tuple[Reading, Reading]) -> list[Quad]:
    return list(graph_quads(mizusumi, BASE))


def values(quads: list[Quad], subject: str, predicate: str) -> set[str]:
    return {quad.object.value for quad in quads
            if quad.subject == NamedNode(subject) and quad.predicate.value == predicate
            and isinstance(quad.object, NamedNode | Literal)}


def change_of(quads: list[Quad], kind: str, *things: str) -> str:
    """The one change of ``kind`` that is of all ``things``."""
    found = {quad.subject.value for quad in quads
             if isinstance(quad.subject, NamedNode) and quad.predicate.value == SHISAKU.changeKind
             and quad.object == NamedNode(kind)
             and set(things) <= values(quads, quad.subject.value, SHISAKU.changeOf)}
    (change,) = found
    return change


def test_both_years_together_conform(quads: list[Quad]) -> None:
    report = validate(quads)
    assert [violation for violation in report.violations
            if violation.severity != "Info"] == []


def test_changes_stand_in_the_derived_graph(mizusumi: tuple[Reading, Reading]) -> None:
    graphs = {quad.graph_name for quad in edition_quads(mizusumi, BASE)}
    assert graphs == {NamedNode(IRIS.derived_graph)}


def test_each_change_is_one_node(quads: list[Quad]) -> None:
    nodes = [quad for quad in quads
             if quad.predicate.value == RDF.type and quad.object == NamedNode(SHISAKU.Change)]
    assert len(nodes) == 30


def test_a_rename_is_proposed_and_both_projects_stay(quads: list[Quad]) -> None:
    old, new = IRIS.project("移住相談窓口設置事業"), IRIS.project("移住相談ワンストップ窓口事業")
    change = change_of(quads, SHISAKU.Renamed, old, new)
    assert values(quads, change, SHISAKU.earlier) == {old}
    assert values(quads, change, SHISAKU.later) == {new}
    assert values(quads, change, SHISAKU.status) == {SHISAKU.Candidate}
    assert values(quads, change, SHISAKU.placeScore) == {"1"}
    assert values(quads, change, SHISAKU.fiscalYear) == {IRIS.fiscal_year(2025)}
    assert values(quads, new, DCTERMS.replaces) == set()
    assert values(quads, old, RDF.type) == values(quads, new, RDF.type) == {
        SHISAKU.Project, PROV.Activity}


def test_a_sure_rename_is_a_replacement_as_well(quads: list[Quad]) -> None:
    old, new = IRIS.project("不妊治療費助成事業"), IRIS.project("不育・不妊治療費助成事業")
    assert values(quads, new, DCTERMS.replaces) == {old}


def test_a_part_counted_anew_replaces_that_of_the_edition_before(quads: list[Quad]) -> None:
    assert values(quads, IRIS.direction(3, "1-2"), DCTERMS.replaces) == {
        IRIS.direction(2, "1-1")}


def test_merged_departments_are_a_change_event(
    quads: list[Quad], mizusumi: tuple[Reading, Reading]
) -> None:
    old = {IRIS.department("農政課"), IRIS.department("林務課")}
    new = IRIS.department("農林課")
    change = change_of(quads, SHISAKU.Merged, *old, new)
    assert {ORG.ChangeEvent, SHISAKU.DepartmentChange} <= values(quads, change, RDF.type)
    assert values(quads, change, ORG.originalOrganization) == old
    assert values(quads, change, ORG.resultingOrganization) == {new}
    first, second = (reading.source.sha256 for reading in mizusumi)
    assert values(quads, change, PROV.wasQuotedFrom) == {
        IRIS.passage(first, 3, 3), IRIS.passage(first, 7, 7), IRIS.passage(second, 9, 9)}


def test_the_document_tells_the_year_of_its_listings(
    quads: list[Quad], mizusumi: tuple[Reading, Reading]
) -> None:
    years = [values(quads, IRIS.document(reading.source.sha256), SHISAKU.fiscalYear)
             for reading in mizusumi]
    assert years == [{IRIS.fiscal_year(2024)}, {IRIS.fiscal_year(2025)}]


def test_what_may_not_be_covered_is_not_in_the_graph() -> None:
    lists = [list_reading(["1-1 苗木育成事業", "2-1 移住相談会事業"]),
             list_reading(["1-1 苗木育成事業"], year=2025)]
    assert list(edition_quads(lists, BASE)) == []


def test_a_change_is_the_same_whatever_stands_beside_it() -> None:
    """The file saved anew with a line more keeps the identifier of a rename, and so its verdict."""
    first = list_reading(["1-1 農産物直売所運営事業", "1-1 苗木育成事業"])
    second = list_reading(["1-1 農産物直売所管理運営事業", "1-1 苗木育成事業"], year=2025)
    third = list_reading(["1-2 石垣修理事業", "1-1 農産物直売所管理運営事業", "1-1 苗木育成事業"],
                         year=2026)
    renames = [change_of(list(edition_quads(pair, BASE)), SHISAKU.Renamed)
               for pair in ((first, second), (first, third))]
    assert renames[0] == renames[1]
