"""Which of very many names are alike, without comparing each with each.

Names are compared as sets of their content words, names of places left out: names of one set are
wholly alike, in whatever order they say it. The likeness of two sets is the cosine of their words
weighted by inverse document frequency (Salton & McGill, Introduction to Modern Information
Retrieval, 1983), counted over the distinct sets: a programme that every city has under one name
does not make its words common.

Compared are sets in a common block: those that share a pair of telling words, or all of them; the
plain words of overlaps (事業, 推進, …) tell nothing. So two names with one word in common among
others are never alike. Within a block the sets are sorted by their words, the rarest first, and
each is compared with its neighbours within a window (the sorted-neighbourhood method: Hernández &
Stolfo, The merge/purge problem for large databases, SIGMOD 1995), in as many passes as a set has
blocks. The cost is that of sorting, and the number of sets times the window; in a block of no more
sets than the window all are compared.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

import numpy
from numpy.typing import NDArray

from graph.findings.overlap.concepts import lexicon
from graph.words import words

PLACES = 4
"""Digits behind the point of a likeness."""
_BATCH = 20_000
"""So many pairs are compared at once."""
_Numbers = NDArray[numpy.int64]
_Scores = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Limits:
    """``least`` is the cosine from which on names are alike (0–1), ``words`` how many stand for a
    name, ``window`` how many sets of a block each is compared with to either side."""

    least: float
    words: int
    window: int


@cache
def limits() -> Limits:
    """Return the limits that the program uses."""
    text = files("graph.alike").joinpath("settings.toml").read_text(encoding="utf-8")
    return Limits(**tomllib.loads(text))


@dataclass(frozen=True, slots=True, order=True)
class _Content:
    """The words of a name, each once and sorted: those that tell of it, and the plain ones."""

    telling: tuple[str, ...]
    plain: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> _Content:
        """Return the content of ``name``, a normalised name."""
        content = [word for word in words(name) if word.has_content and not word.is_place]
        plain = {word.normal for word in content
                 if not lexicon().plain.isdisjoint((word.normal, word.written))}
        return cls(tuple(sorted({word.normal for word in content} - plain)), tuple(sorted(plain)))

    def rarest_first(self, rarity: Mapping[str, float]) -> _Content:
        """Return the same with the rarest words first."""
        return _Content(*(tuple(sorted(part, key=lambda word: (-rarity[word], word)))
                          for part in (self.telling, self.plain)))


class Names:
    """The names (normalised) of all projects, with what is alike among them. A name without a
    telling word is alike none."""

    def __init__(self, names: Iterable[str], by: Limits) -> None:
        of_content: defaultdict[_Content, list[str]] = defaultdict(list)
        for name in sorted(set(names)):
            content = _Content.of(name)
            if content.telling:
                of_content[content].append(name)
        frequency = Counter(
            word for content in of_content for word in content.telling + content.plain)
        rarity = {word: math.log((len(of_content) + 1) / number)
                  for word, number in frequency.items()}
        sorted_by_words = sorted((content.rarest_first(rarity), found)
                                 for content, found in of_content.items())
        self._names = [found for _, found in sorted_by_words]
        self._place = {name: place for place, found in enumerate(self._names) for name in found}
        rows = _Rows([content for content, _ in sorted_by_words], rarity, by.words)
        self._pairs = _Pairs(*rows.alike(by), len(self._names))

    def alike(self, name: str) -> Iterator[tuple[str, float]]:
        """Yield every other name that is alike ``name``, one of the names, and how much (0–1)."""
        place = self._place.get(name)
        if place is None:
            return
        for other in self._names[place]:
            if other != name:
                yield other, 1.0
        for second, score in self._pairs.of(place):
            for other in self._names[second]:
                yield other, score


class _Pairs:
    """Pairs of places with their scores, found by either end."""

    def __init__(self, first: _Numbers, second: _Numbers, scores: _Scores, number: int) -> None:
        ones, twos = numpy.concatenate((first, second)), numpy.concatenate((second, first))
        order = numpy.lexsort((twos, ones))
        self._others, self._scores = twos[order], numpy.concatenate((scores, scores))[order]
        self._begin = numpy.searchsorted(ones[order], numpy.arange(number + 1))

    def of(self, place: int) -> Iterator[tuple[int, float]]:
        """Yield the other end of each pair of ``place``, with the score."""
        here = slice(int(self._begin[place]), int(self._begin[place + 1]))
        yield from zip(self._others[here].tolist(), self._scores[here].tolist(), strict=True)


class _Rows:
    """Contents as rows of numbers of words with their weights, the telling words first; a row has
    length 1, and one with fewer words ends with -1 and weight 0."""

    def __init__(self, contents: Sequence[_Content], rarity: Mapping[str, float], most: int
                 ) -> None:
        number = {word: place for place, word in enumerate(sorted(rarity))}
        sets: dict[tuple[str, ...], int] = {}
        self._kinds = len(number)
        self._words = numpy.full((len(contents), most), -1, dtype=numpy.int64)
        self._weights = numpy.zeros((len(contents), most))
        self._telling = numpy.array(
            [min(most, len(each.telling)) for each in contents], dtype=numpy.int64)
        self._sets = numpy.array(
            [sets.setdefault(each.telling, len(sets)) for each in contents], dtype=numpy.int64)
        for row, content in enumerate(contents):
            kept = (content.telling + content.plain)[:most]
            length = math.sqrt(math.fsum(rarity[word] ** 2 for word in kept))
            self._words[row, : len(kept)] = [number[word] for word in kept]
            self._weights[row, : len(kept)] = [rarity[word] / length for word in kept]

    def alike(self, by: Limits) -> tuple[_Numbers, _Numbers, _Scores]:
        """Return the pairs of rows that are alike, the first before the second, each once, and
        their cosines."""
        keys, rows = self._blocks()
        pairs, scores = [numpy.empty(0, dtype=numpy.int64)], [numpy.empty(0)]
        for step in range(1, by.window + 1):
            together = numpy.flatnonzero(keys[:-step] == keys[step:])
            for begin in range(0, len(together), _BATCH):
                here = together[begin : begin + _BATCH]
                first, second = rows[here], rows[here + step]
                cosines = self._cosines(first, second)
                good = cosines >= by.least
                pairs.append(first[good] * len(self._words) + second[good])
                scores.append(cosines[good])
        once, where = numpy.unique(numpy.concatenate(pairs), return_index=True)
        first, second = numpy.divmod(once, max(1, len(self._words)))
        return first, second, numpy.concatenate(scores)[where]

    def _blocks(self) -> tuple[_Numbers, _Numbers]:
        """Return the key of a block for each row and pair of its telling words, and for each row
        and all of them, with that row: blocks together, the rows of a block in order."""
        keys = [self._kinds * self._kinds + self._sets]
        rows = [numpy.arange(len(self._words))]
        for one, two in combinations(range(self._words.shape[1]), 2):
            having = numpy.flatnonzero(self._telling > two)
            pair = numpy.sort(self._words[having][:, [one, two]], axis=1)
            keys.append(pair[:, 0] * self._kinds + pair[:, 1])
            rows.append(having)
        every, where = numpy.concatenate(keys), numpy.concatenate(rows)
        order = numpy.lexsort((where, every))
        return every[order], where[order]

    def _cosines(self, first: _Numbers, second: _Numbers) -> _Scores:
        """Return the cosine of each pair of rows, rounded, 1 at most."""
        found = numpy.zeros(len(first))
        words, weights = self._words[second], self._weights[second]
        for column in range(self._words.shape[1]):
            same = self._words[first, column, None] == words
            found += self._weights[first, column] * (same * weights).sum(axis=1)
        return numpy.minimum(numpy.round(found, PLACES), 1.0)
