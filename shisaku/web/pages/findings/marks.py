"""The words of a passage that make a finding, so that a reader sees at once what is alike.

What is alike is compared without white space and in one width of signs, so the words are looked for
in the passage's key and shown where they stand in the passage itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.findings.overlap.concepts import Concepts, leaf, lexicon
from graph.findings.sentences import Sentence, sentences, shared
from graph.findings.settings import settings
from graph.findings.wording import nearness
from graph.words import words
from ontology.names import located_name

SHORTEST = 4
"""A sentence of fewer signs stands in too many places to be marked."""
_NUMBER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(.*)")
_FILL = "\0"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; ``marked`` where it is what the finding is about."""

    text: str
    marked: bool


Span = tuple[int, int]


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Return ``text`` cut at the ``spans`` (from, to), which may overlap."""
    found: list[Piece] = []
    done = 0
    for first, end in _joined(spans):
        found += [Piece(text[done:first], False), Piece(text[first:end], True)]
        done = end
    return tuple(piece for piece in (*found, Piece(text[done:], False)) if piece.text)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for first, end in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((first, end))
    return joined


def within(spans: Iterable[Span], stretches: Iterable[Span]) -> list[Span]:
    """Return the ``spans`` that lie within one of ``stretches``."""
    around = _joined(stretches)
    return [(first, end) for first, end in spans
            if any(begin <= first and end <= last for begin, last in around)]


def of_sentences(text: str, keys: Collection[str]) -> Iterator[Span]:
    """Yield where the sentences with ``keys`` stand in ``text``."""
    yield from _spans(text, (re.escape(key) for key in keys if len(key) >= SHORTEST))


def of_numbers(text: str, numbers: Collection[str]) -> Iterator[Span]:
    """Yield where ``numbers`` (29,749人) stand in ``text``: with their unit or else alone, and
    never within a longer number."""
    for number in numbers:
        told = _NUMBER.fullmatch(number)
        if told:
            digits = ",?".join(map(re.escape, told[1].replace(",", "")))
            alone = f"(?<![0-9.,]){digits}(?![0-9]|[.,][0-9])"
            yield from (list(_spans(text, [alone + re.escape(told[2])]))
                        or _spans(text, [alone]))


def of_words(text: str, evidence: Collection[str]) -> Iterator[Span]:
    """Yield where the words in common stand in ``text``, and the words of concepts in common."""
    key, places = located_name(text)
    wanted, at = frozenset(evidence), 0
    for word in words(key):
        at = max(at, key.find(word.written, at))
        if word.normal in wanted or word.written in wanted:
            yield _place(places, at, at + len(word.written))
        at += len(word.written)
    known = lexicon()
    for table in (known.fields, known.means, known.groups):
        yield from (_place(places, *span) for span in _of_concepts(table, key, wanted))


def _of_concepts(table: Concepts, key: str, wanted: Collection[str]) -> Iterator[Span]:
    own = table.others.sub(lambda found: _FILL * len(found[0]), key)
    lower = own.lower()
    for found in table.pattern.finditer(lower if len(lower) == len(own) else own):
        if any(leaf(concept) in wanted for concept in table.of_word.get(found[1], ())):
            yield found.span(1)


def _spans(text: str, patterns: Iterable[str]) -> Iterator[Span]:
    key, places = located_name("")
    for pattern in patterns:
        if not places:
            key, places = located_name(text)
        for found in re.finditer(pattern, key):
            if found.end() > found.start():
                yield _place(places, *found.span())


def _place(places: Sequence[Span], first: int, end: int) -> Span:
    return places[first][0], places[end - 1][1]


def common_sentences(one: str, two: str) -> set[str]:
    """Return the keys of the sentences that two reports have in common, or nearly so."""
    return {sentence.key for found in shared(sentences(one), sentences(two))
            for sentence in (*found.first, *found.second)}


def unchanged_sentences(plan: str, result: str) -> set[str]:
    """Return the keys of the sentences of a plan that say what the result says but for the tense,
    and of those that they repeat; all where the whole texts do."""
    told, before = sentences(plan), sentences(result)
    whole = ["".join(sentence.key for sentence in each) for each in (told, before)]
    if all(whole) and _is_unchanged(*whole):
        return {sentence.key for sentence in (*told, *before)}
    said, repeated = list(filter(_says_something, told)), list(filter(_says_something, before))
    return {key for one in said for two in repeated if _is_unchanged(one.key, two.key)
            for key in (one.key, two.key)}


def _is_unchanged(one: str, two: str) -> bool:
    return nearness(one, two) >= settings().repeats.unchanged


def _says_something(sentence: Sentence) -> bool:
    return (not sentence.title and not sentence.heading
            and len(sentence.key) >= settings().repeats.shortest_plan)
