"""The normalised name: the one key by which two spellings of a name are the same thing.

Source: the model's "Names in IRIs": NFKC; CJK radicals mapped to their unified ideographs
(Unicode EquivalentUnifiedIdeograph.txt, since NFKC leaves CJK Radicals Supplement alone); white
space and the 再掲 mark dropped, in every bracket or ※ form.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# Applied after NFKC, so full-width and half-width brackets are already the plain ones.
_CROSS_LISTING_MARK = re.compile(
    r"※?[\[({<«≪⟨⟪〈《「『【〔〖〘〚]※?再掲[\])}>»≫⟩⟫〉》」』】〕〗〙〛]|※再掲"
)
# Zero-width space, soft hyphen and byte order mark come out of PDF files as if they were spaces.
_SPACE = re.compile("[\\s\u200b\u00ad\ufeff]+")
_SHARED = {0x2027: "・", 0x2215: "/"}
# Voiced sound marks are signs of their own until NFKC joins them to their kana.
_JOINING = "ﾞﾟ゛゜"


@cache
def _radicals() -> dict[int, str]:
    text = files("ontology").joinpath("radicals.csv").read_text(encoding="utf-8")
    return {int(row["radical"], 16): chr(int(row["ideograph"], 16))
            for row in csv.DictReader(text.splitlines())}


def mend_characters(text: str) -> str:
    """Return ``text`` in NFKC with every CJK radical replaced by its unified ideograph, and the
    signs that fonts tell for ・ and / by these."""
    return unicodedata.normalize("NFKC", text.translate(_radicals())).translate(_SHARED)


def _without_space_and_mark(text: str) -> str:
    # NFKC once more: a voiced sound mark joins its kana when the space between them goes.
    return unicodedata.normalize("NFKC", _CROSS_LISTING_MARK.sub("", _SPACE.sub("", text)))


def normalised_name(name: str) -> str:
    """Return the key of ``name``: two spellings with one key are one thing.

    The key of a key is the key itself. A name that is nothing but marks gives "".
    """
    key = mend_characters(name)
    while (shorter := _without_space_and_mark(key)) != key:
        key = shorter
    return key


def located_name(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the key of ``text`` and, for each of its signs, from where to where in ``text`` that
    stands (0-based, the end not among them). The key is "" where the signs cannot be told apart:
    where a sign far off changes one."""
    signs = [(sign, place) for place in _clusters(text)
             for sign in _without_space_and_mark(mend_characters(text[place[0]:place[1]]))]
    while True:
        key = "".join(sign for sign, _ in signs)
        marks = [found.span() for found in _CROSS_LISTING_MARK.finditer(key)]
        if not marks:
            break
        signs = [each for number, each in enumerate(signs)
                 if not any(first <= number < end for first, end in marks)]
    return (key, tuple(place for _, place in signs)) if key == normalised_name(text) else ("", ())


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each sign stands with the marks that join it."""
    start = 0
    for place, sign in enumerate(text):
        if place and sign not in _JOINING and not unicodedata.combining(sign):
            yield start, place
            start = place
    yield start, len(text)
