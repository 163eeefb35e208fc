"""The terms in Python, held equal to the Turtle, and quick to import."""

import subprocess
import sys

import pytest
from rdflib import RDFS as RDFLIB_RDFS
from rdflib import Graph, URIRef

from ontology import resources
from ontology.namespace import Namespace
from ontology.terms import (
    CIDS,
    DCAT,
    DCTERMS,
    FINDING_CLASSES,
    OA,
    ONTOLOGY,
    OPENGOV,
    ORE,
    ORG,
    PREFIXES,
    PROV,
    QB,
    RDF,
    RDFS,
    SHISAKU,
    SKOS,
    STANDARD_CLASSES,
    TIME,
    XSD,
    finding_types,
)

# Full IRIs as the vocabularies publish them.
PUBLISHED = [
    (SHISAKU.Goal, "https://w3id.org/shisaku/ns#Goal"),
    (SHISAKU.round, "https://w3id.org/shisaku/ns#round"),
    (RDF.type, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    (RDFS.label, "http://www.w3.org/2000/01/rdf-schema#label"),
    (XSD.decimal, "http://www.w3.org/2001/XMLSchema#decimal"),
    (SKOS.prefLabel, "http://www.w3.org/2004/02/skos/core#prefLabel"),
    (ORG.unitOf, "http://www.w3.org/ns/org#unitOf"),
    (ORG.ChangeEvent, "http://www.w3.org/ns/org#ChangeEvent"),
    (ORG.originalOrganization, "http://www.w3.org/ns/org#originalOrganization"),
    (ORG.resultingOrganization, "http://www.w3.org/ns/org#resultingOrganization"),
    (DCTERMS.replaces, "http://purl.org/dc/terms/replaces"),
    (PROV.wasQuotedFrom, "http://www.w3.org/ns/prov#wasQuotedFrom"),
    (ORE.proxyFor, "http://www.openarchives.org/ore/terms/proxyFor"),
    (OA.hasSource, "http://www.w3.org/ns/oa#hasSource"),
    (QB.Observation, "http://purl.org/linked-data/cube#Observation"),
    (DCTERMS.isPartOf, "http://purl.org/dc/terms/isPartOf"),
    (DCAT.mediaType, "http://www.w3.org/ns/dcat#mediaType"),
    (TIME.ProperInterval, "http://www.w3.org/2006/time#ProperInterval"),
    (OPENGOV.Speech, "http://www.w3.org/ns/opengov#Speech"),
    (CIDS.IndicatorReport, "http://ontology.commonapproach.org/cids#IndicatorReport"),
]


def vocabulary() -> Graph:
    return Graph().parse(data=resources.vocabulary(), format="turtle")


def test_number_of_cases() -> None:
    assert (len(PUBLISHED), len(PREFIXES), len(FINDING_CLASSES)) == (20, 15, 17)


@pytest.mark.parametrize(("term", "iri"), PUBLISHED)
def test_iris_as_published(term: str, iri: str) -> None:
    assert term == iri


def test_every_term_of_the_turtle_is_in_python_and_the_other_way_round() -> None:
    in_turtle = {str(each) for each in vocabulary().subjects() if str(each) != ONTOLOGY}
    in_python = {SHISAKU.term(name) for name in SHISAKU.names()}
    assert in_turtle == in_python
    assert len(SHISAKU.names()) == len(in_python)


def test_prefixes_are_those_of_the_turtle_files() -> None:
    for text in (resources.vocabulary(), resources.shapes(), resources.example()):
        written = {prefix: str(iri) for prefix, iri
                   in Graph().parse(data=text, format="turtle").namespaces()}
        assert {prefix: iri for prefix, iri in PREFIXES.items()
                if prefix in written and written[prefix] != iri} == {}


def test_standard_classes_are_the_superclasses_of_the_vocabulary() -> None:
    graph = vocabulary()
    for own, standard in STANDARD_CLASSES.items():
        above = set(graph.transitive_objects(URIRef(own), RDFLIB_RDFS.subClassOf))
        assert {str(each) for each in above} - {own} == set(standard)


@pytest.mark.parametrize("kind", FINDING_CLASSES)
def test_finding_types_are_the_superclasses_of_the_vocabulary(kind: str) -> None:
    above = vocabulary().transitive_objects(URIRef(kind), RDFLIB_RDFS.subClassOf)
    assert {str(each) for each in above} == set(finding_types(kind))


def test_finding_classes_are_all_classes_below_finding() -> None:
    below = vocabulary().transitive_subjects(RDFLIB_RDFS.subClassOf, URIRef(SHISAKU.Finding))
    assert {str(each) for each in below} - {SHISAKU.Finding} == set(FINDING_CLASSES)


def test_term_by_name() -> None:
    assert SHISAKU.term("Result") == SHISAKU.Result
    with pytest.raises(KeyError, match="SHISAKU declares no term 'result'"):
        SHISAKU.term("result")


def test_a_new_namespace_makes_its_iris() -> None:
    class EXAMPLE(Namespace, base="https://example.org/"):
        thing: str

    assert (EXAMPLE.BASE, EXAMPLE.names(), EXAMPLE.thing) == (
        "https://example.org/", ("thing",), "https://example.org/thing"
    )


def test_importing_the_room_loads_no_rdf_library() -> None:
    program = (
        "import sys, ontology.errors, ontology.iris, ontology.municipalities, ontology.names, "
        "ontology.namespace, ontology.resources, ontology.terms\n"
        "sys.exit(any(name.split('.')[0] in ('rdflib', 'pyshacl', 'pyoxigraph') "
        "for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
