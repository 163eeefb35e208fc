"""Goals, directions, measures and lists of projects from the lines of a strategy's cells.

Lines are fed in reading order, cell after cell and page after page. What a continuation page prints
again is one thing with several printings; what runs on over a page is one printing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from loaders.flat import flat, mended_name
from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.entries import Entry, EntryReader
from loaders.progress.report_text import width_of
from loaders.progress.signs import Level, Sign, sign_of
from loaders.text import LinedText, Piece
from ontology.names import normalised_name

FULL_BUT = 4
"""A line is full, and its last word may go on below, if it lacks no more half-width columns."""


@dataclass(slots=True)
class Printing:
    """One printing of a heading: the parts of its label, and the lines of its description."""

    label: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A goal, direction or measure with all its printings; ``lines`` are those of all of them."""

    level: Level
    notation: str
    printings: list[Printing] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def printed_label(self) -> str:
        """The label of the first printing that has one, lines joined, a 再掲 mark kept."""
        labels = ("".join(mended_name(line.raw) for line in p.label) for p in self.printings)
        return mended_name(next(filter(None, labels), ""))

    @property
    def description(self) -> str:
        """The longest description of all printings."""
        texts = [
            LinedText.of([Piece(line.number, mended_name(line.raw), line.indented)
                          for line in printing.text]).text
            for printing in self.printings
        ]
        return max(texts, key=len)


