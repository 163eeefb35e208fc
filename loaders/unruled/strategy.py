"""Where the parts of a strategy begin in their columns: goals, directions, measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.progress.signs import Level, levels_of, sign_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment


@dataclass(frozen=True, slots=True)
class Start:
    """A goal, direction or measure: its level, and the height at which it begins."""

    level: Level
    top: float


class StrategySigns:
    """The signs that number a document's strategy, each with its level."""

    def __init__(
        self, columns: Iterable[Sequence[Fragment]], above: Sequence[Fragment], forms: Conventions
    ) -> None:
        self._patterns = forms.table.signs
        texts = [*above, *(one for column in columns for one in column)]
        self._levels = levels_of((kind for one in texts if (kind := self._kind(one))), set())

    def _kind(self, one: Fragment) -> str:
        sign = sign_of(one.flat, self._patterns)
        return sign.kind if sign else ""

    def level_of(self, one: Fragment) -> Level | None:
        """Return the level of the sign that a text begins with, or None."""
        return self._levels.get(self._kind(one))

    def starts_in(self, column: Sequence[Fragment], down_to: Level = Level.MEASURE) -> list[Start]:
        """Return what begins in a column, down to a level; the first thing under its parent begins
        with it."""
        found: list[Start] = []
        parent: Level | None = None
        for one in column:
            level = self.level_of(one)
            if level is None or level > down_to:
                continue
            if parent is None or level <= parent:
                found.append(Start(level, one.top))
            parent = level
        return found
