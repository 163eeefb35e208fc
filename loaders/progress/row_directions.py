"""Which direction does each row of a page report on, where a page holds several?

The rows stand in the order of the directions. Where each direction's rows end is found by what
the texts share with the direction's measures and list, weighed by how rare it is on the page.
"""

from __future__ import annotations

from collections import Counter
from math import log

from loaders.similarity import bigrams
from ontology.names import normalised_name

WITHOUT_ROW = 2.0
"""Cost of a direction that gets no row."""
SAME_LABEL_TWICE = 0.5
"""Cost of two rows with the same label in one direction."""
FAR_FROM_HEADING = 1.0
"""Cost of each direction between a row's and the one whose heading was printed last before it,"""
MOST_FAR = 2
"""up to so many."""
LISTED_NAME = 1.0
"""Gain when a text names a project that only this direction of the page lists."""


def directions_of_rows(
    labels: list[tuple[str, ...]],
    texts: list[str],
    directions: list[tuple[str, str, tuple[str, ...]]],
    headed: list[int | None],
) -> list[str]:
    """Return the notation of the direction of each row.

    ``labels`` and ``texts`` are the rows' in the order of the page; ``directions`` are (notation,
    text of its heading, measures and list, names of its list) in their own order; ``headed`` gives
    for each row the index of the direction whose heading is printed last before its label, None
    where the label's place tells nothing.
    """
    if len(directions) == 1:
        return [directions[0][0]] * len(texts)
    gains = _gains(texts, directions)
    for own, head in zip(gains, headed, strict=True):
        for place in range(len(directions) if head is not None else 0):
            own[place] -= FAR_FROM_HEADING * min(abs(place - (head or 0)), MOST_FAR)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for row in range(len(texts)):
        grown: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (value, path) in best.items():
            for place in range(last, len(directions)):
                gain = value + gains[row][place] - WITHOUT_ROW * max(0, place - last - bool(path))
                if any(place == p and labels[row] == labels[i] for i, p in enumerate(path)):
                    gain -= SAME_LABEL_TWICE
                if place not in grown or gain > grown[place][0]:
                    grown[place] = (gain, (*path, place))
        best = grown
    ends = {
        place: value - WITHOUT_ROW * (len(directions) - 1 - place)
        for place, (value, _) in best.items()
    }
    chosen = best[max(ends, key=lambda place: (ends[place], place))][1]
    return [directions[place][0] for place in chosen]


def _gains(
    texts: list[str], directions: list[tuple[str, str, tuple[str, ...]]]
) -> list[list[float]]:
    grams = [bigrams(text) for _, text, _ in directions]
    spread = Counter(gram for own in grams for gram in own)
    rare = {gram: log(1 + len(directions) / count) - log(2) for gram, count in spread.items()}
    listed = Counter(normalised_name(name) for _, _, names in directions for name in set(names))
    found = []
    for text in texts:
        own = bigrams(text)
        scale = sum(rare.get(gram, 0.0) for gram in own) or 1.0
        plain = normalised_name(text)
        row = []
        for (_, _, names), there in zip(directions, grams, strict=True):
            gain = sum(rare[gram] for gram in own & there) / scale
            gain += LISTED_NAME * any(
                normalised_name(name) in plain
                for name in names
                if listed[normalised_name(name)] == 1
            )
            row.append(gain)
        found.append(row)
    return found
