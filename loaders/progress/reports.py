"""Reports from the placed blocks of all pages: one for departments × direction × year × phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.progress.columns import Column
from loaders.progress.conventions import Conventions
from loaders.progress.items import TextBlock
from loaders.progress.listings import passages_of
from loaders.progress.report_text import pieces_of
from loaders.records import Department, Report
from loaders.source import Source
from loaders.text import LinedText, Piece
from ontology.names import normalised_name

EMPTY = "empty cell"
METHODS = ("ruled cell", "labelled text", "label on the line", "free label", "guessed cell")
"""How a text can be tied to its departments, the surest first; a report tells its least sure."""

Key = tuple[tuple[str, ...], str, Column]
"""Departments, notation of the direction or measure, and column of a report."""


def report_key(key: Key) -> str:
    """Return ``key`` as one text, unique within a document."""
    names, place, column = key
    return "|".join((*names, place, str(column.fiscal_year), column.phase))


@dataclass(frozen=True, slots=True)
class Tie:
    """How a text was tied to its departments, and how sure that is (0–1)."""

    method: str
    confidence: float = 1.0


@dataclass
class _Draft:
    pieces: list[Piece] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    label_lines: list[int] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    ties: list[Tie] = field(default_factory=list)
    emptiness: float = 1.0


class ReportBook:
    """Collects cells page by page; a block printed twice is one text with two places."""

    def __init__(self, source: Source, forms: Conventions) -> None:
        self._source = source
        self._forms = forms
        self._drafts: dict[Key, _Draft] = {}
        self._labels: dict[str, list[int]] = {}

    def note_label(self, names: Sequence[str], lines: Sequence[int]) -> None:
        """Remember where departments' labels stand."""
        for name in names:
            self._labels.setdefault(name, []).extend(lines)

    def add(
        self, key: Key, block: TextBlock, widest: int, tie: Tie, *, carried: bool = False
    ) -> None:
        """Add one block to its cell; ``carried`` where it goes on with the cell of the page
        before, perhaps in the middle of a sentence."""
        draft = self._drafts.setdefault(key, _Draft())
        draft.ties.append(tie)
        draft.lines.extend(line.number for line in block.lines)
        if normalised_name(block.text) in draft.printed:
            return
        draft.printed.add(normalised_name(block.text))
        pieces = pieces_of(block.lines, widest, self._forms)
        if carried and draft.pieces and not self._begins(block, draft.pieces[-1]):
            pieces[0] = replace(pieces[0], starts_paragraph=False)
        draft.pieces.extend(pieces)

    def _begins(self, block: TextBlock, before: Piece) -> bool:
        """Whether a block that follows ``before`` begins a paragraph of its own."""
        ended = before.text.endswith(("。", "】", "》"))
        return ended or bool(self._forms.paragraph.match(block.lines[0].flat))

    def add_empty(
        self, key: Key, label_lines: Sequence[int], confidence: float = 1.0
    ) -> None:
        """Note that a cell beside a department's label is empty, and how sure that is (0–1)."""
        draft = self._drafts.setdefault(key, _Draft())
        draft.label_lines.extend(label_lines)
        draft.emptiness = min(draft.emptiness, confidence)

    def has_row(self, names: tuple[str, ...], direction: str) -> bool:
        """Tell whether the departments have any cell in the direction."""
        return any(key[:2] == (names, direction) for key in self._drafts)

    def reports(self) -> tuple[Report, ...]:
        """Return all reports, in the order in which the document begins them."""
        return tuple(self._report(key, draft) for key, draft in self._drafts.items())

    def _report(self, key: Key, draft: _Draft) -> Report:
        names, direction, column = key
        text = LinedText.of(draft.pieces)
        return Report(
            key=report_key(key),
            departments=names,
            reports_on=direction,
            fiscal_year=column.fiscal_year,
            phase=column.phase,
            text=text,
            confidence=min((tie.confidence for tie in draft.ties), default=draft.emptiness),
            method=max((tie.method for tie in draft.ties), key=METHODS.index, default=EMPTY),
            passages=passages_of(self._source, draft.lines or draft.label_lines),
        )

    def departments(self) -> tuple[Department, ...]:
        """Return the departments whose labels stand in the table."""
        return tuple(
            Department(name, passages_of(self._source, lines))
            for name, lines in self._labels.items()
        )


def text_of(blocks: list[TextBlock]) -> str:
    """Return the raw text of several blocks."""
    return "\n".join(block.text for block in blocks)
