"""What an address asks for, taken apart: ranges of lines, rectangles, numbers.

What is no such thing is passed over, and of too many only the first are taken: anybody writes
addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 50
"""Ranges or rectangles that one request may name."""
_LARGEST = 10_000_000
_RANGE = re.compile(r"(\d{1,8})(?:-(\d{1,8}))?", re.ASCII)
_SIDES = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)" + r",(\d{1,5}(?:\.\d{1,3})?)" * 3, re.ASCII)

Range = tuple[int, int]
Rectangle = tuple[float, float, float, float]


def ranges(said: Iterable[str]) -> tuple[Range, ...]:
    """Return the ranges that "12-15,20" and the like name, first and last line, in order."""
    found = []
    for text in said:
        for part in text[:1000].split(","):
            told = _RANGE.fullmatch(part.strip())
            if told is not None:
                first = int(told[1])
                last = int(told[2] or first)
                if 0 < first <= last <= _LARGEST:
                    found.append((first, last))
    return tuple(sorted(set(found[:MOST])))


def rectangles(said: Iterable[str]) -> tuple[Rectangle, ...]:
    """Return the rectangles (left, top, width, height in points) that ``said`` names."""
    found = []
    for text in said:
        told = _SIDES.fullmatch(text)
        if told is not None:
            left, top, width, height = map(float, told.groups())
            found.append((left, top, width, height))
    return tuple(found[:MOST])


def number(text: str, most: int = _LARGEST) -> int:
    """Return the whole number that ``text`` is, 0 where it is none or is above ``most``."""
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    return value if value <= most else 0
