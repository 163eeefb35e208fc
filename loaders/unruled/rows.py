"""Where one row of a table without ruling ends and the next begins.

What is sure is little: each row has one label. The rest is weighed: that a paragraph does not run
over into another row, that space parts rows, that a label stands at the head of its row or in its
middle, as the whole document does it. The cheapest rows are found by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from loaders.progress.signs import Level
from loaders.unruled.breaks import Breaks
from loaders.unruled.fragments import Fragment
from loaders.unruled.labels import Label, LabelColumn
from loaders.unruled.strategy import Start

MOST_PLACES = 60
"""Between two labels at most this many places are weighed, the likeliest ones."""
MOST_CHAINS = 20
"""So many ways to begin a page's next row are followed up."""
OFF_HEAD = 3.0
"""Cost of each line between the head of a row and its label's, where labels stand at the head."""
OFF_MIDDLE = 1.2
"""The same between their middles, where labels are centred: the middle is known less well."""
OFF_TEXT = 0.6
"""The same for the text of a report column."""
FURTHEST = 5.0
"""Lines beyond which it costs no more."""
EMPTY_CELL = 0.7
"""Cost of a report column without a text in a row."""
EMPTY_ROW = 1.0
"""Cost of a row without any text, besides."""
JOINT = 2.0
"""Cost of each further name in one label."""
TOUCHING = 1.5
"""Cost of a row whose label stands right below another one, as names of one cell do."""
TOUCH = 1.2
"""Labels touch that are no more than so many steps apart."""
LISTED = -0.5
"""The same where a mark stands before each name."""
CARRIED = 1.0
"""Cost of a row at the head of a page that runs on from the page before."""
CARRIED_AT_FIRST = 4.0
"""The same where no page comes before."""
LINE_WITHOUT_ROW = 12.0
"""Cost of a line of the column of departments that no label takes."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Whether labels and report texts stand in the middle of their cells or at the head; down to
    which level the parts of the strategy begin at the head of a row (None where none does)."""

    labels_centred: bool
    texts_centred: bool
    rows_begin: Level | None


ALIGNMENTS = tuple(
    Alignment(labels, texts, level)
    for labels, texts, level in product(
        (False, True), (False, True), (Level.DIRECTION, Level.MEASURE, None)
    )
)


@dataclass(frozen=True, slots=True)
class Body:
    """What of a page's table decides its rows: the texts of each report column (in a list the
    ``names`` of projects), the labels, and where blocks of the strategy begin; each from top to
    bottom."""

    reports: tuple[tuple[Fragment, ...], ...]
    names: bool
    labels: LabelColumn
    strategy: tuple[Start, ...]
    pitch: float
    first_of_document: bool

    def begun(self, alignment: Alignment) -> list[float]:
        """The heights at which parts of the strategy begin at the head of a row."""
        down_to = alignment.rows_begin
        return [one.top for one in self.strategy if down_to and one.level <= down_to]


@dataclass(frozen=True, slots=True)
class _Chain:
    cost: float
    tops: tuple[float, ...]


