"""Where the nodes of a picture in columns stand: from before to after, near what they are tied to.

The outer columns keep the order of their notations, the inner ones follow what they are tied to,
so that lines cross little. A long column is set in several beside each other, as many as show
the picture as large as a screen can.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viz.boxes import Position, box
from viz.network import Network, Node

GAP_BETWEEN = 48.0
GAP_WITHIN = 16.0
SCREEN = 1016 / 600
ROOM_FOR_LETTERS = 1.2
"""Far out, letters are drawn larger to stay readable: columns must not stand too near."""
MOST_ROWS = 40
HEADING_GAP = 26.0
HEADING_HEIGHT = 48.0


def place_in_columns(network: Network) -> dict[str, Position]:
    """Return the position of every node by IRI; every node has a column."""
    columns = _ordered(network)
    room = [box(node) for node in network.nodes]
    cell = (2 * max(each.half_width for each in room) + GAP_WITHIN,
            max(each.up + each.down for each in room) + GAP_WITHIN)
    counts = [len(nodes) for nodes in columns]
    rows = max(range(1, MOST_ROWS + 1), key=lambda rows: min(
        SCREEN / ROOM_FOR_LETTERS / _breadth(counts, rows, cell[0]),
        1 / (rows * cell[1] + HEADING_HEIGHT)))
    breadth, height = _breadth(counts, rows, cell[0]), rows * cell[1]
    wider = max(1.0, SCREEN * (height + HEADING_HEIGHT) / breadth)
    positions: dict[str, Position] = {}
    left = 0.0
    for nodes in columns:
        across = math.ceil(len(nodes) / rows)
        down = math.ceil(len(nodes) / across)
        for at, node in enumerate(nodes):
            x = left + cell[0] * (at % across + 0.5)
            y = height * (at // across + 0.5) / down
            positions[node.iri] = (round(x * wider), round(y))
        left += across * cell[0] + GAP_BETWEEN
    middle = (round((left - GAP_BETWEEN) * wider / 2), round(height / 2))
    return {iri: (x - middle[0], y - middle[1]) for iri, (x, y) in positions.items()}


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above a column, with the middle of their baseline in pixels."""

    x: int
    y: int
    ja: str
    en: str


def headings(network: Network, positions: Mapping[str, Position]) -> list[Heading]:
    """Return the headings of the columns that there are, all as high as the highest node allows."""
    if not network.headings or any(node.column is None for node in network.nodes):
        return []
    across: defaultdict[int, list[int]] = defaultdict(list)
    for node in network.nodes:
        across[node.column or 0].append(positions[node.iri][0])
    top = min((positions[node.iri][1] - box(node).up for node in network.nodes), default=0)
    return [Heading(round((min(xs) + max(xs)) / 2), round(top - HEADING_GAP), *network.headings[at])
            for at, xs in sorted(across.items())]


def _breadth(counts: Sequence[int], rows: int, cell: float) -> float:
    return sum(math.ceil(count / rows) * cell + GAP_BETWEEN for count in counts)


def _ordered(network: Network) -> list[list[Node]]:
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for node in network.nodes:
        found[node.column or 0].append(node)
    columns = [sorted(found[column], key=_by_notation) for column in sorted(found)]
    heights: dict[str, float] = {}
    for nodes in (columns[0], columns[-1]):
        heights |= {node.iri: at / max(1, len(nodes) - 1) for at, node in enumerate(nodes)}
    near = _near(network)
    inner = [sorted(nodes, key=lambda node: (_mean(near[node.iri], heights), _by_notation(node)))
             for nodes in columns[1:-1]]
    return [columns[0], *inner, *columns[1:][-1:]]


def _near(network: Network) -> Mapping[str, list[str]]:
    near: defaultdict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    return near


def _mean(iris: Sequence[str], heights: Mapping[str, float]) -> float:
    known = [heights[iri] for iri in iris if iri in heights]
    return sum(known) / len(known) if known else 1.0


def _by_notation(node: Node) -> tuple[bool, list[int], str, str]:
    return (not node.notation, [int(part) for part in re.findall(r"\d+", node.notation)],
            node.name, node.iri)
