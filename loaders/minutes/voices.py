"""Voices: which lines of the document begin a statement, and whose.

Every document has customs of its own for naming speakers; they are told from the whole of it:

- A legend of signs (◎…議長 ○…委員) goes before all else: then the signs tell the speakers, and a
  name right behind a sign is only taken off.
- Strong forms (（会長）, 会長：, Ｑ１．, →) count wherever they stand, but behind a ・ only if that
  is the custom, since departments and figures are listed so inside statements.
- Weak forms (a name and a space, a name alone on its line) count where two lines at least use them.
- Signs without a legend have their usual meaning, unless names of speakers are the custom: then
  signs only adorn.
- Before the first statement a name opens one only if a sentence follows, because the head lists
  people in the same forms.
- Words like 意見 or 回答 alone are labels only in a document that has questions and answers.
- Where answers stand behind arrows and nobody is named, each ・ before them is a member's, and so
  is each behind the last one: what nobody answered.
- Where speakers are named in brackets behind their words, these tell who speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.minutes.behind import ASKED, named_behind
from loaders.minutes.conventions import Act, Column, Conventions
from loaders.minutes.labels import ARROW, SIGN, Label, LabelReader, Speaker
from loaders.minutes.legend import Marks
from loaders.minutes.lines import Line
from loaders.records import Role

# So many lines are looked at to tell a list of people from what somebody says.
_WITHIN = 12
_FEWEST = 2
_IN_CELLS = (Column.SPEECH, Column.QUESTION, Column.ANSWER)


@dataclass(frozen=True, slots=True)
class Voices:
    """The label of each line that begins a statement, the lines of legends, and of lines that end
    with their speaker's name how many signs that is."""

    labels: dict[Line, Label]
    legend: frozenset[int]
    marks_used: bool
    behind: dict[Line, int] = field(default_factory=dict)

    def label_of(self, line: Line) -> Label | None:
        """Return the label with which ``line`` begins a statement, or None."""
        return self.labels.get(line)


def voices_in(
    lines: Sequence[Line],
    title: frozenset[int],
    marks: Marks,
    reader: LabelReader,
    forms: Conventions,
) -> Voices:
    """Return the voices of a document, from all its lines."""
    return _Listening(lines, title, marks, reader, forms).voices()


