"""Japanese text as words: what likeness between names and reports is counted in.

Japanese is written without spaces, so words are told by an analyser: Sudachi (Takaoka et al.,
"Sudachi: a Japanese tokenizer for business", LREC 2018) with its core dictionary, in its shortest
units (mode A), because 子育て支援拠点事業 and 子育て支援事業 shall share 子育て and 支援.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import local
from typing import TYPE_CHECKING

from ontology.names import mend_characters

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer

LONGEST = 10_000
"""Sudachi refuses more than 49,149 bytes at once: longer lines are cut after so many characters."""

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "接尾辞"})
_NOT_CONTENT = frozenset({"非自立可能", "数詞", "代名詞"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word: ``written`` as in the text, ``normal`` in its normalised form (実施する and 実施し
    are 為る after 実施), ``kind`` its first two parts of speech."""

    written: str
    normal: str
    kind: tuple[str, str]

    @property
    def has_content(self) -> bool:
        """Whether it is a noun, verb, adjective or suffix that says something by itself."""
        return self.kind[0] in _CONTENT and self.kind[1] not in _NOT_CONTENT

    @property
    def is_place(self) -> bool:
        """Whether the dictionary knows it as the name of a place."""
        return self.kind[0] == "地名"


_OWN = local()


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``, signs among them; white space is none."""
    return tuple(word for line in text.splitlines() for part in _parts(line)
                 for word in _words(part))


@lru_cache(maxsize=20_000)
def reading(text: str) -> str:
    """Return how ``text`` is read aloud, in katakana without white space: 定住 and ていじゅう are
    テイジュウ."""
    found = "".join(each.reading_form() for line in mend_characters(text).splitlines()
                    for part in _parts(line) for each in _analyser().tokenize(part))
    return "".join(found.split()).translate(_TO_KATAKANA)


def _parts(line: str) -> Iterator[str]:
    for start in range(0, len(line), LONGEST):
        yield line[start : start + LONGEST]


def _words(text: str) -> Iterator[Word]:
    for found in _analyser().tokenize(text):
        first, second, third = found.part_of_speech()[:3]
        kind = ("地名", third) if third == "地名" else (first, second)
        if first != "空白":
            yield Word(found.surface(), found.normalized_form(), kind)


def _analyser() -> Tokenizer:
    """Return this thread's own: one cannot be used by two at once."""
    if not hasattr(_OWN, "analyser"):
        from sudachipy import SplitMode

        _OWN.analyser = _dictionary().tokenizer(SplitMode.A)
    analyser: Tokenizer = _OWN.analyser
    return analyser


@cache
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary()
