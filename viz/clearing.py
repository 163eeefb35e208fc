"""Nodes moved a little, so that fewer lines run through labels and shapes and fewer cross.

Each node may step to the free spots of a small grid around its place, which stays its place from
one year to the next; what a step costs is counted against the lines and labels of all others. Few
sweeps over the nodes, in their order, are enough, fewer where there are many and none above
``NODES_SWEPT``; nothing is left to chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viz.boxes import Box
from viz.geometry import Points, crossing, through
from viz.style import LABEL_GAP

REACH = np.array([120.0, 75.0])
STEPS = 9
SWEEPS = 3
NODES_SWEPT = 240
INSIDE = 2.0
COST_OF_LABEL, COST_OF_SHAPE, COST_OF_OWN_LABEL, COST_OF_CROSSING = 3.0, 2.0, 0.3, 1.0
COST_OF_WAY = 0.2
COST_OUTSIDE = 0.05

Ties = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class _Room:
    """What each node keeps free, as boxes around its point; ``whole`` with a margin."""

    whole: Points
    label: Points
    shape: Points

    @classmethod
    def of(cls, boxes: Sequence[Box], margin: float) -> _Room:
        up, down, half, label = (np.array([getattr(each, name) for each in boxes], float)
                                 for name in ("up", "down", "half_width", "label"))
        return cls(
            np.column_stack([-half - margin, -up - margin / 2, half + margin, down + margin / 2]),
            np.column_stack([-label + INSIDE, up + LABEL_GAP, label - INSIDE, down - INSIDE]),
            np.column_stack([-up, -up, up, up]))


def cleared(home: Points, boxes: Sequence[Box], ties: Ties, margin: float,
            screen: Points) -> Points:
    """Return ``home`` (n × 2, pixels) with nodes moved by at most ``REACH``.

    ``ties`` (m × 2) are the lines to see, as numbers of nodes. No box comes nearer than
    ``margin`` to another nor leaves the rectangle around all; outside of ``screen`` (breadth and
    height, about the middle of that) no node likes to be.
    """
    if not len(ties):
        return home
    room, places = _Room.of(boxes, margin), home.copy()
    frame = np.concatenate([(home + room.whole[:, :2]).min(axis=0),
                            (home + room.whole[:, 2:]).max(axis=0)])
    for _ in range(min(SWEEPS, NODES_SWEPT // len(home))):
        moves = [_move(one, home[one], places, room, ties, frame, screen)
                 for one in range(len(home))]
        if not any(moves):
            break
    return places


def _move(one: int, home: Points, places: Points, room: _Room, ties: Ties, frame: Points,
          screen: Points) -> bool:
    """Put node ``one`` into ``places`` where it costs least; tell whether it moved."""
    steps = np.linspace(-1, 1, STEPS)
    spots = home + np.array([(x, y) for x in steps for y in steps]) * REACH
    spots = np.vstack([spots[_free(one, spots, places, room, frame)], places[one]])
    away = (((spots - home) / REACH) ** 2).sum(axis=1)
    middle = (frame[:2] + frame[2:]) / 2
    over = np.maximum(0, np.maximum(spots + room.whole[one, 2:] - middle - screen / 2,
                                    middle - screen / 2 - spots - room.whole[one, :2]))
    cost = (COST_OF_WAY * away + COST_OUTSIDE * over.sum(axis=1)
            + _cost(one, spots, places, room, ties))
    best = int(np.argmin(cost))
    if cost[best] >= cost[-1] - 1e-6:
        return False
    places[one] = spots[best]
    return True


def _free(one: int, spots: Points, places: Points, room: _Room, frame: Points) -> NDArray[np.bool_]:
    boxes = np.tile(spots, 2) + room.whole[one]
    others = np.delete(np.tile(places, 2) + room.whole, one, axis=0)
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    over = ((low < others[:, 2:] - 1e-6) & (high > others[:, :2] + 1e-6)).all(axis=2)
    inside = (boxes[:, :2] >= frame[:2]) & (boxes[:, 2:] <= frame[2:])
    return np.asarray(~over.any(axis=1) & inside.all(axis=1), bool)


def _cost(one: int, spots: Points, places: Points, room: _Room, ties: Ties) -> Points:
    """Return for each of ``spots`` what the lines of ``one`` run through, and which run through
    it."""
    own = (ties == one).any(axis=1)
    ends = np.where(ties[own, 0] == one, ties[own, 1], ties[own, 0])
    starts, stops = places[ties[~own, 0]], places[ties[~own, 1]]
    cost = np.zeros(len(spots))
    for boxes, price in ((room.label, COST_OF_LABEL), (room.shape, COST_OF_SHAPE)):
        there = np.tile(spots, 2) + boxes[one]
        cost += price * through(starts, stops, there[:, None]).sum(axis=1)
        hit = through(spots[:, None, None], places[ends][:, None], np.tile(places, 2) + boxes)
        hit[:, :, one] = False
        ended = hit[:, np.arange(len(ends)), ends].sum(axis=1)
        hit[:, np.arange(len(ends)), ends] = False
        cost += price * hit.sum(axis=(1, 2))
        if boxes is room.label:
            begun = through(spots[:, None], places[ends], there[:, None]).sum(axis=1)
            cost += COST_OF_OWN_LABEL * (begun + ended)
    crossed = crossing(spots[:, None, None], places[ends][:, None], starts, stops)
    return np.asarray(cost + COST_OF_CROSSING * crossed.sum(axis=(1, 2)), float)
