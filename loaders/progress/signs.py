"""The signs that number goals, directions and measures, and which level each of them stands for.

Cities use the same signs for different levels: （１） is a direction here and a goal there. Words
(基本目標, 施策) and numbers of several parts (1-1, 1-1-1) tell their level themselves; letters (ア)
number measures and Ⅰ goals. The others (1, (1), ①) are shared out over the levels that nothing else
serves, in the order in which a document first uses them: see ``levels_of``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum

from loaders.flat import number_of
from loaders.layout import Line

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
_ROMAN = ("roman_number",)
_FREE = ("number", "bracketed_number", "circled_number")
_LETTERS = ("kana", "bracketed_kana")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at the head of a line: its kind, the parts of its number (Arabic digits or a letter),
    and where in the line the label begins."""

    kind: str
    number: tuple[str, ...]
    label_at: int

    @property
    def has_word(self) -> bool:
        """Whether a word tells the level (基本目標)."""
        return self.kind.endswith("word")


def sign_of(line: str, patterns: Mapping[str, re.Pattern[str]]) -> Sign | None:
    """Return the sign that ``line`` (flat) begins with, or None."""
    for kind, pattern in patterns.items():
        found = pattern.match(line)
        parts = _parts(found["number"]) if found else ()
        if found and parts:
            return Sign(kind, parts, found.start("label"))
    return None


def parted_sign(
    line: str, following: str, patterns: Mapping[str, re.Pattern[str]]
) -> Sign | None:
    """Return the sign whose word ends ``line`` and whose number begins ``following``, the line
    below (both flat), as a narrow column parts them; None where there is none."""
    if sign_of(line, patterns):
        return None
    sign = sign_of(line + following, patterns)
    parted = sign is not None and sign.has_word and sign.label_at > len(line)
    return sign if parted else None


def label_behind(line: Line, sign: Sign) -> str:
    """Return what stands behind the sign, as printed where the characters agree one for one."""
    printed = line.raw.strip()
    return printed[sign.label_at:] if len(printed) == len(line.flat) else line.flat[sign.label_at:]


def _parts(number: str) -> tuple[str, ...]:
    """Return the parts of a number; none where its letters are no number, as VV."""
    try:
        return tuple(_part(part) for part in _BETWEEN.split(number))
    except ValueError:
        return ()


def _part(printed: str) -> str:
    return printed if re.fullmatch("[ア-ンA-HJ-UW-Z]", printed) else str(number_of(printed))


def levels_of(kinds: Iterable[str], told: AbstractSet[Level]) -> dict[str, Level]:
    """Return the level of each of ``kinds``, the kinds of sign that a document uses together, in
    the order in which it first uses them; of two kinds of letters the more frequent one counts.

    ``told`` are the levels that something else tells, as the title of each page tells the goal. A
    kind for which no level is left has none.
    """
    counts = Counter(kinds)
    present = list(counts)
    levels = {kind: _TOLD[kind] for kind in present if kind in _TOLD}
    served = {*levels.values(), *told}
    for kinds_of_level, level in ((_LETTERS, Level.MEASURE), (_ROMAN, Level.GOAL)):
        kind = max(kinds_of_level, key=lambda one: counts[one])
        if counts[kind] and level not in served:
            levels[kind] = level
            served.add(level)
    free = [kind for kind in present if kind in _FREE]
    if Level.DIRECTION in levels.values():
        levels |= _around_direction(present, free, levels, served)
    else:
        levels |= zip(free, _open_levels(served, len(free)), strict=False)
    return levels


def _around_direction(
    present: list[str], free: list[str], levels: Mapping[str, Level], served: set[Level]
) -> dict[str, Level]:
    """Share out ``free`` where a sign tells directions: what is used before the first of them is a
    goal, what comes after is a measure."""
    direction = min(present.index(kind) for kind in levels if levels[kind] is Level.DIRECTION)
    before = [kind for kind in free if present.index(kind) < direction]
    after = [kind for kind in free if present.index(kind) > direction]
    found: dict[str, Level] = {}
    for candidates, level in ((before[-1:], Level.GOAL), (after[:1], Level.MEASURE)):
        if level not in served:
            found |= dict.fromkeys(candidates, level)
    return found


def _open_levels(served: set[Level], wanted: int) -> list[Level]:
    """Return the levels that nothing serves, from above; the goal only where several signs are
    used: a document that uses one of them leaves its goal to the title or the file's name."""
    below = [level for level in (Level.DIRECTION, Level.MEASURE) if level not in served]
    return [Level.GOAL, *below] if Level.GOAL not in served and wanted > 1 else below
