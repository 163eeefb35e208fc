"""The pairs of a plan that may be alike enough, without comparing every pair in full.

An inverted index holds for each part the projects that have it. One pass over a project's parts
adds up its products with all later projects at once, in the three dimensions of the score; what
cannot reach ``least`` is never looked at again. The sums here differ from the exact ones in their
last digits only, and a margin is left for that: the pairs that are told are the same as if all had
been compared.

A plan in which hundreds of projects resemble each other has more such pairs than anybody can read:
a project has at most ``most`` of them told, those in which it is most alike, unless the other
project has the pair among its own. How many are left out is counted, and told with the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace

import numpy
from numpy.typing import NDArray

from graph.findings.overlap.likeness import Dimension, Plan

_MARGIN = 1e-9
"""More than the sums differ from the exact ones."""
Row = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of places in the plan, in order, the first place before the second; ``untold`` counts
    for each place the pairs that are left out, where there are any."""

    pairs: tuple[tuple[int, int], ...]
    untold: Mapping[int, int]


def candidates(projects: Sequence[str], plan: Plan, least: float, most: int) -> Candidates:
    """Return the pairs of ``projects`` (IRIs in order, all of ``plan``) that may have a score of
    ``least`` (0–1, above 0), at most ``most`` for each project unless the other one has them among
    its own."""
    best: list[list[tuple[float, int, int]]] = [[] for _ in projects]
    number = [0] * len(projects)
    for first, second, score in _alike(projects, plan, least - _MARGIN):
        for one, two in ((first, second), (second, first)):
            number[one] += 1
            entry = (score, -two, two)
            if len(best[one]) < most:
                heappush(best[one], entry)
            elif entry > best[one][0]:
                heapreplace(best[one], entry)
    kept = {(min(one, two), max(one, two)) for one, heap in enumerate(best) for _, _, two in heap}
    told = [0] * len(projects)
    for pair in kept:
        for place in pair:
            told[place] += 1
    return Candidates(tuple(sorted(kept)),
                      {place: number[place] - told[place] for place in range(len(projects))
                       if number[place] > told[place]})


def _alike(
    projects: Sequence[str], plan: Plan, least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield each pair of places whose score is ``least`` or more, with its score."""
    fields, words = _Index(plan.fields, projects), _Index(plan.words, projects)
    means, groups = _Index(plan.means, projects, plain=True), _Index(plan.groups, projects)
    for first in range(len(projects) - 1):
        field, word = fields.after(first), words.after(first)
        aim = numpy.select(
            [~words.told_with(first), ~fields.told_with(first)], [field, word],
            plan.field * field + (1 - plan.field) * word)
        score = aim / 2 + (numpy.sqrt(means.after(first) * aim) + groups.after(first)) / 4
        for place in numpy.flatnonzero(score >= least).tolist():
            yield first, first + 1 + place, float(score[place])


class _Index:
    """The projects by the parts that they have in one dimension. ``plain`` takes no account of
    how rare a part in common is."""

    def __init__(self, dimension: Dimension, projects: Sequence[str], plain: bool = False) -> None:
        self._parts = [sorted(dimension.parts(project).items()) for project in projects]
        self._rarity = {} if plain else dimension.rarity
        self._told = numpy.array([bool(parts) for parts in self._parts], dtype=bool)
        having: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, parts in enumerate(self._parts):
            for part, weight in parts:
                having[part].append((place, weight))
        self._places = {part: numpy.array([place for place, _ in found])
                        for part, found in having.items()}
        self._weights = {part: numpy.array([weight for _, weight in found])
                         for part, found in having.items()}

    def told_with(self, first: int) -> NDArray[numpy.bool_]:
        """Return for each project after the one at ``first`` whether both have any part."""
        both: NDArray[numpy.bool_] = numpy.logical_and(self._told[first + 1 :], self._told[first])
        return both

    def after(self, first: int) -> Row:
        """Return the products of the project at ``first`` with each one after it, 1 at most."""
        found = numpy.zeros(len(self._parts))
        for part, weight in self._parts[first]:
            places = self._places[part]
            begin = int(numpy.searchsorted(places, first, side="right"))
            if begin < len(places):
                found[places[begin:]] += self._weights[part][begin:] * (
                    weight * self._rarity.get(part, 1.0))
        return numpy.minimum(found[first + 1 :], 1.0)
