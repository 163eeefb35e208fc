"""What a city's staff correct in what was read: a file beside the documents, and its effect."""

from __future__ import annotations

from loaders.corrections.effect import with_corrections
from loaders.corrections.reader import looks_like_corrections, municipality_stated, read_corrections

__all__ = ["looks_like_corrections", "municipality_stated", "read_corrections", "with_corrections"]
