"""A thing as RDF: what is said of it, and the passages where that was read."""

from __future__ import annotations

from typing import cast

from pyoxigraph import NamedNode, RdfFormat, serialize

from graph.results import Triples
from graph.store import GraphStore
from ontology.terms import PREFIXES, PROV
from shisaku.web.formats import GRAPH_FORMATS

OWN = f"""CONSTRUCT {{ ?thing ?property ?value }} WHERE {{
  {{ BIND(%s AS ?thing) ?thing ?property ?value }}
  UNION {{ %s <{PROV.wasQuotedFrom}> ?thing . ?thing ?property ?value }} }}"""


def thing_rdf(store: GraphStore, iri: str, form: str) -> bytes:
    """Return ``iri`` in the format ``form`` (of GRAPH_FORMATS), each triple once."""
    node = NamedNode(iri)
    found = store.query(OWN % (node, node))
    assert isinstance(found, Triples)
    engine = cast(RdfFormat, GRAPH_FORMATS[form].engine)
    return serialize(dict.fromkeys(found), format=engine, prefixes=PREFIXES) or b""
