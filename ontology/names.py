"""The normalised name: the one key by which two spellings of a name are the same thing.

Source: the model's "Names in IRIs": NFKC; CJK radicals mapped to their unified ideographs
(Unicode EquivalentUnifiedIdeograph.txt, since NFKC leaves CJK Radicals Supplement alone); white
space and the 再掲 mark dropped, in every bracket or ※ form.
"""

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

# Applied after NFKC, so full-width and half-width brackets are already the plain ones.
_CROSS_LISTING_MARK = re.compile(
    r"※?[\[({<«≪⟨⟪〈《「『【〔〖〘〚]※?再掲[\])}>»≫⟩⟫〉》」』】〕〗〙〛]|※再掲"
)
# Zero-width space, soft hyphen and byte order mark come out of PDF files as if they were spaces.
_SPACE = re.compile("[\\s\u200b\u00ad\ufeff]+")


@cache
def _radicals() -> dict[int, str]:
    text = files("ontology").joinpath("radicals.csv").read_text(encoding="utf-8")
    return {int(row["radical"], 16): chr(int(row["ideograph"], 16))
            for row in csv.DictReader(text.splitlines())}


def mend_characters(text: str) -> str:
    """Return ``text`` in NFKC with every CJK radical replaced by its unified ideograph."""
    return unicodedata.normalize("NFKC", text.translate(_radicals()))


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
