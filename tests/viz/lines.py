"""What a reader sees of lines: which run behind labels, which cross. Counted point by point."""

import math
from collections.abc import Mapping
from itertools import combinations

from viz.bends import bends, control
from viz.boxes import Position, box
from viz.network import Edge, Network
from viz.style import LABEL_GAP

Point = tuple[float, float]
POINTS = 200


def lines_behind_labels(
    network: Network, positions: Mapping[str, Position],
) -> list[tuple[str, str, str]]:
    """Return the ends of each line shown at first and whose label it runs behind, not being tied
    to it."""
    found = []
    labels = {}
    for node in network.nodes:
        (x, y), room = positions[node.iri], box(node)
        labels[node.iri] = (x - room.label, y + room.up + LABEL_GAP, x + room.label, y + room.down)
    for edge, points in drawn(network, positions):
        for iri, (left, top, right, bottom) in labels.items():
            if iri not in (edge.source, edge.target) and any(
                    left < x < right and top < y < bottom for x, y in points):
                found.append((edge.source, edge.target, iri))
    return found


def drawn(network: Network, positions: Mapping[str, Position]) -> list[tuple[Edge, list[Point]]]:
    """Return the lines shown at first, each with points along it."""
    bent, found = bends(network, positions), []
    for edge in network.edges:
        if edge.is_of(network.started):
            start, end = positions[edge.source], positions[edge.target]
            via = control(start, end, bent.get((edge.source, edge.target), 0.0))
            found.append((edge, [_point(start, via, end, at / POINTS)
                                 for at in range(POINTS + 1)]))
    return found


def crossings(network: Network, positions: Mapping[str, Position]) -> int:
    """Return how many pairs of lines without a common end cross, taken for straight."""
    lines = [edge for edge in network.edges if edge.is_of(network.started)]
    return sum(_cross(*(positions[iri] for edge in pair for iri in (edge.source, edge.target)))
               for pair in combinations(lines, 2)
               if len({iri for edge in pair for iri in (edge.source, edge.target)}) == 4)


def _point(start: Point, via: Point, end: Point, at: float) -> Point:
    return (math.fsum(((1 - at) ** 2 * start[0], 2 * at * (1 - at) * via[0], at ** 2 * end[0])),
            math.fsum(((1 - at) ** 2 * start[1], 2 * at * (1 - at) * via[1], at ** 2 * end[1])))


def _cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    return (_turn(one, two, three) * _turn(one, two, four) < 0
            and _turn(three, four, one) * _turn(three, four, two) < 0)


def _turn(one: Point, two: Point, three: Point) -> float:
    return ((two[0] - one[0]) * (three[1] - one[1])
            - (two[1] - one[1]) * (three[0] - one[0]))
