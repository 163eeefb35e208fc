"""Whose document is it? The municipality that a document names most, from the standard list; by
the form of its name where the operator states a code that the list does not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.flat import flat
from loaders.forms import conventions_of
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


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of a municipality's name, and of words that look like one and are none."""

    name: re.Pattern[str]
    before: re.Pattern[str]
    general: re.Pattern[str]

    def names(self, line: str) -> list[str]:
        names = [self.before.sub("", found) for found in self.name.findall(line)]
        return [name for name in names if not self.general.fullmatch(name)]


@conventions_of("municipality.toml")
def _form(data: dict[str, Any]) -> _Form:
    letters, ends, words = data["letters"], data["ends"], data["before"]
    starts = "|".join([f"(?<!{letters})", *(f"(?<={word})" for word in words)])
    return _Form(
        name=re.compile(f"(?:{starts}){letters}{{1,{data['longest']}}}?{ends}(?!{ends})"),
        before=re.compile(f"^.*(?:{'|'.join(words)})(?={letters}+{ends})"),
        general=re.compile("|".join(data["general"])),
    )


def municipality_of(source: Source) -> Municipality | None:
    """Return the municipality that ``source`` is about, with the first line that names it.

    None where no name of the standard list stands out, or several municipalities bear it.
    """
    standing_out = _standing_out(_names().findall, source)
    if standing_out is None:
        return None
    name, first = standing_out
    known = _one_of(by_name(name), source)
    return Municipality(known.code, known.name, (source.passage(first),)) if known else None


def name_by_form(source: Source) -> str | None:
    """Return the one name of the form of a municipality's that stands out in ``source``, whether
    the standard list has it or not; None where none does."""
    standing_out = _standing_out(_form().names, source)
    return standing_out[0] if standing_out else None


def _standing_out(names: Callable[[str], list[str]], source: Source) -> tuple[str, int] | None:
    """Return the name that ``source`` prints clearly most, and the first line that prints it."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, line in enumerate(source.lines, start=1):
        for name in names(flat(line)):
            counts[name] += HEAD_WEIGHT if number <= HEAD else 1
            first.setdefault(name, number)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < CLEARER_BY * ranked[1][1]):
        return None
    return ranked[0][0], first[ranked[0][0]]


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
