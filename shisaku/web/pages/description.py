"""The dataset described for catalogues and crawlers: DCAT 3 and VoID, with the ways to get it.

Source: W3C, Data Catalog Vocabulary (DCAT) Version 3, 2024; W3C, Describing Linked Datasets with
the VoID Vocabulary, 2011.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.dataset_parts import DatasetReport
from ontology.terms import ONTOLOGY, SHISAKU

_DCAT, _VOID = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#"
_DCTERMS, _RDF = "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
MEDIA_TYPES = {"ttl": "text/turtle", "nt": "application/n-triples", "nq": "application/n-quads",
               "trig": "application/trig", "jsonld": "application/ld+json"}
"""The forms in which the whole graph is given, by the suffix of the file."""
PREFIXES = {"dcat": _DCAT, "void": _VOID, "dcterms": _DCTERMS, "xsd": _XSD}


_TITLES = (("ja", "自治体の総合戦略・進捗報告・会議録のグラフ"),
           ("en", "Municipal strategies, progress reports and minutes as a graph"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the application is asked (``https://…/``, with its slash)."""

    root: str

    def at(self, path: str) -> NamedNode:
        """Return the address of ``path``."""
        return NamedNode(self.root + path)


def description(report: DatasetReport, place: Place) -> Iterator[Triple]:
    """Yield what there is to say of the dataset whose report is ``report``."""
    dataset = place.at("about#dataset")
    for kind in (f"{_DCAT}Dataset", f"{_VOID}Dataset"):
        yield Triple(dataset, NamedNode(f"{_RDF}type"), NamedNode(kind))
    for language, title in _TITLES:
        yield Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal(title, language=language))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}identifier"), Literal(report.snapshot))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}modified"),
                 Literal(report.built_at, datatype=NamedNode(f"{_XSD}dateTime")))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}conformsTo"), NamedNode(ONTOLOGY))
    yield Triple(dataset, NamedNode(f"{_VOID}vocabulary"), NamedNode(SHISAKU.BASE))
    yield Triple(dataset, NamedNode(f"{_VOID}triples"), _number(report.quads))
    yield Triple(dataset, NamedNode(f"{_VOID}sparqlEndpoint"), place.at("sparql"))
    yield from _ways(dataset, place)
    for name, number in sorted(report.counts.items()):
        part = BlankNode()
        yield Triple(dataset, NamedNode(f"{_VOID}classPartition"), part)
        yield Triple(part, NamedNode(f"{_VOID}class"), NamedNode(SHISAKU.BASE + name))
        yield Triple(part, NamedNode(f"{_VOID}entities"), _number(number))
    for source in report.sources:
        yield Triple(dataset, NamedNode(f"{_DCTERMS}source"), place.at(f"sources/{source.sha256}"))


def _ways(dataset: NamedNode, place: Place) -> Iterator[Triple]:
    """Yield the files and the endpoint by which the graph is had."""
    files = {suffix: place.at(f"download/graph.{suffix}") for suffix in MEDIA_TYPES}
    for predicate in (f"{_VOID}dataDump", f"{_DCAT}distribution"):
        yield from (Triple(dataset, NamedNode(predicate), file) for file in files.values())
    for suffix, media_type in MEDIA_TYPES.items():
        file = files[suffix]
        yield Triple(file, NamedNode(f"{_RDF}type"), NamedNode(f"{_DCAT}Distribution"))
        yield Triple(file, NamedNode(f"{_DCAT}downloadURL"), file)
        yield Triple(file, NamedNode(f"{_DCAT}mediaType"), NamedNode(
            f"https://www.iana.org/assignments/media-types/{media_type}"))
    service = place.at("sparql")
    yield Triple(service, NamedNode(f"{_RDF}type"), NamedNode(f"{_DCAT}DataService"))
    yield Triple(service, NamedNode(f"{_DCAT}endpointURL"), service)
    yield Triple(service, NamedNode(f"{_DCAT}servesDataset"), dataset)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(f"{_XSD}integer"))
