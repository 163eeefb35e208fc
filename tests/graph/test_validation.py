"""SHACL catches what is broken, tells it in both languages, and gives the same report each time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.compare import isomorphic

from graph.assembly import graph_quads
from graph.rdflib_graph import rdflib_graph
from graph.validation import ValidationReport, Violation, validate
from ontology import resources
from ontology.terms import ONTOLOGY, ORE, ORG, PROV, RDF, SHISAKU, SKOS

if TYPE_CHECKING:
    from tests.graph.conftest import Town


@pytest.fixture(scope="module")
def quads(town: Town) -> tuple[Quad, ...]:
    return tuple(graph_quads(town.readings, town.base))


@pytest.fixture(scope="module")
def report(quads: tuple[Quad, ...]) -> ValidationReport:
    return validate(quads)


@pytest.fixture(scope="module")
def things(town: Town) -> dict[str, str]:
    iris = town.iris
    project, direction = iris.project("移住相談窓口事業"), iris.direction(2, "1-2")
    return {
        "goal": iris.goal(2, "1"), "direction": direction, "measure": iris.measure(2, "1-1-ア"),
        "project": project, "department": iris.department("企画課"),
        "cross-listing": iris.listing(project, direction),
        "empty report": iris.report(64 * "b", "empty"),
        "answer": iris.statement(iris.meeting("推進会議", 2024, 1), 2)}


def found(report: ValidationReport, things: dict[str, str]) -> set[tuple[str, str, str]]:
    """Return severity, thing and path of each result."""
    names = {iri: name for name, iri in things.items()}
    return {(violation.severity, names.get(violation.focus, violation.focus), violation.path)
            for violation in report.violations}


def test_the_town_as_it_is(report: ValidationReport, things: dict[str, str]) -> None:
    """Its minutes put the answer under no agenda item, and one cell of its table is empty."""
    assert found(report, things) == {
        ("Warning", "answer", SHISAKU.inAgendaItem), ("Info", "empty report", SHISAKU.text)}
    assert report.conforms
    assert report.counts == {"Violation": 0, "Warning": 1, "Info": 1}


PLACED = f"(<{SKOS.broader}>|<{SHISAKU.namedOnlyIn}>)"
# (what is taken away: thing and predicate, what is found besides)
TAKEN = [
    ("goal", PROV.wasQuotedFrom, ("Violation", PROV.wasQuotedFrom)),
    ("direction", SKOS.prefLabel, ("Violation", SKOS.prefLabel)),
    ("measure", SKOS.broader, ("Violation", PLACED)),
    ("department", ORG.unitOf, ("Violation", ORG.unitOf)),
    ("cross-listing", ORE.proxyFor, ("Violation", ORE.proxyFor)),
    ("cross-listing", ORE.lineage, ("Warning", ORE.lineage)),
    ("empty report", SHISAKU.reportedBy, ("Violation", SHISAKU.reportedBy)),
]


@pytest.mark.parametrize(("thing", "predicate", "expected"), TAKEN)
def test_what_is_missing_is_found(
    quads: tuple[Quad, ...], report: ValidationReport, things: dict[str, str],
    thing: str, predicate: str, expected: tuple[str, str],
) -> None:
    left = [quad for quad in quads if (quad.subject, quad.predicate)
            != (NamedNode(things[thing]), NamedNode(predicate))]
    severity, path = expected

    damaged = validate(left)

    assert len(left) < len(quads)
    assert found(damaged, things) - found(report, things) == {(severity, thing, path)}
    assert damaged.conforms is (severity != "Violation")
    assert len(TAKEN) == 7


def test_a_second_name_is_told_with_both_messages(
    quads: tuple[Quad, ...], report: ValidationReport, things: dict[str, str]
) -> None:
    second = Quad(NamedNode(things["project"]), NamedNode(SKOS.prefLabel),
                  Literal("別の名称", language="ja"), NamedNode("https://example.org/g"))

    assert set(validate([*quads, second]).violations) - set(report.violations) == {
        Violation("Warning", things["project"], SKOS.prefLabel,
                  "名称が2つあります。ほかの表記は skos:altLabel に置きます。",
                  "There are two names; other spellings belong in skos:altLabel.", None)}


def test_sub_classes_are_known_from_the_vocabulary(
    quads: tuple[Quad, ...], report: ValidationReport, things: dict[str, str]
) -> None:
    listing = (NamedNode(things["cross-listing"]), NamedNode(RDF.type), NamedNode(SHISAKU.Listing))
    left = [quad for quad in quads if (quad.subject, quad.predicate, quad.object) != listing]
    without = [quad for quad in left if quad.graph_name != NamedNode(ONTOLOGY)]

    assert found(validate(left), things) == found(report, things)
    assert ("Violation", "cross-listing", "") in found(validate(without), things)


def damaged(quads: tuple[Quad, ...]) -> list[Quad]:
    """Leave out every tenth quad."""
    return [quad for number, quad in enumerate(quads) if number % 10]


def test_the_engine_finds_the_same_with_the_shapes_as_they_are(quads: tuple[Quad, ...]) -> None:
    ours = rdflib.Graph().parse(data=validate(damaged(quads)).ntriples, format="nt")
    shapes = rdflib.Graph().parse(data=resources.shapes(), format="turtle")

    _, results, _ = pyshacl.validate(rdflib_graph(damaged(quads)), shacl_graph=shapes)

    assert isinstance(results, rdflib.Graph)
    assert len(list(results.objects(None, rdflib.SH.result))) > 20
    assert isomorphic(ours, results)


def test_the_report_as_turtle(quads: tuple[Quad, ...]) -> None:
    first, second = validate(damaged(quads)), validate(list(reversed(damaged(quads))))
    read = rdflib.Graph().parse(data=first.to_turtle(), format="turtle")

    assert isomorphic(read, rdflib.Graph().parse(data=first.ntriples, format="nt"))
    assert first.to_turtle() == second.to_turtle()
    assert first.violations == second.violations


def test_the_report_as_json(report: ValidationReport, things: dict[str, str]) -> None:
    read = json.loads(report.to_json())

    assert read["conforms"] is True
    assert read["counts"] == {"Violation": 0, "Warning": 1, "Info": 1}
    assert read["results"][1] == {
        "severity": "Info", "focus": things["empty report"], "path": SHISAKU.text,
        "message_ja": "報告欄が空欄です。", "message_en": "The report's cell is empty.",
        "value": ""}


# (language, the last two lines)
TEXTS = [
    ("ja", "参考 {report} {text} 報告欄が空欄です。", "違反 0, 注意 1, 参考 1"),
    ("en", "Info {report} {text} The report's cell is empty.", "Violation 0, Warning 1, Info 1"),
]


@pytest.mark.parametrize(("language", "line", "sums"), TEXTS)
def test_the_report_as_text(
    report: ValidationReport, things: dict[str, str], language: str, line: str, sums: str
) -> None:
    lines = report.to_text(language).splitlines()
    line = line.format(report=things["empty report"], text=SHISAKU.text)

    assert lines[1:] == [line, sums]
    assert len(lines) == 3
