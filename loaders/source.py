"""A document as numbered lines, and places in it: every fact points back here."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import itemgetter


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: Box) -> Box:
        """Return the smallest rectangle that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """出典箇所: lines ``first_line``–``last_line`` (1-based, of the whole text) of one document.

    ``page`` is the page of the first line where the document has pages; ``exact`` quotes the
    lines; ``box`` holds them on that page where the document tells where on a page they stand.
    ``parts`` are the parts (from 0) of the first and the last line, where the end of a page parts
    a line.
    """

    first_line: int
    last_line: int
    page: int | None
    exact: str
    box: Box | None = None
    parts: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a document, read as lines.

    ``unit`` names what a line is ("line" of a text or of a cell of a PDF file, "row" of a sheet,
    "paragraph" of a word processor's file); ``pages`` gives the page of each line, or None;
    ``boxes`` where on its page each line stands, empty for a document that does not tell. The
    tuples that are not empty have the same length. ``lines`` carry no line ends.

    ``numbers`` are the lines of the file (1-based) that ``lines`` are, or are parts of; empty
    where each is a line of its own. Readers count ``lines``; what leaves them (passages, the
    ledger, the text that is shown) counts the lines of the file.
    """

    name: str
    media_type: str
    sha256: str
    unit: str
    lines: tuple[str, ...]
    pages: tuple[int | None, ...]
    boxes: tuple[Box, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def page_count(self) -> int:
        """The number of pages, 0 for a document without pages."""
        return max((page or 0 for page in self.pages), default=0)

    def passage(self, first: int, last: int | None = None) -> Passage:
        """Return the passage of lines ``first``–``last`` (1-based, both included)."""
        last = first if last is None else last
        exact = "\n".join(self.lines[first - 1 : last])
        return Passage(self.number(first), self.number(last), self.pages[first - 1], exact,
                       self._box(first, last), (self._part(first), self._part(last)))

    def number(self, line: int) -> int:
        """Return the number in the file of ``line`` (1-based, of ``lines``)."""
        return self.numbers[line - 1] if self.numbers else line

    def lines_of(self, passage: Passage) -> range:
        """Return the lines (1-based, of ``lines``) that a passage of this document holds."""
        if not self.numbers:
            return range(passage.first_line, passage.last_line + 1)
        first, last = passage.parts
        return range(self._begin(passage.first_line) + first,
                     self._begin(passage.last_line) + last + 1)

    @property
    def file_lines(self) -> tuple[str, ...]:
        """The lines of the file; a space stands where the end of a page parts one."""
        if not self.numbers:
            return self.lines
        return tuple(" ".join(line for _, line in parts) for _, parts in groupby(
            zip(self.numbers, self.lines, strict=True), key=itemgetter(0)))

    def _part(self, line: int) -> int:
        return line - self._begin(self.number(line)) if self.numbers else 0

    def _begin(self, number: int) -> int:
        """Return the first of ``lines`` (1-based) that is a part of line ``number`` of the file."""
        return bisect_left(self.numbers, number) + 1

    def _box(self, first: int, last: int) -> Box | None:
        """Return the rectangle of the lines that stand on the page of line ``first``."""
        page = self.pages[first - 1]
        boxes = [
            self.boxes[number - 1]
            for number in range(first, last + 1)
            if self.boxes and self.pages[number - 1] == page
        ]
        return reduce(Box.around, boxes) if boxes else None


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
