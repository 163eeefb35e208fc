"""The JSON-LD context gives every term its IRI and its kind of value, without the network."""

import json
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from ontology import resources
from ontology.terms import PREFIXES, SHISAKU

# rdflib's own JSON-LD parser and serialiser still build the class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

NS = Namespace(SHISAKU.BASE)
CONTEXT: dict[str, Any] = json.loads(resources.context())["@context"]
VOCABULARY = Graph().parse(data=resources.vocabulary(), format="turtle")

# Terms of other vocabularies, with the IRI each vocabulary publishes.
STANDARD = [
    ("label", "http://www.w3.org/2000/01/rdf-schema#label"),
    ("prefLabel", "http://www.w3.org/2004/02/skos/core#prefLabel"),
    ("altLabel", "http://www.w3.org/2004/02/skos/core#altLabel"),
    ("notation", "http://www.w3.org/2004/02/skos/core#notation"),
    ("broader", "http://www.w3.org/2004/02/skos/core#broader"),
    ("inScheme", "http://www.w3.org/2004/02/skos/core#inScheme"),
    ("unitOf", "http://www.w3.org/ns/org#unitOf"),
    ("originalOrganization", "http://www.w3.org/ns/org#originalOrganization"),
    ("resultingOrganization", "http://www.w3.org/ns/org#resultingOrganization"),
    ("wasQuotedFrom", "http://www.w3.org/ns/prov#wasQuotedFrom"),
    ("proxyFor", "http://www.openarchives.org/ore/terms/proxyFor"),
    ("proxyIn", "http://www.openarchives.org/ore/terms/proxyIn"),
    ("lineage", "http://www.openarchives.org/ore/terms/lineage"),
    ("hasSource", "http://www.w3.org/ns/oa#hasSource"),
    ("exact", "http://www.w3.org/ns/oa#exact"),
    ("identifier", "http://purl.org/dc/terms/identifier"),
    ("publisher", "http://purl.org/dc/terms/publisher"),
    ("title", "http://purl.org/dc/terms/title"),
    ("description", "http://purl.org/dc/terms/description"),
    ("date", "http://purl.org/dc/terms/date"),
    ("replaces", "http://purl.org/dc/terms/replaces"),
    ("isPartOf", "http://purl.org/dc/terms/isPartOf"),
    ("mediaType", "http://www.w3.org/ns/dcat#mediaType"),
    ("hasBeginning", "http://www.w3.org/2006/time#hasBeginning"),
    ("hasEnd", "http://www.w3.org/2006/time#hasEnd"),
    ("inXSDDate", "http://www.w3.org/2006/time#inXSDDate"),
]

NODE = """{"@context": %s, "id": "https://example.org/s", "type": "Finding",
  "score": "0.5", "marked": true, "reviewedOn": "2024-09-01", "order": 3, "status": "Candidate",
  "involves": "https://example.org/p", "method": "rule", "prefLabel": "名"}"""

NODE_TRIPLES = """
@prefix : <https://w3id.org/shisaku/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/s> a :Finding ; :score "0.5"^^xsd:decimal ; :marked true ;
  :reviewedOn "2024-09-01"^^xsd:date ; :order 3 ; :status :Candidate ;
  :involves <https://example.org/p> ; :method "rule" ; skos:prefLabel "名"@ja .
"""


def expanded(document: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps({"@context": CONTEXT} | document), format="json-ld")


def test_the_context_has_nothing_but_our_terms_standard_terms_and_prefixes() -> None:
    expected = {*SHISAKU.names(), *PREFIXES, *(name for name, _ in STANDARD),
                "@version", "id", "type"}
    assert set(CONTEXT) == expected
    assert (CONTEXT["@version"], len(STANDARD)) == (1.1, 26)


@pytest.mark.parametrize(("prefix", "iri"), PREFIXES.items())
def test_prefixes(prefix: str, iri: str) -> None:
    graph = expanded({"id": "https://example.org/s", f"{prefix}:x": "v"})
    assert set(graph.predicates()) == {URIRef(f"{iri}x")}


@pytest.mark.parametrize(
    ("name", "iri"), STANDARD + [(name, SHISAKU.BASE + name) for name in SHISAKU.names()]
)
def test_terms_expand(name: str, iri: str) -> None:
    as_type = expanded({"id": "https://example.org/s", "type": name})
    assert set(as_type.objects()) == {URIRef(iri)}


OBJECT_PROPERTIES = [name for name in SHISAKU.names()
                     if (NS[name], RDF.type, OWL.ObjectProperty) in VOCABULARY]
DATATYPE_PROPERTIES = [name for name in SHISAKU.names()
                       if (NS[name], RDF.type, OWL.DatatypeProperty) in VOCABULARY]


@pytest.mark.parametrize("name", OBJECT_PROPERTIES)
def test_values_of_object_properties_are_iris(name: str) -> None:
    graph = expanded({"id": "https://example.org/s", name: "https://example.org/o"})
    assert graph.value(URIRef("https://example.org/s"), NS[name]) == URIRef("https://example.org/o")


@pytest.mark.parametrize("name", DATATYPE_PROPERTIES)
def test_values_of_data_properties_are_of_the_declared_range(name: str) -> None:
    value = expanded({"id": "https://example.org/s", name: "1"}).value(
        URIRef("https://example.org/s"), NS[name])
    assert isinstance(value, Literal)
    assert (value.datatype or XSD.string) == VOCABULARY.value(NS[name], RDFS.range)


def test_a_node_written_with_the_context() -> None:
    written = Graph().parse(data=NODE % json.dumps(CONTEXT), format="json-ld")
    assert isomorphic(written, Graph().parse(data=NODE_TRIPLES, format="turtle"))


def test_the_example_goes_through_json_ld_and_back() -> None:
    example = Graph().parse(data=resources.example(), format="turtle")
    written = example.serialize(format="json-ld", context=CONTEXT)
    assert isomorphic(Graph().parse(data=written, format="json-ld"), example)
