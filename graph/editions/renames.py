"""Projects that go on under another name: proposed with a confidence, never merged.

What speaks for a rename is the name itself and what the reports say; that the project stands in
the same place and is in the same hands supports it and proves nothing: in most directions one
department has several projects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from graph.editions.assignment import Pair, assigned
from graph.editions.change import Between, Change, ChangeKind, Score, Thing, rounded
from graph.editions.cover import Cover
from graph.editions.inventory import Project
from graph.editions.likeness import MOST_ALIKE, NameLikeness, are_contrasted, sharing_pairs
from loaders.similarity import bigrams, dice

PROPOSED = 0.6
"""From this confidence on a rename is proposed."""
REPLACES = 0.8
"""From this confidence on the graph says dcterms:replaces as well."""
MARGIN = 0.05
"""A proposal must be better by this than any other for either project."""
CONTENT, PLACE, DEPARTMENT = 0.8, 0.1, 0.1
"""What name and text together, the place and the department weigh; unknown ones weigh nothing."""
TEXTS_APART, TEXTS_ALIKE = 0.25, 0.75
"""Reports on different projects of one department share so many pairs of characters (Dice), two
years' reports on one project hardly more than the second."""
APART = 0.8
"""Name counts so much of itself where both editions' reports speak of different matters."""
SHORTEST_TEXT = 20
"""Fewer characters tell nothing."""
LARGEST_BLOCK = 400
"""Places with more possible pairs than this propose none that share no part of their names."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two projects are, 0–1 in each dimension; None where it cannot be told."""

    name: float
    text: float | None
    place: float | None
    department: float | None

    @property
    def confidence(self) -> float:
        """Return how surely the two are one project under two names."""
        name = self.name * APART if self.text == 0 else self.name
        content = 1 - (1 - name) * (1 - (self.text or 0.0))
        known = [(CONTENT, content)]
        known += [(weight, value) for weight, value in
                  ((PLACE, self.place), (DEPARTMENT, self.department)) if value is not None]
        return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)

    @property
    def scores(self) -> tuple[Score, ...]:
        """The dimensions that are known."""
        told = (("name", self.name), ("text", self.text), ("place", self.place),
                ("department", self.department))
        return tuple(Score(dimension, rounded(value)) for dimension, value in told
                     if value is not None)


class Renames:
    """Compares the projects that one edition alone has with those that the other alone has."""

    def __init__(self, between: Between, forth: Cover, back: Cover,
                 successors: Mapping[str, frozenset[str]]) -> None:
        self._between, self._same, self._successors = between, forth.same, successors
        self._one_kind = between.earlier.coverage == between.later.coverage
        earlier, later = between.earlier.projects, between.later.projects
        self._gone = {key: each for key, each in earlier.items() if key not in later}
        self._new = {key: each for key, each in later.items() if key not in earlier}
        self._ended = {key for key, each in self._gone.items() if forth.covers_all(each)}
        self._added = {key for key, each in self._new.items() if back.covers_all(each)}
        self._names = NameLikeness(earlier, later)
        self._texts = {key: bigrams(each.text) if len(each.text) >= SHORTEST_TEXT else None
                       for key, each in (self._gone | self._new).items()}

    def changes(self) -> Iterator[Change]:
        """Yield one change for each rename that is proposed; no project is in two."""
        likenesses = {pair: likeness for pair in self._candidates()
                      if (likeness := self._likeness(*pair)).confidence >= PROPOSED}
        scores = {pair: round(likeness.confidence, 6) for pair, likeness in likenesses.items()}
        for one, two in assigned(scores, MARGIN):
            yield self._change(self._gone[one], self._new[two], likenesses[one, two])

    def _candidates(self) -> Iterator[Pair]:
        pairs = sharing_pairs({key: key for key in self._gone}, {key: key for key in self._new})
        for pair in sorted(pairs | self._in_one_place()):
            if self._may_be_one(*pair) and not are_contrasted(*pair):
                yield pair

    def _may_be_one(self, one: str, two: str) -> bool:
        """Tell whether one of the two is surely not in the other edition: where neither covers the
        other's place, both may well go on. Lists and reports never cover each other."""
        return not self._one_kind or one in self._ended or two in self._added

    def _in_one_place(self) -> set[Pair]:
        gone, new = self._by_direction(self._gone.values()), self._by_direction(self._new.values())
        return {pair for direction, ones in gone.items()
                for twos in [new.get(self._same.to_later.get(direction, ""), [])]
                if len(ones) * len(twos) <= LARGEST_BLOCK for pair in product(ones, twos)}

    def _by_direction(self, projects: Iterable[Project]) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for project in projects:
            inventory = (self._between.earlier if project.key in self._gone
                         else self._between.later)
            for direction in {inventory.direction(place.notation) for place in project.places}:
                found[direction].append(project.key)
        return found

    def _likeness(self, one: str, two: str) -> Likeness:
        earlier, later = self._gone[one], self._new[two]
        return Likeness(self._names(one, two), _texts(self._texts[one], self._texts[two]),
                        self._place(earlier, later), self._department(earlier, later))

    def _place(self, earlier: Project, later: Project) -> float | None:
        """1 in the same list, 0.75 in the same direction, 0.5 in the same goal; None where one
        edition has no counterpart of any place of the other."""
        ones, twos = self._between.earlier, self._between.later
        to_later, to_earlier = self._same.to_later, self._same.to_earlier
        best: float | None = None
        for one, two in product(earlier.places, later.places):
            above = list(ones.upwards(one.notation)), list(twos.upwards(two.notation))
            if not (any(part in to_later for part in above[0])
                    and any(part in to_earlier for part in above[1])):
                continue
            if to_later.get(one.notation) == two.notation:
                alike = 1.0
            elif to_later.get(ones.direction(one.notation)) == twos.direction(two.notation):
                alike = 0.75
            else:
                alike = 0.5 if to_later.get(above[0][-1]) == above[1][-1] else 0.0
            best = alike if best is None else max(best, alike)
        return best

    def _department(self, earlier: Project, later: Project) -> float | None:
        if not earlier.departments or not later.departments:
            return None
        called = (self._successors.get(one, frozenset({one})) for one in earlier.departments)
        return float(any(names & later.departments for names in called))

    def _change(self, earlier: Project, later: Project, likeness: Likeness) -> Change:
        one, two = (Thing("Project", each.key, each.name) for each in (earlier, later))
        told = {"name": ("名称", "name"), "text": ("報告文", "text"), "place": ("掲載先", "place"),
                "department": ("所管", "department")}
        ja = "、".join(f"{told[s.dimension][0]} {s.value}" for s in likeness.scores)
        en = ", ".join(f"{told[s.dimension][1]} {s.value}" for s in likeness.scores)
        return self._between.change(
            ChangeKind.RENAMED, [one, two], [one], [two], "likeness",
            (f"「{one.name}」は「{two.name}」に改称された可能性があります（{ja}）。",
             f"「{one.name}」 may have been renamed 「{two.name}」 ({en})."),
            (earlier.quotes, later.quotes), rounded(likeness.confidence), likeness.scores)


def _texts(one: frozenset[str] | None, two: frozenset[str] | None) -> float | None:
    if one is None or two is None:
        return None
    alike = dice(one, two)
    return min(MOST_ALIKE, max(0.0, (alike - TEXTS_APART) / (TEXTS_ALIKE - TEXTS_APART)))
