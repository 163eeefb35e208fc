"""Blocks of a dump that prints cell after cell without a blank line between them.

Such dumps show where a cell begins only by what its first line is: the sign of a goal, direction or
measure, a department's name, the mark of an item. What stands between a sign and the next
department's name is the strategy's.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.dump_signs import DumpSigns
from loaders.progress.items import Block
from loaders.progress.labels import head_token, is_label, labels_in
from loaders.progress.signs import Level

FEW = 0.04
"""A dump with a smaller share of blank lines shows no cells by them."""
LABEL_LINES = 4
"""A department's name, or several beside one text, take no more lines."""
_INDENT = "\u3000"
_ENDS = ("。", "】", "》", ")", "」")


def is_running(blocks: Sequence[Block]) -> bool:
    """Tell whether so few blank lines part ``blocks`` that they show no cells."""
    return len(blocks) < FEW * sum(map(len, blocks))


def running_blocks(lines: Block, signs: DumpSigns, forms: Conventions) -> list[Block]:
    """Part ``lines`` where another cell, or another item of a report, begins."""
    return _Parts(lines, signs, forms).blocks()


class _Parts:
    """One walk down the lines; ``_mark`` is the sign before the items of the open report."""

    def __init__(self, lines: Block, signs: DumpSigns, forms: Conventions) -> None:
        self._lines = lines
        self._signs = signs
        self._forms = forms
        self._found: list[Block] = []
        self._in_strategy = False
        self._mark: str | None = None

    def blocks(self) -> list[Block]:
        index = 0
        while index < len(self._lines):
            index += self._take(index)
        return self._found

    def _take(self, index: int) -> int:
        """Put the line at ``index`` into a block; return how many lines were taken."""
        line = self._lines[index]
        if self._in_strategy or self._ended(index):
            count = self._label_lines(index)
            if count:
                return self._begin_row(index, count, None)
            token = head_token(line.raw)
            if token is not None and self._is_label(token[0]):
                return self._begin_row(index, 1, self._mark_of(Line(line.number, token[1])))
            if self._begins_strategy(line):
                self._add(line, begins=not self._in_strategy)
                self._in_strategy = True
                return 1
        if not self._in_strategy:
            own = self._mark_of(line)
            first = self._mark is None
            self._mark = own if first else self._mark
            self._add(line, begins=first or (own == self._mark and self._ended(index)))
        else:
            self._add(line, begins=False)
        return 1

    def _begin_row(self, index: int, count: int, mark: str | None) -> int:
        self._found.append(self._lines[index : index + count])
        self._in_strategy, self._mark = False, mark
        return count

    def _add(self, line: Line, *, begins: bool) -> None:
        if begins or not self._found:
            self._found.append([])
        self._found[-1].append(line)

    def _ended(self, index: int) -> bool:
        """Whether the line before ``index`` ends a sentence or a heading."""
        return index == 0 or self._lines[index - 1].flat.endswith(_ENDS)

    def _label_lines(self, index: int) -> int:
        """Return how many lines from ``index`` on are departments' names, 0 for none."""
        counts = range(min(LABEL_LINES, len(self._lines) - index), 0, -1)
        return next((n for n in counts if self._are_labels(self._lines[index : index + n])), 0)

    def _are_labels(self, lines: Block) -> bool:
        names = labels_in(lines, self._forms)
        return bool(names) and all(map(self._is_label, names))

    def _is_label(self, name: str) -> bool:
        bare = self._forms.department_end.fullmatch(name)
        return bare is None and is_label(name, self._forms)

    def _begins_strategy(self, line: Line) -> bool:
        if self._forms.list_heading.fullmatch(line.flat):
            return True
        signed = any(self._signs.at(level, line.flat) for level in Level)
        return signed and not self._forms.sentence_end.search(line.flat)

    def _mark_of(self, line: Line) -> str:
        if line.indented:
            return _INDENT
        return line.flat[0] if self._forms.paragraph.match(line.flat) else ""
