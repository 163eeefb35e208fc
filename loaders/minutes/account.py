"""The account of the lines of minutes, for the ledger: what each became, or why it was passed over.

A line of a form that no block knows stays unexplained.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.layout import Layout
from loaders.ledger import Ledger, LedgerEntry
from loaders.minutes.blocks import FURNITURE, Block, Form
from loaders.records import Meeting
from loaders.source import Passage, Source

# Why a line of a block says nothing of its own.
_REASONS = {
    Form.DATE: "head of the minutes",
    Form.TIME: "head of the minutes",
    Form.PLACE: "head of the minutes",
    Form.PEOPLE: "list of people",
    Form.MATERIALS: "list of materials",
    Form.PROGRAMME: "list of the agenda",
    Form.NOTE: "procedure note",
    Form.EXCHANGE: "heading of an exchange",
    Form.LEGEND: "legend of marks",
    Form.STATEMENT: "mark without words",
    Form.END: "end mark",
    Form.PAGE: "page number",
    Form.RUNNING: "heading printed on each page",
    Form.COLUMNS: "column headings",
    Form.CELL: "another column of the table",
}


def account(
    document: Source | Layout, blocks: Sequence[Block], meeting: Meeting, told: frozenset[int]
) -> tuple[LedgerEntry, ...]:
    """Return the account of every line; ``told`` are those that tell of the meeting itself."""
    source = document.source if isinstance(document, Layout) else document
    ledger = Ledger(source)
    for aside in document.aside if isinstance(document, Layout) else ():
        ledger.skip(aside.number, "header, footer or footnote")
    for number in sorted(told):
        ledger.use(number, "Meeting")
    used = set(told)
    text = {line.number for b in blocks if b.form not in FURNITURE for line in b.lines}
    for use, detail, passages in _uses(meeting):
        for passage in passages:
            for number in sorted(text.intersection(source.lines_of(passage))):
                ledger.use(number, use, detail)
                used.add(number)
    for block in blocks:
        for line in block.lines:
            if line.number not in used and block.form in _REASONS:
                ledger.skip(line.number, _REASONS[block.form])
    return ledger.entries()


def _uses(meeting: Meeting) -> list[tuple[str, str, tuple[Passage, ...]]]:
    """Return class, key and passages of everything read from the body of the minutes."""
    return [
        *(("AgendaItem", item.notation, item.passages) for item in meeting.agenda),
        *(("Material", material.number, material.passages) for material in meeting.materials),
        *(("Statement", str(said.order), said.passages) for said in meeting.statements),
    ]
