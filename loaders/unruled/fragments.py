"""Fragments of text with their places: all that is known of a table that no line rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from loaders.flat import flat
from loaders.layout import Line

BETWEEN_WORDS = 2.5
"""The widest space between words of one text, in half characters."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text on a page: its line's number (1-based), and its edges from the page's upper
    left corner, in points or in characters and lines."""

    number: int
    page: int | None
    left: float
    right: float
    top: float
    bottom: float
    text: str

    @property
    def flat(self) -> str:
        return flat(self.text)

    @property
    def line(self) -> Line:
        """The fragment as a line of a cell."""
        return Line(self.number, self.text)


def in_reading_order(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Return ``fragments`` from top to bottom, on one height from left to right."""
    return sorted(fragments, key=lambda one: (one.top, one.left, one.number))


def text_lines(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return the fragments that stand on one height together, each line from left to right.

    A fragment belongs to a line whose first fragment's middle it holds.
    """
    lines: list[list[Fragment]] = []
    for one in in_reading_order(fragments):
        first = lines[-1][0] if lines else None
        if first is not None and one.top < (first.top + first.bottom) / 2:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def by_page(fragments: Iterable[Fragment]) -> list[tuple[int | None, list[Fragment]]]:
    """Return the fragments of each page, in the order of the pages."""
    ordered = sorted(fragments, key=lambda one: one.page or 0)
    return [(page, list(group)) for page, group in groupby(ordered, key=lambda one: one.page)]


def unit_of(fragments: Sequence[Fragment]) -> float:
    """Return the width of half a Japanese character: the measure in which columns are told."""
    widths = [(one.right - one.left) / len(one.text) for one in fragments if len(one.text) > 3]
    return median(widths) / 2 if widths else 1.0


def pitch_of(columns: Iterable[Sequence[Fragment]]) -> float:
    """Return the usual distance from one line of a cell to the next."""
    steps = [
        below.top - above.top
        for column in columns
        for above, below in pairwise(column)
        if below.top > above.top
    ]
    return median(steps) if steps else 1.0
