"""What is asked of a worker, and the frames in which the two sides talk.

A frame is one byte that tells its kind, four that tell its length, and its content. An answer is
any number of DATA frames and then END, or FAULT at any point.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import RdfFormat, parse

from graph.results import Term
from ontology.errors import QueryError
from shisaku.web.formats import Format

HEAD = struct.Struct(">cI")
READY, QUESTION, DATA, END, FAULT = b"R", b"Q", b"D", b"E", b"F"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its dataset (the SPARQL protocol's) and the names of the formats in which rows
    and triples are to be answered; None where the client takes no format for them.

    ``bound`` are variables with their terms as N-Triples writes them (``told``); the query is asked
    of the municipality's part that these are in, where it asks ``within`` one."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    rows: str | None = "json"
    graph: str | None = "ttl"
    bound: tuple[tuple[str, str], ...] = ()
    within: bool = False

    def to_json(self) -> bytes:
        """Return the question as a worker reads it."""
        return json.dumps([self.text, self.default_graphs, self.named_graphs, self.base,
                           self.rows, self.graph, self.bound, self.within]).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Question:
        """Return the question that ``to_json`` wrote."""
        return cls(*json.loads(text))

    @property
    def terms(self) -> dict[str, Term]:
        """The terms to bind, by variable."""
        return {name: _term(text) for name, text in self.bound}


def told(terms: Mapping[str, Term]) -> tuple[tuple[str, str], ...]:
    """Return ``terms`` as ``Question.bound`` takes them."""
    return tuple((name, str(term)) for name, term in terms.items())


def _term(text: str) -> Term:
    (quad,) = parse(f"<urn:x:s> <urn:x:p> {text} .", format=RdfFormat.N_TRIPLES)
    term: Term = quad.object
    return term


def frame(kind: bytes, content: bytes | dict[str, Any]) -> bytes:
    """Return a frame of bytes or of JSON."""
    body = json.dumps(content).encode() if isinstance(content, dict) else content
    return HEAD.pack(kind, len(body)) + body


class NotAcceptableError(QueryError):
    """The client takes none of the formats that the answer can have."""


def not_acceptable(formats: Mapping[str, Format]) -> NotAcceptableError:
    """Return the error that names the media types of ``formats``."""
    names = ", ".join(each.media_types[0] for each in formats.values())
    return NotAcceptableError(
        ja=f"この答えを Accept の形式では書けません。使えるもの: {names}",
        en=f"The answer has none of the formats in Accept; choose one of: {names}")
