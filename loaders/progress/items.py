"""What the blocks of a page are: headings, measures, lists, department labels, report texts.

A block is a run of lines without a blank one, as extractors print the boxes of a table. A label
glued to another text is taken off it; a label broken over lines or blocks is joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.flat import flat, mended_name
from loaders.progress.conventions import Conventions
from loaders.progress.pages import Page
from loaders.source import Source


LONGEST_LABEL_END = 5
"""The end of a label that a blank line parts from its beginning has no more characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of it that is left when a label is taken off its head."""

    number: int
    raw: str

    @property
    def flat(self) -> str:
        return flat(self.raw)

    @property
    def indented(self) -> bool:
        return self.raw.startswith("\u3000") or self.raw.startswith(" \u3000")


@dataclass(frozen=True, slots=True)
class GoalHeading:
    sign: str
    label: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DirectionHeading:
    sign: str
    label: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasureBlock:
    """A measure as printed; ``label_lines`` and ``text_lines`` are line numbers."""

    sign: str
    label: str
    label_lines: tuple[int, ...]
    text: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of projects: its heading's line and each entry's raw name and lines."""

    heading: int
    entries: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A department's label, joint ones with several names. ``inline`` when text follows it on
    its own line."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    inline: bool


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of a report."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.raw for line in self.lines)


Item = GoalHeading | DirectionHeading | MeasureBlock | ListBlock | Label | TextBlock


def blocks_of(source: Source, page: Page) -> list[list[Line]]:
    """Return the page's lines as blocks, furniture left out."""
    blocks: list[list[Line]] = [[]]
    for number in range(page.first, page.last + 1):
        raw = source.lines[number - 1]
        if not raw.strip():
            blocks.append([])
        elif number not in page.furniture:
            blocks[-1].append(Line(number, raw))
    return [block for block in blocks if block]


def is_label(text: str, forms: Conventions) -> bool:
    """Tell whether ``text`` has the form of a department's name."""
    name = mended_name(flat(text))
    return (2 <= len(name) <= forms.department_longest
            and bool(forms.department_letters.match(name))
            and bool(forms.department_end.search(name)))


def _is_label_part(text: str, forms: Conventions) -> bool:
    name = mended_name(flat(text))
    return len(name) <= forms.department_longest // 2 and bool(forms.department_letters.match(name))


