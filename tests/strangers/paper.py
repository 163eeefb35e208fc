"""A document as it is meant, before it is set: headings, paragraphs, tables of spanning cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``upright`` has its letters one below the other."""

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that spans rows is told in the first of them. ``shares`` are the
    columns' widths in relation to each other, ``heads`` counts the rows of headings."""

    shares: tuple[float, ...]
    heads: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``kind`` is title, heading, text or note."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Element = Table | Line | NewPage
