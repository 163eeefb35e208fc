"""Goals, directions and measures: new, ended, reworded, counted anew."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.editions.change import Between, Change, ChangeKind, Thing, rounded
from graph.editions.correspondence import LEVELS, Correspondence
from graph.editions.cover import Cover
from graph.editions.inventory import ROOT, Part
from ontology.names import normalised_name


def part_changes(
    between: Between, same: Correspondence, forth: Cover, back: Cover
) -> Iterator[Change]:
    """Yield what changed in the outline; of a level that one edition does not print, nothing."""
    for one, two in sorted(same.to_later.items()):
        if one != ROOT:
            yield from _paired(between, between.earlier.parts[one], between.later.parts[two],
                               rounded(same.sureness[one]))
    for level in LEVELS:
        sides = [[part for part in inventory.parts.values() if part.kind == level and part.quotes]
                 for inventory in (between.earlier, between.later)]
        if all(sides):
            for part in sides[0]:
                if part.notation not in same.to_later:
                    yield _unpaired(between, part, forth)
            for part in sides[1]:
                if part.notation not in same.to_earlier:
                    yield _unpaired(between, part, back)


def _paired(
    between: Between, earlier: Part, later: Part, sureness: Decimal
) -> Iterator[Change]:
    one, two = Thing.part(earlier), Thing.part(later)
    quotes = (earlier.quotes, later.quotes)
    names = [normalised_name(part.label) for part in (earlier, later)]
    if all(names) and names[0] != names[1]:
        yield between.change(
            ChangeKind.RENAMED, [one, two], [one], [two], "correspondence",
            (f"{one.spoken}は{two.spoken}に改められました（名称または掲載事業が対応）。",
             f"{one.spoken} is {two.spoken} now, by the words or the projects they share."), quotes,
            sureness)
    elif earlier.notation != later.notation:
        yield between.change(
            ChangeKind.RENUMBERED, [one, two], [one], [two], "label",
            (f"{one.spoken}は{two.key}になりました。",
             f"{one.spoken} is {two.key} now."), quotes)


def _unpaired(between: Between, part: Part, cover: Cover) -> Change:
    thing = Thing.part(part)
    return between.alone(thing, [thing], part.quotes, ended=cover.inventory is between.earlier,
                         covered=cover.covers(part.notation))
