"""Text put together from the lines of a document that still knows where each character stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from loaders.source import Passage, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line as it goes into a text: line number (1-based), the text, and whether a
    new paragraph starts with it."""

    line: int
    text: str
    starts_paragraph: bool


@dataclass(frozen=True, slots=True)
class LinedText:
    """A text and the line in which each part of it stands.

    ``starts[i]`` is the offset at which the part from line ``numbers[i]`` begins; lines broken
    inside a sentence are joined without a space, paragraphs are parted by one line feed.
    """

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, pieces: list[Piece]) -> LinedText:
        """Join ``pieces``; empty pieces are left out."""
        text, starts, numbers = "", [], []
        for piece in pieces:
            if not piece.text:
                continue
            if text and piece.starts_paragraph:
                text += "\n"
            starts.append(len(text))
            numbers.append(piece.line)
            text += piece.text
        return cls(text, tuple(starts), tuple(numbers))

    def line_at(self, offset: int) -> int:
        """Return the line in which the character at ``offset`` stands."""
        return self.numbers[bisect_right(self.starts, offset) - 1]

    def passage(self, source: Source, start: int, end: int) -> Passage:
        """Return the lines of characters ``start`` to ``end`` (exclusive) as a passage."""
        return source.passage(self.line_at(start), self.line_at(max(start, end - 1)))


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the runs of consecutive line numbers in ``numbers``, as (first, last), in order."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
