"""What the documents of one municipality give: the part of a dataset that is made, kept and
replaced by itself, so that one city's new document costs what that city costs, not a country.

Nothing that is said of a municipality depends on another one's documents. What several have in
common, as fiscal years are, each portion carries as well; the dataset says it once.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, parse

from graph.canonical import canonical_nquads
from graph.dataset_parts import LedgerCount, SourceEntry

COMMON = ""
"""The code of the portion of no municipality: the vocabulary."""
_CODE = rb"([0-9]{6})[/>]"


@dataclass(frozen=True, slots=True)
class Portion:
    """One municipality's portion, but for its quads and its ledger, which are files.

    ``program`` names the state of the program that made it; ``digest`` is that of its own quads
    (``portion_digest``), ``quads`` their number. ``shared`` are lines of canonical N-Quads about
    what other portions may have as well. ``counts`` are instances by class, ``validation`` results
    by severity.
    """

    code: str
    program: str
    digest: str
    quads: int
    shared: tuple[str, ...]
    counts: Mapping[str, int]
    sources: tuple[SourceEntry, ...]
    ledger: LedgerCount
    warnings: tuple[str, ...]
    validation: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Return the portion as its file holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Portion:
        """Read what ``to_json`` gives; KeyError or TypeError where it is not that."""
        return cls(**data | {
            "shared": tuple(data["shared"]),
            "sources": tuple(SourceEntry(**entry) for entry in data["sources"]),
            "ledger": LedgerCount(**data["ledger"]),
            "warnings": tuple(data["warnings"]),
        })


def by_code(nquads: bytes, base: str) -> Mapping[str, bytes]:
    """Part canonical N-Quads by the municipality that their subjects stand below; COMMON holds
    the lines of all others, and is always there."""
    own = re.compile(rb"<" + re.escape(base.encode()) + _CODE)
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for line in nquads.splitlines(keepends=True):
        match = own.match(line)
        found[match[1].decode() if match else COMMON].append(line)
    return {COMMON: b""} | {code: b"".join(lines) for code, lines in found.items()}


def portion_digest(nquads: bytes) -> str:
    """Return the SHA-256 of canonical N-Quads in hexadecimal digits."""
    return hashlib.sha256(nquads).hexdigest()


def combined_snapshot(digests: Mapping[str, str]) -> str:
    """Return the snapshot of a dataset whose portions, by code, have ``digests``: the SHA-256 of
    a line "code digest" for each, sorted. It follows from the quads alone (``snapshot_id``)."""
    lines = "".join(f"{code} {digests[code]}\n" for code in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def snapshot_id(nquads: bytes, base: str) -> str:
    """Return the snapshot of a dataset with these canonical N-Quads under the base IRI ``base``."""
    return combined_snapshot(
        {code: portion_digest(lines) for code, lines in by_code(nquads, base).items()})


def common_quads(portions: Iterable[Portion]) -> Iterator[Quad]:
    """Yield what ``portions`` share, each triple once: in the graph of the first portion by code
    that has it. (An engine that unites graphs without merging them, as Oxigraph does, would count
    it twice.)"""
    said: set[Triple] = set()
    for portion in sorted(portions, key=lambda portion: portion.code):
        for quad in parse("\n".join(portion.shared), RdfFormat.N_QUADS):
            if quad.triple not in said:
                said.add(quad.triple)
                yield quad


def common_nquads(portions: Iterable[Portion]) -> bytes:
    """Return ``common_quads`` as canonical N-Quads."""
    return canonical_nquads(common_quads(portions))
