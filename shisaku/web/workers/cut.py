"""Ends an answer after so many rows, in the bytes that the engine's serialiser writes.

The engine writes rows as it finds them; the writer here counts where rows start, and when one
more starts than may, it takes that start back, closes the document and stops the engine. So no
row passes through Python, no query is rewritten, and a cut answer is a whole document. As long as
an answer has fewer bytes than so many rows take at least, nothing is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

_BUFFER = 64 * 1024


class EnoughError(Exception):
    """The answer has all the rows it may have: ends the engine's work."""


class AnswerTooLargeError(Exception):
    """The answer has more bytes than it may have."""


class Starts(Protocol):
    """Counts the starts of rows in what it was given so far."""

    @property
    def rows(self) -> int:
        """How many rows have started."""

    def after(self, chunk: bytes) -> Starts:
        """Return the count after ``chunk`` as well."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """A row starts with a byte after a line feed; the head is the first line."""

    rows: int = 0
    last: bytes = b""

    def after(self, chunk: bytes) -> _Lines:
        text = self.last + chunk
        return _Lines(self.rows + text[:-1].count(b"\n"), text[-1:])


@dataclass(frozen=True, slots=True)
class _QuotedLines:
    """As ``_Lines``, but a line feed within quotes is part of a value. (A doubled quote closes
    and opens.)"""

    lines: _Lines = _Lines()
    within: bool = False

    @property
    def rows(self) -> int:
        return self.lines.rows

    def after(self, chunk: bytes) -> _QuotedLines:
        outside, within = _outside(chunk, self.within)
        return _QuotedLines(self.lines.after(outside), within)


@dataclass(frozen=True, slots=True)
class _Objects:
    """A row after the first starts with ``},{`` outside of strings: objects within a row are
    parted by their keys."""

    rows: int = 0
    within: bool = False
    last: bytes = b""
    escape: bytes = b""

    def after(self, chunk: bytes) -> _Objects:
        text = (self.escape + chunk).replace(b"\\\\", b"")
        escape = text[-1:] if text.endswith(b"\\") else b""
        outside, within = _outside(text.replace(b'\\"', b""), self.within)
        text = self.last + outside
        return _Objects(self.rows + text.count(b"},{"), within, text[-2:], escape)


@dataclass(frozen=True, slots=True)
class _Elements:
    """A row starts with its tag; in values "<" is escaped."""

    rows: int = 0
    last: bytes = b""

    def after(self, chunk: bytes) -> _Elements:
        text = self.last + chunk
        return _Elements(self.rows + text.count(b"<result>"), text[-7:])


def _outside(chunk: bytes, within: bool) -> tuple[bytes, bool]:
    """Return what of ``chunk`` stands outside of quotes, a quote for each quoted part, and
    whether a quoted part goes on at its end."""
    parts = chunk.split(b'"')
    goes_on = within ^ (len(parts) % 2 == 0)
    outside = b'"'.join(parts[within::2])
    return (outside + b'"' if goes_on and len(parts) > 1 else outside), goes_on


@dataclass(frozen=True, slots=True)
class _Cut:
    """How answers in one format are cut: ``before`` rows have started before any is counted,
    ``mark`` bytes start a row, which takes at least ``shortest``, ``tail`` closes the document."""

    starts: Starts
    before: int
    mark: int
    shortest: int
    tail: Callable[[int], bytes]


def _xml_tail(rows: int) -> bytes:
    return f"</results></sparql><!-- cut after {rows} rows -->".encode()


_CUTS = {
    "json": _Cut(_Objects(), 1, 2, 3, lambda rows: b"]}}"),
    "xml": _Cut(_Elements(), 0, 8, 17, _xml_tail),
    "csv": _Cut(_QuotedLines(), 0, 1, 2, lambda rows: b""),
    "tsv": _Cut(_Lines(), 0, 1, 1, lambda rows: b""),
}
_LONGEST_MARK = 8
_MOST_UNCOUNTED = 1024 * 1024


class Output:
    """Collects what is written and gives it on to ``send``; AnswerTooLargeError beyond ``most``
    bytes. What it still holds at the end is ``rest``."""

    def __init__(self, send: Callable[[bytes], object], most: int) -> None:
        self._send = send
        self._left = most
        self._held = bytearray()

    def write(self, chunk: bytes) -> int:
        """Take ``chunk``; the engine's serialiser calls this."""
        self._left -= len(chunk)
        if self._left < 0:
            raise AnswerTooLargeError
        self._held += chunk
        if len(self._held) > _BUFFER:
            self._send(bytes(self._held[:-_LONGEST_MARK]))
            del self._held[:-_LONGEST_MARK]
        return len(chunk)

    def flush(self) -> None:
        """Nothing: what is held goes out with the end of the answer."""

    @property
    def rest(self) -> bytes:
        """What was written and not yet sent."""
        return bytes(self._held)


class RowOutput(Output):
    """An Output that takes ``rows`` rows of the format called ``form`` and raises EnoughError where
    one more starts: what it then holds closes the document."""

    def __init__(self, send: Callable[[bytes], object], most: int, form: str, rows: int) -> None:
        super().__init__(send, most)
        self._cut = _CUTS[form]
        self._starts = self._cut.starts
        self._rows = rows
        self._uncounted: list[bytes] = []
        self._free = min((rows - 1) * self._cut.shortest, _MOST_UNCOUNTED)
        self._is_full = False

    def write(self, chunk: bytes) -> int:
        """Take ``chunk`` as far as the last row that is allowed. (The engine's own buffer writes
        once more after EnoughError.)"""
        if self._is_full:
            return len(chunk)
        if self._is_free(chunk):
            return super().write(chunk)
        starts = self._starts.after(chunk)
        if starts.rows + self._cut.before <= self._rows:
            self._starts = starts
            return super().write(chunk)
        self._is_full = True
        super().write(chunk[:self._start_of_excess(chunk)])
        del self._held[len(self._held) - self._cut.mark:]
        self._held += self._cut.tail(self._rows)
        raise EnoughError

    def _is_free(self, chunk: bytes) -> bool:
        """Tell whether all up to the end of ``chunk`` is too short for too many rows; count what
        was so before where it no longer is."""
        self._free -= len(chunk)
        if self._free > 0:
            self._uncounted.append(chunk)
            return True
        if self._uncounted:
            self._starts = self._starts.after(b"".join(self._uncounted))
            self._uncounted = []
        return False

    def _start_of_excess(self, chunk: bytes) -> int:
        """Return how many bytes of ``chunk`` reach to the end of the mark of the first row too
        many, by halving."""
        low, high = 0, len(chunk)
        while high - low > 1:
            middle = (low + high) // 2
            if self._starts.after(chunk[:middle]).rows + self._cut.before > self._rows:
                high = middle
            else:
                low = middle
        return high
