"""Which lines run through which boxes, and which lines cross: many at once.

Points are arrays whose last axis is (x, y), boxes those whose last axis is (left, top, right,
bottom), all in pixels; the axes before are broadcast as numpy does it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Told = NDArray[np.bool_]
_LEAST = 1e-9


def through(starts: Points, ends: Points, boxes: Points) -> Told:
    """Tell whether the line from each start to its end runs through each box."""
    way = ends - starts
    way = np.where(np.abs(way) < _LEAST, _LEAST, way)
    one = (boxes[..., :2] - starts) / way
    other = (boxes[..., 2:] - starts) / way
    enters = np.minimum(one, other).max(axis=-1)
    leaves = np.maximum(one, other).min(axis=-1)
    return np.asarray(np.maximum(enters, 0) < np.minimum(leaves, 1), bool)


def crossing(starts: Points, ends: Points, others: Points, their_ends: Points) -> Told:
    """Tell whether the line from each start to its end crosses each other line inside both."""
    apart = _side(starts, ends, others) * _side(starts, ends, their_ends) < -_LEAST
    apart_too = _side(others, their_ends, starts) * _side(others, their_ends, ends) < -_LEAST
    return np.asarray(apart & apart_too, bool)


def _side(starts: Points, ends: Points, points: Points) -> Points:
    way, there = ends - starts, points - starts
    return np.asarray(way[..., 0] * there[..., 1] - way[..., 1] * there[..., 0], float)
