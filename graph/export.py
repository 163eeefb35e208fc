"""The graph for other tools, as RDF in five forms: the same graph gives the same bytes.

Turtle, N-Triples and JSON-LD hold one graph: there the named graphs are merged. N-Quads and TriG
keep them apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from pyoxigraph import Quad, RdfFormat

from graph.canonical import canonical_nquads, canonical_ntriples, sorted_turtle
from graph.rdflib_graph import rdflib_graph
from ontology import resources


def write_rdf(quads: Iterable[Quad], form: str, out: BinaryIO) -> None:
    """Write ``quads`` to ``out`` in ``form``, one of RDF_FORMS; KeyError for any other."""
    out.write(RDF_FORMS[form](quads))


def _trig(quads: Iterable[Quad]) -> bytes:
    return sorted_turtle(quads, RdfFormat.TRIG)


def _json_ld(quads: Iterable[Quad]) -> bytes:
    """Return JSON-LD in the words of our context, which it carries, so that it reads offline."""
    context = json.loads(resources.context())["@context"]
    graph = rdflib_graph(quads)
    text = graph.serialize(format="json-ld", context=context, auto_compact=False)
    document = json.loads(text)
    del document["@context"]
    nodes = map(_ordered, document.get("@graph", [document]))
    ordered = {"@context": context, "@graph": sorted(nodes, key=lambda node: str(node["id"]))}
    return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()


def _ordered(value: Any) -> Any:
    """Sort keys and the values of a property: a graph gives them no order."""
    match value:
        case dict():
            return {key: _ordered(value[key]) for key in sorted(value)}
        case list():
            return sorted(map(_ordered, value), key=lambda each: json.dumps(each, sort_keys=True))
        case _:
            return value


RDF_FORMS: dict[str, Callable[[Iterable[Quad]], bytes]] = {
    "ttl": sorted_turtle,
    "nt": canonical_ntriples,
    "nq": canonical_nquads,
    "trig": _trig,
    "jsonld": _json_ld,
}
