"""Whose document is it? The municipality that a document names most, from the standard list."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from loaders.flat import flat
from loaders.records import Municipality
from loaders.source import Source
from ontology.municipalities import KnownMunicipality, by_name, known_municipalities

CLEARER_BY = 2
"""The name must stand this many times as often as the next one."""
HEAD = 10
"""Lines at the head of a document; a name there counts as often as HEAD_WEIGHT elsewhere."""
HEAD_WEIGHT = 5


@cache
def _names() -> re.Pattern[str]:
    names = sorted({flat(known.name) for known in known_municipalities()}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def municipality_of(source: Source) -> Municipality | None:
    """Return the municipality that ``source`` is about, with the first line that names it.

    None where no name of the standard list stands out, or several municipalities bear it.
    """
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, line in enumerate(source.lines, start=1):
        for found in _names().finditer(flat(line)):
            counts[found.group()] += HEAD_WEIGHT if number <= HEAD else 1
            first.setdefault(found.group(), number)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < CLEARER_BY * ranked[1][1]):
        return None
    name = ranked[0][0]
    known = _one_of(by_name(name), source)
    return Municipality(known.code, known.name, (source.passage(first[name]),)) if known else None


def _one_of(bearers: tuple[KnownMunicipality, ...], source: Source) -> KnownMunicipality | None:
    """Return the only bearer of a name, or the only one whose prefecture the document names."""
    if len(bearers) == 1:
        return bearers[0]
    text = "\n".join(source.lines)
    named = [bearer for bearer in bearers if bearer.prefecture in text]
    return named[0] if len(named) == 1 else None


def passages_naming(municipality: Municipality, source: Source) -> Municipality:
    """Return ``municipality`` with the first line of ``source`` that names it, if one does."""
    for number, line in enumerate(source.lines, start=1):
        if municipality.name in flat(line):
            return Municipality(municipality.code, municipality.name, (source.passage(number),))
    return municipality
