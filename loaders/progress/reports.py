"""Reports from the placed blocks of all pages: one for departments × direction × year × phase."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.progress.cells import SURE, PlacedBlock, Row
from loaders.progress.conventions import Conventions
from loaders.progress.items import TextBlock
from loaders.progress.listings import passages_of
from loaders.progress.pages import Column
from loaders.progress.report_text import pieces_of
from loaders.records import Department, Report
from loaders.source import Source
from loaders.text import LinedText, Piece
from ontology.names import normalised_name

UNSURE = 0.5
"""Confidence of a text whose place is a toss-up; a sure one has 1."""

Key = tuple[tuple[str, ...], str, Column]


@dataclass
class _Draft:
    pieces: list[Piece] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    confidence: float = 1.0
    inline: bool = True


class ReportBook:
    """Collects cells page by page; a block printed twice is one text with two places."""

    def __init__(self, source: Source, forms: Conventions) -> None:
        self._source = source
        self._forms = forms
        self._drafts: dict[Key, _Draft] = {}
        self._labels: dict[str, list[int]] = {}

    def note_label(self, row: Row) -> None:
        """Remember where a department's label stands."""
        for name in row.label.names:
            self._labels.setdefault(name, []).extend(row.label.lines)

    def add(
        self, row: Row, direction: str, column: Column, placed: PlacedBlock, widest: int
    ) -> None:
        """Add one block to its cell."""
        draft = self._draft(row, direction, column)
        draft.confidence = min(draft.confidence, _confidence(placed.margin))
        draft.inline = draft.inline and row.label.inline
        draft.lines.extend(line.number for line in placed.block.lines)
        if normalised_name(placed.block.text) not in draft.printed:
            draft.printed.add(normalised_name(placed.block.text))
            draft.pieces.extend(pieces_of(placed.block.lines, widest, self._forms))

    def add_empty(self, row: Row, direction: str, columns: tuple[Column, ...]) -> None:
        """Note that a row has nothing in its cells, unless another row of it has."""
        if any(key[:2] == (row.label.names, direction) for key in self._drafts):
            return
        for column in columns:
            self._draft(row, direction, column).lines.extend(row.label.lines)

    def _draft(self, row: Row, direction: str, column: Column) -> _Draft:
        return self._drafts.setdefault((row.label.names, direction, column), _Draft())

    def reports(self) -> tuple[Report, ...]:
        """Return all reports, in the order in which the document begins them."""
        return tuple(self._report(key, draft) for key, draft in self._drafts.items())

    def _report(self, key: Key, draft: _Draft) -> Report:
        names, direction, column = key
        text = LinedText.of(draft.pieces)
        method = (
            "empty cell" if not text.text else "label on the line" if draft.inline else "free label"
        )
        return Report(
            key="|".join((*names, direction, str(column.fiscal_year), column.phase)),
            departments=names,
            reports_on=direction,
            fiscal_year=column.fiscal_year,
            phase=column.phase,
            text=text,
            confidence=draft.confidence,
            method=method,
            passages=passages_of(self._source, draft.lines),
        )

    def departments(self) -> tuple[Department, ...]:
        """Return the departments whose labels stand in the table."""
        return tuple(
            Department(name, passages_of(self._source, lines))
            for name, lines in self._labels.items()
        )


def _confidence(margin: float) -> float:
    return round(UNSURE + (1 - UNSURE) * min(margin / SURE, 1.0), 2)


def text_of(blocks: list[TextBlock]) -> str:
    """Return the raw text of several blocks."""
    return "\n".join(block.text for block in blocks)