class _Listening:
    def __init__(
        self,
        lines: Sequence[Line],
        title: frozenset[int],
        marks: Marks,
        reader: LabelReader,
        forms: Conventions,
    ) -> None:
        self._lines = lines
        self._marks = marks
        self._reader = reader
        self._forms = forms
        letters = {n.number for n in lines if forms.speakers.legend.search(n.plain)}
        self._legend = marks.legend | letters
        passed = self._legend | title
        self._free = [
            i for i, line in enumerate(lines)
            if line.number not in passed and not line.column
        ]

    def voices(self) -> Voices:
        cells = self._in_cells()
        if self._marks.legend:
            return Voices(self._marked() | cells, self._legend, True)
        named = self._named()
        free = [self._lines[index] for index in self._free]
        told = named | named_behind(free, named, self._reader, self._forms).labels
        bare = {
            line: label for line, label in self._marked().items()
            if line not in told and not self._states_fact(line)
        }
        use_marks = len(bare) > len(named) or not named
        found = named | (bare if use_marks and not cells else {}) | cells
        signs_used = any(label.form == SIGN for label in found.values())
        found |= self._asked_before_arrows(found)
        behind = named_behind(free, found, self._reader, self._forms)
        return Voices(found | behind.labels, self._legend, signs_used, behind.ends)

    def _in_cells(self) -> dict[Line, Label]:
        """Return the labels inside the cells of a table of speeches."""
        found = {}
        for line in self._lines:
            if line.column not in _IN_CELLS:
                continue
            label = next((label for label in self._reader.labels(line.plain) if label.strong), None)
            if label and (line.column is Column.SPEECH or label.speaker.act is None or label.end):
                found[line] = label
        return found

    def _marked(self) -> dict[Line, Label]:
        """Return the labels that are signs, with a name behind the sign taken off."""
        found = {}
        for index in self._free:
            line = self._lines[index]
            mark = self._marks.mark_of(line.text)
            if mark is not None:
                speaker = Speaker(self._marks.roles[mark])
                named = (label for label in self._reader.labels(line.plain) if label.strong)
                label = next((n for n in named if n.speaker.role is speaker.role), None)
                end = label.end if label and label.end > 1 else 1
                found[line] = Label(label.speaker if label else speaker, SIGN, mark, end)
        return found

    def _named(self) -> dict[Line, Label]:
        """Return the labels that name a role, of the document's customs alone."""
        readings = {i: list(self._reader.labels(self._lines[i].plain)) for i in self._free}
        spoken = self._letters_are_people({i: found for i, found in readings.items() if found})
        styles = self._styles(spoken)
        chosen: dict[int, Label] = {}
        for index, found in spoken.items():
            label = next((one for one in found if one.style in styles), None)
            if label is None or not self._stands(index, label):
                continue
            if chosen or self._speaks(index, label, spoken):
                chosen[index] = label
        chosen = self._without_stray_arrows(chosen)
        kept = chosen if self._exchanging(chosen) else self._without_acts(chosen)
        return {self._lines[index]: label for index, label in kept.items()}

    def _letters_are_people(self, spoken: dict[int, list[Label]]) -> dict[int, list[Label]]:
        """Return the readings; where nobody asks as Q, A is a person like B and C."""
        asks = any(one.speaker.act is Act.ASK for found in spoken.values() for one in found)
        if asks:
            return spoken
        person = Speaker(Role.MEMBER, who="A")
        return {
            index: [replace(one, speaker=person) if one.name == "A" else one for one in found]
            for index, found in spoken.items()
        }

    def _styles(self, spoken: dict[int, list[Label]]) -> set[tuple[str, str]]:
        """Return the styles of labels that are customs of the document."""
        strong, weak = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for index, found in spoken.items():
            first = found[0]
            if self._speaks(index, first, spoken):
                (strong if first.strong else weak)[first.style] += 1
        most = max(strong.values(), default=0)
        customs = {
            style for style, count in strong.items() if style[0] != "・" or 2 * count >= most
        }
        fewest = _FEWEST if strong else 1
        return customs | {style for style, count in weak.items() if count >= fewest}

    def _speaks(self, index: int, label: Label, spoken: dict[int, list[Label]]) -> bool:
        """Return whether a sentence follows the label of the line at ``index``."""
        sentence = self._forms.speakers.sentence
        rest = self._lines[index].plain[label.end :].strip()
        if rest and sentence.search(rest):
            return True
        for after in range(index + 1, min(index + _WITHIN, len(self._lines))):
            line = self._lines[after]
            if after in spoken or self._ends_speech(line) or (rest and line.opens_paragraph):
                return False
            if sentence.search(line.plain):
                return True
        return False

    def _states_fact(self, line: Line) -> bool:
        labels = self._forms.facts.labels.values()
        return any(label.search(line.plain) for label in labels)

    def _ends_speech(self, line: Line) -> bool:
        agenda = self._forms.agenda
        headed = (agenda.top, agenda.sub, agenda.worded, agenda.exchange, agenda.note, agenda.end)
        bare = agenda.brackets.sub("", line.plain)
        return (
            any(pattern.search(line.plain) for pattern in headed)
            or self._states_fact(line)
            or bool(agenda.heading.search(bare))
        )

    def _stands(self, index: int, label: Label) -> bool:
        """Return whether the line can begin a statement: not in the middle of a sentence."""
        line = self._lines[index]
        if label.strong or line.opens_paragraph or index == 0:
            return True
        if label.form != "alone":
            return True
        return bool(self._forms.agenda.sentence_end.search(self._lines[index - 1].plain)) or (
            self._ends_speech(self._lines[index - 1])
        )

    def _exchanging(self, chosen: dict[int, Label]) -> bool:
        """Return whether the document has both questions and answers."""
        speakers = [label.speaker for label in chosen.values()]
        asked = any(one.act is Act.ASK or one.role is Role.MEMBER for one in speakers)
        answered = any(one.act is Act.ANSWER or one.role is Role.OFFICIAL for one in speakers)
        return asked and answered

    def _without_acts(self, chosen: dict[int, Label]) -> dict[int, Label]:
        return {
            index: label for index, label in chosen.items()
            if label.speaker.act is None or label.speaker.number or label.form == ARROW
        }

    def _without_stray_arrows(self, chosen: dict[int, Label]) -> dict[int, Label]:
        """Return ``chosen`` without bare arrows where officials are named elsewhere."""
        named = any(
            label.speaker.role is Role.OFFICIAL and label.form != ARROW
            for label in chosen.values()
        )
        bare = (index for index, label in chosen.items() if label.form == ARROW and not label.name)
        stray = set(bare) if named else set[int]()
        return {index: label for index, label in chosen.items() if index not in stray}

    def _asked_before_arrows(self, found: dict[Line, Label]) -> dict[Line, Label]:
        """Return labels for the lines behind a ・ where all answers stand behind arrows."""
        if not found or any(label.form != ARROW for label in found.values()):
            return {}
        asked: dict[Line, Label] = {}
        waiting: list[Line] = []
        answered = False
        for index in self._free:
            line = self._lines[index]
            ends = self._forms.agenda.note.search(line.plain) or self._ends_speech(line)
            if line in found or (ends and answered):
                asked |= dict.fromkeys(waiting, ASKED)
            if line in found or ends:
                waiting, answered = [], line in found
            elif line.plain.startswith("・"):
                waiting.append(line)
        return asked | dict.fromkeys(waiting if answered else [], ASKED)
