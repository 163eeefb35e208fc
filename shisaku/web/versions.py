"""Which state of the data an answer comes from, and how a client pins or revalidates it.

An answer's ETag is the snapshot and a digest of all that was asked. It is strong, for the engine
gives the same bytes for the same snapshot, unless the query draws something anew at each run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from starlette.requests import Request

SNAPSHOT = "Shisaku-Snapshot"
_DRAWN = re.compile(r"\b(?:rand|now|uuid|struuid|bnode)\s*\(|\bconstruct\b.*(?:_:|\[)", re.DOTALL)
_WORDS = ("rand", "now", "uuid", "bnode", "construct")
_TAG = re.compile(r'(?:W/)?"[^"]*"')


class Version:
    """What is asked, as a name for its answers: the entity tag of each snapshot's."""

    def __init__(self, asked: bytes, text: str, page: bool) -> None:
        """``asked`` is the whole question, ``text`` its query; ``page`` tells whether the answer
        is to be a page."""
        self._digest = blake2b(asked + bytes([page]), digest_size=8).hexdigest()
        self._weak = "W/" * is_drawn(text)

    def tag(self, snapshot: str) -> str:
        """Return the entity tag of the answer from ``snapshot``."""
        return f'{self._weak}"{snapshot}.{self._digest}"'


def is_drawn(text: str) -> bool:
    """Tell whether the query ``text`` may answer otherwise when it is run again."""
    lower = text.lower()
    return any(word in lower for word in _WORDS) and _DRAWN.search(lower) is not None


@dataclass(frozen=True, slots=True)
class Pin:
    """From which snapshots a client takes an answer."""

    version: Version
    snapshots: tuple[str, ...]
    tags: tuple[str, ...] | None
    """Of If-Match; None where any will do."""

    @classmethod
    def of(cls, request: Request, version: Version, snapshots: tuple[str, ...]) -> Pin:
        """Return the pin that ``request`` sets by ``snapshot=`` and If-Match."""
        match = request.headers.get("if-match")
        tags = None if match is None or match.strip() == "*" else tuple(_TAG.findall(match))
        return cls(version, snapshots, tags)

    def allows(self, snapshot: str) -> bool:
        """Tell whether an answer from ``snapshot`` will do. (A weak tag never matches.)"""
        tag = self.version.tag(snapshot)
        return (all(snapshot == each for each in self.snapshots)
                and (self.tags is None or (tag in self.tags and tag.startswith('"'))))


def is_fresh(request: Request, tag: str) -> bool:
    """Tell whether the client has the answer with the strong tag ``tag`` already."""
    header = request.headers.get("if-none-match")
    return (header is not None and tag.startswith('"')
            and tag in (each.removeprefix("W/") for each in _TAG.findall(header)))
