"""Report texts from wrapped lines: broken sentences joined, paragraphs and items kept apart."""

from __future__ import annotations

from loaders.flat import flat
from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.text import Piece

SHORT_BY = 6
"""A line this much narrower than the widest (in half-width columns) ends its paragraph."""


def width_of(text: str) -> int:
    """Return the width of ``text`` in half-width columns."""
    return sum(
        1 if character.isascii() or "\uff61" <= character <= "\uff9f" else 2 for character in text
    )


def pieces_of(lines: tuple[Line, ...], widest: int, forms: Conventions) -> list[Piece]:
    """Return the pieces of one block; the first starts a paragraph.

    ``widest`` is the width of the column's widest line in half-width columns.
    """
    pieces: list[Piece] = []
    ended = True
    for line in lines:
        starts = ended or line.indented or bool(forms.paragraph.match(line.flat))
        pieces.append(Piece(line.number, line.raw.strip(), starts))
        ended = (
            flat(line.raw).endswith(("。", "】", "》"))
            or width_of(line.raw.strip()) < widest - SHORT_BY
        )
    return pieces
