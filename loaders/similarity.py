"""How alike two Japanese texts are, by the pairs of characters they share.

Character bigrams need no dictionary and survive line breaks and stray spaces; the Dice
coefficient is Sørensen's (1948), containment the share of the smaller set found in the larger.
"""

import re
import unicodedata

_NOISE = re.compile(r"[\s\W_]+")


def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of ``text`` (NFKC; marks and spaces dropped)."""
    letters = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def dice(first: frozenset[str], second: frozenset[str]) -> float:
    """Return 2|A∩B| / (|A|+|B|), 0 for two empty sets."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def containment(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return the share of ``part`` that stands in ``whole``, 0 for an empty part."""
    return len(part & whole) / len(part) if part else 0.0
