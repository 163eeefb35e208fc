"""Blocks: the parts in which the printed lines of minutes belong together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from loaders.minutes.labels import Speaker
from loaders.minutes.lines import Line
from loaders.text import LinedText, Piece


class Form(StrEnum):
    """What a block is."""

    TITLE = "title"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    PEOPLE = "people"
    MATERIALS = "materials"
    PROGRAMME = "programme"
    HEADING = "heading"
    NOTE = "note"
    EXCHANGE = "exchange"
    LEGEND = "legend"
    STATEMENT = "statement"
    END = "end"
    PAGE = "page"
    RUNNING = "running"
    COLUMNS = "columns"
    CELL = "cell"
    UNKNOWN = "unknown"


FURNITURE = frozenset({Form.PAGE, Form.RUNNING, Form.COLUMNS, Form.CELL})
"""Forms that may stand inside a statement and are no part of it."""


@dataclass(slots=True)
class Block:
    """Lines that belong together; ``offset`` is where the content of the first one starts.

    ``key`` is the notation of a heading, ``speaker`` who makes a statement. Of a statement in a
    table the first ``labelled`` lines are the cell that names the speaker; ``behind`` signs at the
    end of the last line can name him, too.
    """

    form: Form
    lines: list[Line]
    offset: int = 0
    key: str = ""
    speaker: Speaker | None = None
    labelled: int = 0
    behind: int = 0

    @property
    def last(self) -> Line:
        """The last line so far."""
        return self.lines[-1]

    @property
    def empty(self) -> bool:
        """Whether nothing but a label or a mark has been read yet."""
        return len(self.lines) == 1 and not self.lines[0].text[self.offset :].strip()

    def content(self, *, mended: bool = False, paragraphs: bool = True) -> LinedText:
        """Return the text, as printed or ``mended`` sign for sign (the offsets are the same)."""
        pieces = []
        for index, line in enumerate(self.lines[self.labelled :]):
            start = self.offset if index == 0 else 0
            printed = line.text[start:].strip() if start else line.text
            sound = line.plain[start:].strip() if start else line.plain
            text = sound if mended else printed
            if self.behind and line is self.last:
                text = text[: -self.behind].rstrip()
            pieces.append(Piece(line.number, text, paragraphs and line.opens_paragraph))
        return LinedText.of(pieces)
