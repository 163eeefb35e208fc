"""Projects that both editions list under one name: moved, listed again, in other hands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.editions.change import CERTAIN, Between, Change, ChangeKind, Thing
from graph.editions.cover import Cover
from graph.editions.inventory import Inventory, Place, Project, Quote
from graph.outline import MEASURE

BY_REPORTS = Decimal("0.6")
"""The confidence where no list says who is in charge and only the reports tell it."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place on both sides: the notations it has in each edition, None where it has none."""

    earlier: str | None
    later: str | None


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a project stands in a spot in one edition."""

    home: bool
    quotes: tuple[Quote, ...]


class Movements:
    """Compares where one project stands in two editions."""

    def __init__(self, between: Between, forth: Cover, back: Cover) -> None:
        self._between, self._forth, self._back = between, forth, back

    def changes(self, key: str) -> Iterator[Change]:
        """Yield how the listings of the project ``key`` changed; nothing of places that the other
        edition does not cover."""
        earlier = self._between.earlier.projects[key]
        later = self._between.later.projects[key]
        whole = self._by_directions(earlier, later)
        before = self._standings(self._between.earlier, earlier, whole, forth=True)
        after = self._standings(self._between.later, later, whole, forth=False)
        left = {spot for spot in before.keys() - after.keys() if self._left(spot)}
        come = {spot for spot in after.keys() - before.keys() if self._come(spot)}
        move = _Move(self._between, earlier, later, before, after)
        old = {spot for spot in left if before[spot].home}
        new = {spot for spot in after.keys() - before.keys() if after[spot].home}
        if old and new and any(spot.later or other.earlier for spot in old for other in new):
            yield move.moved(old, new)
            left -= old
            come -= new
        yield from move.relisted(left, come)

    def _by_directions(self, earlier: Project, later: Project) -> bool:
        """Tell whether the two editions list the project at different levels, so that only the
        directions can be compared."""
        levels = [{inventory.parts[place.notation].kind == MEASURE for place in project.places}
                  for inventory, project in ((self._between.earlier, earlier),
                                             (self._between.later, later))]
        return levels[0] != levels[1]

    def _standings(
        self, inventory: Inventory, project: Project, whole: bool, *, forth: bool
    ) -> Mapping[_Spot, _Standing]:
        found: dict[_Spot, list[Place]] = {}
        for place in project.places:
            notation = inventory.direction(place.notation) if whole else place.notation
            same = self._forth.same
            spot = (_Spot(notation, same.to_later.get(notation)) if forth
                    else _Spot(same.to_earlier.get(notation), notation))
            found.setdefault(spot, []).append(place)
        return {spot: _Standing(any(not place.cross_listed for place in places),
                                tuple(quote for place in places for quote in place.quotes))
                for spot, places in found.items()}

    def _left(self, spot: _Spot) -> bool:
        return spot.earlier is not None and self._forth.covers(spot.earlier)

    def _come(self, spot: _Spot) -> bool:
        return spot.later is not None and self._back.covers(spot.later)


@dataclass(frozen=True, slots=True)
class _Move:
    """Writes the changes of one project's places."""

    between: Between
    earlier: Project
    later: Project
    before: Mapping[_Spot, _Standing]
    after: Mapping[_Spot, _Standing]

    def moved(self, old: Iterable[_Spot], new: Iterable[_Spot]) -> Change:
        return self._change(
            ChangeKind.MOVED, old, new, "home",
            ("の掲載先が{}から{}に移りました", "moved from {} to {}"))

    def relisted(self, left: set[_Spot], come: set[_Spot]) -> Iterator[Change]:
        both = self.before.keys() & self.after.keys()
        lost = {spot for spot in both if self.before[spot].home and not self.after[spot].home}
        won = {spot for spot in both if self.after[spot].home and not self.before[spot].home}
        gone = {spot for spot in left if self.before[spot].home}
        new = {spot for spot in come if self.after[spot].home}
        if (lost and (won or new)) or (won and gone):
            lost, won = lost | gone, won | new
            left, come = left - gone, come - new
            yield self._relisted(lost, won, "home-changed",
                                 ("の本掲載が{}から{}に変わりました",
                                  "is at home no longer in {} but in {}"))
        else:
            for spot in sorted(lost, key=_order):
                yield self._relisted([spot], [spot], "mark-added", (
                    "は{}で再掲とされました", "is marked 再掲 now in {}"))
            for spot in sorted(won, key=_order):
                yield self._relisted([spot], [spot], "mark-dropped", (
                    "は{}で再掲とされなくなりました", "is no longer marked 再掲 in {}"))
        for spot in sorted(left, key=_order):
            marked = not self.before[spot].home
            yield self._relisted([spot], [], "cross-listing-dropped" if marked
                                 else "listing-dropped",
                                 ("の{}での再掲がなくなりました" if marked
                                  else "は{}に掲載されなくなりました",
                                  "is no longer cross-listed in {}" if marked
                                  else "is no longer listed in {}"))
        for spot in sorted(come, key=_order):
            marked = not self.after[spot].home
            yield self._relisted([], [spot], "cross-listing-added" if marked else "listing-added",
                                 ("が{}に再掲されました" if marked else "が{}にも掲載されました",
                                  "is cross-listed in {} now" if marked
                                  else "is listed in {} as well now"))

    def _relisted(self, old: Iterable[_Spot], new: Iterable[_Spot], method: str,
                  words: tuple[str, str]) -> Change:
        return self._change(ChangeKind.RELISTED, old, new, method, words)

    def _change(self, kind: ChangeKind, old: Iterable[_Spot], new: Iterable[_Spot], method: str,
                words: tuple[str, str]) -> Change:
        olds, news = sorted(old, key=_order), sorted(new, key=_order)
        before = [_thing(self.between.earlier, spot.earlier) for spot in olds]
        after = [_thing(self.between.later, spot.later) for spot in news]
        told = ["・".join(thing.spoken for thing in things) for things in (before, after) if things]
        subject = Thing("Project", self.later.key, self.later.name)
        return self.between.change(
            kind, [subject], before, after, method,
            (f"「{subject.name}」{words[0].format(*told)}。",
             f"「{subject.name}」 {words[1].format(*told)}."),
            ([q for spot in olds for q in self._quotes(self.before, spot, self.earlier)]
             or self.earlier.quotes,
             [q for spot in news for q in self._quotes(self.after, spot, self.later)]
             or self.later.quotes))

    def _quotes(self, standings: Mapping[_Spot, _Standing], spot: _Spot,
                project: Project) -> tuple[Quote, ...]:
        standing = standings.get(spot)
        return project.quotes if standing is None else standing.quotes


