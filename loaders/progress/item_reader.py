"""Blocks of a page → items: each block is told by how it begins, and parted where it holds more."""

from __future__ import annotations

from itertools import chain

from loaders.flat import mended_name
from loaders.layout import Cell, Line
from loaders.progress.conventions import Conventions
from loaders.progress.dump_signs import dump_signs
from loaders.progress.grid_departments import DepartmentColumn
from loaders.progress.items import (
    Block,
    DirectionHeading,
    GoalHeading,
    Item,
    Label,
    ListBlock,
    MeasureBlock,
    TextBlock,
    blocks_of,
)
from loaders.progress.labels import LabelReader, joined_label_blocks
from loaders.progress.name_tails import closes_bracket, is_name_tail
from loaders.progress.pages import Page
from loaders.progress.signs import Level, Sign, label_behind
from loaders.source import Source

LONGEST_HEADING = 3
"""The heading of a direction takes no more lines."""


class ItemReader:
    """Reads the items of the pages of one document."""

    def __init__(self, source: Source, pages: list[Page], forms: Conventions) -> None:
        self._forms = forms
        self._blocks = {
            page.number: joined_label_blocks(blocks_of(source, page), forms) for page in pages
        }
        blocks = list(chain.from_iterable(self._blocks.values()))
        goal_known = any(page.goal is not None for page in pages)
        self._signs = dump_signs(blocks, goal_known=goal_known, forms=forms)
        self._labels = LabelReader(blocks, self._signs, forms)
        self._departments = DepartmentColumn([], forms)
        self._lists_apart = any("project" in page.roles for page in pages)

    def items(self, page: Page) -> list[Item]:
        """Return the page's items in the order of the dump."""
        found: list[Item] = []
        waiting: Block = []
        for block in self._blocks[page.number]:
            if waiting and self._measure_runs_on(waiting, block):
                waiting = waiting + block
                continue
            found.extend(self._items_of(waiting))
            waiting = block
        return [*found, *self._items_of(waiting)]

    def _measure_runs_on(self, block: Block, following: Block) -> bool:
        """A measure's label broken by a blank line: its description comes in the next block."""
        return (
            len(block) == 1
            and self._signs.at(Level.MEASURE, block[0].flat) is not None
            and len(following) > 1
            and not block[0].flat.endswith("。")
            and not self._forms.item.match(following[0].flat)
            and not following[0].indented
            and following[1].indented
        )

    def _items_of(self, block: Block) -> list[Item]:
        if not block:
            return []
        free = self._labels.free_label(block) or self._joint_label(block)
        if free is not None:
            return [free]
        head = self._labels.head_label(block)
        if head is None:
            return self._unlabelled(block)
        label, rest = head
        items = self._unlabelled(rest)
        inline = bool(items) and isinstance(items[0], TextBlock)
        return [Label(label.names, label.lines, inline), *items]

    def _joint_label(self, block: Block) -> Label | None:
        """Return the label of a block that names departments with signs between them."""
        cell = Cell(0, 0, 1, 1, tuple(block))
        names = self._departments.names(cell)
        if len(names) < 2 or not self._departments.is_sure(cell):
            return None
        return Label(names, tuple(line.number for line in block), inline=False)

    def _unlabelled(self, block: Block) -> list[Item]:
        found: list[Item] = []
        while block:
            items, block = self._next(block)
            found.extend(items)
        return found

    def _next(self, block: Block) -> tuple[list[Item], Block]:
        """Return what the first lines of a block are, and the lines below them."""
        first = block[0].flat
        goal = self._signs.at(Level.GOAL, first)
        if goal:
            return self._goal(block, goal)
        direction = self._signs.at(Level.DIRECTION, first)
        if direction and self._is_direction(block):
            return self._direction(block, direction)
        if self._forms.list_heading.fullmatch(first):
            return self._list(block, headed=True)
        if self._lists_apart and self._is_list(block):
            return self._list(block, headed=False)
        measure = self._signs.at(Level.MEASURE, first)
        if measure and self._is_measure(block):
            return self._measure(block, measure)
        return self._text(block)

    def _text(self, block: Block) -> tuple[list[Item], Block]:
        """A report's text; a known label that stands on a line of its own inside parts it."""
        for index, line in enumerate(block):
            if index and self._labels.is_known(line):
                label = Label((mended_name(line.flat),), (line.number,), inline=False)
                before = TextBlock(tuple(block[:index]))
                return [before, label], block[index + 1 :]
        return [TextBlock(tuple(block))], []

    def _is_direction(self, block: Block) -> bool:
        heading = self._heading_lines(block[: LONGEST_HEADING + 1])
        text = "".join(line.flat for line in heading)
        ends = self._forms.sentence_end.search(text) or ":" in text
        return len(heading) <= LONGEST_HEADING and not ends

    def _heading_lines(self, block: Block) -> Block:
        lines = [block[0]]
        for line in block[1:]:
            if self._starts_strategy(line):
                break
            lines.append(line)
        return lines

    def _starts_strategy(self, line: Line) -> bool:
        return bool(
            self._forms.list_heading.fullmatch(line.flat)
            or any(self._signs.at(level, line.flat) for level in Level)
        )

    def _goal(self, block: Block, sign: Sign) -> tuple[list[Item], Block]:
        lines = self._heading_lines(block)
        heading = GoalHeading(
            sign.number[0], _label(lines, sign), tuple(line.number for line in lines)
        )
        return [heading], block[len(lines) :]

    def _direction(self, block: Block, sign: Sign) -> tuple[list[Item], Block]:
        lines = self._heading_lines(block)
        heading = DirectionHeading(
            sign.number, _label(lines, sign), tuple(line.number for line in lines)
        )
        return [heading], block[len(lines) :]

    def _is_measure(self, block: Block) -> bool:
        """A measure has a label without a full stop and then an indented description."""
        for index, line in enumerate(block):
            if index and line.indented:
                return not any(self._forms.sentence_end.search(one.flat) for one in block[:index])
            if index and self._forms.list_heading.fullmatch(line.flat):
                return True
        return False

    def _measure(self, block: Block, sign: Sign) -> tuple[list[Item], Block]:
        ends = next(
            (
                n
                for n, line in enumerate(block)
                if n and (line.indented or self._starts_strategy(line))
            ),
            len(block),
        )
        label_lines, rest = block[:ends], block[ends:]
        length = next((n for n, line in enumerate(rest) if self._starts_strategy(line)), len(rest))
        measure = MeasureBlock(
            sign.number[-1],
            _label(label_lines, sign),
            tuple(line.number for line in label_lines),
            tuple(rest[:length]),
        )
        return [measure], rest[length:]

    def _is_list(self, block: Block) -> bool:
        """Whether a block is a cell of a column of projects: nothing but names with marks."""
        entries = [line for line in block if self._forms.list_item.match(line.raw.strip())]
        text = "".join(line.flat for line in block)
        ends = sum(
            bool(self._forms.project_end.search(self._forms.cross_listing.sub("", line.flat)))
            for line in block)
        return entries[:1] == block[:1] and "。" not in text and 2 * ends > len(entries)

    def _list(self, block: Block, *, headed: bool) -> tuple[list[Item], Block]:
        entries: list[tuple[str, tuple[int, ...]]] = []
        taken = int(headed)
        for line in block[taken:]:
            entry = self._forms.list_item.match(line.raw.strip())
            closes = bool(entries) and closes_bracket(entries[-1][0], line)
            if entry and not closes:
                entries.append((entry.group(1), (line.number,)))
            elif entries and (closes or self._continues_entry(line)):
                name, numbers = entries[-1]
                entries[-1] = (name + line.raw.strip(), (*numbers, line.number))
            else:
                break
            taken += 1
        if not entries:
            return self._text(block)
        heading = block[0].number if headed else None
        return [ListBlock(heading, tuple(entries))], block[taken:]

    def _continues_entry(self, line: Line) -> bool:
        """The rest of a name that its line could not hold, or its 再掲 mark alone on a line."""
        if self._forms.cross_listing.fullmatch(line.flat):
            return True
        if is_name_tail(line, self._forms, full=False):
            return True
        return not self._starts_strategy(line) and not self._forms.item.match(line.flat)


def _label(lines: Block, sign: Sign) -> str:
    """Return the label that stands behind ``sign`` and on the lines below it."""
    below = (mended_name(line.raw) for line in lines[1:])
    return mended_name(label_behind(lines[0], sign) + "".join(below))

