"""Projects in a text: by the listed name, by a variant of it, by a shortened name (stem).

The longest name wins where several begin in one place. A variant must be an activity's name in
the text (it ends in 事業 or the like) that shares its head and most of its character pairs with
one listed name, and clearly more with it than with another. Shortened names that stand inside
the name of a plan or a body name that plan or body, not the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.mentions.conventions import MentionForms
from loaders.mentions.folded import begins_word, script_of, stands_free
from loaders.mentions.lexicon import Lexicon, NameIndex
from loaders.records import MatchMethod
from loaders.similarity import bigrams, dice

VARIANT = 0.6
"""Two names that share less of their character pairs (Dice) are two projects."""
HEADLESS_VARIANT = 0.7
"""The same where the first words of the listed name are left out."""
SUREST_VARIANT = 0.95
"""No variant is as sure as the listed name itself."""
SHORTEST_HEADLESS = 7
"""Fewer characters are a general word, not a name whose first words are left out."""
CLEARER_BY = 0.05
"""A variant must be this much nearer to one listed name than to any other."""
INSIDE_LONGER_NAME = 0.7
"""Confidence of a listed name that stands inside a longer word."""
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a folded text: its place and what it names (a normalised name)."""

    start: int
    end: int
    project: str
    method: MatchMethod
    confidence: float


def find_projects(text: str, lexicon: Lexicon, forms: MentionForms) -> list[Found]:
    """Return the projects named in a folded ``text``, in order; no two overlap."""
    taken: list[Found] = []
    for found in _exact(text, lexicon, forms):
        _take(taken, found)
    for found in _variants(text, lexicon, forms, taken):
        _take(taken, found)
    for found in _stems(text, lexicon, forms):
        _take(taken, found)
    for found in _headings(text, lexicon, forms):
        _take(taken, found)
    return sorted(taken, key=lambda found: found.start)


def _take(taken: list[Found], found: Found) -> None:
    if all(found.end <= other.start or other.end <= found.start for other in taken):
        taken.append(found)


def occurrences(text: str, name: str) -> Iterator[int]:
    """Yield every place at which ``name`` begins in ``text``."""
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + 1)


def _exact(text: str, lexicon: Lexicon, forms: MentionForms) -> Iterator[Found]:
    for name in sorted(lexicon.projects, key=lambda name: (-len(name), name)):
        for start in occurrences(text, name):
            whole = begins_word(text, start, forms.ends_of_place) or _follows_a_name(
                text, start, forms
            )
            yield Found(
                start,
                start + len(name),
                name,
                MatchMethod.EXACT,
                1.0 if whole else INSIDE_LONGER_NAME,
            )


def _follows_a_name(text: str, start: int, forms: MentionForms) -> bool:
    """Two names run into each other: the one before ends like the one here."""
    return text[:start].endswith(forms.type_word)


def _variants(
    text: str, lexicon: Lexicon, forms: MentionForms, taken: list[Found]
) -> Iterator[Found]:
    ends = {found.end for found in taken}
    for activity in forms.activity_end.finditer(text):
        if activity.end() in ends:
            continue
        first = _name_begins(text, activity.start(), taken, forms)
        found = _nearest(
            text[first : activity.end()], first, stands_free(text, first), lexicon.index
        )
        if found:
            yield found


def _name_begins(text: str, end: int, taken: list[Found], forms: MentionForms) -> int:
    """Return where the words before ``end`` begin that can belong to one name."""
    first = max(0, end - LONGEST_NAME, *(found.end for found in taken if found.end <= end), 0)
    for boundary in forms.boundary.finditer(text, first, end):
        first = boundary.end()
    return first


def _nearest(window: str, offset: int, free: bool, index: NameIndex) -> Found | None:
    """Return the listed name that some end of ``window`` is a variant of, if one is clearly.

    ``free`` tells whether a word begins where the window does.
    """
    best: list[tuple[float, int, str]] = []
    for start in range(len(window) - 3):
        begins = stands_free(window, start) if start else free
        best.extend((score, start, name) for score, name in _likely(window[start:], begins, index))
    if not best:
        return None
    score, start, name = min(best, key=lambda item: (-item[0], item[1], item[2]))
    if any(rival != name and score - other < CLEARER_BY for other, _, rival in best):
        return None
    return Found(
        offset + start,
        offset + len(window),
        name,
        MatchMethod.VARIANT,
        round(min(score, SUREST_VARIANT), 2),
    )


def _likely(candidate: str, free: bool, index: NameIndex) -> Iterator[tuple[float, str]]:
    """Yield the listed names that ``candidate`` shares enough with, and how much (0–1).

    Heads must agree: both begin alike, or the candidate stands free and begins within the listed
    name; a name whose first words the sentence supplies must keep more of the rest.
    """
    grams = bigrams(candidate.replace("の", ""))
    for name in index.by_head.get(candidate[:2], ()):
        score = dice(grams, index.grams[name])
        if score >= VARIANT:
            yield score, name
    if not free or len(candidate) < SHORTEST_HEADLESS:
        return
    for name in index.by_inside.get(candidate[:3], ()):
        score = dice(grams, bigrams(name[name.find(candidate[:3], 1) :]))
        if score >= HEADLESS_VARIANT:
            yield score, name


def _stems(text: str, lexicon: Lexicon, forms: MentionForms) -> Iterator[Found]:
    for stem in lexicon.stems:
        for start in occurrences(text, stem.text):
            end = start + len(stem.text)
            if begins_word(text, start, forms.ends_of_place) and not forms.other_things.search(
                _rest_of_word(text, end)
            ):
                yield Found(start, end, stem.project, MatchMethod.STEM, stem.confidence)


def _rest_of_word(text: str, end: int) -> str:
    rest = end
    while rest < len(text) and script_of(text[rest]) == 0:
        rest += 1
    return text[end:rest]


def _headings(text: str, lexicon: Lexicon, forms: MentionForms) -> Iterator[Found]:
    """Headings that are a shortened name but for particles (機械の整備 for 機械等整備事業)."""
    plain = {forms.particles.sub("", stem.text): stem.project for stem in lexicon.stems}
    for heading in forms.heading.finditer(text):
        group = 1 if heading.group(1) else 2
        project = plain.get(forms.particles.sub("", heading.group(group)))
        if project:
            yield Found(*heading.span(group), project, MatchMethod.VARIANT, 0.8)
