"""Which signs a text dump numbers its goals, directions and measures with.

Reports number their items with the same signs, so only lines of blocks that look like parts of the
strategy are counted: blocks with a list heading or with the word for a goal, a measure with its
description, and headings standing alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import Pattern

from loaders.progress.conventions import Conventions
from loaders.progress.items import Block
from loaders.progress.signs import Level, Sign, levels_of, sign_of

LONGEST_HEADING = 6
"""A heading standing alone takes no more lines."""
_LISTED = ("number", "bracketed_number", "circled_number")


@dataclass(frozen=True, slots=True)
class DumpSigns:
    """The level of each kind of sign of one dump."""

    patterns: dict[str, Pattern[str]]
    levels: dict[str, Level]

    def at(self, level: Level, line: str) -> Sign | None:
        """Return the sign of ``level`` that ``line`` (flat) begins with, or None."""
        sign = sign_of(line, self.patterns)
        return sign if sign and self.levels.get(sign.kind) is level else None


def dump_signs(blocks: Iterable[Block], *, goal_known: bool, forms: Conventions) -> DumpSigns:
    """Return the signs of the dump that ``blocks`` make up.

    ``goal_known`` is true where the pages' titles name the goals.
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        counts.update(_kinds(block, forms))
    # Where two signs could be directions and measures, the measures are more.
    kinds = sorted(counts.elements(), key=lambda kind: counts[kind])
    told = {Level.GOAL} if goal_known else set()
    return DumpSigns(forms.signs, levels_of(kinds, told))


def _kinds(block: Block, forms: Conventions) -> Iterator[str]:
    """Yield the kinds of sign of a block's lines, if the block is part of a strategy."""
    if not _is_strategy(block, forms):
        return
    listed = False
    for line in block:
        sign = sign_of(line.flat, forms.signs)
        if forms.list_heading.fullmatch(line.flat):
            listed = True
        elif sign is not None and not (listed and sign.kind in _LISTED):
            yield sign.kind


def _is_strategy(block: Block, forms: Conventions) -> bool:
    if any(forms.list_heading.fullmatch(line.flat) for line in block):
        return True
    sign = sign_of(block[0].flat, forms.signs)
    if sign is None:
        return False
    ended = forms.sentence_end.search("".join(line.flat for line in block))
    described = len(block) > 1 and any(line.indented for line in block[1:])
    alone = len(block) <= LONGEST_HEADING and not ended
    return described or alone or sign.kind.endswith("word")
