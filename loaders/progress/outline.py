"""Goals, directions, measures and lists of projects from the lines of a strategy's cells.

Lines are fed in reading order, cell after cell and page after page. What a continuation page prints
again is one thing with several printings; what runs on over a page is one printing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, takewhile, zip_longest

from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.entries import Entry, EntryReader
from loaders.progress.outline_heading import Heading, Printing, begins_paragraph
from loaders.progress.outline_place import Reached, stands_under
from loaders.progress.report_text import width_of
from loaders.progress.signs import Level, Sign, label_behind, parted_sign, sign_of
from ontology.names import normalised_name

FULL_BUT = 4
"""A line is full, and its last word may go on below, if it lacks no more half-width columns."""


class OutlineBook:
    """Reads the lines of cells; remembers where in the strategy they have got to."""

    def __init__(
        self, levels: dict[str, Level], forms: Conventions, *, lists_headed: bool = True,
        guessed: bool = False,
    ) -> None:
        """``lists_headed`` is false where no list of the document has a heading or a column of its
        own: then what ends as a project's name behind a mark is listed. ``guessed`` is true where
        cells are: then nothing without a sign is a heading beside others that have one."""
        self._levels = levels
        self._lists_headed = lists_headed
        self._guessed = guessed
        self._forms = forms
        self._reached = Reached()
        self._headings: dict[tuple[Level, str], Heading] = {}
        self._open: Heading | None = None
        self._recent: dict[Level, Heading] = {}
        self._in_label = self._only_labels = False
        self._before: Line | None = None
        self._list = EntryReader(forms)
        self.entries: list[Entry] = []
        self.list_headings: list[int] = []
        self.unplaced: list[int] = []
        self.counted: list[Heading] = []
        self.measures_share_cells = False

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, as the document first prints them."""
        return tuple(self._headings.values())

    def notation(self, level: Level) -> str:
        """The notation reached on ``level``, "" for none."""
        return self._reached.on(level)

    @property
    def place(self) -> str:
        """The notation of the direction reached; of the goal where none is, "" for nothing."""
        return self.notation(Level.DIRECTION) or self.notation(Level.GOAL)

    @property
    def in_measure(self) -> bool:
        """Whether a measure's heading is open, so that what comes next can describe it."""
        return self._open is not None and self._open.level is Level.MEASURE

    def describe(self, lines: Sequence[Line]) -> None:
        """Note ``lines`` as the description of what is open."""
        for line in lines:
            self._add_text(line)

    def enter_goal(self, number: str) -> None:
        """Note that what follows stands under goal ``number``, as a page's title says."""
        if self.notation(Level.GOAL) != number:
            self._reached.move(Level.GOAL, number)
            self._close()

    def read(
        self, lines: Sequence[Line], widest: int, level: Level | None = None, *,
        on_top: bool = False,
    ) -> dict[Level, tuple[str, ...]]:
        """Read the lines of one cell; return the directions and the measures that they belong to,
        in order.

        ``widest`` is the width of the column's widest line in half-width columns; ``level`` that
        of the column, for a cell whose first line has no sign. Where the cell stands ``on_top`` of
        a page, the end of the page before can have cut a label.
        """
        carried = self._carried_label(level, lines) if on_top and level else ()
        touched: dict[Level, dict[str, None]] = {Level.DIRECTION: {}, Level.MEASURE: {}}
        only_labels = self._guessed and level in (Level.GOAL, Level.DIRECTION)
        self._only_labels = only_labels and not any("。" in line.flat for line in lines)
        for index, line in enumerate(self._with_whole_signs(lines)):
            if line not in carried:
                self._line(line, widest, level, first=index == 0)
            for reached, places in touched.items():
                if self.notation(reached):
                    places[self.notation(reached)] = None
        if len(touched[Level.MEASURE]) > 1:
            self.measures_share_cells = True
        return {reached: tuple(places) for reached, places in touched.items()}

    def end_cell(self) -> None:
        """Note that the next cell does not carry on this one's text."""
        self._close()

    def heading_of(self, line: Line, level: Level | None = None) -> tuple[Level, Sign] | None:
        """Return the level and sign of a line that begins a heading, or None."""
        sign = sign_of(line.flat, self._forms.signs)
        if sign is None:
            return None
        told = self._levels.get(sign.kind)
        stands_for = level if told is None or (level and not sign.has_word) else told
        return (stands_for, sign) if stands_for else None

    def _with_whole_signs(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield ``lines``; a word and its number that a narrow column parts are one line, whose
        second number is given to the heading that it begins."""
        rest = list(lines)
        while rest:
            line = rest.pop(0)
            if rest and parted_sign(line.flat, rest[0].flat, self._forms.signs):
                second = rest.pop(0)
                yield Line(line.number, line.raw.strip() + second.raw.strip())
                if self._open:
                    self._open.lines.append(second.number)
            else:
                yield line

    def repeats(self, line: Line) -> bool:
        """Note a heading that a page prints again above what goes on below it, and tell whether
        ``line`` is one: what was open stays open."""
        heading = self.heading_of(line)
        if heading is None:
            return False
        level, sign = heading
        known = self._headings.get((level, self._reached.notation(level, sign.number)))
        at_end = self._reached.deepest == level
        if known is None or self.notation(level) != known.notation or at_end:
            return False
        known.lines.append(line.number)
        return True

    def goes_on_with_list(self, line: Line) -> bool:
        """Tell whether ``line`` heads a list, or belongs to one that is open by its mark."""
        marked = bool(self._forms.list_item.match(line.raw.strip()))
        return self._list.begins(line) or (self._list.is_open and marked)

    def _line(self, line: Line, widest: int, level: Level | None, *, first: bool) -> None:
        if self._list.begins(line):
            self.list_headings.append(line.number)
            self._in_label = False
            self._take_entries(line, widest)
        elif self._list.is_open and self._list.takes(line, widest):
            self._take_entries(line, widest)
        elif not self._lists_headed and self._list.is_entry(line):
            self._in_label = False
            self._list.open()
            self._take_entries(line, widest)
        elif heading := self.heading_of(line, level):
            self._close()
            self._enter(*heading, line)
        elif self._open and self._in_label and self._label_goes_on(line, widest):
            self._open.printings[-1].label.append(line)
            self._open.lines.append(line.number)
        elif first and level and self._reopens(level, line):
            self._add_text(line)
        elif first and level and not (self._guessed and self._has_signs(level)):
            self._enter_unsigned(level, line)
        elif self._open or self._reopens(self._reached.deepest, line):
            self._add_text(line)
        else:
            self.unplaced.append(line.number)
        self._before = line

    def _add_text(self, line: Line) -> None:
        if self._open:
            self._in_label = False
            self._open.printings[-1].text.append(line)
            self._open.lines.append(line.number)

    def _reopens(self, level: Level, line: Line) -> bool:
        """Open the last heading of ``level`` again where it has a sign, as a new one would have,
        and has a text that the end of a page can have cut, or ``line`` begins one; tell whether it
        was."""
        heading = self._recent.get(level)
        if heading is None or heading in self.counted:
            return False
        if not (heading.printings[-1].text or begins_paragraph(line)):
            return False
        if self.notation(level) != heading.notation:
            return False
        self._close()
        self._open = heading
        return True

    def _carried_label(self, level: Level, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the lines of a page's first cell on ``level`` that go on with the label before:
        headings of the level have signs, and it has none and prints no label again."""
        heading = self._recent.get(level)
        if heading is None or heading in self.counted or heading.printings[-1].text:
            return ()
        carried = tuple(line for line, _ in takewhile(
            lambda pair: not self._begins_heading(*pair, level), zip_longest(lines, lines[1:])))
        if self.notation(level) != heading.notation or not carried or (
                begins_paragraph(carried[0]) or self._known(level, carried[0])):
            return ()
        self._close()
        heading.printings[-1].label.extend(carried)
        heading.lines.extend(line.number for line in carried)
        return carried

    def _begins_heading(self, line: Line, below: Line | None, level: Level) -> bool:
        return self.heading_of(line, level) is not None or bool(
            below and parted_sign(line.flat, below.flat, self._forms.signs))

    def _known(self, level: Level, line: Line) -> Heading | None:
        """Return the heading of ``level`` that ``line`` prints again without its sign, if any."""
        parent, name = self._reached.above(level), normalised_name(line.raw)
        return next(
            (heading for heading in self._headings.values()
             if heading.level is level and stands_under(heading.notation, parent)
             and normalised_name(heading.printed_label).startswith(name)),
            None,
        )

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
            and not begins_paragraph(line)
            and (self._only_labels or width_of(before.raw.strip()) >= widest - FULL_BUT)
            and not before.flat.endswith("。")
        )

    def _enter(self, level: Level, sign: Sign, line: Line) -> None:
        notation = self._reached.notation(level, sign.number)
        self._begin(level, notation, Line(line.number, label_behind(line, sign)))

    def _has_signs(self, level: Level) -> bool:
        recent = self._recent.get(level)
        return recent is not None and recent not in self.counted

    def _enter_unsigned(self, level: Level, line: Line) -> None:
        self._close()
        known = self._known(level, line)
        notation = known.notation if known else self._free(level, self._reached.above(level))
        heading = self._begin(level, notation, line)
        if known is None:
            self.counted.append(heading)

    def _free(self, level: Level, parent: str) -> str:
        numbers = ("-".join(filter(None, (parent, str(number)))) for number in count(1))
        return next(notation for notation in numbers if (level, notation) not in self._headings)

    def _begin(self, level: Level, notation: str, label: Line) -> Heading:
        self._reached.move(level, notation)
        heading = self._headings.setdefault((level, notation), Heading(level, notation))
        heading.printings.append(Printing([label] if label.raw.strip() else []))
        heading.lines.append(label.number)
        self._open, self._in_label = heading, True
        self._recent[level] = heading
        return heading

    def _close(self) -> None:
        self._open, self._in_label = None, False
        self._list.close()

    def read_projects(
        self, lines: Sequence[Line], widest: int, *, beside_measure: bool, cut: bool
    ) -> list[Entry]:
        """Read a cell of a column of projects; return the entries that begin in it.

        ``beside_measure`` is true where the table has a column of measures too, ``cut`` where the
        end of a page can have cut the cell before.
        """
        self._close()
        if not (lines and self._list.resume(lines[0], cut=cut)):
            self._list.open()
        before = len(self.entries)
        for line in lines:
            self.list_headings += [line.number] if self._list.begins(line) else []
            self._take_entries(line, widest)
        self._list.close()
        for entry in self.entries[before:]:
            entry.beside_measure = beside_measure
        return self.entries[before:]

    def _take_entries(self, line: Line, widest: int) -> None:
        self._list.place = self.place, self.notation(Level.MEASURE)
        self.entries += self._list.take(line, widest)
