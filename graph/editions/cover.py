"""Whether a document that does not list a project would have listed it: only then has it ended.

A report on one goal says nothing of the others, and a table of main projects nothing of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.editions.correspondence import Correspondence
from graph.editions.inventory import ROOT, Inventory, Project
from graph.outline import MEASURE

SEEN_AGAIN = 0.5
"""A part is covered where so much of its projects stand in the other edition as home listings…"""
FEWEST_SEEN = 2
"""…and this many at least."""
FEWEST_BELOW = 2
"""A part speaks for what is below it where so many parts below it are met again."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Tells which parts of ``inventory`` the edition ``other`` covers; ``same`` leads from the
    parts of the first to those of the second."""

    inventory: Inventory
    other: Inventory
    same: Correspondence

    def covers(self, notation: str) -> bool:
        """Tell whether ``other`` lists what stands under ``notation``, if it is still there."""
        if self.inventory.coverage != self.other.coverage:
            return False
        return any(self._listed(part) or self._met_again(part)
                   for part in self.inventory.upwards(notation)
                   if part == self.inventory.direction(notation)
                   or self.inventory.parts[part].kind == MEASURE
                   ) or self._covered_from_above(self.inventory.direction(notation))

    def covers_all(self, project: Project) -> bool:
        """Tell whether ``other`` would list ``project`` in every place where it stands."""
        return all(self.covers(place.notation) for place in project.places)

    def counterpart(self, notation: str) -> str | None:
        """Return the part of ``other`` under which ``notation`` or the nearest part above it would
        stand; None where that is no part at all."""
        found = (self.same.to_later.get(part) for part in self.inventory.upwards(notation))
        return next((part for part in found if part is not None), None)

    def _covered_from_above(self, notation: str) -> bool:
        above = self.inventory.above(notation)
        while not (self._speaks_for_below(above) and self._met_again(above)):
            if above == ROOT:
                return False
            above = self.inventory.above(above)
        return True

    def _listed(self, notation: str) -> bool:
        counterpart = self.same.to_later.get(notation)
        return counterpart is not None and bool(self.other.listed_projects.get(counterpart))

    def _met_again(self, notation: str) -> bool:
        """Tell whether half of the projects at home here are at home somewhere in ``other``."""
        here = self.inventory.home_projects.get(notation, frozenset())
        seen = here & self.other.home_projects.get(ROOT, frozenset())
        return len(seen) >= max(FEWEST_SEEN, SEEN_AGAIN * len(here))

    def _speaks_for_below(self, notation: str) -> bool:
        """Tell whether ``other`` has all that is printed below ``notation``: several parts are met
        again, and of goals it has as many. Goals come in documents of their own; directions of one
        goal hardly ever do."""
        below = [part for part in self.inventory.parts if self.inventory.above(part) == notation]
        met = sum(map(self._listed, below))
        if notation == ROOT:
            others = [part for part in self.other.parts if self.other.above(part) == ROOT
                      and self.other.listed_projects.get(part)]
            return met >= FEWEST_BELOW and len(others) >= len(below)
        return met >= FEWEST_BELOW
