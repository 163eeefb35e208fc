"""Blocks: the parts in which the printed lines of minutes belong together, found in one pass.

A statement ends where the next mark, heading or known line starts. Inside a statement a heading
counts only if it carries the next number and stands after the end of a sentence or paragraph,
since a broken line may well begin with a number. Labels of facts (日時, 場所) count only in the
head, that is before the first heading that is not such a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from loaders.minutes.conventions import Conventions
from loaders.minutes.legend import Marks
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
    HEADING = "heading"
    NOTE = "note"
    EXCHANGE = "exchange"
    LEGEND = "legend"
    STATEMENT = "statement"
    END = "end"
    PAGE = "page"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Block:
    """Lines that belong together; ``offset`` is where the content of the first one starts.

    ``key`` is the notation of a heading, or the mark of a statement.
    """

    form: Form
    lines: list[Line]
    offset: int = 0
    key: str = ""

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
        for index, line in enumerate(self.lines):
            printed = line.text if index else line.text[self.offset :].strip()
            sound = line.plain if index else line.plain[self.offset :].strip()
            text = sound if mended else printed
            pieces.append(Piece(line.number, text, paragraphs and line.opens_paragraph))
        return LinedText.of(pieces)


@dataclass(slots=True)
class _Numbers:
    """The numbering of headings met so far."""

    top: int = 0
    sub: int = 0
    counted: bool = False

    def next_top(self) -> str:
        self.top, self.sub = self.top + 1, 0
        return str(self.top)

    def next_sub(self) -> str:
        self.sub += 1
        return f"{self.top or ''}({self.sub})"


class BlockReader:
    """Reads printed lines into blocks."""

    def __init__(self, marks: Marks, title: frozenset[int], forms: Conventions) -> None:
        self._marks = marks
        self._title = title
        self._forms = forms
        self._numbers = _Numbers()
        self._blocks: list[Block] = []
        self._in_head = True

    def read(self, lines: tuple[Line, ...]) -> list[Block]:
        """Return the blocks of ``lines``, in order; every line is in exactly one."""
        pages = []
        for line in lines:
            if self._forms.agenda.page.search(line.plain):
                pages.append(Block(Form.PAGE, [line]))
                continue
            opened = self._opened_by(line)
            if opened is not None:
                self._blocks.append(opened)
            elif self._blocks and self._continues(self._blocks[-1], line):
                self._blocks[-1].lines.append(line)
            else:
                form = Form.UNKNOWN if self._in_head else Form.NOTE
                self._blocks.append(Block(form, [line]))
        return sorted(self._blocks + pages, key=lambda block: block.lines[0].number)

    def _opened_by(self, line: Line) -> Block | None:
        """Return the block that ``line`` opens, or None if it opens none by its own form."""
        agenda = self._forms.agenda
        if line.number in self._title:
            return Block(Form.TITLE, [line])
        if agenda.end.search(line.plain):
            return Block(Form.END, [line])
        if agenda.exchange.search(line.plain):
            return Block(Form.EXCHANGE, [line])
        return self._fact(line) or self._heading(line) or self._speech(line) or self._note(line)

    def _fact(self, line: Line) -> Block | None:
        if not self._in_head:
            return None
        for kind, label in self._forms.facts.labels.items():
            found = label.search(line.plain)
            if found:
                if found["number"]:
                    self._numbers = _Numbers(top=int(found["number"]), counted=True)
                return Block(Form(kind), [line], found.end())
        return None

    def _heading(self, line: Line) -> Block | None:
        agenda, numbers = self._forms.agenda, self._numbers
        top, sub = agenda.top.search(line.plain), agenda.sub.search(line.plain)
        bare = agenda.brackets.sub("", line.plain)
        if agenda.heading.search(bare) and (line.opens_paragraph or not self._speaking):
            start = agenda.opening.match(line.plain)
            numbers.counted = False
            return self._headed(line, start.end() if start else 0, numbers.next_top())
        if top and (numbers.counted or not numbers.top) and self._follows(line, top, numbers.top):
            numbers.counted = True
            return self._headed(line, top.start("label"), numbers.next_top())
        found = sub or (top if numbers.top and not numbers.counted else None)
        if found and self._follows(line, found, numbers.sub):
            return self._headed(line, found.start("label"), numbers.next_sub())
        return None

    def _headed(self, line: Line, offset: int, notation: str) -> Block:
        self._in_head = False
        return Block(Form.HEADING, [line], offset, notation)

    def _follows(self, line: Line, found: re.Match[str], last: int) -> bool:
        """Return whether the number follows ``last`` and the line stands where a heading can."""
        ends_sentence = self._forms.agenda.sentence_end
        if int(found["number"]) != last + 1 or line.plain.endswith(("。", "、")):
            return False
        if not self._speaking or line.opens_paragraph:
            return True
        return bool(ends_sentence.search(self._blocks[-1].last.plain))

    @property
    def _speaking(self) -> bool:
        return bool(self._blocks) and self._blocks[-1].form is Form.STATEMENT

    def _speech(self, line: Line) -> Block | None:
        if line.number in self._marks.legend:
            return Block(Form.LEGEND, [line])
        mark = self._marks.mark_of(line.text)
        if mark is None:
            return None
        self._in_head = False
        return Block(Form.STATEMENT, [line], 1, mark)

    def _note(self, line: Line) -> Block | None:
        agenda = self._forms.agenda
        told = agenda.note.search(line.plain)
        if told and (line.opens_paragraph or not self._speaking) and not self._in_head:
            return Block(Form.NOTE, [line])
        listed = line.plain.startswith(agenda.bullet)
        after = self._blocks[-1].form if self._blocks else Form.TITLE
        if listed and after in (Form.HEADING, Form.NOTE, Form.EXCHANGE):
            return Block(Form.NOTE, [line])
        return None

    def _continues(self, block: Block, line: Line) -> bool:
        """Return whether ``line``, which has no form of its own, belongs to ``block``."""
        if block.form in (Form.STATEMENT, Form.PEOPLE, Form.MATERIALS):
            return True
        if block.form is Form.NOTE:
            return not line.opens_paragraph
        if block.form in (Form.DATE, Form.TIME, Form.PLACE, Form.HEADING):
            return block.empty or (not line.opens_paragraph and block.last.full)
        return False
