"""The rows of a page as its labels tell them, and the texts that were placed in them."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.progress.items import Item, Label, TextBlock

SURE = 2.0
"""The margin from which a place is taken as sure."""
UNSURE = 0.5
"""Confidence of a text whose place is a toss-up."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its label, and where the label stands among the blocks.

    ``before`` is the number of text blocks printed before the label.
    """

    label: Label
    before: int
    carried: bool = False


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block in its row (index into the page's rows, None when there is none) and column."""

    block: TextBlock
    row: int | None
    column: int
    margin: float

    @property
    def confidence(self) -> float:
        """How sure the place is: UNSURE where it is a toss-up, 1 from a margin of SURE."""
        return round(UNSURE + (1 - UNSURE) * min(self.margin / SURE, 1.0), 2)


def rows_of(items: list[Item], carried: Label | None) -> tuple[list[Row], list[TextBlock]]:
    """Return the rows and the text blocks of a page.

    ``carried`` is the label of the last row of the page before: a row may run over the page.
    """
    rows: list[Row] = []
    blocks: list[TextBlock] = []
    for item in items:
        if isinstance(item, Label):
            rows.append(Row(item, len(blocks)))
        elif isinstance(item, TextBlock):
            blocks.append(item)
    leads = bool(blocks) and not (rows and rows[0].before == 0)
    if carried is not None and leads:
        rows.append(Row(carried, 0, carried=True))
    return rows, blocks
