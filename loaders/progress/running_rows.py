"""The rows of a table whose cells a dump prints one after the other, row by row.

Where a cell begins is told by its first line: the sign of a goal, direction or measure begins the
strategy's cell, a department's name its row, the mark of an item a text. What stands between a sign
and the next department's name is the strategy's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.layout import Cell, Line
from loaders.progress.conventions import Conventions
from loaders.progress.dump_signs import DumpSigns
from loaders.progress.grid_departments import DepartmentColumn
from loaders.progress.labels import head_token, is_label
from loaders.progress.signs import Level

LABEL_LINES = 4
"""Departments beside one text take no more lines."""
LONGEST_LABEL_LINE = 16
"""Nor more characters on a line."""
ITEM_LINES = 4
"""So many lines are looked at to tell a sentence from a name."""
_INDENT = "\u3000"
_ENDS = ("。", "】", "》", ")", "」", "〉", ">")
_BETWEEN = ("、", ",", "/", "・")
_BULLETS = "・●○"
_LABEL = re.compile(rf"^[{_BULLETS}]?[々ぁ-んァ-ヶー一-鿿A-Za-z・、,，/／&]+$")
_SENTENCE = re.compile("を|する|した")


@dataclass
class RunningRow:
    """A row: the lines of the strategy's cell if one begins here, of the departments' names, and
    the items of the texts beside them, all columns together in the order of the dump."""

    strategy: list[Line] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    items: list[list[Line]] = field(default_factory=list)


def running_rows(
    lines: Sequence[Line], signs: DumpSigns, forms: Conventions
) -> list[RunningRow]:
    """Return the rows that ``lines`` of one page print."""
    return _Rows(lines, signs, forms).rows()


class _Rows:
    """One walk down the lines; ``_mark`` is the sign before the items of the open row,
    ``_list_mark`` that before the entries of the open list."""

    def __init__(self, lines: Sequence[Line], signs: DumpSigns, forms: Conventions) -> None:
        self._lines = lines
        self._signs = signs
        self._forms = forms
        self._departments = DepartmentColumn([], forms)
        self._known = frozenset(
            line.flat for index, line in enumerate(lines)
            if self._ended(index) and self._can_be_label_line(line) and self._is_label(line.flat)
        )
        self._rows: list[RunningRow] = []
        self._in_strategy = False
        self._mark: str | None = None
        self._list_mark: str | None = None

    def rows(self) -> list[RunningRow]:
        index = 0
        while index < len(self._lines):
            index += self._take(index)
        return self._rows

    def _take(self, index: int) -> int:
        """Put the line at ``index`` where it belongs; return how many lines were taken."""
        line = self._lines[index]
        if self._in_strategy and self._begins_text(index):
            self._begin_row([])
        if self._in_strategy or self._ended(index) or line.flat in self._known:
            if count := self._label_lines(index):
                self._begin_row(self._lines[index : index + count])
                names_another = self._lines[index + count - 1].flat.endswith(_BETWEEN)
                return count + (names_another and self._take_inline(index + count))
            if self._label_before_text(line) is not None:
                self._begin_row([])
                return int(self._take_inline(index))
            if self._begins_strategy(line):
                if not self._in_strategy:
                    self._rows.append(RunningRow())
                self._in_strategy, self._mark, self._list_mark = True, None, None
        if self._in_strategy:
            self._rows[-1].strategy.append(line)
            self._note_list(line)
        else:
            own = self._mark_of(line)
            begins = self._mark is None or (own == self._mark and self._ended(index))
            self._add_text(line, begins=begins)
        return 1

    def _label_before_text(self, line: Line) -> tuple[str, str] | None:
        """Return the department's name and the text that stand on one line, None for others."""
        token = head_token(line.raw)
        return token if token is not None and self._is_label(token[0]) else None

    def _take_inline(self, index: int) -> bool:
        """Give the open row a label and the text on its line; tell whether there is such a line."""
        line = self._lines[index] if index < len(self._lines) else None
        token = self._label_before_text(line) if line is not None else None
        if line is None or token is None:
            return False
        self._rows[-1].labels.append(Line(line.number, token[0]))
        self._add_text(Line(line.number, token[1]), begins=True)
        return True

    def _note_list(self, line: Line) -> None:
        """Remember the mark of the list's entries once the list is open."""
        if self._forms.list_heading.fullmatch(line.flat):
            self._list_mark = ""
        elif self._list_mark == "" and self._forms.list_item.match(line.raw.strip()):
            self._list_mark = line.flat[0]

    def _begins_text(self, index: int) -> bool:
        """Whether a text goes on here below a list, as a page prints it that leaves out the label:
        its items have another mark than the list's entries, or are sentences."""
        line = self._lines[index]
        if not self._list_mark or self._begins_strategy(line):
            return False
        mark = self._mark_of(line)
        if mark and mark != self._list_mark:
            return not self._forms.cross_listing.search(line.flat)
        following = self._lines[index + 1 : index + ITEM_LINES]
        ends = (n for n, other in enumerate(following) if self._mark_of(other))
        item = [line, *following[: next(ends, len(following))]]
        return bool(mark) and any(other.flat.endswith("。") for other in item)

    def _begin_row(self, labels: Sequence[Line]) -> None:
        """Begin a row with a label: the one that its strategy's cell began, or a new one."""
        if not (self._in_strategy and self._rows):
            self._rows.append(RunningRow())
        self._rows[-1].labels.extend(labels)
        self._in_strategy, self._mark = False, None

    def _add_text(self, line: Line, *, begins: bool) -> None:
        if not self._rows:
            self._rows.append(RunningRow())
        if self._mark is None:
            self._mark = self._mark_of(line)
        items = self._rows[-1].items
        if begins or not items:
            items.append([])
        items[-1].append(line)

    def _ended(self, index: int) -> bool:
        """Whether the line before ``index`` ends a sentence or a heading."""
        return index == 0 or self._lines[index - 1].flat.endswith(_ENDS)

    def _label_lines(self, index: int) -> int:
        """Return how many lines from ``index`` on are departments' names, 0 for none."""
        counts = range(min(LABEL_LINES, len(self._lines) - index), 0, -1)
        return next((n for n in counts if self._are_labels(self._lines[index : index + n])), 0)

    def _are_labels(self, lines: Sequence[Line]) -> bool:
        if not all(map(self._can_be_label_line, lines)):
            return False
        if lines[0].raw.strip()[0] in _BULLETS and len(lines) == 1:
            return False
        if len(lines) > 1 and len(lines[0].flat) == 1:
            return False
        late = any(line.flat in self._known for line in lines[1:])
        if late and not self._is_label(lines[0].flat):
            return False
        names = self._departments.names(Cell(0, 0, 1, 1, tuple(lines)))
        return bool(names) and all(map(self._is_label, names))

    def _can_be_label_line(self, line: Line) -> bool:
        text = line.flat.replace(" ", "")
        return (
            len(text) <= LONGEST_LABEL_LINE
            and bool(_LABEL.match(text))
            and not self._forms.project_end.search(text)
            and not self._forms.cross_listing.search(f"({text.strip('()')})")
        )

    def _is_label(self, name: str) -> bool:
        bare = self._forms.department_end.fullmatch(name)
        return bare is None and is_label(name, self._forms) and not _SENTENCE.search(name)

    def _begins_strategy(self, line: Line) -> bool:
        if self._forms.list_heading.fullmatch(line.flat):
            return True
        signed = any(self._signs.at(level, line.flat) for level in Level)
        return signed and not self._forms.sentence_end.search(line.flat)

    def _mark_of(self, line: Line) -> str:
        if line.indented:
            return _INDENT
        return line.flat[0] if self._forms.paragraph.match(line.flat) else ""
