"""Which department, and which column, does each text of a page belong to?

A dump prints the boxes of a table in an order of its own: a plan may come before its result, a
label behind its texts. What is sure is little: an inline label owns the text on its line. The
rest is weighed: what tense the sentences have; that the cells of one row come together; that a
row's result and plan speak of the same things; that a label rarely stands without text. The
assignment of all blocks of a page with the least cost is searched by a beam, block by block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from loaders.progress.conventions import Conventions
from loaders.progress.features import Features, Known, features_of, likeness
from loaders.progress.items import Item, Label, TextBlock
from loaders.progress.rows import SURE, PlacedBlock, Row, rows_of
from loaders.records import Phase
from loaders.similarity import bigrams, containment

MOST_BLOCKS = 120
"""The most texts that are placed together; more would take time with their square."""
BEAM = 80
"""How many partial assignments are kept."""
TENSE = 2.0
"""Cost of the wrong column for a text with sentences of one clear tense."""
OTHER_COLUMN = 0.2
"""Cost of going from a row's first column to its second."""
BACK_TO_FIRST_COLUMN = 0.5
"""Cost of going from a row's second column to its first."""
REOPENED_CELL = 1.6
"""Cost of adding to a cell after another cell was begun."""
ROW_WITHOUT_LABEL = 0.9
"""Cost of going to a row whose label does not stand here."""
FREE_ROW_TO_FREE_ROW = 0.6
"""The same between two rows whose labels stand free."""
PAST_LABEL = 1.5
"""Cost of staying in a row when another row's label stands between."""
EMPTY_ROW = 2.6
"""Cost of a label that gets no text."""
HALF_EMPTY_ROW = 0.7
"""Cost of a row with a text in one column only."""
SAME_THINGS = 1.5
"""Gain when a row's two columns speak of the same things, by likeness (0–1)."""
REPEATED_IN_CELL = 1.5
"""Cost of two blocks alike in one cell, by likeness (0–1)."""
PRINTED_AGAIN = 3.0
"""Gain when the very text stands in this department's cell on an earlier page."""
NAME_IN_TEXT = 0.6
"""Gain when the text uses the words of the department's name."""
STYLE_CHANGE = 0.3
"""Cost of another mark at the head of a block in the same cell."""
STYLE_KEPT = 0.3
"""Cost of leaving a row between two blocks with the same mark, without a label."""
FURTHER_TEXT = 1.2
"""Cost of a further text in a cell whose label stands free, where the page has cells enough:"""
TEXTS_FOR_A_CELL = 1.3
"""no more texts for each of them than this."""
ABOVE = 2.0
"""Cost of a text that stands above one of its column which was printed before it."""


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    choices: tuple[tuple[int, int], ...]


def place(
    items: list[Item],
    columns: Sequence[Phase],
    known: Known,
    forms: Conventions,
) -> tuple[list[Row], list[PlacedBlock]]:
    """Return the rows of a page and every text block in its row and column (0, 1, …).

    A page of more than ``MOST_BLOCKS`` texts is placed in parts, as if it were several pages.
    """
    rows: list[Row] = []
    placed: list[PlacedBlock] = []
    for part in _parts(items):
        part_rows, part_placed = _place_part(part, columns, known, forms)
        placed += [_moved(block, len(rows)) for block in part_placed]
        rows += part_rows
        if placed and placed[-1].row is not None:
            known = replace(known, carried=rows[placed[-1].row].label)
    return rows, placed


def _parts(items: list[Item]) -> Iterator[list[Item]]:
    """Cut ``items`` before an inline label once a part has enough texts, at the latest after
    ``MOST_BLOCKS``."""
    part: list[Item] = []
    texts = 0
    for item in items:
        at_label = isinstance(item, Label) and item.inline and texts >= MOST_BLOCKS // 2
        if part and (at_label or texts == MOST_BLOCKS):
            yield part
            part, texts = [], 0
        part.append(item)
        texts += isinstance(item, TextBlock)
    yield part


def _moved(placed: PlacedBlock, rows_before: int) -> PlacedBlock:
    return placed if placed.row is None else replace(placed, row=placed.row + rows_before)


def _place_part(
    items: list[Item], columns: Sequence[Phase], known: Known, forms: Conventions
) -> tuple[list[Row], list[PlacedBlock]]:
    rows, blocks = rows_of(items, known.carried)
    if not rows:
        return [], [PlacedBlock(block, None, 0, 0.0) for block in blocks]
    search = _Search(rows, [features_of(block, known, forms) for block in blocks], columns)
    best, margins = search.best()
    return rows, [
        PlacedBlock(block, row, column, margin)
        for block, (row, column), margin in zip(blocks, best, margins, strict=True)
    ]


