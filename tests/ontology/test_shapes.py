"""The shapes accept the example and catch every way of breaking it, in the right severity."""

import time
import tomllib
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal, Namespace
from rdflib.namespace import OWL

from ontology import resources
from ontology.terms import SHISAKU

SHAPE = Namespace("https://w3id.org/shisaku/shapes#")
NS = Namespace(SHISAKU.BASE)

Result = tuple[str, str]

# What the example means to show: a cross-listing without home, a report with an empty cell.
MEANT: list[Result] = [("cross-listing-home-known", "Warning"), ("report-empty", "Info")]

with Path(__file__).with_name("broken_examples.toml").open("rb") as table:
    BROKEN = tomllib.load(table)["case"]


def parsed(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return parsed(resources.shapes())


def results(data: Graph, shapes: Graph) -> list[Result]:
    """The name of the shape and the severity of every result, which must speak both languages."""
    report = validate(data, shacl_graph=shapes)[1]
    assert isinstance(report, Graph)
    found = []
    for each in report.subjects(RDF.type, SH.ValidationResult):
        languages = sorted(str(message.language) for message
                           in report.objects(each, SH.resultMessage)
                           if isinstance(message, Literal))
        assert languages == ["en", "ja"]
        shape, severity = report.value(each, SH.sourceShape), report.value(each, SH.resultSeverity)
        found.append((str(shape).removeprefix(str(SHAPE)), str(severity).removeprefix(str(SH))))
    return sorted(found)


def test_number_of_cases() -> None:
    assert len(BROKEN) == 191
    assert len({case["name"] for case in BROKEN}) == len(BROKEN)


def test_every_shape_with_a_name_is_broken_by_a_case(shapes: Graph) -> None:
    looked_at = {shape for case in BROKEN for shape, _ in case["expected"]}
    named = {str(each).removeprefix(str(SHAPE)) for each
             in shapes.subjects(RDF.type, SH.PropertyShape)}
    assert named - looked_at == set()


def test_the_example_conforms_but_for_what_it_means_to_show(shapes: Graph) -> None:
    assert results(parsed(resources.example()), shapes) == MEANT
    assert validate(parsed(resources.example()), shacl_graph=shapes, allow_warnings=True)[0]


def test_the_vocabulary_beside_the_data_changes_nothing(shapes: Graph) -> None:
    assert results(parsed(resources.example()) + parsed(resources.vocabulary()), shapes) == MEANT


@pytest.mark.parametrize(
    ("update", "expected"),
    [(case["update"], case["expected"]) for case in BROKEN],
    ids=[case["name"] for case in BROKEN],
)
def test_broken_variants_are_caught(
    shapes: Graph, update: str, expected: list[list[str]]
) -> None:
    data = parsed(resources.example())
    before = set(data)
    data.update(update)
    assert set(data) != before
    found = results(data, shapes)
    for meant in MEANT:
        found.remove(meant)
    assert set(found) == {(shape, severity) for shape, severity in expected}


def test_the_shapes_themselves_are_well_formed(shapes: Graph) -> None:
    assert validate(Graph(), shacl_graph=shapes, meta_shacl=True)[0]


def test_shapes_target_every_class_that_is_no_value_to_choose(shapes: Graph) -> None:
    values = {"Phase", "FigureKind", "SpeakerRole", "FindingStatus", "ChangeKind"}
    classes = parsed(resources.vocabulary()).subjects(RDF.type, OWL.Class)
    assert {str(each).removeprefix(SHISAKU.BASE) for each in classes} - {
        str(each).removeprefix(SHISAKU.BASE) for each in shapes.objects(None, SH.targetClass)
    } == values


def examples(number: int) -> Graph:
    """Return the example as so many municipalities have it."""
    data = Graph()
    for town in range(number):
        text = resources.example().replace("/id/990001", f"/id/99{town:04}")
        data += parsed(text.replace("id:990001", f"id:99{town:04}"))
    return data


def test_checking_costs_what_the_graph_holds(shapes: Graph) -> None:
    """Five times the municipalities cost about five times, and far less than their square."""
    spent = []
    for data in (examples(4), examples(20)):
        start = time.process_time()
        validate(data, shacl_graph=shapes)
        spent.append(time.process_time() - start)

    assert spent[1] <= 10 * spent[0]
