"""The signs that number goals, directions and measures, and which level each of them stands for.

Cities use the same signs for different levels: （１） is a direction here and a goal there. Words
(基本目標, 施策) and numbers of several parts (1-1, 1-1-1) tell their level themselves. The others
are ranked as Japanese documents rank them (Ⅰ, 1, (1), ①, ア, (ア)) and shared out over the levels
that nothing else serves, in that order: see ``levels_of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum

from loaders.flat import number_of

_BETWEEN = re.compile("[-‐‑–—−.]")


class Level(IntEnum):
    """Goal above direction above measure."""

    GOAL = 1
    DIRECTION = 2
    MEASURE = 3


_TOLD = {
    "goal_word": Level.GOAL,
    "direction_word": Level.DIRECTION,
    "measure_word": Level.MEASURE,
    "two_numbers": Level.DIRECTION,
    "three_numbers": Level.MEASURE,
}
_RANKED = ("roman_number", "number", "bracketed_number", "circled_number", "kana",
           "bracketed_kana")
_LETTERS = ("kana", "bracketed_kana")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at the head of a line: its kind, the parts of its number (Arabic digits or a letter),
    and where in the line the label begins."""

    kind: str
    number: tuple[str, ...]
    label_at: int


def sign_of(line: str, patterns: Mapping[str, re.Pattern[str]]) -> Sign | None:
    """Return the sign that ``line`` (flat) begins with, or None."""
    for kind, pattern in patterns.items():
        found = pattern.match(line)
        if found:
            parts = tuple(_part(part) for part in _BETWEEN.split(found["number"]))
            return Sign(kind, parts, found.start("label"))
    return None


def _part(printed: str) -> str:
    return printed if re.fullmatch("[ア-ンA-HJ-UW-Z]", printed) else str(number_of(printed))


def levels_of(kinds: Iterable[str], told: AbstractSet[Level]) -> dict[str, Level]:
    """Return the level of each of ``kinds``, the kinds of sign that a document uses together.

    ``told`` are the levels that something else tells, as the title of each page tells the goal. A
    kind for which no level is left has none.
    """
    present = set(kinds)
    levels = {kind: _TOLD[kind] for kind in present if kind in _TOLD}
    served = {*levels.values(), *told}
    letter = next((kind for kind in _LETTERS if kind in present), None)
    if letter and Level.MEASURE not in served:
        levels[letter] = Level.MEASURE
        served.add(Level.MEASURE)
    if "roman_number" in present and Level.GOAL not in served:
        levels["roman_number"] = Level.GOAL
        served.add(Level.GOAL)
    free = [kind for kind in _RANKED if kind in present - levels.keys() - set(_LETTERS)]
    levels.update(zip(free, _open_levels(served, len(free)), strict=False))
    return levels


def _open_levels(served: set[Level], wanted: int) -> list[Level]:
    """Return the levels that nothing serves, from above; the goal only where the others do not
    use up all signs, since most documents write the word before its number."""
    below = [level for level in (Level.DIRECTION, Level.MEASURE) if level not in served]
    if Level.GOAL not in served and wanted > len(below):
        return [Level.GOAL, *below]
    return below
