"""What a page of a map holds besides its text: the picture's data, once as JSON, once as tables.

Passages are held once and pointed at by number, since one report can stand behind many ties.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ontology.iris import key_digest
from viz.bends import Bends, control
from viz.boxes import Position, box
from viz.columns import HEADING_HEIGHT, headings
from viz.grouping import View
from viz.labels import width, wrap
from viz.network import SHARED, Edge, Evidence, Network, Node, NodeKind, TieKind
from viz.style import (
    FACE,
    FONT_SIZE,
    LABEL_GAP,
    LINE_HEIGHT,
    NODE_STYLES,
    TIE_STYLES,
    WIDEST_LABEL,
    line_width,
    radius,
)
from viz.words import WORDS, when, where

Json = dict[str, Any]
NO_PAGE = ""
ARROW_LENGTH = 11.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle that holds every node with its label, in pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Links:
    """Where an application shows a thing (by IRI; ``NO_PAGE`` where it does not), a passage, and
    the picture of a network that has the key of a view (``viz.grouping``)."""

    thing: Callable[[str], str]
    passage: Callable[[Evidence], str]
    group: Callable[[str], str]


def edge_id(edge: Edge) -> str:
    """Return a short id that stays the same as long as the ends do."""
    return key_digest(edge.source, edge.target)


def frame(network: Network, positions: Mapping[str, Position], margin: float = 16) -> Frame:
    """Return the rectangle around the picture; a small one around nothing."""
    spots = [(positions[node.iri], box(node)) for node in network.nodes]
    left = min((x - room.half_width for (x, _), room in spots), default=-100) - margin
    right = max((x + room.half_width for (x, _), room in spots), default=100) + margin
    top = min((y - room.up for (_, y), room in spots), default=-50) - margin
    top -= HEADING_HEIGHT if headings(network, positions) else 0
    bottom = max((y + room.down for (_, y), room in spots), default=50) + margin
    return Frame(left, top, right - left, bottom - top)


def tie_counts(network: Network) -> Counter[str]:
    """Return the number of ties of each node, by IRI."""
    return Counter(iri for edge in network.edges for iri in (edge.source, edge.target))


def ranked_nodes(network: Network) -> list[Node]:
    """Return the nodes in the order to read them: directions first, then those with most ties."""
    ties, kinds = tie_counts(network), (NodeKind.DIRECTION, *NodeKind)
    return sorted(network.nodes, key=lambda node: (
        kinds.index(node.kind), -ties[node.iri], node.notation.zfill(6), node.name, node.iri))


def ranked_edges(network: Network) -> list[Edge]:
    """Return the edges in the order to read them: strongest kind and most things first."""
    names, kinds = {node.iri: node.name for node in network.nodes}, list(TieKind)
    return sorted(network.edges, key=lambda edge: (
        kinds.index(edge.kind), -edge.weight, names[edge.source], names[edge.target],
        edge.source, edge.target))


def passages(network: Network) -> tuple[Evidence, ...]:
    """Return every different passage of the map, ordered by what it is about."""
    found = {item for edge in network.edges for item in edge.evidence}
    kinds = list(TieKind)
    return tuple(sorted(found, key=lambda item: (
        kinds.index(item.kind), item.label, item.about, item.by, item.document,
        item.first_line, item.last_line, item.year, item.phase, item.confidence, item.quote)))


def items(edge: Edge, numbers: Mapping[Evidence, int]) -> list[Json]:
    """Return what ``edge`` rests on, each with the numbers of its passages."""
    grouped: dict[tuple[str, TieKind], Json] = {}
    for item in edge.evidence:
        group = grouped.setdefault((item.about, item.kind), {
            "about": item.about, "label": item.label, "kind": item.kind, "passages": []})
        group["passages"].append(numbers[item])
    return list(grouped.values())


def page_data(view: View, positions: Mapping[str, Position], language: str,
              links: Links | None = None) -> Json:
    """Return the JSON that the page's script reads; with addresses where there are ``links``."""
    network = view.network
    numbers = {item: number for number, item in enumerate(passages(network))}
    abouts = {item.about for item in numbers}
    heaviest = max((edge.weight for edge in network.edges), default=1)
    bounds = frame(network, positions)
    return {
        "kind": network.kind,
        "language": language,
        "title": (network.title_ja, network.title_en),
        "snapshot": network.snapshot,
        "frame": asdict(bounds),
        "headings": [asdict(each) for each in headings(network, positions)],
        "nodes": [_node(node, positions[node.iri]) for node in ranked_nodes(network)],
        "edges": [{"id": edge_id(edge), "source": edge.source, "target": edge.target,
                   "items": items(edge, numbers)} for edge in ranked_edges(network)],
        "passages": [_passage(item, links) for item in numbers],
        "pages": _pages(network, links) if links else {},
        "opens": {iri: links.group(iri) if links else NO_PAGE for iri in sorted(view.opens)},
        "facets": {name: {about: values for about, values in facet.values.items()
                          if about in abouts}
                   for name, facet in (("goal", network.goals),
                                       ("department", network.departments))},
        "started": network.started,
        "shared": [kind for kind in network.tie_kinds if kind in SHARED],
        "nodeKinds": {kind: asdict(NODE_STYLES[kind]) for kind in network.node_kinds},
        "tieKinds": {kind: asdict(TIE_STYLES[kind]) for kind in network.tie_kinds},
        "widths": [line_width(weight) for weight in range(heaviest + 1)],
        "label": {"size": FONT_SIZE, "line": LINE_HEIGHT, "gap": LABEL_GAP, "face": FACE},
        "words": WORDS,
    }


