"""Which departments go on under another name, were merged or split: by their work and names.

The work are the projects that a department is in charge of or reports on, as far as both editions
list them under one name. A department is told to go on in another only where most of its work
does; a name alone is believed only where neither edition tells of any work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.editions.assignment import assigned
from graph.editions.change import Between, Change, ChangeKind, Score, Thing, rounded
from graph.editions.cover import Cover
from graph.editions.inventory import Department, Inventory
from loaders.similarity import bigrams, dice

MOST = 0.5
"""So much of a department's work goes to, or comes from, the one it goes on in."""
FEWEST = 2
"""One project alone does not tell; with names that are ALIKE it does."""
ALIKE = 0.5
"""Two names so much alike (Dice) may be of one department."""
BY_NAME = Decimal("0.6")
"""The confidence where only the names speak."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The work that goes from one department to another: how many projects, and their shares of
    what the first had and of what the second has."""

    projects: int
    of_earlier: float
    of_later: float


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """Departments (keys) that became others: ``kind`` is RENAMED, MERGED or SPLIT."""

    kind: ChangeKind
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    confidence: Decimal
    scores: tuple[Score, ...]


class Reorganisations:
    """How the departments of one edition became those of the next."""

    def __init__(self, earlier: Inventory, later: Inventory) -> None:
        self._earlier, self._later = earlier.departments, later.departments
        self._listed = earlier.projects.keys() & later.projects.keys()
        self._flows = self._all_flows()
        self.gone = self._earlier.keys() - self._later.keys()
        self.new = self._later.keys() - self._earlier.keys()
        self.found = tuple(self._found())

    def successors(self, departments: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Return for each department (key) of the earlier edition what it may be called now."""
        became: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.found:
            for one in each.earlier:
                became[one].update(each.later)
        return {one: frozenset({one} | became[one]) for one in departments}

    def _work(self, department: Department) -> frozenset[str]:
        return department.projects & self._listed

    def _all_flows(self) -> dict[tuple[str, str], Flow]:
        doing: defaultdict[str, list[str]] = defaultdict(list)
        for department in self._later.values():
            for project in self._work(department):
                doing[project].append(department.key)
        counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for department in self._earlier.values():
            for project in self._work(department):
                for later in doing[project]:
                    counts[department.key, later] += 1
        return {(one, two): Flow(count, count / len(self._work(self._earlier[one])),
                                 count / len(self._work(self._later[two])))
                for (one, two), count in sorted(counts.items())}

    def _tells(self, one: str, two: str) -> bool:
        return (self._flows[one, two].projects >= FEWEST
                or _alike(self._earlier[one].name, self._later[two].name) >= ALIKE)

    def _found(self) -> Iterator[Reorganisation]:
        feeders: defaultdict[str, list[str]] = defaultdict(list)
        offshoots: defaultdict[str, list[str]] = defaultdict(list)
        for (one, two), flow in self._flows.items():
            if one in self.gone and flow.of_earlier > MOST and self._tells(one, two):
                feeders[two].append(one)
            if two in self.new and flow.of_later > MOST and self._tells(one, two):
                offshoots[one].append(two)
        merged = {two: ones for two, ones in feeders.items()
                  if len(ones) > 1 or two not in self.new}
        split = {one: twos for one, twos in offshoots.items()
                 if len(twos) > 1 or one not in self.gone}
        for two, ones in sorted(merged.items()):
            yield self._joint(ChangeKind.MERGED, [*ones, *self._same(two)], [two])
        for one, twos in sorted(split.items()):
            yield self._joint(ChangeKind.SPLIT, [one], [*twos, *self._same(one)])
        involved = ({(0, one) for ones in merged.values() for one in ones}
                    | {(1, two) for two in merged} | {(0, one) for one in split}
                    | {(1, two) for twos in split.values() for two in twos})
        yield from self._renamed(involved)

    def _same(self, key: str) -> list[str]:
        """Return ``key`` itself where the department is printed in both editions."""
        return [key] if key in self._earlier and key in self._later else []

    def _joint(self, kind: ChangeKind, ones: list[str], twos: list[str]) -> Reorganisation:
        """A merger is as sure as the least of the flows into it, a split as those out of it."""
        work = min(
            _sureness(flow.projects, flow.of_earlier if kind is ChangeKind.MERGED
                      else flow.of_later)
            for one in ones for two in twos if one != two
            for flow in [self._flows[one, two]])
        return Reorganisation(kind, tuple(sorted(ones)), tuple(sorted(twos)), rounded(work),
                              (Score("department", rounded(work)),))

    def _renamed(self, involved: set[tuple[int, str]]) -> Iterator[Reorganisation]:
        ones = sorted(one for one in self.gone if (0, one) not in involved)
        twos = sorted(two for two in self.new if (1, two) not in involved)
        scores = {(one, two): score for one in ones for two in twos
                  if (score := self._rename_score(one, two)) is not None}
        for one, two in assigned({pair: float(sum(value for value in score.values()))
                                  for pair, score in scores.items()}, margin=0.05):
            name, work = scores[one, two]["name"], scores[one, two]["work"]
            sure = rounded(1 - (1 - work) * (1 - 0.8 * name)) if work else BY_NAME
            yield Reorganisation(
                ChangeKind.RENAMED, (one,), (two,), sure,
                (Score("name", rounded(name)), Score("department", rounded(work))))

    def _rename_score(self, one: str, two: str) -> dict[str, float] | None:
        earlier, later = self._earlier[one], self._later[two]
        name, flow = _alike(earlier.name, later.name), self._flows.get((one, two))
        if flow is None:
            known = self._work(earlier) or self._work(later)
            return None if known or name < ALIKE else {"name": name, "work": 0.0}
        share = min(flow.of_earlier, flow.of_later)
        if share < MOST or not self._tells(one, two):
            return None
        return {"name": name, "work": _sureness(flow.projects, share)}


def _alike(one: str, two: str) -> float:
    return dice(bigrams(one), bigrams(two))


def _sureness(projects: int, share: float) -> float:
    """Return how far ``projects`` in common, being ``share`` of all, speak for one department."""
    return share * projects / (projects + 1)


def department_changes(
    between: Between, reorganisations: Reorganisations, forth: Cover, back: Cover
) -> Iterator[Change]:
    """Yield renamed, merged, split, ended and new departments; ``forth`` tells what the later
    edition covers of the earlier, ``back`` the reverse. None where one edition prints none."""
    earlier, later = between.earlier.departments, between.later.departments
    if not earlier or not later:
        return
    for each in reorganisations.found:
        yield _reorganised(between, each)
    known = reorganisations.found
    for key in sorted(reorganisations.gone - {one for each in known for one in each.earlier}):
        yield _unpaired(between, earlier[key], forth)
    for key in sorted(reorganisations.new - {two for each in known for two in each.later}):
        yield _unpaired(between, later[key], back)


def _thing(department: Department) -> Thing:
    return Thing("Department", department.key, department.name)


_WORDS = {ChangeKind.RENAMED: ("名称が変わった", "renamed"),
          ChangeKind.MERGED: ("統合された", "merged"), ChangeKind.SPLIT: ("分かれた", "split")}


def _reorganised(between: Between, found: Reorganisation) -> Change:
    ones = [between.earlier.departments[key] for key in found.earlier]
    twos = [between.later.departments[key] for key in found.later]
    before, after = [*map(_thing, ones)], [*map(_thing, twos)]
    ja, en = _WORDS[found.kind]
    old = "・".join(thing.name for thing in before)
    new = "・".join(thing.name for thing in after)
    return between.change(
        found.kind, [*before, *after], before, after,
        "name" if found.confidence == BY_NAME and len(found.scores) > 1 else "work",
        (f"{old}は{new}に{ja}可能性があります（担当事業の引継ぎ、名称の近さによる）。",
         f"{old} may have been {en} into {new}, by the projects taken over and the names."),
        ((quote for one in ones for quote in one.quotes),
         (quote for two in twos for quote in two.quotes)), found.confidence, found.scores)


def _unpaired(between: Between, department: Department, cover: Cover) -> Change:
    """A department that one edition prints: ended or new where the other covers all its places."""
    inventory = cover.inventory
    places = {place.notation for key in department.projects if key in inventory.projects
              for place in inventory.projects[key].places} | department.parts
    thing = _thing(department)
    return between.alone(
        thing, [thing], department.quotes, ended=inventory is between.earlier,
        covered=bool(places) and all(map(cover.covers, places)))
