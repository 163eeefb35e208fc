"""One label for each thing over all documents, and what stands in a list at all.

Two spellings are one thing where their IRIs agree, and IRIs come from normalised names. Which of
the spellings is shown is decided here by what is printed, never by the order of reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.naming import Naming, namings, stated_things
from graph.outline import Outline
from loaders.records import Reading


@dataclass(frozen=True, slots=True)
class Identity:
    """What all documents together know of names.

    ``labels`` gives the preferred label of each thing by IRI; ``stated`` holds the IRIs of the
    strategies, measures, projects and departments that stand in some document's list or outline.
    """

    labels: Mapping[str, str]
    stated: frozenset[str]


def identify(readings: Iterable[Reading], base: str) -> Identity:
    """Return the identity of all things in ``readings``; their order makes no difference."""
    outlined = [(reading, Outline.of(reading, base)) for reading in readings]
    stated = frozenset(iri for pair in outlined for iri in stated_things(*pair))
    found = [naming for pair in outlined for naming in namings(*pair, stated)]
    return Identity(_preferred(found), stated)


def _preferred(found: Iterable[Naming]) -> dict[str, str]:
    """Choose the spelling printed most often; then the longest, then the first by code points."""
    printings: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for naming in found:
        printings[naming.iri][naming.spelling] += naming.printings
    return {
        iri: min(counts, key=lambda spelling: (-counts[spelling], -len(spelling), spelling))
        for iri, counts in printings.items()
    }
