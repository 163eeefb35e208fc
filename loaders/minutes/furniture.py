"""Page furniture: printed page numbers, and headings that stand on page after page.

A bare number alone on its line is a page number only where such numbers rise one by one through
the document, or where it stands at the edge of its page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from loaders.minutes.blocks import Form
from loaders.minutes.conventions import Conventions
from loaders.minutes.labels import LabelReader
from loaders.minutes.lines import Line
from loaders.source import Source

_DIGITS = re.compile(r"[\d\s]+")
_FEWEST_NUMBERS = 2
# A shorter line at the edge of a page may say the same by chance.
_SHORTEST = 4


def furniture_in(
    lines: Sequence[Line], source: Source, reader: LabelReader, forms: Conventions
) -> dict[Line, Form]:
    """Return what the lines are that belong to the page and not to what is said."""
    numbered = {line for line in lines if forms.agenda.page.search(line.plain)}
    bare = [line for line in lines if forms.agenda.bare_page.search(line.plain)]
    edges = _edges([line for line in lines if line not in numbered], source)
    rising = len(bare) >= _FEWEST_NUMBERS and all(
        int(after.plain) == int(before.plain) + 1 for before, after in pairwise(bare)
    )
    numbered |= {line for line in bare if rising or line in edges}
    edges = _edges([line for line in lines if line not in numbered], source)
    kept = [line for line in edges if _may_be_heading(line, reader, forms)]
    numbers = dict.fromkeys(numbered, Form.PAGE)
    return numbers | dict.fromkeys(_repeated(kept), Form.RUNNING)


def _may_be_heading(line: Line, reader: LabelReader, forms: Conventions) -> bool:
    speaks = next(reader.labels(line.plain), None) or line.text[0] in forms.marks.signs
    ends = forms.agenda.sentence_end.search(line.plain)
    return len(line.plain) >= _SHORTEST and not speaks and not ends


def _repeated(lines: Sequence[Line]) -> set[Line]:
    """Return the lines that say again what a line before them said, but for their numbers."""
    seen: set[str] = set()
    found = set()
    for line in sorted(lines, key=lambda line: line.number):
        words = _DIGITS.sub("", line.plain)
        if words in seen:
            found.add(line)
        seen.add(words)
    return found


def _edges(lines: Sequence[Line], source: Source) -> set[Line]:
    """Return the first and the last line of each page, none for a document without pages."""
    found = set()
    for page, on_page in groupby(lines, key=lambda line: source.pages[line.number - 1]):
        of_page = list(on_page)
        if page is not None:
            found |= {of_page[0], of_page[-1]}
    return found
