"""What follows from the vocabulary under OWL RL: no contradiction, and what the model says.

The standard vocabularies are joined by the axioms of theirs that could be broken, as published:
PROV-O (Activity, Entity and Agent apart; what uses what), SKOS (S9, S13, S37), ORG, ORE, OA.
"""

from __future__ import annotations

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import RDF, Graph, Namespace, URIRef

from ontology import resources
from ontology.terms import SHISAKU
from tests.ontology.test_vocabulary import ADDED, FINDINGS, MORE_FINDINGS, THINGS

NS = Namespace(SHISAKU.BASE)
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
PUBLISHED = """
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix ore: <http://www.openarchives.org/ore/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
prov:Activity owl:disjointWith prov:Entity .
prov:Plan rdfs:subClassOf prov:Entity .
prov:wasQuotedFrom rdfs:range prov:Entity .
skos:Concept owl:disjointWith skos:ConceptScheme .
skos:prefLabel owl:propertyDisjointWith skos:altLabel .
skos:related owl:propertyDisjointWith skos:broaderTransitive .
skos:broader rdfs:subPropertyOf skos:broaderTransitive .
skos:inScheme rdfs:range skos:ConceptScheme .
org:FormalOrganization rdfs:subClassOf org:Organization .
org:OrganizationalUnit rdfs:subClassOf org:Organization .
org:unitOf rdfs:domain org:OrganizationalUnit ; rdfs:range org:FormalOrganization .
org:ChangeEvent rdfs:subClassOf prov:Activity .
ore:proxyFor rdfs:domain ore:Proxy .
oa:hasSource rdfs:domain oa:SpecificResource .
"""
CLAIMS = [(name, above) for name, _, classes in (*THINGS, *ADDED, *FINDINGS, *MORE_FINDINGS)
          for above in classes]


def closed(*texts: str) -> Graph:
    """Return all that follows from the vocabulary and ``texts``."""
    graph = Graph()
    for text in (resources.vocabulary(), PUBLISHED, *texts):
        graph.parse(data=text, format="turtle")
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def town() -> Graph:
    return closed(resources.example())


def test_the_example_contradicts_nothing(town: Graph) -> None:
    assert list(town.subjects(RDF.type, ERROR)) == []


@pytest.mark.parametrize(("name", "above"), CLAIMS)
def test_a_thing_of_ours_is_one_of_the_standard(town: Graph, name: str, above: str) -> None:
    things = set(town.subjects(RDF.type, NS[name]))

    assert things
    assert things <= set(town.subjects(RDF.type, URIRef(above)))


def test_number_of_claims() -> None:
    assert len(CLAIMS) == 43


BROKEN = [
    "a shisaku:Goal , shisaku:Strategy",
    "a shisaku:Project , shisaku:Finding",
    "a shisaku:Change ; a shisaku:ProgressReport",
    'skos:prefLabel "道"@ja ; skos:altLabel "道"@ja',
    "a shisaku:Direction . <urn:y> skos:inScheme <urn:x>",
]


@pytest.mark.parametrize("said", BROKEN)
def test_a_contradiction_is_found(said: str) -> None:
    graph = closed(f"@prefix shisaku: <{SHISAKU.BASE}> . @prefix skos: "
                   f"<http://www.w3.org/2004/02/skos/core#> . <urn:x> {said} .")

    assert list(graph.subjects(RDF.type, ERROR)) != []
    assert len(BROKEN) == 5