class RowSearch:
    """The cheapest rows of one page under one alignment."""

    def __init__(self, body: Body, breaks: Breaks, alignment: Alignment) -> None:
        self._body = body
        self._alignment = alignment
        self._places = breaks.places
        self._costs = breaks.costs(body.begun(alignment))
        tops = [one for column in body.reports for one in column] + body.labels.lines
        self._bottom = max((one.bottom for one in tops), default=0.0)
        self._contents = sorted((one.top, one.bottom) for one in tops)
        self._bottoms: list[float] = []
        for _, bottom in self._contents:
            self._bottoms.append(max(bottom, self._bottoms[-1] if self._bottoms else bottom))
        self._tops = [top for top, _ in self._contents]
        self._columns = [[one.top for one in column] for column in body.reports]

    def best(self) -> tuple[float, tuple[float, ...]]:
        """Return the cost and the top of each row (the first one's may lie before any label)."""
        if not self._places:
            return 0.0, ()
        lines = self._body.labels.lines
        # chains[n][place]: the first n lines of the label column are used, the next row begins
        # at ``place``
        chains: list[dict[int, _Chain]] = [{} for _ in range(len(lines) + 1)]
        chains[0] = self._starts()
        for used in range(len(lines)):
            likely = _cheapest(chains[used])
            for label in self._body.labels.labels[used]:
                for place, chain in likely:
                    self._extend(chains, label, place, chain)
            for place, chain in likely:
                skipped = _Chain(chain.cost + LINE_WITHOUT_ROW, chain.tops)
                _keep(chains[used + 1], place, skipped)
        last = chains[len(lines)]
        end = len(self._places)
        return (last[end].cost, last[end].tops) if end in last else self._one_row(lines)

    def _one_row(self, lines: Sequence[Fragment]) -> tuple[float, tuple[float, ...]]:
        return LINE_WITHOUT_ROW * len(lines), (self._places[0],)

    def _starts(self) -> dict[int, _Chain]:
        """The page begins with a row of its own, or with one that runs on from the page before."""
        starts = {0: _Chain(0.0, ())}
        lines = self._body.labels.lines
        until = bisect_left(self._places, lines[0].top + 0.01) if lines else len(self._places)
        cost = CARRIED_AT_FIRST if self._body.first_of_document else CARRIED
        for place in self._likeliest(1, until):
            row = self._texts_cost(0, place, carried=True)
            starts[place] = _Chain(cost + row + self._costs[place], (self._places[0],))
        if not lines:
            starts = {len(self._places): _Chain(cost, (self._places[0],))}
        return starts

    def _extend(
        self, chains: list[dict[int, _Chain]], label: Label, place: int, chain: _Chain
    ) -> None:
        lines = self._body.labels.lines
        if self._places[place : place + 1] and self._places[place] > label.top + 0.01:
            return
        if place >= len(self._places):
            return
        low = bisect_left(self._places, label.bottom - 0.5 * (label.bottom - label.top))
        low = max(low, place + 1, bisect_left(self._places, lines[label.end - 1].top + 0.01))
        if label.end == len(lines):
            ends = [len(self._places)]
        else:
            high = bisect_left(self._places, lines[label.end].top + 0.01)
            ends = self._likeliest(low, high)
        joint = TOUCHING if self._touches(label) else 0.0
        joint += (LISTED if label.listed else JOINT) * (label.names - 1)
        for end in ends:
            cost = chain.cost + joint + self._label_cost(label, place, end)
            cost += self._texts_cost(place, end, carried=False)
            cost += self._costs[end] if end < len(self._places) else 0.0
            _keep(chains[label.end], end, _Chain(cost, (*chain.tops, self._places[place])))
        if label.end == len(lines):
            return

    def _touches(self, label: Label) -> bool:
        """Tell whether the label stands right below another one, beside texts of reports."""
        lines = self._body.labels.lines
        if not label.first or self._body.names:
            return False
        return label.top - lines[label.first - 1].top <= TOUCH * self._body.pitch

    def _likeliest(self, low: int, high: int) -> list[int]:
        places = range(low, high)
        if len(places) <= MOST_PLACES:
            return list(places)
        return sorted(sorted(places, key=lambda place: self._costs[place])[:MOST_PLACES])

    def _span(self, place: int, end: int) -> tuple[float, float, float, float]:
        """The highest and lowest place of a row's upper edge, and of its lower edge."""
        top = self._places[place]
        next_top = self._places[end] if end < len(self._places) else self._bottom
        above = self._bottom_before(top) if place else top
        below = self._bottom_before(next_top) if end < len(self._places) else self._bottom
        return min(above, top), top, min(below, next_top), next_top

    def _bottom_before(self, top: float) -> float:
        index = bisect_left(self._tops, top)
        return self._bottoms[index - 1] if index else top

    def _label_cost(self, label: Label, place: int, end: int) -> float:
        if not self._alignment.labels_centred:
            off, each = label.top - self._places[place], OFF_HEAD
        else:
            off, each = self._off_middle(label.top, label.bottom, place, end), OFF_MIDDLE
        return each * min(off / self._body.pitch, FURTHEST)

    def _off_middle(self, top: float, bottom: float, place: int, end: int) -> float:
        """How far the middle of a text lies from where the row's middle can lie."""
        highest, upper, lower, lowest = self._span(place, end)
        middle = (top + bottom) / 2
        return max(0.0, (highest + lower) / 2 - middle, middle - (upper + lowest) / 2)

    def _texts_cost(self, place: int, end: int, carried: bool) -> float:
        upper = self._places[place]
        lower = self._places[end] if end < len(self._places) else float("inf")
        cost, empty = 0.0, 0
        for column, tops in zip(self._body.reports, self._columns, strict=True):
            first, last = bisect_left(tops, upper), bisect_left(tops, lower) - 1
            if last < first:
                empty += 1
                continue
            if self._alignment.texts_centred:
                off = self._off_middle(column[first].top, column[last].bottom, place, end)
            else:
                off = column[first].top - upper
            cost += OFF_TEXT * min(off / self._body.pitch, FURTHEST)
        if carried:
            return cost
        cost += EMPTY_CELL * empty
        return cost + (EMPTY_ROW if empty == len(self._body.reports) else 0.0)


def _cheapest(chains: dict[int, _Chain]) -> list[tuple[int, _Chain]]:
    """The chains from which it is worth while to go on, with their places."""
    ordered = sorted(chains.items(), key=lambda entry: (entry[1].cost, entry[0]))
    return ordered[:MOST_CHAINS]


def _keep(chains: dict[int, _Chain], place: int, chain: _Chain) -> None:
    known = chains.get(place)
    if known is None or (chain.cost, chain.tops) < (known.cost, known.tops):
        chains[place] = chain
