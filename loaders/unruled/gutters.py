"""Where one column ends and the next begins: the white space that runs down the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from loaders.unruled.fragments import BETWEEN_WORDS, Fragment

CROSSED = 3.0
"""Cost of a text that runs over the place where a column is cut."""
BEGUN = 1.0
"""Gain of a text that begins where a column is cut."""
WIDEST = 600
"""A page is looked at up to this many half characters."""
NARROWEST = 3
"""A column is at least as many half characters wide."""


SLACK = 0.05
"""Places no further apart are one."""


@dataclass(frozen=True, slots=True)
class Gutters:
    """The left edges of all columns but the first, how many texts run over them, and how many
    begin right there."""

    cuts: tuple[float, ...]
    crossed: int
    begun: int

    @property
    def fault(self) -> float:
        """How badly the cuts part the texts; below 0 where many texts begin at them."""
        return CROSSED * self.crossed - BEGUN * self.begun

    def column_of(self, one: Fragment) -> int:
        """Return the column in which a text begins."""
        return sum(cut <= one.left + SLACK for cut in self.cuts)

    def crosses(self, one: Fragment, slack: float) -> bool:
        """Tell whether a text runs on into another column by more than ``slack``."""
        return any(one.left + SLACK < cut < one.right - slack for cut in self.cuts)


def gutters_of(
    fragments: Sequence[Fragment],
    count: int,
    bounds: Sequence[tuple[float, float]],
    unit: float,
) -> Gutters:
    """Return the best cuts of ``fragments`` into ``count`` columns.

    ``bounds`` gives for each cut the edges between which it must lie (empty where none are known).
    """
    crossed, begun = _profile(fragments, unit, max((high for _, high in bounds), default=0.0))
    size = len(crossed)
    ranges = [
        (max(1, floor(low / unit)), min(size - 1, floor((high + SLACK) / unit)))
        for low, high in bounds
    ] or [(1, size - 1)] * (count - 1)
    places = _best(crossed, begun, ranges)
    return Gutters(
        tuple(place * unit for place in places),
        sum(crossed[place] for place in places),
        sum(begun[place] for place in places),
    )


def _profile(
    fragments: Sequence[Fragment], unit: float, least: float
) -> tuple[list[int], list[int]]:
    """How many texts run over each place, and how many begin there, as far as the texts and
    ``least`` reach: the last column can be empty."""
    right = max((one.right for one in fragments), default=0.0)
    size = 2 + min(WIDEST, ceil(max(right, least) / unit))
    steps, begun = [0] * (size + 1), [0] * size
    before: Fragment | None = None
    for one in sorted(fragments, key=lambda one: (one.page or 0, one.top, one.left)):
        same_line = before is not None and (before.page, before.top) == (one.page, one.top)
        apart = before is None or not same_line or one.left - before.right > BETWEEN_WORDS * unit
        before = one
        left, right = floor((one.left + SLACK) / unit), ceil((one.right - SLACK) / unit)
        if left < size and apart:
            begun[left] += 1
        if left + 1 < min(right, size):
            steps[left + 1] += 1
            steps[min(right, size)] -= 1
    crossed, running = [], 0
    for step in steps[:size]:
        running += step
        crossed.append(running)
    return crossed, begun


def _best(
    crossed: Sequence[int], begun: Sequence[int], ranges: Sequence[tuple[int, int]]
) -> list[int]:
    """The places, one in each range and in order, where least is crossed and most begins."""
    chains: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    best_until: list[tuple[float, tuple[int, ...]]] = []
    for low, high in ranges:
        low = min(low, len(crossed) - 1)
        grown: dict[int, tuple[float, tuple[int, ...]]] = {}
        for place in range(low, max(high, low) + 1):
            cost = CROSSED * crossed[place] - BEGUN * begun[place]
            before = best_until[max(0, place - NARROWEST)] if best_until else chains[0]
            grown[place] = (before[0] + cost, (*before[1], place))
        best_until = _running_best(grown, len(crossed))
    return list(best_until[-1][1]) if best_until else []


def _running_best(
    grown: dict[int, tuple[float, tuple[int, ...]]], size: int
) -> list[tuple[float, tuple[int, ...]]]:
    """For each place the best chain that ends there or before."""
    least: tuple[float, tuple[int, ...]] = (float("inf"), next(iter(grown.values()))[1])
    best = []
    for place in range(size):
        here = grown.get(place)
        if here is not None and here[0] <= least[0]:
            least = here
        best.append(least)
    return best
