"""What a text is about: the concepts of ``concepts.toml`` whose words it contains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ASCII = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of one table: ``pattern`` finds its words, ``of_word`` holds what each means,
    ``others`` finds longer words in which one of them means something else.

    Words are normalised (NFKC, no white space, small letters).
    """

    pattern: re.Pattern[str]
    of_word: Mapping[str, tuple[str, ...]]
    others: re.Pattern[str]

    def within(self, text: str) -> frozenset[str]:
        """Return the concepts in ``text``, a normalised text."""
        own = self.others.sub("", text).lower()
        return frozenset(concept for word in self.pattern.findall(own)
                         for concept in self.of_word[word])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``fields`` of work, ``means`` by which it is done, ``groups`` of beneficiaries, and the
    ``plain`` words that say nothing of a project (``plain_words`` finds those of two characters
    and more)."""

    fields: Concepts
    means: Concepts
    groups: Concepts
    plain: frozenset[str]
    plain_words: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """Return the concepts that the program knows."""
    text = files("graph.findings.overlap").joinpath("concepts.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    others = re.compile("|".join(map(re.escape, tables["others"]["words"])))
    fields, means, groups = (_concepts(tables[name], others)
                             for name in ("fields", "means", "groups"))
    plain = tables["plain"]["words"]
    written = re.compile("|".join(re.escape(word) for word in sorted(plain, key=len, reverse=True)
                                  if len(word) > 1))
    return Lexicon(fields, means, groups, frozenset(plain), written)


def above(concept: str) -> str:
    """Return the broader concept of ``concept``."""
    return concept.partition(".")[0]


def leaf(part: str) -> str:
    """Return how a concept or word is shown to people: a concept by its own name, the broader
    one not at all, because the narrower tells more."""
    broad, dot, narrow = part.partition(".")
    if dot:
        return narrow
    return "" if broad in _broad() else broad


@cache
def _broad() -> frozenset[str]:
    known = lexicon()
    return frozenset(above(concept) for table in (known.fields, known.means, known.groups)
                     for concepts in table.of_word.values() for concept in concepts)


def _concepts(table: Mapping[str, Iterable[str]], others: re.Pattern[str]) -> Concepts:
    of_word: dict[str, tuple[str, ...]] = {}
    for concept, words in table.items():
        for word in words:
            of_word[word.lower()] = (*of_word.get(word.lower(), ()), concept)
    longest_first = sorted(of_word, key=lambda word: (-len(word), word))
    # Found in a look-ahead, so that a word within another one counts as well.
    pattern = re.compile(f"(?=({'|'.join(map(_word, longest_first))}))")
    return Concepts(pattern, of_word, others)


def _word(word: str) -> str:
    """Letters of the Latin script are words of their own: AI is not in AIRDO."""
    if _ASCII.fullmatch(word):
        return f"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"
    return re.escape(word)
