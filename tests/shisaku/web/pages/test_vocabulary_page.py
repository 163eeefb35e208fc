"""``/ns``: the page says what the Turtle says; programs get the same triples in each form."""

from __future__ import annotations

import json
import re

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Namespace
from rdflib.compare import isomorphic

from ontology import resources
from ontology.terms import SHISAKU
from shisaku.vocabulary.diagram import HEIGHT, WIDTH, diagram
from shisaku.vocabulary.terms import examples, terms
from tests.shisaku.web.pages.asking import Reader

NS = Namespace(SHISAKU.BASE)


@pytest.fixture(scope="module")
def turtle() -> Graph:
    return Graph().parse(data=resources.vocabulary(), format="turtle")


def test_every_term_is_told_in_both_languages(turtle: Graph, pages: Reader) -> None:
    found = {str(each).removeprefix(SHISAKU.BASE) for each in turtle.subjects()
             if str(each).startswith(SHISAKU.BASE)}
    ja, en = (pages.get("/ns", {"lang": tongue}).text for tongue in ("ja", "en"))

    assert {term.name for term in terms()} == found
    assert len(found) == 147
    for name in found:
        labels = {label.language: str(label)  # type: ignore[attr-defined]
                  for label in turtle.objects(NS[name], RDFS.label)}
        assert f"{labels['ja']} shisaku:{name}" in ja
        assert f"{labels['en']} shisaku:{name}" in en


def test_parents_domains_and_ranges_are_those_of_the_turtle(turtle: Graph) -> None:
    for term in terms():
        told = {(RDFS.subClassOf, each) for each in term.above} if term.kind == "class" else {
            (RDFS.domain, each) for each in term.domain} | {
            (RDFS.range, each) for each in term.range}
        said = {(prop, turtle.namespace_manager.normalizeUri(str(each)))
                for prop in {prop for prop, _ in told} for each in turtle.objects(
                    NS[term.name], prop)}
        assert told == said


def test_every_class_has_an_example_of_it(turtle: Graph) -> None:
    classes = {str(each).removeprefix(SHISAKU.BASE)
               for each in turtle.subjects(RDF.type, OWL.Class)}
    heads = "\n".join(re.findall(r"^@prefix .*$", resources.example() + resources.vocabulary(),
                                 re.MULTILINE))

    assert examples().keys() == classes
    for name, text in examples().items():
        read = Graph().parse(data=f"{heads}\n{text}", format="turtle")
        assert (None, RDF.type, NS[name]) in read
        assert len(set(read.subjects())) == 1


def test_boxes_do_not_cover_each_other_and_lines_end_at_them() -> None:
    drawn = diagram()
    middles = [(box.x, box.y) for box in drawn.boxes]

    assert len(drawn.boxes) == 20
    assert len(drawn.lines) > 25
    assert all(abs(one[0] - other[0]) > WIDTH or abs(one[1] - other[1]) > HEIGHT
               for one in middles for other in middles if one != other)
    for line in drawn.lines:
        for x, y in ((line.x1, line.y1), (line.x2, line.y2)):
            assert any(abs(x - left) <= WIDTH / 2 + 1 and abs(y - top) <= HEIGHT / 2 + 1
                       for left, top in middles)


# rdflib's readers of JSON-LD use parts of rdflib that it means to give up.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("accept", "suffix", "form"), [
    ("text/turtle", "ttl", "turtle"), ("application/ld+json", "jsonld", "json-ld"),
    ("application/n-triples", "nt", "nt"), ("application/rdf+xml", "rdf", "xml")])
def test_programs_get_the_triples(
    accept: str, suffix: str, form: str, turtle: Graph, pages: Reader
) -> None:
    by_accept, by_suffix = pages.get("/ns", Accept=accept), pages.get(f"/ns.{suffix}")

    assert by_accept.headers["content-type"].partition(";")[0] == accept
    assert by_accept.reply.body == by_suffix.reply.body
    assert by_accept.headers["access-control-allow-origin"] == "*"
    assert isomorphic(Graph().parse(data=by_accept.reply.body, format=form), turtle)


def test_what_stands_below(pages: Reader) -> None:
    context = pages.get("/ns/context.jsonld")

    assert context.headers["content-type"] == "application/ld+json"
    assert json.loads(context.reply.text) == json.loads(resources.context())
    assert pages.get("/ns/shapes.ttl").reply.text == resources.shapes()
    assert [pages.get(path).status for path in ("/ns/other", "/ns.exe")] == [404, 404]
