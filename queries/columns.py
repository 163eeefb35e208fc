"""What a person reads over a column, and which columns of an answer are one to a person.

``?project``, ``?projectNotation`` and ``?projectLabel`` are one thing and its names; document,
file, page and lines together are one place. The names of the columns are the same in every
question of the catalogue, so each has one heading.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

SOURCE = "source"
_PLACE = ("document", "file", "page", "firstLine", "lastLine")
_NAMES = ("Notation", "Label")


@cache
def _headings() -> dict[str, tuple[str, str]]:
    text = files("queries").joinpath("columns.csv").read_text(encoding="utf-8")
    return {row["column"]: (row["ja"], row["en"]) for row in csv.DictReader(text.splitlines())}


def heading(column: str, language: str) -> str:
    """Return what stands over ``column`` in ``language``; the column's own name if unknown."""
    ja, en = _headings().get(stem(column), (column, column))
    return ja if language == "ja" else en


def stem(column: str) -> str:
    """Return the name of the thing that ``column`` tells of (projectLabel → project)."""
    if column in _PLACE:
        return SOURCE
    for name in _NAMES:
        if column.endswith(name) and column != name:
            return column.removesuffix(name)
    return column


def grouped(columns: Sequence[str]) -> dict[str, list[int]]:
    """Return the positions of the columns that belong together, by stem, in their order."""
    groups: dict[str, list[int]] = {}
    for position, column in enumerate(columns):
        groups.setdefault(stem(column), []).append(position)
    return groups
