"""A text as names are looked up in it, with the way back to where each character stood.

NFKC, radicals mended, white space dropped; paragraphs stay apart by a line feed, so that no name
is found across two of them; so does the letter of an item (ア　…). Circled digits stay circled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.flat import flat

_SCRIPTS = (
    re.compile(r"[\u3005\u4e00-\u9fff]"),
    re.compile(r"[ァ-ヺー]"),
    re.compile(r"[A-Za-z]"),
    re.compile(r"[0-9]"),
)
_LETTERED_ITEM = re.compile(r"^[ア-ン][\s\u3000]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Folded:
    """``places[i]`` is the offset in the original text of the folded text's character ``i``."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold ``text`` character by character; a voiced sound mark joins the kana before it."""
        folded: list[str] = []
        places: list[int] = []
        parted = {found.end() - 1 for found in _LETTERED_ITEM.finditer(text)}
        for offset, end in _clusters(text):
            parts = text[offset] == "\n" or offset in parted
            character = "\n" if parts else flat(text[offset:end])
            folded.extend(character)
            places.extend([offset] * len(character))
        return cls("".join(folded), tuple(places))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original text of the folded characters ``start``–``end``."""
        return self.places[start], self.places[end - 1] + 1


def _clusters(text: str) -> list[tuple[int, int]]:
    clusters: list[tuple[int, int]] = []
    for offset, character in enumerate(text):
        if character in "ﾞﾟ\u3099\u309a" and clusters:
            clusters[-1] = (clusters[-1][0], offset + 1)
        else:
            clusters.append((offset, offset + 1))
    return clusters


def script_of(character: str) -> int | None:
    """Return the number of the script (kanji, katakana, Latin, digits) or None for all else."""
    for number, script in enumerate(_SCRIPTS):
        if script.match(character):
            return number
    return None


def stands_free(text: str, start: int) -> bool:
    """Tell whether no letter (kanji, katakana, Latin, digit) stands before ``start``."""
    return start == 0 or script_of(text[start - 1]) is None


def begins_word(text: str, start: int, ends_of_place: str) -> bool:
    """Tell whether a word can begin at ``start``: no letter of the same script stands before it,
    or one that ends a place's name."""
    if start == 0:
        return True
    before, here = text[start - 1], text[start]
    script = script_of(here)
    return script is None or script_of(before) != script or before in ends_of_place
