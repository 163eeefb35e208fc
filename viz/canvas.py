"""A placed network as the data of vis-network, by way of pyvis.

Titles are plain text (vis-network 10 shows them as text) and ids are IRIs or digests. Physics is
off and most edges are straight: a map opens still, and a thin client draws it at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyvis.network import Network as PyvisNetwork

from viz.bends import Bends
from viz.boxes import Position
from viz.network import Edge, Network, Node
from viz.payload import edge_id, ranked_edges
from viz.style import (
    NODE_STYLES,
    TIE_STYLES,
    line_width,
    radius,
)

# The page draws the labels itself (assets/map/labels.js): vis-network sets lines so tight that the
# halo of one eats into the next. pyvis puts the id in the place of an empty label, so that it is
# given one, which is taken away.
NO_LABEL = " "
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 5},
    "edges": {"smooth": False, "selectionWidth": 3, "hoverWidth": 1.5,
              "arrowStrikethrough": False},
    "interaction": {
        "hover": True, "tooltipDelay": 250, "keyboard": False, "dragNodes": False,
        "selectConnectedEdges": False, "hoverConnectedEdges": False, "zoomSpeed": 0.6,
    },
}


def canvas(network: Network, positions: Mapping[str, Position], bent: Bends) -> PyvisNetwork:
    """Return ``network`` as a pyvis network, every node where ``positions`` puts it, every line as
    it is ``bent``."""
    drawn = PyvisNetwork(directed=False, cdn_resources="in_line")
    drawn.options = OPTIONS
    names = {node.iri: node.name for node in network.nodes}
    for node in network.nodes:
        x, y = positions[node.iri]
        drawn.add_node(node.iri, **_node(node), x=x, y=y)
        del drawn.nodes[-1]["label"]
    for edge in reversed(ranked_edges(network)):
        title = f"{names[edge.source]} ─ {names[edge.target]}"
        bend = bent.get((edge.source, edge.target), 0.0)
        drawn.add_edge(edge.source, edge.target, **_edge(edge, bend), title=title)
    return drawn


def _node(node: Node) -> dict[str, Any]:
    style = NODE_STYLES[node.kind]
    colours = {"background": style.colour, "border": style.border}
    return {
        "label": NO_LABEL,
        "title": node.name,
        "shape": style.shape,
        "size": radius(node),
        "color": {**colours, "highlight": {**colours, "border": "#000000"},
                  "hover": {**colours, "border": "#000000"}},
    }


def _edge(edge: Edge, bend: float) -> dict[str, Any]:
    style = TIE_STYLES[edge.kind]
    way = "curvedCCW" if bend > 0 else "curvedCW"
    smooth = {"smooth": {"enabled": True, "type": way, "roundness": abs(bend)}} if bend else {}
    return {
        **smooth,
        "id": edge_id(edge),
        "width": line_width(edge.weight),
        "dashes": list(style.dash) or False,
        "arrows": {"to": {"enabled": style.arrow, "scaleFactor": 0.6}},
        "color": {"color": style.colour, "highlight": style.colour, "hover": style.colour},
    }
