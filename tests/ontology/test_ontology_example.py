"""The example shows every term of ours once, with the IRIs that the keys give."""

from collections.abc import Iterator

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Namespace, URIRef

from ontology import resources
from ontology.iris import DEFAULT_BASE, Iris
from ontology.terms import SHISAKU, STANDARD_CLASSES

NS = Namespace(SHISAKU.BASE)
ORE = Namespace("http://www.openarchives.org/ore/terms/")
IRIS = Iris(DEFAULT_BASE, "990001")

# The document with the list, and the order of the figures beside its listing.
LIST_SHA256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
LISTED = {"Budget": 1, "Settlement": 2, "Baseline": 3}

VOCABULARY = Graph().parse(data=resources.vocabulary(), format="turtle")
EXAMPLE = Graph().parse(data=resources.example(), format="turtle")


def nodes(name: str) -> Iterator[URIRef]:
    return (each for each in EXAMPLE.subjects(RDF.type, NS[name]) if isinstance(each, URIRef))


def text(node: URIRef, predicate: URIRef) -> str:
    return str(EXAMPLE.value(node, predicate))


def made_from_keys() -> dict[URIRef, str]:
    """Every node whose IRI follows from what the example says of it, with that IRI."""
    strategy = int(text(next(nodes("Strategy")), NS.edition))
    made = {next(nodes("Strategy")): IRIS.strategy(strategy)}
    for kind, iri in (("Goal", IRIS.goal), ("Direction", IRIS.direction),
                      ("Measure", IRIS.measure)):
        made |= {each: iri(strategy, text(each, SKOS.notation)) for each in nodes(kind)}
    for kind, of_name in (("Project", IRIS.project), ("Department", IRIS.department),
                          ("NamedPlan", IRIS.named_plan)):
        made |= {each: of_name(text(each, SKOS.prefLabel)) for each in nodes(kind)}
    made |= {each: IRIS.listing(text(each, ORE.proxyFor), text(each, ORE.proxyIn))
             for each in nodes("Listing")}
    made |= {each: IRIS.mention(text(each, NS.mentionIn), text(each, NS.mentionOf),
                                text(each, NS.matchedText)) for each in nodes("Mention")}
    made |= {each: IRIS.figure(text(each, NS.figureIn), 1) for each in nodes("Figure")
             if (each, NS.figureOf, None) not in EXAMPLE}
    made |= {each: IRIS.listed_figure(LIST_SHA256, text(each, NS.figureIn), LISTED[
        text(each, NS.figureKind).removeprefix(SHISAKU.BASE)]) for each in nodes("Figure")
             if (each, NS.figureOf, None) in EXAMPLE}
    made |= {each: IRIS.evaluation(LIST_SHA256, text(each, NS.evaluationIn), 1)
             for each in nodes("Evaluation")}
    made |= {each: IRIS.meeting(text(each, NS.series), 2024, int(text(each, NS.round)))
             for each in nodes("Meeting")}
    made |= {each: IRIS.agenda_item(text(each, DCTERMS.isPartOf), text(each, SKOS.notation))
             for each in nodes("AgendaItem")}
    made |= {each: IRIS.material(text(each, DCTERMS.isPartOf), text(each, SKOS.notation))
             for each in nodes("Material")}
    made |= {each: IRIS.statement(text(each, DCTERMS.isPartOf), int(text(each, NS.order)))
             for each in nodes("Statement")}
    made |= {each: IRIS.document(text(each, NS.sha256)) for each in nodes("SourceDocument")}
    made |= {each: IRIS.fiscal_year(int(text(each, SKOS.notation).removeprefix("FY")))
             for each in nodes("FiscalYear")}
    return made


def test_every_class_has_a_node() -> None:
    union = EXAMPLE + VOCABULARY
    classes = list(VOCABULARY.subjects(RDF.type, OWL.Class))
    assert [each for each in classes if (None, RDF.type, each) not in union] == []


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty])
def test_every_property_is_used(kind: URIRef) -> None:
    properties = list(VOCABULARY.subjects(RDF.type, kind))
    assert [each for each in properties if (None, each, None) not in EXAMPLE] == []


def test_no_term_of_ours_is_used_that_the_vocabulary_lacks() -> None:
    used = {term for triple in EXAMPLE for term in triple if str(term).startswith(SHISAKU.BASE)}
    assert used - set(VOCABULARY.subjects()) == set()


def test_nodes_carry_the_standard_classes_beside_ours() -> None:
    for own, standard in STANDARD_CLASSES.items():
        for node in EXAMPLE.subjects(RDF.type, URIRef(own)):
            assert {str(each) for each in EXAMPLE.objects(node, RDF.type)} >= set(standard)


def test_iris_are_made_from_the_keys() -> None:
    made = made_from_keys()
    assert len(made) == 43
    assert {str(node): iri for node, iri in made.items() if str(node) != iri} == {}


def test_every_node_that_is_pointed_to_is_described() -> None:
    pointed = {each for each in EXAMPLE.objects() if str(each).startswith(DEFAULT_BASE)}
    assert pointed - set(EXAMPLE.subjects()) == set()
