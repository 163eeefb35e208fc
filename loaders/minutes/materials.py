"""Materials of a meeting (配付資料), from the notes that cite them and from a list in the head.

The title of a material ends where its quotation marks close, where the next material is named, or
where the sentence goes on to say what was done with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.minutes.blocks import Block
from loaders.minutes.conventions import MaterialForms
from loaders.records import Material
from loaders.source import Source

# The longest word that joins a title to the next (並びに).
_LONGEST_JOINING = 3


def materials_in(
    block: Block, agenda_notation: str, source: Source, forms: MaterialForms
) -> Iterator[Material]:
    """Yield the materials that the note or list ``block`` names, in order."""
    printed = block.content(paragraphs=False)
    mended = block.content(mended=True, paragraphs=False).text
    references = list(forms.reference.finditer(mended))
    limits = [found.start() for found in references] + [len(mended)]
    for found, limit in zip(references, limits[1:], strict=True):
        start, end = _trimmed(mended, found.end(), _title_end(mended, found, limit, forms), forms)
        title = printed.text[start:end] or printed.text[found.start() : found.end()]
        passage = printed.passage(source, found.start(), max(end, found.end()))
        yield Material(found["number"], title, agenda_notation, (passage,))


def _title_end(text: str, found: re.Match[str], limit: int, forms: MaterialForms) -> int:
    before = text[: found.start()]
    quotes = zip(forms.open_quotes, forms.close_quotes, strict=True)
    quoted = [close for opening, close in quotes if before.count(opening) > before.count(close)]
    ends = [text.find(close, found.end(), limit) for close in quoted]
    closed = [end for end in ends if end >= 0]
    if closed:
        return min(closed)
    closing = None if quoted else forms.closing.search(text, found.end(), limit)
    return closing.start() if closing else limit


def _trimmed(text: str, start: int, end: int, forms: MaterialForms) -> tuple[int, int]:
    """Return the part of ``text`` from ``start`` to ``end`` without the words that only join."""
    opening = forms.opening.match(text, start, end)
    start = opening.end() if opening else start
    while joining := forms.joining.search(text, max(start, end - _LONGEST_JOINING), end):
        end = joining.start()
    return start, end
