"""Which goal, direction or measure of one edition is which of the other.

A new edition counts anew, so that a notation alone tells nothing across editions; the label does,
and so do the projects below it. Levels are matched from the top, because measures of one label
stand in several directions (再掲) and are told apart by what they stand under.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.editions.assignment import Pair, assigned
from graph.editions.inventory import ROOT, Inventory, Part
from graph.editions.likeness import sharing_pairs
from graph.outline import DIRECTION, GOAL, MEASURE
from loaders.similarity import bigrams, dice
from ontology.names import normalised_name

ALIKE = 0.6
"""Two labels so much alike (Dice) are one label reworded."""
SAME_PROJECTS = 0.5
"""With another label, two parts are one where they share so much of the projects of both…"""
FEWEST_SHARED = 2
"""…and this many projects at least."""
LEVELS = (GOAL, DIRECTION, MEASURE)
_WEIGHTS = {"label": 0.6, "above": 0.2, "projects": 0.15, "notation": 0.05}


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The notations that mean one part, in both ways; a part that is in one edition alone has
    none. ROOT corresponds to ROOT. ``sureness`` (0–1, by earlier notation) is how much speaks for
    it: the labels or the projects, whichever speaks louder."""

    to_later: Mapping[str, str]
    to_earlier: Mapping[str, str]
    sureness: Mapping[str, float]

    @property
    def reversed(self) -> Correspondence:
        """The same, seen from the later edition."""
        return Correspondence(self.to_earlier, self.to_later, {
            two: self.sureness[one] for one, two in self.to_later.items() if one in self.sureness})


def correspondence_of(earlier: Inventory, later: Inventory) -> Correspondence:
    """Return which parts of ``earlier`` and ``later`` are the same."""
    found = {ROOT: ROOT}
    sure: dict[str, float] = {}
    for level in LEVELS:
        ones = {part.notation: part for part in earlier.parts.values() if part.kind == level}
        twos = {part.notation: part for part in later.parts.values() if part.kind == level}
        scores = {}
        for pair in _candidates(ones, twos, earlier, later):
            score = _score(ones[pair[0]], twos[pair[1]], earlier, later, found)
            if score is not None:
                scores[pair] = score
        for one, two in assigned(scores):
            found[one] = two
            sure[one] = max(_labels_alike(ones[one], twos[two]),
                            _shared_projects(ones[one], twos[two], earlier, later)[1])
    return Correspondence(found, {two: one for one, two in found.items()}, sure)


def _candidates(
    ones: Mapping[str, Part], twos: Mapping[str, Part], earlier: Inventory, later: Inventory
) -> set[Pair]:
    """Pairs of one notation, of one label, of labels with a rare pair of characters in common, or
    with a project in common."""
    pairs = {(notation, notation) for notation in ones.keys() & twos.keys()}
    pairs |= sharing_pairs({n: part.label for n, part in ones.items()},
                           {n: part.label for n, part in twos.items()})
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for notation, part in twos.items():
        by_label[_label(part)].append(notation)
    pairs |= {(one, two) for one, part in ones.items() if _label(part)
              for two in by_label.get(_label(part), ())}
    return pairs | _with_common_projects(ones, twos, earlier, later)


def _with_common_projects(
    ones: Mapping[str, Part], twos: Mapping[str, Part], earlier: Inventory, later: Inventory
) -> set[Pair]:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for two in twos:
        for project in later.home_projects.get(two, ()):
            homes[project].append(two)
    return {(one, two) for one in ones for project in earlier.home_projects.get(one, ())
            for two in homes.get(project, ())}


def _label(part: Part) -> str:
    return normalised_name(part.label)


def _labels_alike(one: Part, two: Part) -> float:
    labels = (_label(one), _label(two))
    return 1.0 if labels[0] == labels[1] else dice(*map(bigrams, labels))


def _score(
    one: Part, two: Part, earlier: Inventory, later: Inventory, above: Mapping[str, str]
) -> float | None:
    """Return how surely two parts of one level are the same, 0–1; None where they are not."""
    alike = _labels_alike(one, two)
    shared, share = _shared_projects(one, two, earlier, later)
    one_notation = (one.notation == two.notation
                    and earlier.period.edition == later.period.edition)
    under_one = above.get(earlier.above(one.notation)) == later.above(two.notation)
    unnamed = not (_label(one) and _label(two))
    if unnamed and not (one_notation and under_one):
        return None
    if not unnamed and alike < ALIKE and (shared < FEWEST_SHARED or share < SAME_PROJECTS):
        return None
    return sum(weight * value for weight, value in zip(
        _WEIGHTS.values(), (0.0 if unnamed else alike, under_one, share, one_notation),
        strict=True))


def _shared_projects(
    one: Part, two: Part, earlier: Inventory, later: Inventory
) -> tuple[int, float]:
    """Return how many home projects two parts share, and their share of the larger list."""
    first = earlier.home_projects.get(one.notation, frozenset())
    second = later.home_projects.get(two.notation, frozenset())
    shared = len(first & second)
    return shared, shared / max(len(first), len(second), 1)