class _Search:
    """Beam search over (row, column) of each block, in the order of the dump."""

    def __init__(
        self, rows: list[Row], features: list[Features], phases: Sequence[Phase]
    ) -> None:
        self._rows = rows
        self._features = features
        self._phases = phases
        self._columns = max(len(phases), 1)
        self._alike = [[likeness(a, b) for b in features] for a in features]
        self._names = [bigrams("".join(row.label.names)) for row in rows]
        self._has_cells = len(features) <= TEXTS_FOR_A_CELL * len(rows) * self._columns
        self._labels = [self._rows_labelled_at(index) for index in range(len(features))]
        self._owners = [self._owner(index) for index in range(len(features))]
        self._near = [self._rows_near(index) for index in range(len(features))]

    def best(self) -> tuple[tuple[tuple[int, int], ...], list[float]]:
        """Return the cheapest assignment, and for each block by how much it beats the next one
        that puts this block elsewhere."""
        beam = [_State(0.0, ())]
        for index in range(len(self._features)):
            grown = [
                self._grown(state, index, choice)
                for state in beam
                for choice in self._choices(state, index)
            ]
            grown.sort(key=lambda state: (state.cost, state.choices))
            beam = grown[:BEAM]
        ended = sorted(
            (_State(s.cost + self._end_cost(s.choices), s.choices) for s in beam),
            key=lambda state: (state.cost, state.choices),
        )
        return ended[0].choices, [
            self._margin(ended, index) for index in range(len(self._features))
        ]

    def _margin(self, ended: list[_State], index: int) -> float:
        first = ended[0]
        place_of = self._place_of(first.choices[index])
        others = (
            state.cost - first.cost
            for state in ended[1:]
            if self._place_of(state.choices[index]) != place_of
        )
        return min(others, default=SURE)

    def _place_of(self, choice: tuple[int, int]) -> tuple[tuple[str, ...], int]:
        return self._rows[choice[0]].label.names, choice[1]

    def _rows_labelled_at(self, index: int) -> frozenset[int]:
        """Rows whose label is printed right before the block."""
        return frozenset(
            number
            for number, row in enumerate(self._rows)
            if row.before == index and not row.carried
        )

    def _owner(self, index: int) -> int | None:
        """The row whose inline label stands on the block's own first line."""
        inline = (n for n in sorted(self._labels[index]) if self._rows[n].label.inline)
        return next(inline, None)

    def _rows_near(self, index: int) -> frozenset[int]:
        """Rows that the block can belong to besides the last one: those whose label stands free,
        those whose label is printed here, and the next one whose label follows."""
        following = (number for number, row in enumerate(self._rows) if row.before > index)
        free = (n for n, row in enumerate(self._rows) if not row.label.inline or row.carried)
        return frozenset((*free, *self._labels[index], *islice(following, 1)))

    def _choices(self, state: _State, index: int) -> list[tuple[int, int]]:
        owner = self._owners[index]
        near = self._near[index] | {row for row, _ in state.choices[-1:]}
        rows = sorted(near) if owner is None else [owner]
        return [(row, column) for row in rows for column in range(self._columns)]

    def _grown(self, state: _State, index: int, choice: tuple[int, int]) -> _State:
        cost = state.cost + self._tense_cost(index, choice[1])
        cost += self._step_cost(state.choices, index, choice)
        cost += self._likeness_cost(state.choices, index, choice)
        cost -= NAME_IN_TEXT * containment(self._names[choice[0]], self._features[index].grams)
        if self._features[index].printed == self._place_of(choice):
            cost -= PRINTED_AGAIN
        return _State(cost, (*state.choices, choice))

    def _tense_cost(self, index: int, column: int) -> float:
        if self._columns == 1:
            return 0.0
        tense = self._features[index].tense
        return TENSE * max(0.0, -tense if self._phases[column] is Phase.RESULT else tense)

    def _step_cost(
        self, choices: tuple[tuple[int, int], ...], index: int, choice: tuple[int, int]
    ) -> float:
        row, column = choice
        above = any(c == column and self._rank(r) > self._rank(row) for r, c in choices)
        return self._move_cost(choices, index, choice) + (ABOVE if above else 0.0)

    def _rank(self, row: int) -> int:
        """Return where on the page a row stands: one that goes on from the page before on top."""
        return -1 if self._rows[row].carried else row

    def _move_cost(
        self, choices: tuple[tuple[int, int], ...], index: int, choice: tuple[int, int]
    ) -> float:
        row, column = choice
        label_here = self._rows[row].before == index
        if not choices:
            return 0.0 if label_here or self._rows[row].carried else ROW_WITHOUT_LABEL
        last_row, last_column = choices[-1]
        same_style = self._features[index].mark == self._features[index - 1].mark
        if choice == choices[-1]:
            cost = FURTHER_TEXT if self._has_cells and self._is_free(row) else 0.0
            return cost + self._passed(index, row) + (0.0 if same_style else STYLE_CHANGE)
        cost = REOPENED_CELL if choice in choices else 0.0
        if row == last_row:
            cost += OTHER_COLUMN if column > last_column else BACK_TO_FIRST_COLUMN
            return cost + self._passed(index, row)
        if not label_here:
            keeps = same_style and bool(self._features[index].mark) and column == last_column
            free = not self._rows[row].label.inline and not self._rows[last_row].label.inline
            cost += FREE_ROW_TO_FREE_ROW if free else ROW_WITHOUT_LABEL
            cost += STYLE_KEPT if keeps else 0.0
        return cost + (OTHER_COLUMN if column and not any(c[0] == row for c in choices) else 0.0)

    def _is_free(self, row: int) -> bool:
        """Whether a row's label stands alone on this page."""
        return not self._rows[row].label.inline and not self._rows[row].carried

    def _passed(self, index: int, row: int) -> float:
        """Cost of staying in a row although another row's label stands right before the block."""
        return PAST_LABEL if self._labels[index] - {row} else 0.0

    def _likeness_cost(
        self, choices: tuple[tuple[int, int], ...], index: int, choice: tuple[int, int]
    ) -> float:
        gain, loss = 0.0, 0.0
        for other, (row, column) in enumerate(choices):
            alike = self._alike[index][other]
            if not alike or row != choice[0]:
                continue
            if column == choice[1]:
                loss = max(loss, alike)
            else:
                gain = max(gain, alike)
        return REPEATED_IN_CELL * loss - SAME_THINGS * gain

    def _end_cost(self, choices: tuple[tuple[int, int], ...]) -> float:
        cost = 0.0
        for number, row in enumerate(self._rows):
            columns = {column for chosen, column in choices if chosen == number}
            if row.carried:
                continue
            if not columns:
                cost += EMPTY_ROW
            elif len(columns) < self._columns:
                cost += HALF_EMPTY_ROW
        return cost
