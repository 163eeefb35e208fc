"""How alike two names are, when the words that many names of the same plan share count little.

The measure is the Dice coefficient (Sørensen 1948) over pairs of characters, each weighted by its
inverse document frequency (Spärck Jones 1972) among the names of an edition: 事業 says nothing in
a plan where every project is one.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from graph.editions.conventions import conventions
from loaders.similarity import bigrams

EXTENDED, EXTENDED_TWOFOLD = 0.85, 0.675
"""How alike two names are of which one has a letter more than the other, or twice as many."""
SHORTEST_EXTENDED = 4
"""A name of fewer letters is found in too many others."""
MOST_ALIKE_WITH_OTHER_WORDS = 0.7
"""A name that has another word in the place of one may well be another project's."""
MOST_ALIKE = 0.95
"""Two names, or what is said of two projects, are never told to be more alike than this."""
SHORTEST_BARE = 2
"""So many characters stay when type words are taken off."""
MOST_SHARING = 20
"""A pair of characters that more names of one edition share leads to no candidate."""
_NUMBER = re.compile(r"\d+")


def bare_name(key: str) -> str:
    """Return a normalised name without the words at its end that only say that it is a project."""
    words = conventions().type_words
    while found := next((word for word in words if key.endswith(word)
                         and len(key) >= len(word) + SHORTEST_BARE), None):
        key = key.removesuffix(found)
    return key


class NameLikeness:
    """Compares names of two editions; ``earlier`` and ``later`` are all their normalised names."""

    def __init__(self, earlier: Iterable[str], later: Iterable[str]) -> None:
        sides = [[_pairs(bare_name(key)) for key in set(side)] for side in (earlier, later)]
        counts = [Counter(pair for pairs in side for pair in pairs) for side in sides]
        self._most = max(map(len, sides))
        self._sharing = counts[0] | counts[1]

    def __call__(self, one: str, two: str) -> float:
        """Return the likeness of two normalised names, 0–1; below 1 where they are not the same."""
        if one == two:
            return 1.0
        extended = _extended(_letters(one), _letters(two))
        if extended is None:
            return min(MOST_ALIKE_WITH_OTHER_WORDS, self._alike(one, two))
        return min(MOST_ALIKE, max(extended, self._alike(one, two)))

    def _alike(self, one: str, two: str) -> float:
        first, second = self._weights(one), self._weights(two)
        shared = sorted(first.keys() & second.keys())
        whole = sum(first.values()) + sum(second.values())
        return sum(first[pair] + second[pair] for pair in shared) / whole if whole else 0.0

    def _weights(self, key: str) -> dict[str, float]:
        """Return what each pair of characters of a name weighs: 1 for one that no other name has,
        towards 0 for one that all have; half of that at the beginning, half as much again at the
        end, where a Japanese name says what is done."""
        pairs = _pairs(bare_name(key))
        last = max(1, len(pairs) - 1)
        return {pair: (1 - math.log(max(1, self._sharing[pair])) / math.log(self._most + 1))
                * (0.5 + place / last) for place, pair in enumerate(pairs)}


def _pairs(name: str) -> list[str]:
    """Return the pairs of neighbouring letters of ``name`` in its order, each at its last place."""
    letters = [letter for letter in name if letter.isalnum() or letter == "ー"]
    pairs = [first + second for first, second in pairwise(letters)]
    return list(reversed(dict.fromkeys(reversed(pairs))))


def _letters(key: str) -> str:
    """Return the letters of a name that carry its sense: 空き家 and 空家 are one word."""
    return "".join(letter for letter in bare_name(key) if letter.isalnum() and not (
        "ぁ" <= letter <= "ん")) or bare_name(key)


def _extended(one: str, two: str) -> float | None:
    """Return the likeness of two names of which one has all letters of the other in their order,
    the more alike the fewer it adds; None where it has other letters, or has more than twice as
    many, or where there are too few to tell."""
    shorter, longer = sorted((one, two), key=len)
    letters = iter(longer)
    if len(shorter) < SHORTEST_EXTENDED or not all(letter in letters for letter in shorter):
        return None
    share = len(shorter) / len(longer)
    return EXTENDED_TWOFOLD + (EXTENDED - EXTENDED_TWOFOLD) * (2 * share - 1) \
        if share >= 0.5 else None


def are_contrasted(one: str, two: str) -> bool:
    """Tell whether two normalised names differ in nothing but numbers or words that set two things
    apart (小学校…, 中学校…)."""
    if one != two and _NUMBER.sub("0", one) == _NUMBER.sub("0", two):
        return True
    return any({first, second} <= words for first, second in _differences(one, two)
               for words in conventions().contrasts)


def _differences(one: str, two: str) -> Iterator[tuple[str, str]]:
    """Yield where two names differ between a common beginning and a common end, with as many of
    the characters around it as both share, so that a whole word is seen."""
    shortest = min(len(one), len(two))
    begin = next((i for i in range(shortest) if one[i] != two[i]), shortest)
    end = next((i for i in range(shortest - begin) if one[-1 - i] != two[-1 - i]),
               shortest - begin)
    for before in range(min(begin, 2) + 1):
        for after in range(min(end, 2) + 1):
            yield (one[begin - before : len(one) - end + after],
                   two[begin - before : len(two) - end + after])


def sharing_pairs(earlier: Mapping[str, str], later: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return which of ``earlier`` may be which of ``later`` (texts by key): those that share a
    pair of characters that few texts have, so that the cost stays near the number of texts."""
    having: list[defaultdict[str, list[str]]] = []
    for side in (earlier, later):
        index: defaultdict[str, list[str]] = defaultdict(list)
        for key, text in side.items():
            for pair in bigrams(text):
                index[pair].append(key)
        having.append(index)
    return {(one, two) for pair, ones in having[0].items()
            if len(ones) <= MOST_SHARING and len(having[1].get(pair, ())) <= MOST_SHARING
            for one in ones for two in having[1].get(pair, ())}
