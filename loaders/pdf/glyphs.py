"""Glyphs of a page → printed lines, by where they stand and never by the order of drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.flat import is_japanese
from loaders.source import Box

SAME_LINE = 0.5
"""Glyphs belong to one line where their middles differ by less than this part of their size."""
LATIN_SPACE = 0.25
"""A gap this wide (in sizes) beside a letter that is not Japanese is a space."""
WIDE_SPACE = 0.9
"""A gap this wide (in sizes) is a space between any two glyphs."""
DRAWN_TWICE = 0.3
"""The same glyph this near (in sizes) is drawn again to look bold."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn character, its box and its size in points."""

    text: str
    box: Box
    size: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def centre(self) -> float:
        """Where its middle stands between left and right."""
        return (self.box.left + self.box.right) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed, the box around its glyphs, and the size of its first one in points;
    ``upright`` is true where its letters stand one below the other."""

    text: str
    box: Box
    size: float
    upright: bool = False


def printed_lines(glyphs: Iterable[Glyph], *, apart: float | None = None) -> list[PrintedLine]:
    """Return the lines that ``glyphs`` form, from top to bottom; lines of spaces are left out.

    Where ``apart`` is given, texts of one height with a gap of so many sizes are lines of their
    own, from left to right.
    """
    rows = _rows(sorted(glyphs, key=lambda glyph: (glyph.middle, glyph.box.left)))
    runs = (run for row in rows for run in _runs(row, apart))
    lines = [_line(run) for run in runs]
    return [line for line in lines if line.text.strip()]


def _runs(row: list[Glyph], apart: float | None) -> Iterator[list[Glyph]]:
    """Yield the runs of a row that gaps part; white space counts as a gap, and as text where it
    stands before a run's first word or is no gap wide enough."""
    if apart is None:
        yield row
        return
    run: list[Glyph] = []
    spaces: list[Glyph] = []
    right = 0.0
    for glyph in sorted(row, key=lambda glyph: glyph.box.left):
        if glyph.text.isspace():
            spaces.append(glyph)
            continue
        if run and glyph.box.left - right >= apart * glyph.size:
            yield run
            run, spaces = [], []
        run += [*spaces, glyph]
        spaces, right = [], glyph.box.right
    if run:
        yield run


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    middle = 0.0
    for glyph in glyphs:
        if row and glyph.middle - middle > SAME_LINE * max(glyph.size, row[-1].size):
            yield row
            row = []
        # A line's height is that of its tallest glyph: small signs beside it do not move it.
        if not row or glyph.size > max(other.size for other in row[-1:]):
            middle = glyph.middle
        row.append(glyph)
    if row:
        yield row


def _line(row: list[Glyph]) -> PrintedLine:
    ordered = list(_once(sorted(row, key=lambda glyph: (glyph.box.left, glyph.text))))
    text = ordered[0].text
    for before, glyph in pairwise(ordered):
        text += _gap(before, glyph) + glyph.text
    drawn = [glyph for glyph in ordered if glyph.text.strip()] or ordered
    return PrintedLine(text.rstrip(), box_around(drawn), drawn[0].size)


def box_around(glyphs: Sequence[Glyph]) -> Box:
    """Return the smallest box that holds all ``glyphs``, of which there is one at least."""
    return Box(
        min(glyph.box.left for glyph in glyphs),
        min(glyph.box.top for glyph in glyphs),
        max(glyph.box.right for glyph in glyphs),
        max(glyph.box.bottom for glyph in glyphs),
    )


def _once(row: list[Glyph]) -> Iterator[Glyph]:
    last: Glyph | None = None
    for glyph in row:
        again = last is not None and glyph.text == last.text
        if again and last is not None and (
            glyph.box.left - last.box.left < DRAWN_TWICE * glyph.size
        ):
            continue
        yield glyph
        last = glyph


def _gap(before: Glyph, glyph: Glyph) -> str:
    """Return the space that the gap between two glyphs stands for."""
    if before.text.isspace() or glyph.text.isspace():
        return ""
    gap = (glyph.box.left - before.box.right) / max(glyph.size, 1.0)
    japanese = is_japanese(before.text[-1:]) and is_japanese(glyph.text[:1])
    wide = WIDE_SPACE if japanese else LATIN_SPACE
    return " " if gap >= wide else ""
