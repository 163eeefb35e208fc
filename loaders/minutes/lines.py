"""Printed lines of minutes: which of them a paragraph opens with, and which were broken by width.

A text dump shows the layout only by its blank lines: some dumps leave one between any two printed
lines and more between paragraphs, others leave one between paragraphs only. So a paragraph opens
where more blank lines stand than the document usually has between two lines. A PDF file tells by
the distance of two lines on the page instead, and a word processor's file is made of paragraphs.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.minutes.conventions import Column
from loaders.source import Source
from ontology.names import mend_characters

# A line shorter than this part of the longest one was ended by its writer, not by the margin.
_FULL_WIDTH = 0.75
# Lines that stand so many times further apart than usual belong to two paragraphs.
_APART = 1.3
_PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its number (1-based), its text without outer white space, the same text
    ``plain`` (mended sign for sign, so offsets agree), and its place in the layout.

    ``column`` is what the column of a table of speeches holds, None outside of one; ``opens_cell``
    is true for the first line of a cell. ``part`` counts the parts of one line that were taken
    apart.
    """

    number: int
    text: str
    plain: str
    opens_paragraph: bool
    full: bool
    column: Column | None = None
    opens_cell: bool = False
    part: int = 0


@cache
def _plain_sign(sign: str) -> str:
    mended = mend_characters(sign)
    # A circled digit is a mark of its own, not a number.
    return mended if len(mended) == 1 and unicodedata.category(sign) != "No" else sign


def plain(text: str) -> str:
    """Return ``text`` mended one sign for one, so that its length stays the same."""
    return "".join(map(_plain_sign, text))


def printed_lines(source: Source) -> tuple[Line, ...]:
    """Return the lines of ``source`` that are not blank, in order."""
    return lines_of([(n, line) for n, line in enumerate(source.lines, start=1)], source)


def lines_of(numbered: Sequence[tuple[int, str]], source: Source) -> tuple[Line, ...]:
    """Return those of the ``numbered`` lines of ``source`` that are not blank, in order."""
    printed = [(number, line.strip()) for number, line in numbered if line.strip()]
    opening = _openings([number for number, _ in printed], source)
    longest = max((len(text) for _, text in printed), default=0)
    return tuple(
        Line(number, text, plain(text), opens, len(text) >= _FULL_WIDTH * longest)
        for (number, text), opens in zip(printed, opening, strict=True)
    )


def _openings(numbers: Sequence[int], source: Source) -> list[bool]:
    """Return for each line of ``numbers`` whether it opens a paragraph."""
    if source.unit == _PARAGRAPH:
        return [True] * len(numbers)
    gaps = [after - before for before, after in pairwise(numbers)]
    usual = _most_common(gaps)
    wide = [gap > usual for gap in gaps]
    if source.boxes:
        wide = [wider or apart for wider, apart in zip(wide, _apart(numbers, source), strict=True)]
    return [True, *wide] if numbers else []


def _apart(numbers: Sequence[int], source: Source) -> list[bool]:
    """Return for each line but the first whether more white space than usual stands above it."""
    tops = [(source.pages[number - 1], source.boxes[number - 1].top) for number in numbers]
    steps = [
        round(below - above) if page == before and below > above else 0
        for (before, above), (page, below) in pairwise(tops)
    ]
    usual = _most_common([step for step in steps if step])
    return [step > _APART * usual for step in steps]


def _most_common(values: Sequence[int]) -> int:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=1)