def _thing(inventory: Inventory, notation: str | None) -> Thing:
    if notation is None:
        raise ValueError("a spot of an edition has a notation in it")
    return Thing.part(inventory.parts[notation])


def _order(spot: _Spot) -> tuple[str, str]:
    return spot.earlier or "", spot.later or ""


def charge_change(
    between: Between, key: str, successors: Mapping[str, frozenset[str]]
) -> Change | None:
    """Return that other departments are in charge of the project ``key``, or None. A department
    that goes on under another name is no other.

    Lists are believed where both editions' name departments; reports only where not one of the
    departments that named the project does so still.
    """
    earlier, later = between.earlier.projects[key], between.later.projects[key]
    listed = bool(earlier.in_charge and later.in_charge)
    ones = earlier.in_charge if listed else earlier.reporters
    twos = later.in_charge if listed else later.reporters
    if not ones or not twos:
        return None
    called = {one: successors.get(one, frozenset({one})) for one in ones}
    stays = [one for one in ones if called[one] & twos]
    explained = frozenset[str]().union(*called.values())
    if (len(stays) == len(ones) and twos <= explained) or (stays and not listed):
        return None
    before = [_department(between.earlier, one) for one in ones]
    after = [_department(between.later, two) for two in twos]
    old, new = ("・".join(thing.name for thing in sorted(things)) for things in (before, after))
    basis = ("一覧の所管", "the lists") if listed else ("報告での言及", "the reports that name it")
    return between.change(
        ChangeKind.CHARGE_CHANGED, [Thing("Project", key, later.name)], before, after,
        "in-charge" if listed else "reports",
        (f"「{later.name}」の所管が{old}から{new}に変わりました（{basis[0]}による）。",
         f"「{later.name}」 passed from {old} to {new}, by {basis[1]}."),
        (earlier.quotes, later.quotes), CERTAIN if listed else BY_REPORTS)


def _department(inventory: Inventory, key: str) -> Thing:
    department = inventory.departments[key]
    return Thing("Department", key, department.name)
