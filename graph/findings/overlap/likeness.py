"""How alike two projects are in aim, activity and beneficiary, each from 0 to 1, or not to tell.

Every dimension compares two weighted sets: the concepts and words of a name, and with less weight
those of the sentences about the project alone and of the measure that lists it. A part weighs its
inverse document frequency over the projects of the plan (Spärck Jones, Journal of Documentation
28(1), 1972), from 0 for what all of a plan says to 1, and narrower concepts of one broader concept
share that one. The likeness is the cosine (Salton & McGill, Introduction to Modern Information
Retrieval, 1983), each part in common taken by its frequency once more: two projects that are for
市民 and nothing else are alike in a word that says little, and their cosine would be 1.

    aim          fields of work, and the words of the names and their pairs of characters
    activity     means; they count as far as what they are applied to is alike, too
    beneficiary  groups of people
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.findings.overlap.concepts import Concepts, Lexicon, above, lexicon
from graph.findings.overlap.profiles import Profile
from graph.findings.settings import Overlaps
from graph.words import words

Weights = Mapping[str, float]
PAIR = "\0"
"""What a pair of characters begins with: no word does."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two projects are; None where the documents say too little to tell."""

    aim: float | None
    activity: float | None
    beneficiary: float | None

    @property
    def score(self) -> float:
        """From 0 to 1: the aim counts half, the others a quarter each; what cannot be told adds
        nothing."""
        return (self.aim or 0) / 2 + ((self.activity or 0) + (self.beneficiary or 0)) / 4


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a project is about, in parts with weights before idf."""

    fields: Weights
    means: Weights
    groups: Weights
    words: Weights
    texts: Weights


class Plan:
    """Compares the projects of one strategy, dimension by dimension; ``field`` is how far the
    fields of work make the aim."""

    def __init__(self, profiles: Sequence[Profile], settings: Overlaps) -> None:
        self._settings = settings
        self.field = settings.field
        parts = {each.project: _parts(each, settings) for each in profiles}
        self.fields = Dimension({project: part.fields for project, part in parts.items()})
        self.means = Dimension({project: part.means for project, part in parts.items()})
        self.groups = Dimension({project: part.groups for project, part in parts.items()})
        self.words = Dimension({project: part.words for project, part in parts.items()})
        self.texts = Dimension({project: part.texts for project, part in parts.items()})

    def alike(self, one: str, two: str) -> Likeness:
        """Return how alike two projects are, given by IRI, in either order."""
        aim = self._aim(one, two)
        means = self.means.cosine(one, two)
        activity = None if means is None or aim is None else math.sqrt(means * aim)
        return Likeness(aim, activity, self.groups.alike(one, two))

    def may_be_one(self, one: str, two: str) -> bool:
        """Tell whether two projects may do the same for the same people: their activity is alike,
        so are the groups they are for, however common, and both are told of in sentences of their
        own that are alike, because a name does not tell that the same is done."""
        least = self._settings
        return ((self.alike(one, two).activity or 0.0) >= least.same_activity
                and (self.groups.cosine(one, two) or 0.0) >= least.same_group
                and (self.texts.cosine(one, two) or 0.0) >= least.same_text)

    def shared(self, one: str, two: str) -> tuple[str, ...]:
        """Return the words and concepts that two projects share, the weightiest first."""
        found: dict[str, float] = {}
        for dimension in (self.fields, self.means, self.groups, self.words):
            first, second = dimension.parts(one), dimension.parts(two)
            for part in first.keys() & second.keys():
                if part.startswith(PAIR):
                    continue
                found[part] = max(found.get(part, 0.0), first[part] * second[part])
        return tuple(part for part, _ in sorted(found.items(), key=lambda item: (-item[1], item)))

    def _aim(self, one: str, two: str) -> float | None:
        fields, named = self.fields.alike(one, two), self.words.alike(one, two)
        if fields is None or named is None:
            return named if fields is None else fields
        return self.field * fields + (1 - self.field) * named


class Dimension:
    """The parts of each project in one respect, weighted by their ``rarity``, with length 1."""

    def __init__(self, weights: Mapping[str, Weights]) -> None:
        frequency = Counter(part for each in weights.values() for part in each)
        most = math.log(len(weights) + 1)
        self.rarity = {part: 1 - math.log(number) / most for part, number in frequency.items()}
        self._parts = {
            project: _unit({part: weight * self.rarity[part] for part, weight in each.items()})
            for project, each in weights.items()}

    def parts(self, project: str) -> Weights:
        """Return the parts of ``project``, none where nothing is told."""
        return self._parts[project]

    def cosine(self, one: str, two: str) -> float | None:
        """Return the cosine of two projects, None where one has no part."""
        return self._product(one, two, {})

    def alike(self, one: str, two: str) -> float | None:
        """Return their cosine with each part in common taken by its rarity once more."""
        return self._product(one, two, self.rarity)

    def _product(self, one: str, two: str, rarity: Mapping[str, float]) -> float | None:
        first, second = self._parts[one], self._parts[two]
        if not first or not second:
            return None
        return min(1.0, _sum(first[part] * second[part] * rarity.get(part, 1.0)
                             for part in first.keys() & second.keys()))


def _parts(profile: Profile, settings: Overlaps) -> _Parts:
    known = lexicon()
    return _Parts(
        _concepts(known.fields, profile, settings), _concepts(known.means, profile, settings),
        _concepts(known.groups, profile, settings), _words(profile, known, settings),
        {word: 1.0 for text in profile.texts for word in _telling(text, known)})


def _concepts(table: Concepts, profile: Profile, settings: Overlaps) -> Weights:
    found: dict[str, float] = {}
    for texts, weight in ((profile.purposes, settings.purpose), (profile.texts, settings.text),
                          ((profile.name,), 1.0)):
        for text in texts:
            found.update(dict.fromkeys(table.within(text), weight))
    for concept, weight in list(found.items()):
        broad = above(concept)
        found[broad] = max(found.get(broad, 0.0), weight * settings.broader)
    return found


def _words(profile: Profile, known: Lexicon, settings: Overlaps) -> Weights:
    found: dict[str, float] = {}
    for texts, weight in ((profile.texts, settings.text), ((profile.name,), 1.0)):
        for text in texts:
            found.update(dict.fromkeys(_telling(text, known), weight))
    found.update(dict.fromkeys(_pairs(profile.name, known), settings.pair))
    return found


def _pairs(name: str, known: Lexicon) -> Iterator[str]:
    """Yield the pairs of neighbouring characters of a name without its plain words, each behind a
    mark that tells it from a word: they find 読書 in 読書活動 and 子ども読書 whatever the analyser
    takes for a word."""
    for part in known.plain_words.split(name):
        yield from (f"{PAIR}{one}{two}" for one, two in pairwise(part))


def _telling(text: str, known: Lexicon) -> Iterator[str]:
    """Yield the words that say something of a project: no names of places, nothing plain."""
    for word in words(text):
        if (word.has_content and not word.is_place
                and known.plain.isdisjoint((word.normal, word.written))):
            yield word.normal


def _unit(weights: Weights) -> Weights:
    length = math.sqrt(_sum(weight * weight for weight in weights.values()))
    return {part: weight / length for part, weight in weights.items()} if length else {}


def _sum(numbers: Iterable[float]) -> float:
    """The order of sets differs from run to run; an exact sum does not."""
    return math.fsum(numbers)
