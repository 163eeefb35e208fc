"""Printed lines of minutes: which of them a paragraph opens with, and which were broken by width.

A text dump shows the layout only by its blank lines: some dumps leave one between any two printed
lines and more between paragraphs, others leave one between paragraphs only. So a paragraph opens
where more blank lines stand than the document usually has between two lines.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.source import Source
from ontology.names import mend_characters

# A line shorter than this part of the longest one was ended by its writer, not by the margin.
_FULL_WIDTH = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its number (1-based), its text without outer white space, the same text
    ``plain`` (mended sign for sign, so offsets agree), and its place in the layout."""

    number: int
    text: str
    plain: str
    opens_paragraph: bool
    full: bool


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
    printed = [(n, line.strip()) for n, line in enumerate(source.lines, start=1) if line.strip()]
    numbers = [number for number, _ in printed]
    gaps = [after - before for before, after in pairwise(numbers)]
    counts = Counter(gaps)
    usual = min(counts, key=lambda gap: (-counts[gap], gap), default=1)
    longest = max((len(text) for _, text in printed), default=0)
    opening = [True, *(gap > usual for gap in gaps)]
    return tuple(
        Line(number, text, plain(text), opens, len(text) >= _FULL_WIDTH * longest)
        for (number, text), opens in zip(printed, opening, strict=False)
    )
