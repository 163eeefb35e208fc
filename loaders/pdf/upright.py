"""Cells whose letters stand one below the other: narrow columns of goals and directions are set so.

Nothing in a PDF file says that a text is upright, so the gaps between its letters have to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from loaders.flat import is_japanese
from loaders.pdf.glyphs import Glyph, PrintedLine, box_around, printed_lines

LEAST = 3
"""Fewer letters one below the other are short lines."""
NEAR = 0.12
"""Letters of one line or upright column stand nearer than this (in sizes),"""
FEW, MOST = 0.2, 0.6
"""in an upright text less than this share of them beside, and more than this below another."""
ALONE = 1.0
"""A single column's letters may stand so far apart (in sizes)."""
SAME = 0.25
"""Letters belong to one line or column where their middles differ by less (in sizes)."""
COLUMN = 0.6
"""Columns' left sides lie further apart than this (in sizes)."""


def cell_lines(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Return the lines of one cell; an upright text is one line, its columns joined from right to
    left."""
    letters = [glyph for glyph in glyphs if glyph.text.strip()]
    return [_joined(glyphs, letters)] if _is_upright(letters) else printed_lines(glyphs)


def _is_upright(letters: Sequence[Glyph]) -> bool:
    if len(letters) < LEAST or not any(is_japanese(glyph.text[:1]) for glyph in letters):
        return False
    beside = [(right.box.left - left.box.right) / left.size
              for left, right in _neighbours(letters, _along)]
    below = [(low.box.top - high.box.bottom) / high.size
             for high, low in _neighbours(letters, _down)]
    if not beside:
        return len(below) == len(letters) - 1 and median(below) < ALONE
    return _near(beside) < FEW * len(letters) and _near(below) > MOST * len(letters)


def _near(gaps: Sequence[float]) -> int:
    return sum(gap < NEAR for gap in gaps)


def _joined(glyphs: Sequence[Glyph], letters: Sequence[Glyph]) -> PrintedLine:
    apart = COLUMN * median(glyph.size for glyph in letters)
    text = "".join(unit.text for column in _columns(_units(glyphs), apart)
                   for unit in sorted(column, key=lambda unit: unit.box.top)).rstrip()
    return PrintedLine(text, box_around(letters), letters[0].size, upright=True)


def _units(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield what stands in one place of a column: a letter, two digits side by side, a letter with
    the comma that a narrow column leaves no room for."""
    unit: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: (round(glyph.middle), glyph.box.left)):
        if unit and abs(glyph.middle - unit.middle) <= SAME * unit.size and (
            glyph.box.left - unit.box.right < NEAR * unit.size
        ):
            unit = Glyph(unit.text + glyph.text, box_around([unit, glyph]), unit.size)
            continue
        if unit:
            yield unit
        unit = glyph
    if unit:
        yield unit


def _columns(units: Iterable[Glyph], apart: float) -> list[list[Glyph]]:
    """Return the columns, whose left sides lie further than ``apart`` from each other, from right
    to left."""
    columns: list[list[Glyph]] = []
    for unit in sorted(units, key=lambda unit: -unit.box.left):
        if not columns or columns[-1][0].box.left - unit.box.left > apart:
            columns.append([])
        columns[-1].append(unit)
    return columns


def _along(glyph: Glyph) -> tuple[float, float]:
    return glyph.middle, glyph.box.left


def _down(glyph: Glyph) -> tuple[float, float]:
    return glyph.centre, glyph.box.top


def _neighbours(
    letters: Sequence[Glyph], place: Callable[[Glyph], tuple[float, float]]
) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield each two letters that follow each other in a row or a column; ``place`` gives the
    row's height or the column's side, and the place in it."""
    ordered = sorted(letters, key=lambda glyph: (round(place(glyph)[0]), place(glyph)[1]))
    return ((one, other) for one, other in pairwise(ordered)
            if abs(place(one)[0] - place(other)[0]) <= SAME * one.size)
