"""The outline of a strategy as one document prints it: which thing a notation stands for.

Records name goals, directions and measures by their notations alone; here a notation becomes the
IRI of the thing and of its parent, within the strategy that the document speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.records import Reading
from ontology.iris import Iris

GOAL, DIRECTION, MEASURE = "Goal", "Direction", "Measure"
_KIND_BY_DEPTH = {1: GOAL, 2: DIRECTION}


def bears_strategy(reading: Reading) -> bool:
    """Tell whether the document holds a strategy or reports on one, and does not merely name it."""
    return bool(reading.goals or reading.directions or reading.measures
                or reading.listings or reading.reports)


def parent(notation: str) -> str:
    """Return the notation above ``notation`` ("1-3-ア" → "1-3"), "" for a goal."""
    return notation.rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Outline:
    """The goals, directions and measures of one strategy, by notation.

    ``edition`` is None where no document tells it; ``kinds`` holds what the document itself
    declares, and a notation that it does not declare is told by its depth ("1", "1-3", "1-3-ア").
    """

    iris: Iris
    edition: int | None
    kinds: dict[str, str]

    @classmethod
    def of(cls, reading: Reading, base: str) -> Outline:
        """Return the outline that ``reading`` prints."""
        kinds = {goal.notation: GOAL for goal in reading.goals}
        kinds |= {direction.notation: DIRECTION for direction in reading.directions}
        kinds |= {measure.notation: MEASURE for measure in reading.measures}
        edition = reading.strategies[0].edition if reading.strategies else None
        return cls(Iris(base, reading.municipality.code), edition, kinds)

    @property
    def strategy(self) -> str:
        """The IRI of the strategy."""
        return self.iris.strategy(self.edition)

    def kind(self, notation: str) -> str:
        """Return GOAL, DIRECTION or MEASURE."""
        depth = notation.count("-") + 1
        return self.kinds.get(notation) or _KIND_BY_DEPTH.get(depth, MEASURE)

    def iri(self, notation: str) -> str:
        """Return the IRI of the goal, direction or measure ``notation``."""
        make = {GOAL: self.iris.goal, DIRECTION: self.iris.direction, MEASURE: self.iris.measure}
        return make[self.kind(notation)](self.edition, notation)

    def direction(self, notation: str) -> str | None:
        """Return the IRI of the direction that holds ``notation``; None above directions."""
        while notation and self.kind(notation) == MEASURE and not self.is_both(notation):
            notation = parent(notation)
        return self.iri(notation) if notation and self.kind(notation) != GOAL else None

    def is_both(self, notation: str) -> bool:
        """Tell whether ``notation`` is a measure right under a goal: where a strategy prints no
        directions, its measures are its directions too."""
        above = parent(notation)
        return self.kind(notation) == MEASURE and bool(above) and self.kind(above) == GOAL
