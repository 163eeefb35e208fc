"""Records of the strategy from the headings and lists that the cells of tables hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from loaders.flat import mended_name
from loaders.ledger import Ledger
from loaders.progress.conventions import Conventions
from loaders.progress.entries import Entry
from loaders.progress.listings import ListedName, listings_of, passages_of
from loaders.progress.outline import OutlineBook
from loaders.progress.outline_heading import Heading, lists_stand_under_measures
from loaders.progress.signs import Level
from loaders.progress.strategy import is_cross_listed, without_mark
from loaders.records import Direction, Goal, Listing, Measure
from loaders.source import Source


class GridStrategy:
    """What an outline read to its end says; a heading that is only a number has no record."""

    def __init__(self, outline: OutlineBook, source: Source, forms: Conventions) -> None:
        self._outline = outline
        self._source = source
        self._forms = forms

    @property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(
            Goal(found.notation, found.printed_label, passages_of(self._source, found.lines))
            for found in self._on(Level.GOAL)
        )

    @property
    def directions(self) -> tuple[Direction, ...]:
        return tuple(
            Direction(found.notation, found.printed_label, passages_of(self._source, found.lines))
            for found in self._on(Level.DIRECTION)
        )

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(
            Measure(
                found.notation,
                without_mark(found.printed_label, self._forms),
                found.description,
                is_cross_listed(found.printed_label, self._forms),
                passages_of(self._source, found.lines),
            )
            for found in self._on(Level.MEASURE)
        )

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The projects under their directions, or under their measures where lists stand there."""
        lists = [
            (self._place(entry), [ListedName(entry.name, tuple(entry.lines), entry.crossed,
                                             entry.departments)])
            for entry in self._outline.entries
        ]
        return listings_of(self._source, _joined(lists), self._forms)

    @property
    def warnings(self) -> Iterator[str]:
        """Yield what was told by order alone, and what stands under nothing."""
        for heading in self._outline.counted:
            yield (f"{self._source.name}: line {heading.lines[0]}: 「{heading.printed_label}」 has "
                   f"no number; taken as {heading.notation} by its order")
        for entry in self._outline.entries:
            if not self._place(entry):
                yield (f"{self._source.name}: line {entry.lines[0]}: 「{entry.name}」 is listed "
                       "under no goal, direction or measure")

    def account(self, ledger: Ledger) -> None:
        """Note in ``ledger`` what the lines of the outline became."""
        for heading in self._outline.headings:
            for number in heading.lines:
                ledger.use(number, heading.level.name.capitalize(), heading.notation)
        for number in self._outline.list_headings:
            ledger.skip(number, "list heading")
        for entry in self._outline.entries:
            for number in entry.lines:
                ledger.use(number, "Listing", f"{self._place(entry)}: {entry.name.strip()}")

    @staticmethod
    def name_of(entry: Entry, forms: Conventions) -> str:
        """Return the name of an entry without its mark, as its listing has it."""
        return mended_name(without_mark(entry.name, forms))

    def _on(self, level: Level) -> Iterator[Heading]:
        return (found for found in self._outline.headings
                if found.level is level and found.printed_label)

    @cached_property
    def _under_measures(self) -> bool | None:
        return lists_stand_under_measures(self._outline.entries, self._outline.headings)

    def _place(self, entry: Entry) -> str:
        below = self._under_measures
        if entry.beside_measure:
            below = below is not False and not self._outline.measures_share_cells
        return entry.measure if below and entry.measure else entry.direction


def _joined(
    lists: list[tuple[str, list[ListedName]]]
) -> list[tuple[str, list[ListedName]]]:
    """Put the entries of one place that follow each other into one list."""
    joined: list[tuple[str, list[ListedName]]] = []
    for place, entries in lists:
        if not place:
            continue
        if joined and joined[-1][0] == place:
            joined[-1][1].extend(entries)
        else:
            joined.append((place, list(entries)))
    return joined
