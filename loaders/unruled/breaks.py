"""What speaks for and against a row's end at each height of a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from loaders.progress.report_text import width_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment

RUNS_ON = 4.0
"""Cost of a row's end inside a paragraph: its line is full, and no mark begins the next."""
UNFINISHED = 1.5
"""Cost of a row's end after a line that is neither full nor finished."""
UNMARKED = 0.7
"""Cost of a row's end before a line that no mark begins."""
FULL_AND_MARKED = 1.0
"""Cost of a row's end after a full line that does not end a sentence, before a mark."""
NEXT_NAME = -1.5
"""Cost of a row's end after a name that does not fill its line, or ends as names do, in a list of
projects."""
AFTER_HEADING = 1.5
"""Cost of a row's end between a heading and what it heads."""
SPACE = 1.5
"""Gain of a line's space between the rows."""
IN_SPACE = 0.4
"""What of the costs of the text counts where such a space is."""
WIDE = 1.6
"""From this many usual steps on, lines have a space between them."""
STRATEGY_BEGINS = 2.5
"""Gain of a row's end where a block of the strategy begins, and cost of a block without one."""
SHORT_BY = 6
"""A line this much narrower (in half characters) than the column's widest is not full."""
NEAR = 0.6
"""A block of the strategy begins at most this many steps from the head of its row."""


class Breaks:
    """The heights at which rows can begin, each with its cost; ``names`` where the texts beside
    the departments are names of projects."""

    def __init__(
        self,
        reports: Sequence[Sequence[Fragment]],
        widths: Sequence[int],
        labels: Sequence[Fragment],
        pitch: float,
        forms: Conventions,
        *,
        names: bool,
    ) -> None:
        self._names = names
        self._forms = forms
        self._pitch = pitch
        tops = {one.top for column in (*reports, labels) for one in column}
        self.places = _distinct(sorted(tops), pitch)
        self._widths = widths
        self._texts = [
            self._cost(place, reports, labels) if number else 0.0
            for number, place in enumerate(self.places)
        ]

    def costs(self, strategy: Sequence[float]) -> list[float]:
        """Return the cost of a row that begins at each of the places; ``strategy`` holds the
        heights at which its blocks begin."""
        begun = self._at(strategy)
        return [
            cost - STRATEGY_BEGINS if number in begun else cost
            for number, cost in enumerate(self._texts)
        ]

    def missed_cost(self, strategy: Sequence[float], tops: Sequence[float]) -> float:
        """Return the cost of the blocks of the strategy that begin where no row does."""
        begun = set(tops)
        return STRATEGY_BEGINS * sum(
            bool(number) and self.places[number] not in begun for number in self._at(strategy)
        )

    def _at(self, strategy: Sequence[float]) -> frozenset[int]:
        found = set()
        for top in strategy:
            number = bisect_left(self.places, top - NEAR * self._pitch)
            if number < len(self.places):
                found.add(number)
        return frozenset(found)

    def _cost(
        self,
        place: float,
        reports: Sequence[Sequence[Fragment]],
        labels: Sequence[Fragment],
    ) -> float:
        cost, space = 0.0, float("inf")
        for column, widest in zip(reports, self._widths, strict=True):
            index = bisect_left([one.top for one in column], place)
            if 0 < index < len(column):
                step = (column[index].top - column[index - 1].top) / self._pitch
                space = min(space, step)
                told = self._text_cost(column[index - 1], column[index], widest)
                cost += told * (IN_SPACE if step >= WIDE else 1.0)
        if space == float("inf"):
            return cost
        return cost - SPACE * min(max(space - 1.0, 0.0), 1.0)

    def _text_cost(self, above: Fragment, below: Fragment, widest: int) -> float:
        table = self._forms.table
        first, last = below.flat, above.flat
        begins = bool(table.paragraph.match(first)) or below.line.indented
        ended = bool(self._forms.paragraph_end.search(last))
        if self._names:
            full = width_of(above.text) > widest - SHORT_BY
            return RUNS_ON if full and not table.project_end.search(last) else NEXT_NAME
        full = width_of(above.text) > widest - SHORT_BY
        heads = bool(self._forms.heading.match(last)) and not full
        if heads and first[:1] != last[:1]:
            return AFTER_HEADING
        if begins:
            return 0.0 if ended or not full else FULL_AND_MARKED
        if ended:
            return UNMARKED
        return RUNS_ON if full else UNFINISHED


def _distinct(tops: Sequence[float], pitch: float) -> list[float]:
    """Heights that differ by less than a third of a step are one."""
    found: list[float] = []
    for top in tops:
        if not found or top - found[-1] > pitch / 3:
            found.append(top)
    return found
