"""Goals, directions, measures and listings from the items of all pages.

A *chunk* is a direction's measures and its list as they stand together. The heading that a chunk
belongs to may stand before it, after it, or among other headings of the page, so headings and
chunks of a page are matched as a whole: by what they share, and by how near they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from loaders.flat import in_digits, mended_name
from loaders.progress.conventions import Conventions
from loaders.progress.items import (
    DirectionHeading,
    GoalHeading,
    Item,
    ListBlock,
    MeasureBlock,
)
from loaders.progress.pages import Page
from loaders.similarity import bigrams, containment
from ontology.names import normalised_name

NEXT_TO_HEADING = 0.5
"""What it counts for a chunk to stand directly behind a heading."""
DIRECTLY_BEFORE_HEADING = 0.2
"""What it counts for a chunk to stand directly before a heading."""
MOST_MATCHED = 7
"""More headings than this on one page are matched in their order only."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Measures and list of one direction on one page; ``position`` counts the page's items."""

    position: int
    end: int
    measures: tuple[MeasureBlock, ...]
    listing: ListBlock | None

    @property
    def text(self) -> str:
        parts = [
            measure.label + "".join(line.raw for line in measure.text) for measure in self.measures
        ]
        parts += [name for name, _ in self.listing.entries] if self.listing else []
        return "\n".join(parts)

    @property
    def identity(self) -> tuple[str, ...]:
        """What a continuation page repeats: the measures' labels, or the list's names."""
        if self.measures:
            return tuple(normalised_name(measure.label) for measure in self.measures)
        return (
            tuple(normalised_name(name) for name, _ in self.listing.entries) if self.listing else ()
        )


@dataclass(frozen=True, slots=True)
class PlacedChunk:
    """A chunk under its direction's notation."""

    notation: str
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What a page says of the strategy: its goal, headings, and chunks in direction order."""

    page: Page
    goal: str
    headings: tuple[tuple[str, DirectionHeading], ...]
    chunks: tuple[PlacedChunk, ...]

    @property
    def notations(self) -> tuple[str, ...]:
        """Directions on this page, in their own order."""
        found = {placed.notation for placed in self.chunks} | {n for n, _ in self.headings}
        return tuple(sorted(found, key=notation_order))


def notation_order(notation: str) -> tuple[int, ...]:
    """Return a key that sorts "1-2" before "1-10"."""
    return tuple(int(part) for part in notation.split("-") if part.isdecimal())


def chunks_of(items: list[Item]) -> list[Chunk]:
    """Return the chunks among a page's items, in the order of the dump."""
    return list(_chunks(items))


def _chunks(items: list[Item]) -> Iterator[Chunk]:
    measures: list[MeasureBlock] = []
    start = 0
    for position, item in enumerate(items):
        if isinstance(item, MeasureBlock):
            if measures and _rank(item.sign) <= _rank(measures[-1].sign):
                yield Chunk(start, position, tuple(measures), None)
                measures = []
            start = start if measures else position
            measures.append(item)
        elif isinstance(item, ListBlock):
            yield Chunk(start if measures else position, position + 1, tuple(measures), item)
            measures = []
        elif isinstance(item, DirectionHeading) and measures:
            yield Chunk(start, position, tuple(measures), None)
            measures = []
    if measures:
        yield Chunk(start, len(items), tuple(measures), None)


def _rank(sign: str) -> tuple[int, str]:
    """Return a key that sorts letters as letters and numbers as numbers."""
    return (int(sign), "") if sign.isdecimal() else (0, sign)


