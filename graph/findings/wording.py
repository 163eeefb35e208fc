"""Sentences as what they say, without tense: how near two are in words.

A plan repeats the result of the year before by another ending (実施した, 実施する, 実施予定), by
引き続き or 今後も before it, and without the numbers that only the result can have. These fall away
here; ``wording.toml`` names them. What is left are the content words in their order.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

from graph.words import words

_WITH_NUMBER = re.compile(r"\([^()]*\d[^()]*\)")


@dataclass(frozen=True, slots=True)
class _Forms:
    """What falls away: ``anywhere`` in a sentence, and at its ``ending``."""

    anywhere: frozenset[str]
    ending: frozenset[str]


@cache
def _forms() -> _Forms:
    text = files("graph.findings").joinpath("wording.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return _Forms(frozenset(tables["anywhere"]), frozenset(tables["ending"]))


@lru_cache(maxsize=20_000)
def content(sentence: str) -> tuple[str, ...]:
    """Return the content words of ``sentence`` (a normalised key), without tense, without what
    says that something goes on, and without brackets that hold a number."""
    forms = _forms()
    found = [word.normal for word in words(_WITH_NUMBER.sub("", sentence))
             if word.has_content and word.normal not in forms.anywhere]
    while found and found[-1] in forms.ending:
        found.pop()
    return tuple(found)


def nearness(one: str, two: str) -> float:
    """Return how near two sentences (normalised keys) are in content words, 0–1: twice the number
    of words in common, in their order, over all words (Ratcliff & Metzener, Dr. Dobb's Journal,
    July 1988). 1 for the same sentence, 0 where one of two has no content words."""
    if one == two:
        return 1.0
    first, second = content(one), content(two)
    if not first or not second:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
