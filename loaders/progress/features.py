"""What a text block shows of the cell it belongs to: tense, topics, style, earlier printings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.progress.conventions import Conventions
from loaders.progress.items import Label, TextBlock
from loaders.progress.tense import tense_of
from loaders.similarity import bigrams, dice
from ontology.names import normalised_name

ALIKE = 0.3
"""Texts less alike than this (Dice of character pairs) say nothing about each other."""
SHARED_TOPIC = 0.6
"""Texts that name one project or heading in common are at least this much alike."""

Cell = tuple[tuple[str, ...], int]
"""The names on a row's label, and the column (0, 1, …)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the document has told so far: the last row's label (a row may run over the page), the
    names of all listed projects, and where each text was printed before (both normalised)."""

    carried: Label | None
    projects: frozenset[str]
    printed: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Features:
    """``tense`` is above 0 for results; ``mark`` is the kind of sign at the head of the block;
    ``printed`` the cell in which this very text was printed on an earlier page."""

    tense: float
    grams: frozenset[str]
    mark: str
    topics: frozenset[str]
    printed: Cell | None


def features_of(block: TextBlock, known: Known, forms: Conventions) -> Features:
    """Return the features of ``block``."""
    plain = normalised_name(block.text)
    topics = {name for name in known.projects if name in plain}
    for line in block.lines:
        found = forms.heading.match(line.flat)
        if found:
            topics.add(normalised_name(next(group for group in found.groups() if group)))
    return Features(
        tense_of(block, forms),
        bigrams(block.text),
        _mark(block.lines[0].flat, forms),
        frozenset(topics),
        known.printed.get(plain),
    )


def _mark(line: str, forms: Conventions) -> str:
    """Return the kind of mark a line begins with; letters of a list (ア, イ) are one kind."""
    if not forms.item.match(line):
        return ""
    return "letter" if line[0].isalpha() else line[0]


def likeness(first: Features, second: Features) -> float:
    """Return how much two blocks speak of the same things (0–1; 0 where it says nothing)."""
    shared = len(first.topics & second.topics)
    if shared:
        widest = max(len(first.topics), len(second.topics))
        return SHARED_TOPIC + (1 - SHARED_TOPIC) * shared / widest
    value = dice(first.grams, second.grams)
    return value if value >= ALIKE else 0.0
