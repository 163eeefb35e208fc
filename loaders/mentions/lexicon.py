"""What the lists of all documents hold, keyed so that texts can be searched for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.mentions.conventions import MentionForms
from loaders.records import Reading
from loaders.similarity import bigrams
from ontology.names import normalised_name


@dataclass(frozen=True, slots=True)
class Stem:
    """A shortened name and the project's full normalised name."""

    text: str
    project: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Listed names by their first two characters, and by any three characters inside them."""

    by_head: dict[str, tuple[str, ...]]
    by_inside: dict[str, tuple[str, ...]]
    grams: dict[str, frozenset[str]]

    @classmethod
    def of(cls, names: Iterable[str]) -> NameIndex:
        """Index ``names`` (normalised)."""
        heads: dict[str, list[str]] = {}
        insides: dict[str, list[str]] = {}
        grams = {}
        for name in names:
            grams[name] = bigrams(name)
            heads.setdefault(name[:2], []).append(name)
            for piece in {name[i : i + 3] for i in range(1, len(name) - 2)}:
                insides.setdefault(piece, []).append(name)
        return cls(
            {head: tuple(found) for head, found in heads.items()},
            {piece: tuple(found) for piece, found in insides.items()},
            grams,
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Normalised name → name as printed, for each kind; measures by label → (notation, edition)."""

    projects: dict[str, str]
    index: NameIndex
    stems: tuple[Stem, ...]
    departments: dict[str, str]
    measures: dict[str, tuple[str, int | None]]

    @classmethod
    def of(cls, readings: Iterable[Reading], forms: MentionForms) -> Lexicon:
        """Collect all listed names of ``readings``."""
        projects: dict[str, str] = {}
        departments: dict[str, str] = {}
        measures: dict[str, tuple[str, int | None]] = {}
        for reading in readings:
            for listing in reading.listings:
                projects.setdefault(normalised_name(listing.name), listing.name)
                for name in listing.departments:
                    departments.setdefault(normalised_name(name), name)
            for department in reading.departments:
                departments.setdefault(normalised_name(department.name), department.name)
            edition = reading.strategies[0].edition if reading.strategies else None
            for measure in reading.measures:
                if not measure.restated:
                    measures.setdefault(normalised_name(measure.label), (measure.notation, edition))
        return cls(projects, NameIndex.of(projects), _stems(projects, forms), departments, measures)


def _stems(projects: dict[str, str], forms: MentionForms) -> tuple[Stem, ...]:
    """Return the shortened names that stand for one project only, the longest first."""
    found: dict[str, set[tuple[str, float]]] = {}
    for name in projects:
        for text, confidence in _shortened(name, forms):
            found.setdefault(text, set()).add((name, confidence))
    stems = [
        Stem(text, *next(iter(of)))
        for text, of in found.items()
        if len({name for name, _ in of}) == 1 and text not in projects
    ]
    return tuple(sorted(stems, key=lambda stem: (-len(stem.text), stem.text)))


def _shortened(name: str, forms: MentionForms) -> list[tuple[str, float]]:
    if not name.endswith(forms.type_word):
        return []
    found = []
    short = name.removesuffix(forms.type_word)
    if len(short) >= forms.shortest_without_type_word:
        found.append((short, 0.85))
    for word in forms.generic:
        shorter = short.removesuffix(word)
        if (
            shorter != short
            and len(shorter) >= forms.shortest_without_generic
            and forms.proper_end.search(shorter)
        ):
            found.append((shorter, 0.8))
            break
    return found