def _node(node: Node, position: Position) -> Json:
    return {"id": node.iri, "iri": "" if node.kind is NodeKind.GROUP else node.about,
            "name": node.name, "kind": node.kind, "detail": node.detail,
            "other": node.alternatives, "members": node.members, "x": position[0],
            "y": position[1], "radius": radius(node), "lines": wrap(node.name, WIDEST_LABEL)}


def _pages(network: Network, links: Links) -> dict[str, str]:
    """Return the address of the page of each thing that has one."""
    things = {node.iri: node.about for node in network.nodes}
    things |= {item.about: item.about for edge in network.edges for item in edge.evidence}
    pages = ((iri, links.thing(thing)) for iri, thing in sorted(things.items()))
    return {iri: page for iri, page in pages if page != NO_PAGE}


def _passage(item: Evidence, links: Links | None) -> Json:
    addresses = {"href": links.passage(item), "told": links.thing(item.told)} if links else {}
    return addresses | {
        "where": where(item), "when": when(item), "year": item.year, "by": item.by,
        "quote": item.quote, "document": item.document, "page": item.page,
        "first": item.first_line, "last": item.last_line, "sure": item.confidence,
        "cross": item.cross}


def drawing(network: Network, positions: Mapping[str, Position]) -> list[Json]:
    """Return for each node what draws it: place, radius, shape, colours and label lines."""
    return [{"node": node, "x": positions[node.iri][0], "y": positions[node.iri][1],
             "radius": radius(node), "style": NODE_STYLES[node.kind],
             "lines": _label_lines(node, positions[node.iri])} for node in ranked_nodes(network)]


def _label_lines(node: Node, position: Position) -> list[Json]:
    """Return the lines of the label of ``node`` with the top and the breadth of each."""
    top = position[1] + radius(node) + LABEL_GAP
    return [{"text": line, "top": top + at * LINE_HEIGHT, "breadth": width(line) * FONT_SIZE}
            for at, line in enumerate(wrap(node.name, WIDEST_LABEL))]


def edge_rows(network: Network, positions: Mapping[str, Position], bent: Bends) -> list[Json]:
    """Return the row of each edge for the table, with what draws its line."""
    names = {node.iri: node.name for node in network.nodes}
    things = {node.iri: node.about for node in network.nodes}
    radii = {node.iri: radius(node) for node in network.nodes}
    return [{
        "id": edge_id(edge), "source": names[edge.source], "target": names[edge.target],
        "source_iri": things[edge.source], "target_iri": things[edge.target],
        "counts": [edge.count(kind) for kind in network.tie_kinds],
        "labels": list(dict.fromkeys(item.label for item in edge.evidence)),
        "style": TIE_STYLES[edge.kind], "width": line_width(edge.weight),
        **_line(positions[edge.source], positions[edge.target],
                bent.get((edge.source, edge.target), 0.0), radii[edge.target]),
    } for edge in ranked_edges(network)]


def _line(start: Position, end: Position, bend: float, gap: float) -> dict[str, str]:
    """Return the path of a line and the corners of its arrowhead, ``gap`` pixels before ``end``."""
    via = control(start, end, bend)
    turn = f"Q{via[0]:.1f},{via[1]:.1f}" if bend else "L"
    return {"path": f"M{start[0]},{start[1]} {turn} {end[0]},{end[1]}",
            "arrow": _arrow(via, end, gap)}


def _arrow(start: tuple[float, float], end: Position, gap: float) -> str:
    """Return the corners of an arrowhead that comes from ``start``, ``gap`` pixels before ``end``.
    """
    length = math.dist(start, end) or 1.0
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    tip = (end[0] - x * (gap + 3), end[1] - y * (gap + 3))
    foot = (tip[0] - x * ARROW_LENGTH, tip[1] - y * ARROW_LENGTH)
    corners = (tip, (foot[0] - y * ARROW_LENGTH / 3, foot[1] + x * ARROW_LENGTH / 3),
               (foot[0] + y * ARROW_LENGTH / 3, foot[1] - x * ARROW_LENGTH / 3))
    return " ".join(f"{corner[0]:.1f},{corner[1]:.1f}" for corner in corners)