class StrategyReader:
    """Walks the pages in order and remembers which chunk belongs to which direction."""

    def __init__(self, forms: Conventions) -> None:
        self._forms = forms
        self._goal = ""
        self._last = ""
        self._known: dict[tuple[str, ...], str] = {}

    def plan(self, page: Page, items: list[Item]) -> PagePlan:
        """Return what the page says of the strategy."""
        if page.goal is not None:
            self._goal = in_digits(page.goal)
        before = self._goal
        named: list[tuple[str, DirectionHeading]] = []
        places: list[tuple[int, DirectionHeading, str]] = []
        for position, item in enumerate(items):
            if isinstance(item, GoalHeading) and page.goal is None:
                self._goal = item.number
            elif isinstance(item, DirectionHeading):
                named.append((self._notation(item), item))
                places.append((position, item, named[-1][0]))
        placed = list(self._placed(chunks_of(items), places, {before, self._goal}))
        return PagePlan(page, self._goal, tuple(named), tuple(sorted(placed, key=_order)))

    def _notation(self, heading: DirectionHeading) -> str:
        """Return "1-3", as printed or below the goal that was printed last; "3" alone where no goal
        is printed, since none is made up."""
        if len(heading.number) > 1:
            return "-".join(heading.number)
        number = heading.number[0]
        return f"{self._goal}-{number}" if self._goal else number

    def _placed(
        self, chunks: list[Chunk], headings: list[tuple[int, DirectionHeading, str]],
        goals: set[str],
    ) -> Iterator[PlacedChunk]:
        """Yield the chunks of a page that stands under ``goals``, in their places."""
        unknown = []
        for chunk in chunks:
            known = self._known.get(chunk.identity)
            if known is None or not _stands_under(known, goals):
                unknown.append(chunk)
            else:
                yield self._place(known, chunk)
        for chunk, heading in _matched(unknown, headings):
            notation = heading or self._last
            if notation:
                yield self._place(notation, chunk)

    def _place(self, notation: str, chunk: Chunk) -> PlacedChunk:
        self._known[chunk.identity] = notation
        self._last = notation
        return PlacedChunk(notation, chunk)


def _stands_under(notation: str, goals: set[str]) -> bool:
    """Tell whether a direction stands under one of ``goals``; "" is none that is printed."""
    return any(not goal or notation.startswith(f"{goal}-") for goal in goals)


def _order(placed: PlacedChunk) -> tuple[tuple[int, ...], int]:
    return notation_order(placed.notation), placed.chunk.position


def _matched(
    chunks: list[Chunk],
    headings: list[tuple[int, DirectionHeading, str]],
) -> list[tuple[Chunk, str | None]]:
    """Match chunks with headings so that what they share and how near they stand is largest;
    return each chunk with the notation of its heading."""
    if not headings:
        return [(chunk, None) for chunk in chunks]
    places: list[int | None] = list(range(len(headings)))
    places += [None] * max(0, len(chunks) - len(headings))
    if len(places) > MOST_MATCHED:
        return [(chunk, headings[min(i, len(headings) - 1)][2]) for i, chunk in enumerate(chunks)]
    scores = [
        [_score(chunk, headings[place]) if place is not None else 0.0 for place in places]
        for chunk in chunks
    ]
    best = max(
        permutations(range(len(places)), len(chunks)),
        key=lambda order: sum(scores[row][column] for row, column in enumerate(order)),
    )
    chosen = [places[column] for column in best]
    return [
        (chunk, headings[place][2] if place is not None else None)
        for chunk, place in zip(chunks, chosen, strict=True)
    ]


def _score(chunk: Chunk, heading: tuple[int, DirectionHeading, str]) -> float:
    position, item, _ = heading
    score = containment(bigrams(item.label), bigrams(chunk.text))
    if chunk.position == position + 1:
        score += NEXT_TO_HEADING
    elif chunk.end == position:
        score += DIRECTLY_BEFORE_HEADING
    return score


def is_cross_listed(name: str, forms: Conventions) -> bool:
    """Tell whether a printed name carries a 再掲 mark."""
    return bool(forms.cross_listing.search(name))


def without_mark(name: str, forms: Conventions) -> str:
    """Return a printed name without its 再掲 mark and stray spaces."""
    return mended_name(forms.cross_listing.sub("", name))
