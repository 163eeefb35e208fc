"""The one written form of a set of quads, by which two graphs are told the same or different."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import takewhile

from pyoxigraph import Quad, RdfFormat, serialize

from ontology.terms import PREFIXES


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    """Return ``quads`` as N-Quads, each once, its lines sorted by their bytes.

    Quads with blank nodes are not made canonical; the graphs of a dataset have none.
    """
    lines = set((serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n"))
    lines.discard(b"")
    return b"".join(line + b"\n" for line in sorted(lines))


def judged_snapshot(unjudged: str, verdicts: bytes) -> str:
    """Return the snapshot of a graph that persons have judged: it follows from its snapshot
    without their verdicts and from the canonical N-Quads of these; without any, nothing changes."""
    if not verdicts:
        return unjudged
    return hashlib.sha256(f"{unjudged}\n".encode() + verdicts).hexdigest()


def canonical_ntriples(quads: Iterable[Quad]) -> bytes:
    """Return the triples of ``quads`` as N-Triples, graph names dropped, in the same order."""
    return canonical_nquads(Quad(*quad.triple) for quad in quads)


def sorted_turtle(quads: Iterable[Quad], form: RdfFormat = RdfFormat.TURTLE) -> bytes:
    """Return ``quads`` as Turtle (graph names dropped) or TriG, sorted, prefixes bound."""
    if form == RdfFormat.TRIG:
        found = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
        text = serialize(found, format=form, prefixes=PREFIXES) or b""
    else:
        triples = sorted({quad.triple for quad in quads}, key=str)
        text = serialize(triples, format=form, prefixes=PREFIXES) or b""
    return with_sorted_prefixes(text)


def with_sorted_prefixes(text: bytes) -> bytes:
    """Return Turtle or TriG with its prefixes sorted: the engine writes them in any order."""
    lines = text.split(b"\n")
    prefixes = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"\n".join(sorted(prefixes) + lines[len(prefixes):])
