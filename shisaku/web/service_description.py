"""What the endpoint tells about itself (SPARQL 1.1 Service Description), its limits included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.terms import DCTERMS, RDF, RDFS, XSD
from shisaku.web.description_terms import LIMIT, SD, VOID
from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS, Format
from shisaku.web.limits import Limits
from shisaku.web.workers.pool import Pool

_LABELS = {
    LIMIT.seconds: ("クエリの時間制限（秒）", "seconds after which a query is ended"),
    LIMIT.memory: ("クエリのメモリ制限（バイト）", "bytes of memory that a query may take"),
    LIMIT.queryLength: ("クエリの長さの制限（バイト）", "bytes that a query may have"),
    LIMIT.rows: ("答えの行数の制限（超えた分は切られ、そう示される）",
                 "rows or triples after which an answer is cut, and says so"),
    LIMIT.answerSize: ("答えの大きさの制限（バイト）", "bytes that an answer may have"),
}
_W3C_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD",
    "rdf": "RDF_XML"}
"""What the W3C calls our formats."""
_PLAIN = "http://localhost/sparql"
_PREFIXES = {"sd": SD.BASE, "void": VOID.BASE, "limit": LIMIT.BASE, "xsd": XSD.BASE,
             "rdfs": RDFS.BASE, "format": _W3C_FORMATS, "dcterms": DCTERMS.BASE}


def service_description(address: str, pool: Pool, limits: Limits, form: Format) -> bytes:
    """Return the description of the endpoint at ``address``, written in ``form``."""
    triples = (Triple(subject, NamedNode(term), value)
               for subject, term, value in _statements(_node(address), pool, limits))
    return serialize(triples, format=cast(RdfFormat, form.engine), prefixes=_PREFIXES) or b""


def _node(address: str) -> NamedNode:
    """Return the endpoint's name; a client may have sent a Host that no IRI can have."""
    try:
        return NamedNode(address)
    except ValueError:
        return NamedNode(_PLAIN)


_Statement = tuple[NamedNode | BlankNode, str, NamedNode | BlankNode | Literal]


def _statements(service: NamedNode, pool: Pool, limits: Limits) -> Iterator[_Statement]:
    dataset, graph = BlankNode("dataset"), BlankNode("graph")
    yield service, RDF.type, NamedNode(SD.Service)
    yield service, SD.endpoint, service
    yield service, SD.supportedLanguage, NamedNode(SD.SPARQL11Query)
    yield service, SD.feature, NamedNode(SD.UnionDefaultGraph)
    for name in (*ROW_FORMATS, *GRAPH_FORMATS):
        yield service, SD.resultFormat, NamedNode(_W3C_FORMATS + _RESULT_FORMATS[name])
    yield service, LIMIT.seconds, Literal(limits.seconds)
    yield service, LIMIT.memory, Literal(limits.memory)
    yield service, LIMIT.queryLength, Literal(limits.query)
    yield service, LIMIT.rows, Literal(limits.rows)
    yield service, LIMIT.answerSize, Literal(limits.answer)
    yield service, SD.defaultDataset, dataset
    yield dataset, RDF.type, NamedNode(SD.Dataset)
    yield dataset, DCTERMS.identifier, Literal(pool.snapshot)
    yield dataset, SD.defaultGraph, graph
    yield graph, RDF.type, NamedNode(SD.Graph)
    yield graph, VOID.triples, Literal(pool.quads)
    for term, (ja, en) in _LABELS.items():
        yield NamedNode(term), RDFS.label, Literal(ja, language="ja")
        yield NamedNode(term), RDFS.label, Literal(en, language="en")
