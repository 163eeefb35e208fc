"""What one query may cost. The service description tells these figures to every client."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from ontology.errors import ShisakuError
from queries.guard import LONGEST

SECONDS, MEMORY, ROWS = "SHISAKU_QUERY_SECONDS", "SHISAKU_QUERY_MEMORY", "SHISAKU_QUERY_ROWS"
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes are in bytes; ``short`` queries run at once beside ``long`` ones (workers.lanes)."""

    seconds: float = 10.0
    memory: int = 512 * _MIB
    """Above what a process takes that has only opened the dataset."""
    rows: int = 100_000
    """Rows or triples of an answer."""
    answer: int = 256 * _MIB
    query: int = LONGEST
    request: int = 4 * LONGEST
    """A query may be percent-encoded in a form, and graphs stand beside it."""
    in_memory: int = 50_000
    """A dataset of at most so many quads (about two cities) is held in memory by every worker."""
    short: int = field(default_factory=lambda: max(4, 2 * (os.cpu_count() or 1)))
    """More at once than processors can run would only push each other's data out of the caches."""
    long: int = 16


def limits_set() -> Limits:
    """Return the limits as the environment sets them; ShisakuError where a value is no number."""
    return Limits(
        seconds=_number(SECONDS, 10.0, 3600),
        memory=int(_number(MEMORY, 512, 1024 * 1024) * _MIB),
        rows=int(_number(ROWS, 100_000, 1_000_000_000)))


def _number(name: str, default: float, most: float) -> float:
    text = os.environ.get(name, "")
    try:
        value = float(text or default)
    except ValueError:
        value = 0.0
    if not 0 < value <= most:
        raise ShisakuError(
            ja=f"{name}={text}: 0 より大きく {most:g} 以下の数を指定してください。",
            en=f"{name}={text}: give a number above 0, up to {most:g}.")
    return value
