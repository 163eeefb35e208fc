"""Where each node stands: computed ahead, so that a map opens still and the same every time.

Who stands near whom is arranged so that it keeps from year to year (``viz.arrangement``); then the
crowded middle is spread, boxes (shape and label together) are pushed apart until none overlaps, as
roomily as letters stay readable on an office screen, and nodes are moved a little out of the way of
lines (``viz.clearing``). Nodes without ties stand in rows below. What is chosen on the way follows
evenly from sizes, because a choice among few would move everything when one node more is there.
All coordinates are whole pixels, y downwards, the picture's middle at (0, 0). A network whose nodes
name their columns is placed in these (``viz.columns``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from viz.arrangement import arranged
from viz.boxes import BROADNESS, Box, Position, box
from viz.clearing import Ties, cleared
from viz.columns import place_in_columns
from viz.geometry import Points
from viz.network import Network, Node

BROADEST = tuple(tenth / 10 for tenth in range(10, 41))
MARGIN = 8.0
GROWTH = 1.04
ROOMIEST = 2.0
SCREEN = np.array([1016.0, 600.0])
FRAME = 16.0
READABLE = 0.7
TRIES = 4
TRIED_AGAIN = 120
TIGHTEST = 0.5
ROOM_TO_SPARE = 12
SWEEPS_BEFORE_GROWTH = 40


def place(network: Network) -> dict[str, Position]:
    """Return the position of every node by IRI."""
    if network.nodes and all(node.column is not None for node in network.nodes):
        return place_in_columns(network)
    nodes = sorted(network.nodes, key=lambda node: node.iri)
    tied = {iri for edge in network.edges for iri in (edge.source, edge.target)}
    inner = [node for node in nodes if node.iri in tied]
    outer = [node for node in nodes if node.iri not in tied]
    raw, area = arranged(network, inner), _area(inner, outer)
    found = []
    for _ in range(TRIES if len(inner) <= TRIED_AGAIN else 1):
        points = _spread(raw, [box(node) for node in inner], area, _broadness(area, outer))
        found.append((_scale(nodes, _positions(inner, points, outer)), points))
        if found[-1][0] >= READABLE:
            break
        area *= max(TIGHTEST, (found[-1][0] / READABLE) ** 2)
    largest = max(found, key=lambda one: one[0])[1]
    points = cleared(largest, [box(node) for node in inner], _ties_to_see(network, inner),
                     MARGIN, SCREEN / READABLE - 2 * FRAME)
    return _positions(inner, points, outer)


def _ties_to_see(network: Network, inner: list[Node]) -> Ties:
    """Return the ties shown at first as pairs of numbers of ``inner`` nodes, sorted."""
    rank, started = {node.iri: at for at, node in enumerate(inner)}, network.started
    return np.array(sorted((rank[edge.source], rank[edge.target]) for edge in network.edges
                           if edge.is_of(started)), int).reshape(-1, 2)


def _area(inner: list[Node], outer: list[Node]) -> float:
    """Return the area to give to the tied nodes: as much as leaves letters readable, at least what
    their boxes cover, at most ``ROOMIEST`` times as much and some to spare."""
    covered = sum(map(_covered, inner))
    screen = float(np.prod(SCREEN)) / READABLE ** 2 - sum(map(_covered, outer))
    return max(covered, min(screen, covered * (ROOMIEST + ROOM_TO_SPARE / max(1, len(inner)))))


def _covered(node: Node) -> float:
    room = box(node)
    return 2 * room.half_width * (room.up + room.down)


def _positions(inner: list[Node], points: Points, outer: list[Node]) -> dict[str, Position]:
    """Return the position of each of ``inner``, which stand at ``points``, and of ``outer`` below
    them."""
    positions = dict(zip((node.iri for node in inner), points, strict=True))
    bottom = max((y + box(node).down for node, (_, y) in zip(inner, points, strict=True)),
                 default=0.0)
    rows = _Rows.within(outer, float(np.ptp(points[:, 0])) if len(points) else 0.0)
    return _centred(positions | rows.positions(outer, bottom + 4 * MARGIN))


def _scale(nodes: list[Node], positions: Mapping[str, Position]) -> float:
    """Return how large the picture is shown on an office screen, 1 for its own size."""
    spots = [(*positions[node.iri], box(node)) for node in nodes]
    if not spots:
        return 1.0
    breadth = (max(x + b.half_width for x, _, b in spots)
               - min(x - b.half_width for x, _, b in spots) + 2 * FRAME)
    height = max(y + b.down for _, y, b in spots) - min(y - b.up for _, y, b in spots) + 2 * FRAME
    return float(min(SCREEN / (breadth, height)))


def _spread(points: Points, boxes: list[Box], area: float, broadness: float) -> Points:
    """Scale ``points`` to a frame of ``area``, centred, and part the ``boxes`` that overlap."""
    if len(points) == 0:
        return points
    frame = np.array([math.sqrt(area * broadness), math.sqrt(area / broadness)])
    framed = (_evened(points) - 0.5) * frame
    half_widths = np.array([b.half_width + MARGIN for b in boxes])
    half_heights = np.array([(b.up + b.down) / 2 + MARGIN / 2 for b in boxes])
    lift = np.array([(b.down - b.up) / 2 for b in boxes])
    middles = framed + np.column_stack([np.zeros(len(boxes)), lift])
    parted = _part(middles, half_widths, half_heights)
    parted -= np.column_stack([np.full(len(boxes), parted[:, 0].mean()), lift])
    return parted


def _evened(points: Points) -> Points:
    """Return ``points`` in the unit square, half by position, half by rank: crowds open up."""
    low, span = points.min(axis=0), np.ptp(points, axis=0)
    scaled = np.where(span > 0, (points - low) / np.where(span > 0, span, 1), 0.5)
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable")
    ranked = ranks / max(1, len(points) - 1) if len(points) > 1 else scaled
    return np.asarray((scaled + ranked) / 2, float)


def _part(middles: Points, half_widths: Points, half_heights: Points) -> Points:
    """Push overlapping boxes apart along the shorter way; let all grow apart where that jams."""
    moved, sweeps = middles.copy(), 0
    while _push(moved, half_widths, half_heights):
        sweeps += 1
        if sweeps % SWEEPS_BEFORE_GROWTH == 0:
            moved *= GROWTH
    return moved


def _push(middles: Points, half_widths: Points, half_heights: Points) -> bool:
    """Move each overlapping pair once, in place; return whether there was any."""
    pushed = False
    for one in range(len(middles)):
        gap = np.abs(middles - middles[one])
        wide = half_widths + half_widths[one] - gap[:, 0]
        high = half_heights + half_heights[one] - gap[:, 1]
        for other in np.nonzero((wide > 1e-6) & (high > 1e-6))[0]:
            if other > one:
                axis = 0 if wide[other] < high[other] * BROADNESS else 1
                _part_pair(middles, one, int(other), axis, (half_widths, half_heights)[axis])
                pushed = True
    return pushed


def _part_pair(middles: Points, one: int, other: int, axis: int, halves: Points) -> None:
    apart = middles[other, axis] - middles[one, axis]
    missing = halves[one] + halves[other] - abs(apart)
    step = max(0.0, missing) / 2 + 0.01
    way = -step if apart < 0 else step
    middles[one, axis] -= way
    middles[other, axis] += way


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of nodes without ties: the size of one cell, and how many stand in a row."""

    column: float
    row: float
    columns: int

    @classmethod
    def within(cls, nodes: list[Node], breadth: float) -> _Rows:
        """Return rows about as broad as ``breadth``, but no narrower than the rows are high."""
        room = [box(node) for node in nodes]
        column = 2 * (max((b.half_width for b in room), default=0.0) + MARGIN)
        row = max((b.up + b.down for b in room), default=0.0) + 2 * MARGIN
        least = math.ceil(math.sqrt(len(nodes) * BROADNESS * row / column))
        columns = max(1 + int(breadth // column), least)
        rows = math.ceil(len(nodes) / columns)
        return cls(column, row, math.ceil(len(nodes) / max(1, rows)))

    def height(self, count: int) -> float:
        return math.ceil(count / max(1, self.columns)) * self.row

    def positions(self, nodes: list[Node], top: float) -> dict[str, Points]:
        """Return the position of each node, from ``top`` down, in the order of the nodes."""
        left = -self.column * (min(self.columns, len(nodes)) - 1) / 2
        up = max((box(node).up for node in nodes), default=0.0)
        return {node.iri: np.array([left + self.column * (i % self.columns),
                                    top + self.row * (i // self.columns) + up])
                for i, node in enumerate(nodes)}


def _broadness(area: float, outer: list[Node]) -> float:
    """Return how broad to make the tied nodes, so that the picture with its rows is as a screen."""
    if not area:
        return BROADNESS

    screen = float(SCREEN[0] / SCREEN[1])

    def missed(broadness: float) -> float:
        breadth = math.sqrt(area * broadness)
        below = _Rows.within(outer, breadth).height(len(outer))
        return abs(breadth / (area / breadth + below) - screen)
    return min(BROADEST, key=missed)


def _centred(positions: Mapping[str, Points]) -> dict[str, Position]:
    if not positions:
        return {}
    points = np.array(list(positions.values()))
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return {iri: (round(float(x)), round(float(y)))
            for iri, (x, y) in zip(positions, points - middle, strict=True)}
