"""Reads printed lines into blocks, in one pass.

A statement ends where the next label, heading or known line starts. Labels of facts (日時, 場所)
count only in the head, that is before the first heading that is not such a label and before the
first statement. Where the agenda stands in the head as a list and its headings come again below,
the list is no more than a list.
"""

from __future__ import annotations

from dataclasses import replace

from loaders.minutes.blocks import Block, Form
from loaders.minutes.conventions import Act, Column, Conventions
from loaders.minutes.headings import Headings
from loaders.minutes.labels import SIGN, Label, LabelReader, Speaker
from loaders.minutes.lines import Line
from loaders.minutes.voices import Voices
from loaders.records import Role

_LISTS = (Form.PEOPLE, Form.MATERIALS, Form.PROGRAMME)
_LONGEST_PROGRAMME = 60
_FACTS = (Form.DATE, Form.TIME, Form.PLACE)
_SKIPPED = {Column.HEADING: Form.COLUMNS, Column.NUMBER: Form.CELL, Column.OTHER: Form.CELL}
_ACTS = {
    Column.QUESTION: Speaker(Role.MEMBER, Act.ASK),
    Column.ANSWER: Speaker(Role.OFFICIAL, Act.ANSWER),
}


class BlockReader:
    """Reads printed lines into blocks; ``guessed`` are the names of speakers that tell no role."""

    def __init__(
        self,
        voices: Voices,
        reader: LabelReader,
        title: frozenset[int],
        furniture: dict[Line, Form],
        forms: Conventions,
    ) -> None:
        self._voices = voices
        self._reader = reader
        self._title = title
        self._furniture = furniture
        self._forms = forms
        self._headings = Headings(forms.agenda)
        self._blocks: list[Block] = []
        self._aside: list[Block] = []
        self._in_head = True
        self._spoken = False
        self._row_number = ""
        self.guessed: list[str] = []

    def read(self, lines: tuple[Line, ...]) -> list[Block]:
        """Return the blocks of ``lines``, in order; every line is in exactly one."""
        for line in lines:
            if line in self._furniture:
                self._aside.append(Block(self._furniture[line], [line]))
            elif line.column is not None:
                self._read_cell(line, line.column)
            else:
                self._read_line(line)
        for block in self._blocks:
            block.behind = self._voices.behind.get(block.last, 0) if block.speaker else 0
        blocks = self._blocks + self._aside
        return sorted(blocks, key=lambda block: (block.lines[0].number, block.lines[0].part))

    def _read_line(self, line: Line) -> None:
        opened = self._opened_by(line)
        if opened is not None:
            self._blocks.append(opened)
        elif self._blocks and self._continues(self._blocks[-1], line):
            self._blocks[-1].lines.append(line)
        else:
            form = Form.UNKNOWN if self._in_head else Form.NOTE
            self._blocks.append(Block(form, [line]))

    def _opened_by(self, line: Line) -> Block | None:
        """Return the block that ``line`` opens, or None if it opens none by its own form."""
        agenda = self._forms.agenda
        if line.number in self._title:
            return Block(Form.TITLE, [line])
        if agenda.end.search(line.plain):
            return Block(Form.END, [line])
        label = self._voices.label_of(line)
        if label is not None and not (label.form == SIGN and self._states_fact(line)):
            return self._statement(line, label)
        if agenda.exchange.search(line.plain):
            return Block(Form.EXCHANGE, [line])
        if line.number in self._voices.legend:
            return self._fact(line) or self._heading(line) or Block(Form.LEGEND, [line])
        if self._in_programme(line):
            return None
        return self._fact(line) or self._heading(line) or self._note(line)

    def _statement(self, line: Line, label: Label) -> Block:
        self._in_head = False
        self._spoken = True
        self._headings.hear()
        return Block(Form.STATEMENT, [line], label.end, speaker=label.speaker)

    def _states_fact(self, line: Line) -> bool:
        labels = self._forms.facts.labels.values()
        return self._in_head and any(label.search(line.plain) for label in labels)

    def _fact(self, line: Line) -> Block | None:
        if not self._in_head:
            return None
        if self._forms.agenda.sitting.search(line.plain):
            return Block(Form.TIME, [line])
        for kind, label in self._forms.facts.labels.items():
            found = label.search(line.plain)
            if found:
                if found["number"]:
                    self._headings.begin_at(found["number"])
                return Block(Form(kind), [line], found.end())
        return None

    def _in_programme(self, line: Line) -> bool:
        """Return whether ``line`` goes on with the list of the agenda: no fact, nothing the list
        has had before."""
        block = self._blocks[-1] if self._blocks else None
        if block is None or block.form is not Form.PROGRAMME or not self._in_head:
            return False
        if len(block.lines) > _LONGEST_PROGRAMME:
            return False
        listed = {"".join(one.plain.split()) for one in block.lines}
        return "".join(line.plain.split()) not in listed and not self._states_fact(line)

    def _heading(self, line: Line) -> Block | None:
        if not self._spoken and self._headings.first_again(line):
            self._headings.begin_anew()
            for block in self._blocks:
                if block.form is Form.HEADING:
                    block.form = Form.PROGRAMME
        said = self._blocks[-1].last if self._speaking else None
        found = self._headings.heading(line, said)
        if found is None:
            return None
        self._in_head = False
        return Block(Form.HEADING, [line], found.offset, found.notation)

    @property
    def _speaking(self) -> bool:
        return bool(self._blocks) and self._blocks[-1].form is Form.STATEMENT

    def _note(self, line: Line) -> Block | None:
        agenda = self._forms.agenda
        told = agenda.note.search(line.plain) or agenda.sitting.search(line.plain)
        apart = line.opens_paragraph or not self._speaking or (
            agenda.sentence_end.search(self._blocks[-1].last.plain)
        )
        if told and apart and not self._in_head:
            return Block(Form.NOTE, [line])
        listed = line.plain.startswith(agenda.bullet)
        after = self._blocks[-1].form if self._blocks else Form.TITLE
        if listed and after in (Form.HEADING, Form.NOTE, Form.EXCHANGE):
            return Block(Form.NOTE, [line])
        return None

    def _continues(self, block: Block, line: Line) -> bool:
        """Return whether ``line``, which has no form of its own, belongs to ``block``."""
        if block.form is Form.STATEMENT or block.form in _LISTS:
            return True
        if block.form is Form.NOTE:
            return not line.opens_paragraph
        if block.form is Form.HEADING or block.form in _FACTS:
            return block.empty or (not line.opens_paragraph and block.last.full)
        return False

    def _read_cell(self, line: Line, column: Column) -> None:
        """Read a line of a table of speeches."""
        self._in_head = False
        if column in _SKIPPED:
            self._row_number = line.plain if column is Column.NUMBER else self._row_number
            self._aside.append(Block(_SKIPPED[column], [line]))
        elif column is Column.SPEAKER:
            self._read_speaker(line)
        else:
            self._read_speech(line, column)

    def _read_speaker(self, line: Line) -> None:
        if not line.opens_cell and self._speaking:
            block = self._blocks[-1]
            block.lines.append(line)
            block.labelled += 1
            return
        speaker = self._reader.speaker(line.plain, True)
        if speaker is None:
            self.guessed.append(line.text)
        said = Block(Form.STATEMENT, [line], speaker=speaker or Speaker(Role.MEMBER), labelled=1)
        self._blocks.append(said)
        self._spoken = True

    def _read_speech(self, line: Line, column: Column) -> None:
        label = self._voices.label_of(line)
        act = _ACTS.get(column)
        if act is not None and (line.opens_cell or label is not None):
            act = replace(act, number=self._row_number)
            speaker = self._of_pair(act, label) if label else act
            end = label.end if label else 0
            self._blocks.append(Block(Form.STATEMENT, [line], end, speaker=speaker))
        elif label is not None:
            self._blocks.append(self._statement(line, label))
        elif self._speaking:
            self._blocks[-1].lines.append(line)
        else:
            self._blocks.append(Block(Form.UNKNOWN, [line]))

    def _of_pair(self, act: Speaker, label: Label) -> Speaker:
        """Return the speaker whom a label inside a cell of questions or answers names."""
        said = label.speaker
        if said.act is not None:
            return replace(said, number=act.number or said.number)
        return replace(said, act=act.act, number=act.number)