class ItemReader:
    """Reads the items of pages; knows the labels that stand plainly somewhere in the document."""

    def __init__(self, source: Source, pages: list[Page], forms: Conventions) -> None:
        self._forms = forms
        self._blocks = {page.number: self._joined_label_blocks(blocks_of(source, page))
                        for page in pages}
        self._known = self._plain_labels()

    def _plain_labels(self) -> tuple[str, ...]:
        found = set()
        for blocks in self._blocks.values():
            for block in blocks:
                head = _head_token(block[0].raw)
                if head is not None and is_label(head[0], self._forms):
                    found.add(mended_name(flat(head[0])))
                for names, _ in self._label_block(block):
                    found.update(names)
        return tuple(sorted(found, key=len, reverse=True))

    def items(self, page: Page) -> list[Item]:
        """Return the page's items in the order of the dump."""
        found: list[Item] = []
        blocks = self._blocks[page.number]
        index = 0
        while index < len(blocks):
            block = blocks[index]
            following = blocks[index + 1] if index + 1 < len(blocks) else []
            if self._measure_runs_on(block, following):
                block = block + following
                index += 1
            found.extend(self._items_of(block))
            index += 1
        return found

    def _joined_label_blocks(self, blocks: list[list[Line]]) -> list[list[Line]]:
        """Join a block of label parts that lacks its end with the next block, which holds it."""
        joined: list[list[Line]] = []
        for block in blocks:
            if joined and self._completes_label(joined[-1], block):
                joined[-1] = joined[-1] + block
            else:
                joined.append(block)
        return joined

    def _completes_label(self, parts: list[Line], block: list[Line]) -> bool:
        """Tell whether ``block`` is the missing end of the label that ``parts`` begin."""
        last = parts[-1].raw
        return (all(_is_label_part(line.raw, self._forms) for line in parts)
                and not is_label(last, self._forms)
                and len(block) == 1 and len(mended_name(block[0].raw)) <= LONGEST_LABEL_END
                and is_label(last.strip() + block[0].raw.strip(), self._forms))

    def _measure_runs_on(self, block: list[Line], following: list[Line]) -> bool:
        """A measure's label broken by a blank line: its description comes in the next block."""
        return (len(block) == 1 and bool(self._forms.measure.match(block[0].flat))
                and len(following) > 1 and not block[0].flat.endswith("。")
                and not self._forms.item.match(following[0].flat)
                and not following[0].indented and following[1].indented)

    def _items_of(self, block: list[Line]) -> list[Item]:
        labels = self._label_block(block)
        if labels:
            return [Label(names, lines, inline=False) for names, lines in labels]
        head = self._head_label(block)
        if head is None:
            return self._unlabelled(block)
        label, rest = head
        items = self._unlabelled(rest)
        inline = bool(items) and isinstance(items[0], TextBlock)
        return [Label(label.names, label.lines, inline), *items]

    def _label_block(self, block: list[Line]) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
        """Return the labels of a block that holds nothing else: one joint label, or none."""
        names: list[str] = []
        pending = ""
        for line in block:
            if not _is_label_part(line.raw, self._forms) and not is_label(line.raw, self._forms):
                return []
            pending += mended_name(flat(line.raw))
            if is_label(pending, self._forms):
                names.append(pending)
                pending = ""
        if pending or not names:
            return []
        return [(tuple(names), tuple(line.number for line in block))]

    def _head_label(self, block: list[Line]) -> tuple[Label, list[Line]] | None:
        """Take a label off the head of a block: parted by a space, or glued to a mark."""
        first = block[0]
        token = _head_token(first.raw)
        if token is not None and is_label(token[0], self._forms) and not self._forms.item.match(flat(token[0])):
            rest = [Line(first.number, token[1]), *block[1:]]
            return Label((mended_name(flat(token[0])),), (first.number,), True), rest
        glued = self._glued_label(first.raw.strip())
        if glued is not None:
            return Label((glued,), (first.number,), True), [
                Line(first.number, first.raw.strip()[len(glued) :]), *block[1:]]
        if len(block) > 1 and is_label(first.raw, self._forms) and mended_name(flat(first.raw)) in self._known:
            return Label((mended_name(flat(first.raw)),), (first.number,), True), block[1:]
        return None

    def _glued_label(self, text: str) -> str | None:
        """Return the label that a mark follows without a space: a known one before any mark, one
        of the right form before the letter of a measure."""
        for name in self._known:
            if flat(text).startswith(name) and self._forms.item.match(flat(text[len(name) :])):
                return name
        for end in range(2, min(len(text), self._forms.department_longest) + 1):
            if is_label(text[:end], self._forms) and self._forms.measure.match(flat(text[end:])):
                return text[:end]
        return None

    def _unlabelled(self, block: list[Line]) -> list[Item]:
        if not block:
            return []
        first = block[0].flat
        goal = self._forms.goal.match(first)
        if goal:
            return self._goal(block, goal.group(1), goal.group(2))
        direction = self._forms.direction.match(first)
        if direction and self._is_direction(block):
            return self._direction(block, direction.group(1))
        if self._forms.list_heading.fullmatch(first):
            return self._list(block)
        if self._forms.measure.match(first) and self._is_measure(block):
            return self._measure(block)
        return self._text(block)

    def _text(self, block: list[Line]) -> list[Item]:
        """A report's text; a known label that stands on a line of its own inside parts it."""
        for index, line in enumerate(block):
            if index and mended_name(line.flat) in self._known:
                label = Label((mended_name(line.flat),), (line.number,), inline=False)
                return [TextBlock(tuple(block[:index])), label, *self._unlabelled(block[index + 1 :])]
        return [TextBlock(tuple(block))]

    def _is_direction(self, block: list[Line]) -> bool:
        heading = self._heading_lines(block)
        text = "".join(line.flat for line in heading)
        return len(heading) <= 3 and not self._forms.sentence_end.search(text) and ":" not in text

    def _heading_lines(self, block: list[Line]) -> list[Line]:
        lines = [block[0]]
        for line in block[1:]:
            if self._starts_strategy(line):
                break
            lines.append(line)
        return lines

    def _starts_strategy(self, line: Line) -> bool:
        return bool(self._forms.measure.match(line.flat) or self._forms.list_heading.fullmatch(line.flat)
                    or self._forms.direction.match(line.flat) or self._forms.goal.match(line.flat))

    def _goal(self, block: list[Line], sign: str, label: str) -> list[Item]:
        lines = self._heading_lines(block)
        text = mended_name(label + "".join(mended_name(line.raw) for line in lines[1:]))
        heading = GoalHeading(sign, text, tuple(line.number for line in lines))
        return [heading, *self._unlabelled(block[len(lines) :])]

    def _direction(self, block: list[Line], sign: str) -> list[Item]:
        lines = self._heading_lines(block)
        text = "".join(mended_name(line.raw) for line in lines)
        label = mended_name(text[text.index(sign) + 1 :])
        heading = DirectionHeading(sign, label, tuple(line.number for line in lines))
        return [heading, *self._unlabelled(block[len(lines) :])]

    def _is_measure(self, block: list[Line]) -> bool:
        """A measure has a label without a full stop and then an indented description."""
        for index, line in enumerate(block):
            if index and line.indented:
                return not any(self._forms.sentence_end.search(l.flat) for l in block[:index])
            if index and self._forms.list_heading.fullmatch(line.flat):
                return True
        return False

    def _measure(self, block: list[Line]) -> list[Item]:
        matched = self._forms.measure.match(block[0].flat)
        sign = matched.group(1) if matched else ""
        label_lines = [block[0]]
        for line in block[1:]:
            if line.indented or self._starts_strategy(line):
                break
            label_lines.append(line)
        rest = block[len(label_lines) :]
        text: list[Line] = []
        for line in rest:
            if self._starts_strategy(line):
                break
            text.append(line)
        label = "".join(mended_name(line.raw) for line in label_lines).strip()
        label = mended_name(label[len(sign) :].lstrip("、.. "))
        measure = MeasureBlock(sign, label, tuple(l.number for l in label_lines), tuple(text))
        return [measure, *self._unlabelled(rest[len(text) :])]

    def _list(self, block: list[Line]) -> list[Item]:
        entries: list[tuple[str, tuple[int, ...]]] = []
        taken = 1
        for line in block[1:]:
            item = self._forms.list_item.match(line.raw.strip())
            if item:
                entries.append((item.group(1), (line.number,)))
            elif entries and not self._starts_strategy(line) and not self._forms.item.match(line.flat):
                name, numbers = entries[-1]
                entries[-1] = (name + line.raw.strip(), (*numbers, line.number))
            elif entries and self._forms.cross_listing.fullmatch(line.flat):
                name, numbers = entries[-1]
                entries[-1] = (name + line.raw.strip(), (*numbers, line.number))
            else:
                break
            taken += 1
        if not entries:
            return self._text(block)
        return [ListBlock(block[0].number, tuple(entries)), *self._unlabelled(block[taken:])]


def _head_token(raw: str) -> tuple[str, str] | None:
    """Split a line at its first white space; None where there is none inside."""
    stripped = raw.strip(" ")
    for index, character in enumerate(stripped):
        if character in " \u3000":
            return stripped[:index], stripped[index:].lstrip(" ")
    return None
