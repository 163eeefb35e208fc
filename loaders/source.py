"""A document as numbered lines, and places in it: every fact points back here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """出典箇所: lines ``first_line``–``last_line`` (1-based, of the whole text) of one document.

    ``page`` is the page of the first line where the document has pages; ``exact`` quotes the lines.
    """

    first_line: int
    last_line: int
    page: int | None
    exact: str


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a document, read as lines.

    ``unit`` names what a line is ("line" of a text, "row" of a sheet); ``pages`` gives the page of
    each line, or None; both tuples have the same length. ``lines`` carry no line ends.
    """

    name: str
    media_type: str
    sha256: str
    unit: str
    lines: tuple[str, ...]
    pages: tuple[int | None, ...]

    @property
    def page_count(self) -> int:
        """The number of pages, 0 for a document without pages."""
        return max((page or 0 for page in self.pages), default=0)

    def passage(self, first: int, last: int | None = None) -> Passage:
        """Return the passage of lines ``first``–``last`` (1-based, both included)."""
        last = first if last is None else last
        exact = "\n".join(self.lines[first - 1 : last])
        return Passage(first, last, self.pages[first - 1], exact)


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
