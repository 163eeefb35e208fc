"""Text dumps that keep a page's layout: columns stand side by side, parted by runs of spaces.

Extractors count a Japanese character as one column or as two; the count that leaves clearer white
space between the columns is the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from loaders.layout import Layout
from loaders.progress.pages import furniture_of, page_starts, with_pages
from loaders.source import Source
from loaders.unruled.conventions import Conventions, conventions
from loaders.unruled.fragments import Fragment
from loaders.unruled.layouts import guess, layout_of

LEAST_SHARE = 0.25
"""From this share of lines with wide spaces on, a text keeps its pages' layout."""
INDENT = 8
"""A line that begins after so many spaces was set there by its place on the page."""
_GAP = re.compile(r"\S {3,}\S")
_WORD = re.compile(r"[^ \t]+")
_SPACES = re.compile(r"[ \t]{2,}")
_WIDE = re.compile(r"[^\x00-\u036f\uff61-\uff9f]")


def looks_like_layout_dump(source: Source) -> bool:
    """Tell whether the lines of a text hold wide spaces as columns side by side do."""
    lines = [line.rstrip() for line in source.lines if line.strip()]
    spaced = sum(bool(_GAP.search(line)) or line.startswith(" " * INDENT) for line in lines)
    return bool(lines) and spaced >= LEAST_SHARE * len(lines)


def layout_of_dump(source: Source) -> Layout:
    """Return the tables of a dump that keeps its pages' layout, as guessed grids.

    Lines outside tables stand whole; where no table is found, all of them do.
    """
    forms = conventions()
    whole = paged(source, forms)
    guesses = [guess(list(fragments_of(whole, wide)), 1.0, forms) for wide in (False, True)]
    best = min(guesses, key=lambda one: one.fault)
    return layout_of(whole, list(best.parts(forms)))


def fragments_of(source: Source, wide: bool) -> Iterable[Fragment]:
    """Return the words of a dump with their places in lines and columns; a Japanese character
    takes two columns where ``wide`` is true."""
    numbered = enumerate(zip(source.lines, source.pages, strict=True), start=1)
    for page, lines in groupby(numbered, key=lambda entry: entry[1][1]):
        for height, (number, (raw, _)) in enumerate(lines):
            taken, column = 0, 0
            for word in _WORD.finditer(raw):
                column += _width(raw[taken : word.start()], wide)
                end = column + _width(word.group(), wide)
                yield Fragment(number, page, column, end, height, height + 1, word.group())
                taken, column = word.end(), end


def _width(text: str, wide: bool) -> int:
    return len(text) + (len(_WIDE.findall(text)) if wide else 0)


def paged(source: Source, forms: Conventions) -> Source:
    """Return the source with its pages, told by titles and headings where no form feed does."""
    if source.page_count > 1:
        return source
    plain = replace(source, lines=tuple(_SPACES.sub(" ", line.strip()) for line in source.lines))
    return with_pages(source, page_starts(plain, furniture_of(plain, forms.table)))
