"""Which lines are bent, and how far, so that they run around the labels of others.

A line is a quadratic curve whose control point is where vis-network puts that of ``curvedCW`` and
``curvedCCW``: picture, print and file show the same. Most lines stay straight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from viz.boxes import Position, box
from viz.geometry import Points, through
from viz.network import Edge, Network
from viz.style import LABEL_GAP

Bends = Mapping[tuple[str, str], float]
"""The roundness (0–1, negative: clockwise) of each line that is not straight, by its ends."""

BENDS = (0.0, *(side * far for far in (0.08, 0.16, 0.24, 0.34, 0.46, 0.6) for side in (1, -1)))
PARTS = 12
CLEAR = 3.0
MOST_NODES = 120
COST_OF_OTHER, COST_OF_OWN, COST_OF_BEND, COST_OUTSIDE = 3.0, 0.4, 0.8, 100.0


def bends(network: Network, positions: Mapping[str, Position]) -> Bends:
    """Return how lines are bent; none where there are more than ``MOST_NODES`` nodes, of which a
    thin client draws only straight lines as smoothly as it should."""
    if not 0 < len(network.nodes) <= MOST_NODES:
        return {}
    rank = {node.iri: at for at, node in enumerate(network.nodes)}
    labels, shapes = _boxes(network, positions)
    frame = np.concatenate([np.minimum(labels, shapes).min(axis=0)[:2],
                            np.maximum(labels, shapes).max(axis=0)[2:]])
    found = {(edge.source, edge.target): _bend(edge, positions, rank, labels, shapes, frame)
             for edge in network.edges}
    return {ends: bend for ends, bend in found.items() if bend}


def control(start: Position, end: Position, bend: float) -> tuple[float, float]:
    """Return the control point of the curve, as vis-network computes it from its roundness."""
    x, y = end[0] - start[0], end[1] - start[1]
    turn, far = math.pi * bend / 2, (1 + abs(bend)) / 2
    return (start[0] + far * (x * math.cos(turn) - y * math.sin(turn)),
            start[1] + far * (x * math.sin(turn) + y * math.cos(turn)))


def _boxes(network: Network, positions: Mapping[str, Position]) -> tuple[Points, Points]:
    """Return the boxes of all labels and of all shapes, with some room to be clear of them."""
    labels, shapes = [], []
    for node in network.nodes:
        (x, y), room = positions[node.iri], box(node)
        labels.append((x - room.label, y + room.up + LABEL_GAP, x + room.label, y + room.down))
        shapes.append((x - room.up, y - room.up, x + room.up, y + room.up))
    clear = np.array([-CLEAR, -CLEAR, CLEAR, CLEAR])
    return np.array(labels) + clear, np.array(shapes) + clear


def _bend(edge: Edge, positions: Mapping[str, Position], rank: Mapping[str, int], labels: Points,
          shapes: Points, frame: Points) -> float:
    start, end = positions[edge.source], positions[edge.target]
    curves = np.array([_curve(start, end, bend) for bend in BENDS])
    over, across = (np.asarray(
        through(curves[:, :-1, None], curves[:, 1:, None], boxes).any(axis=1), bool)
        for boxes in (labels, shapes))
    ends = [rank[edge.source], rank[edge.target]]
    own = over[:, ends].sum(axis=1)
    outside = ((curves < frame[:2]) | (curves > frame[2:])).any(axis=(1, 2))
    over[:, ends] = across[:, ends] = False
    cost = (COST_OF_OTHER * (over | across).sum(axis=1) + COST_OF_OWN * own
            + COST_OF_BEND * np.abs(BENDS) + COST_OUTSIDE * outside)
    return BENDS[int(np.argmin(cost))]


def _curve(start: Position, end: Position, bend: float) -> Points:
    """Return points of the curve, PARTS + 1 of them."""
    at = np.linspace(0, 1, PARTS + 1)[:, None]
    via = np.array(control(start, end, bend))
    return np.asarray((1 - at) ** 2 * np.array(start) + 2 * at * (1 - at) * via
                      + at ** 2 * np.array(end), float)
