"""A network as GraphML and GEXF, by the writers of networkx: what Gephi, yEd, Cytoscape read.

The same network gives the same bytes: the day of writing that GEXF puts into its head is that of
the dataset.
"""

from __future__ import annotations

import re
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from shisaku.xml_text import xml_text
from viz.network import NodeKind
from viz.style import NODE_STYLES

FORMATS = ("graphml", "gexf")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DAY = re.compile(r'(?<=<meta lastmodifieddate=")[^"]*')
_LARGEST = 12


def graph_file(graph: nx.Graph[str], form: str, day: str) -> bytes:
    """Return ``graph`` as a file in ``form`` (of FORMATS) of the ``day`` ("2025-04-01")."""
    clean = _clean(graph)
    if form == "graphml":
        return (_HEAD + str(GraphMLWriter(clean)) + "\n").encode()
    for _, node in clean.nodes(data=True):
        node["viz"] = _look(node)
    return (_HEAD + _DAY.sub(day, str(GEXFWriter(clean)), count=1) + "\n").encode()


def _clean(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a copy whose texts XML can hold."""
    copy: nx.Graph[str] = graph.__class__(**graph.graph)
    copy.add_nodes_from((iri, _texts(told)) for iri, told in graph.nodes(data=True))
    copy.add_edges_from((one, other, _texts(told)) for one, other, told in graph.edges(data=True))
    return copy


def _texts(told: dict[str, Any]) -> dict[str, Any]:
    return {name: xml_text(value) if isinstance(value, str) else value
            for name, value in told.items()}


def _look(node: dict[str, Any]) -> dict[str, Any]:
    """Return colour and size as the maps have them."""
    style = NODE_STYLES[NodeKind(node["kind"])]
    red, green, blue = bytes.fromhex(style.colour[1:])
    counted = node.get("weight", node.get("projects", 0))
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "size": float(style.size + min(counted, _LARGEST))}
