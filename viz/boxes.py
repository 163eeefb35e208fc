"""The room that a node takes with its label, which every way of placing must respect."""

from __future__ import annotations

from dataclasses import dataclass

from viz.labels import width, wrap
from viz.network import Node
from viz.style import FONT_SIZE, LABEL_GAP, LINE_HEIGHT, WIDEST_LABEL, radius

BROADNESS = 1.5
"""How broad a picture is made: as many times as it is high."""

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node takes around its point: half its width, its reach upwards and downwards;
    ``label`` is half the width of the label, which begins ``LABEL_GAP`` below the shape."""

    half_width: float
    up: float
    down: float
    label: float


def box(node: Node) -> Box:
    """Return the room that ``node`` takes with its wrapped label below it, in pixels."""
    lines = wrap(node.name, WIDEST_LABEL)
    label = max(width(line) for line in lines) * FONT_SIZE / 2
    return Box(max(radius(node), label), radius(node),
               radius(node) + LABEL_GAP + len(lines) * LINE_HEIGHT, label)
