"""Cells of a CSV file that a spreadsheet opens: a text from a document must not be computed."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """Return ``cell`` with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
