"""What there is to say of a dataset wherever it is given away: DCAT 3 and VoID.

Sources: W3C, Data Catalog Vocabulary (DCAT) Version 3, 2024; W3C, Describing Linked Datasets with
the VoID Vocabulary, 2011; SPDX 2.3, checksums.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.dataset_parts import DatasetReport
from ontology.terms import DCTERMS, ONTOLOGY, RDF, SHISAKU, XSD

DCAT, VOID, SPDX = ("http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#",
                    "http://spdx.org/rdf/terms#")
PREFIXES = {"dcat": DCAT, "void": VOID, "dcterms": DCTERMS.BASE, "xsd": XSD.BASE, "spdx": SPDX}
MEDIA_TYPES = {"ttl": "text/turtle", "nt": "application/n-triples", "nq": "application/n-quads",
               "trig": "application/trig", "jsonld": "application/ld+json"}
"""The forms in which the whole graph is given, by the suffix of the file."""
PACKINGS = {"application/gzip": "compressFormat", "application/zip": "packageFormat"}
"""How DCAT says that a file is packed, by the media type of the packing."""
_MEDIA = "https://www.iana.org/assignments/media-types/"
_TITLES = (("ja", "自治体の総合戦略・進捗報告・会議録のグラフ"),
           ("en", "Municipal strategies, progress reports and minutes as a graph"))


@dataclass(frozen=True, slots=True)
class Given:
    """A file that holds the graph: ``media_type`` is that of what is inside, ``packed`` that of
    the packing (of PACKINGS), "" for none."""

    address: NamedNode
    media_type: str
    packed: str = ""
    size: int | None = None
    sha256: str = ""


def dataset_description(report: DatasetReport, dataset: NamedNode) -> Iterator[Triple]:
    """Yield what there is to say of the graph whose report is ``report``, under the name
    ``dataset``."""
    for kind in (f"{DCAT}Dataset", f"{VOID}Dataset"):
        yield Triple(dataset, NamedNode(RDF.type), NamedNode(kind))
    for language, title in _TITLES:
        yield Triple(dataset, NamedNode(DCTERMS.title), Literal(title, language=language))
    yield Triple(dataset, NamedNode(DCTERMS.identifier), Literal(report.snapshot))
    yield Triple(dataset, NamedNode(f"{DCAT}version"), Literal(report.snapshot))
    yield Triple(dataset, NamedNode(f"{DCTERMS.BASE}modified"), typed(report.built_at, "dateTime"))
    yield Triple(dataset, NamedNode(f"{DCTERMS.BASE}conformsTo"), NamedNode(ONTOLOGY))
    yield Triple(dataset, NamedNode(f"{VOID}vocabulary"), NamedNode(SHISAKU.BASE))
    yield Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(report.base))
    yield Triple(dataset, NamedNode(f"{VOID}triples"), typed(str(report.quads), "integer"))
    for name, number in sorted(report.counts.items()):
        part = BlankNode(f"part{name}")
        yield Triple(dataset, NamedNode(f"{VOID}classPartition"), part)
        yield Triple(part, NamedNode(f"{VOID}class"), NamedNode(SHISAKU.BASE + name))
        yield Triple(part, NamedNode(f"{VOID}entities"), typed(str(number), "integer"))


def distribution(dataset: NamedNode, file: Given) -> Iterator[Triple]:
    """Yield that ``file`` holds ``dataset``; size and checksum where they are known."""
    here = file.address
    if file.media_type in MEDIA_TYPES.values():
        yield Triple(dataset, NamedNode(f"{VOID}dataDump"), here)
    yield Triple(dataset, NamedNode(f"{DCAT}distribution"), here)
    yield Triple(here, NamedNode(RDF.type), NamedNode(f"{DCAT}Distribution"))
    yield Triple(here, NamedNode(f"{DCAT}downloadURL"), here)
    yield Triple(here, NamedNode(f"{DCAT}mediaType"), NamedNode(_MEDIA + file.media_type))
    if file.packed:
        yield Triple(here, NamedNode(DCAT + PACKINGS[file.packed]),
                     NamedNode(_MEDIA + file.packed))
    if file.size is not None:
        yield Triple(here, NamedNode(f"{DCAT}byteSize"),
                     typed(str(file.size), "nonNegativeInteger"))
    if file.sha256:
        checksum = BlankNode(f"sum{file.sha256[:16]}")
        yield Triple(here, NamedNode(f"{SPDX}checksum"), checksum)
        yield Triple(checksum, NamedNode(RDF.type), NamedNode(f"{SPDX}Checksum"))
        yield Triple(checksum, NamedNode(f"{SPDX}algorithm"),
                     NamedNode(f"{SPDX}checksumAlgorithm_sha256"))
        yield Triple(checksum, NamedNode(f"{SPDX}checksumValue"), typed(file.sha256, "hexBinary"))


def typed(value: str, kind: str) -> Literal:
    """Return ``value`` as a literal of the XML Schema type ``kind``."""
    return Literal(value, datatype=NamedNode(XSD.BASE + kind))
