"""Departments' labels among the blocks of a page, told by their form.

A label may stand alone, before a text, glued to one, on a line inside one, or be broken over
lines and over the blank lines between blocks. Names that stand plainly somewhere in the document
help to tell those that do not.
"""

from __future__ import annotations

from collections.abc import Iterable

from loaders.flat import flat, mended_name
from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.dump_signs import DumpSigns
from loaders.progress.items import Block, Label
from loaders.progress.signs import Level

LONGEST_END = 5
"""The end of a label that a blank line parts from its beginning has no more characters."""


class LabelReader:
    """Finds labels; knows the names that stand plainly in the blocks it was given."""

    def __init__(self, blocks: Iterable[Block], signs: DumpSigns, forms: Conventions) -> None:
        self._forms = forms
        self._signs = signs
        found: set[str] = set()
        for block in blocks:
            token = head_token(block[0].raw)
            if token is not None and self.is_label(token[0]):
                found.add(_name(token[0]))
            label = self.free_label(block)
            if label is not None:
                found.update(label.names)
        self._known = tuple(sorted(found, key=lambda name: (-len(name), name)))

    def is_label(self, text: str) -> bool:
        """Tell whether ``text`` has the form of a department's name."""
        return is_label(text, self._forms)

    def is_known(self, line: Line) -> bool:
        """Tell whether a line is a name that stands plainly elsewhere."""
        return _name(line.raw) in self._known

    def free_label(self, block: Block) -> Label | None:
        """Return the label that a block consists of; its names are joint when it has several."""
        names = labels_in(block, self._forms)
        if not names:
            return None
        return Label(names, tuple(line.number for line in block), inline=False)

    def head_label(self, block: Block) -> tuple[Label, Block] | None:
        """Take a label off the head of a block; return it and what is left."""
        first = block[0]
        token = head_token(first.raw)
        if token is not None and self.is_label(token[0]):
            return self._taken(_name(token[0]), token[1], block)
        glued = self._glued(first.raw.strip())
        if glued is not None:
            return self._taken(glued, first.raw.strip()[len(glued) :], block)
        if len(block) > 1 and self.is_known(first):
            return self._taken(_name(first.raw), "", block)
        return None

    def _taken(self, name: str, tail: str, block: Block) -> tuple[Label, Block]:
        rest = [Line(block[0].number, tail)] if tail else []
        return Label((name,), (block[0].number,), inline=True), [*rest, *block[1:]]

    def _glued(self, text: str) -> str | None:
        """Return the label that a mark follows without a space: a known one before any mark, one
        of the right form before the letter of a measure."""
        for name in self._known:
            if flat(text).startswith(name) and self._forms.item.match(flat(text[len(name) :])):
                return name
        for end in range(2, min(len(text), self._forms.department_longest) + 1):
            if self.is_label(text[:end]) and self._signs.at(Level.MEASURE, flat(text[end:])):
                return text[:end]
        return None


def joined_label_blocks(blocks: list[Block], forms: Conventions) -> list[Block]:
    """Join a block of label parts that lacks its end with the next block, which holds it."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _completes_label(joined[-1], block, forms):
            joined[-1] = joined[-1] + block
        else:
            joined.append(block)
    return joined


def _completes_label(parts: Block, block: Block, forms: Conventions) -> bool:
    last, end = parts[-1].raw.strip(), block[0].raw.strip()
    return (
        all(is_label_part(line.raw, forms) for line in parts)
        and not is_label(last, forms)
        and len(block) == 1
        and len(mended_name(end)) <= LONGEST_END
        and is_label(last + end, forms)
    )


def labels_in(lines: Block, forms: Conventions) -> tuple[str, ...]:
    """Return the departments' names that ``lines`` consist of, broken ones joined; none where a
    line is no name nor part of one. A line that is nothing but the ending of a name belongs to
    the name before it."""
    names: list[str] = []
    pending = ""
    for line in lines:
        if not (is_label_part(line.raw, forms) or is_label(line.raw, forms)):
            return ()
        ends = names and not pending and forms.department_end.fullmatch(_name(line.raw))
        pending += (names.pop() if ends else "") + _name(line.raw)
        if is_label(pending, forms):
            names.append(pending)
            pending = ""
    return () if pending else tuple(names)


def is_label(text: str, forms: Conventions) -> bool:
    """Tell whether ``text`` has the form of a department's name."""
    name = _name(text)
    return (
        2 <= len(name) <= forms.department_longest
        and bool(forms.department_letters.match(name))
        and bool(forms.department_end.search(name))
    )


def is_label_part(text: str, forms: Conventions) -> bool:
    """Tell whether ``text`` can be part of a name that is broken over lines."""
    name = _name(text)
    return (
        len(name) <= forms.department_longest // 2
        and bool(forms.department_letters.match(name))
        and not name.endswith(forms.type_word)
    )


def _name(text: str) -> str:
    """Return a name without the mark that a list of names sets before it."""
    return mended_name(flat(text)).lstrip("・")


def head_token(raw: str) -> tuple[str, str] | None:
    """Split a line at its first white space; None where there is none inside."""
    stripped = raw.strip(" ")
    for index, character in enumerate(stripped):
        if character in " \u3000":
            return stripped[:index], stripped[index:].lstrip(" ")
    return None