class OutlineBook:
    """Reads the lines of cells; remembers where in the strategy they have got to."""

    def __init__(self, levels: dict[str, Level], forms: Conventions) -> None:
        self._levels = levels
        self._forms = forms
        self._at: dict[Level, str] = {}
        self._headings: dict[tuple[Level, str], Heading] = {}
        self._open: Heading | None = None
        self._in_label = False
        self._before: Line | None = None
        self._list = EntryReader(forms)
        self.entries: list[Entry] = []
        self.list_headings: list[int] = []
        self.unplaced: list[int] = []
        self.counted: list[Heading] = []

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, as the document first prints them."""
        return tuple(self._headings.values())

    def notation(self, level: Level) -> str:
        """The notation reached on ``level``, "" for none."""
        return self._at.get(level, "")

    @property
    def place(self) -> str:
        """The notation of the direction reached; of the goal where none is, "" for nothing."""
        return self.notation(Level.DIRECTION) or self.notation(Level.GOAL)

    def enter_goal(self, number: str) -> None:
        """Note that what follows stands under goal ``number``, as a page's title says."""
        if self.notation(Level.GOAL) != number:
            self._move(Level.GOAL, number)
            self._close()

    def read(self, lines: Sequence[Line], widest: int, level: Level | None = None) -> list[str]:
        """Read the lines of one cell; return the directions that they belong to, in order.

        ``widest`` is the width of the column's widest line in half-width columns; ``level`` that
        of the column, for a cell whose first line has no sign.
        """
        touched: list[str] = []
        for index, line in enumerate(lines):
            self._line(line, widest, level, first=index == 0)
            place = self.notation(Level.DIRECTION)
            if place and place not in touched:
                touched.append(place)
        return touched

    def end_cell(self) -> None:
        """Note that the next cell does not carry on this one's text."""
        self._close()

    def heading_of(self, line: Line, level: Level | None = None) -> tuple[Level, Sign] | None:
        """Return the level and sign of a line that begins a heading, or None."""
        sign = sign_of(line.flat, self._forms.signs)
        if sign is None:
            return None
        told = self._levels.get(sign.kind)
        stands_for = level if told is None or (level and not sign.kind.endswith("word")) else told
        return (stands_for, sign) if stands_for else None

    def goes_on_with_list(self, line: Line) -> bool:
        """Tell whether ``line`` heads a list, or belongs to one that is open by its mark."""
        marked = bool(self._forms.list_item.match(line.raw.strip()))
        return self._list.begins(line) or (self._list.is_open and marked)

    def direction_words(self, notation: str) -> tuple[str, str, tuple[str, ...]]:
        """Return the notation, the words of the direction's and its measures' headings and of its
        list, and the names in its list."""
        words = [
            f"{heading.printed_label}\n{heading.description}"
            for heading in self._headings.values()
            if heading.notation == notation or heading.notation.startswith(f"{notation}-")
        ]
        names = tuple(entry.name for entry in self.entries if entry.direction == notation)
        return notation, "\n".join([*words, *names]), names

    def _line(self, line: Line, widest: int, level: Level | None, *, first: bool) -> None:
        if self._list.begins(line):
            self.list_headings.append(line.number)
            self._in_label = False
            self._take_entries(line, widest)
        elif self._list.is_open and self._list.takes(line, widest):
            self._take_entries(line, widest)
        elif heading := self.heading_of(line, level):
            self._close()
            self._enter(*heading, line)
        elif self._open and self._in_label and self._label_goes_on(line, widest):
            self._open.printings[-1].label.append(line)
            self._open.lines.append(line.number)
        elif first and level and (self._open is None or not self._continues(level)):
            self._enter_unsigned(level, line)
        elif self._open:
            self._in_label = False
            self._open.printings[-1].text.append(line)
            self._open.lines.append(line.number)
        else:
            self.unplaced.append(line.number)
        self._before = line

    def _continues(self, level: Level) -> bool:
        """Whether an unsigned cell of a column goes on with what is open: nothing tells it from a
        new heading but an open sentence."""
        text = self._open.printings[-1].text if self._open and self._open.level is level else []
        return bool(text) and not flat(text[-1].raw).endswith("。")

    def _label_goes_on(self, line: Line, widest: int) -> bool:
        """Whether ``line`` goes on with the open label: its number stands alone above, or its line
        before is full."""
        if self._forms.cross_listing.fullmatch(line.flat):
            return True
        if self._open and not self._open.printings[-1].label:
            return True
        before = self._before
        return (
            before is not None
            and not line.raw[:1].isspace()
            and width_of(before.raw.strip()) >= widest - FULL_BUT
            and not before.flat.endswith("。")
        )

    def _enter(self, level: Level, sign: Sign, line: Line) -> None:
        notation = self._notation(level, sign.number)
        self._begin(level, notation, Line(line.number, _label(line, sign)))

    def _enter_unsigned(self, level: Level, line: Line) -> None:
        self._close()
        parent = self._parent(level)
        known = next(
            (heading for heading in self._headings.values()
             if heading.level is level and _under(heading.notation, parent)
             and normalised_name(heading.printed_label).startswith(normalised_name(line.raw))),
            None,
        )
        notation = known.notation if known else self._free(level, parent)
        heading = self._begin(level, notation, line)
        if known is None:
            self.counted.append(heading)

    def _free(self, level: Level, parent: str) -> str:
        numbers = ("-".join(filter(None, (parent, str(number)))) for number in count(1))
        return next(notation for notation in numbers if (level, notation) not in self._headings)

    def _parent(self, level: Level) -> str:
        above = [self._at[upper] for upper in Level if upper < level and upper in self._at]
        return above[-1] if above else ""

    def _notation(self, level: Level, number: tuple[str, ...]) -> str:
        """Return the notation of ``number``; one of several parts tells what is above it too."""
        if level is Level.GOAL or len(number) >= level:
            notation = "-".join(number[: level])
        else:
            parts = self._parent(level).split("-") if self._parent(level) else []
            missing = level - len(number)
            notation = "-".join((*parts[:missing], *number))
        return notation

    def _begin(self, level: Level, notation: str, label: Line) -> Heading:
        self._move(level, notation)
        heading = self._headings.setdefault((level, notation), Heading(level, notation))
        heading.printings.append(Printing([label] if label.raw.strip() else []))
        heading.lines.append(label.number)
        self._open, self._in_label = heading, True
        return heading

    def _move(self, level: Level, notation: str) -> None:
        for deeper in Level:
            if deeper >= level:
                self._at.pop(deeper, None)
        self._at[level] = notation
        parts = notation.split("-")
        for upper in Level:
            if upper < level and len(parts) > upper and level == len(parts):
                self._at[upper] = "-".join(parts[:upper])

    def _close(self) -> None:
        self._open, self._in_label = None, False
        self._list.close()

    def read_projects(
        self, lines: Sequence[Line], widest: int, *, beside_measure: bool
    ) -> list[Entry]:
        """Read a cell of a column of projects; return the entries that begin in it.

        ``beside_measure`` is true where the table has a column of measures too.
        """
        self._close()
        self._list.open()
        before = len(self.entries)
        for line in lines:
            if self._list.begins(line):
                self.list_headings.append(line.number)
            self._take_entries(line, widest)
        self._list.close()
        for entry in self.entries[before:]:
            entry.beside_measure = beside_measure
        return self.entries[before:]

    def _take_entries(self, line: Line, widest: int) -> None:
        self._list.place = self.place, self.notation(Level.MEASURE)
        self.entries += self._list.take(line, widest)


def _label(line: Line, sign: Sign) -> str:
    """Return what stands behind the sign, as printed where the characters agree one for one."""
    printed = line.raw.strip()
    return printed[sign.label_at:] if len(printed) == len(line.flat) else line.flat[sign.label_at:]


def _under(notation: str, parent: str) -> bool:
    return not parent or notation.startswith(f"{parent}-")


def lists_stand_under_measures(entries: Sequence[Entry], headings: Sequence[Heading]) -> bool:
    """Tell whether the document lists its projects below each measure, or once a direction.

    One list behind the last of several measures is the direction's; lists behind several
    measures of one direction are the measures'.
    """
    measures = Counter(
        heading.notation.rpartition("-")[0] for heading in headings
        if heading.level is Level.MEASURE
    )
    listed: dict[str, set[str]] = {}
    for entry in entries:
        listed.setdefault(entry.direction, set()).add(entry.measure)
    several = [direction for direction in listed if measures[direction] > 1]
    below = sum(len(listed[direction] - {""}) > 1 for direction in several)
    return below * 2 > len(several)
