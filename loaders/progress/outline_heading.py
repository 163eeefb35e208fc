"""Goals, directions and measures as cells print them, each perhaps several times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.flat import mended_name
from loaders.layout import Line
from loaders.progress.entries import Entry
from loaders.progress.signs import Level
from loaders.text import LinedText, Piece

PARAGRAPH = (0.7, 1.4)
"""A paragraph's first line is indented by so many characters, least and most."""

_OPENING = dict(zip("】]］>＞〉》〕", "【[［<＜〈《〔", strict=True))
_QUOTED = re.compile("「([^「」]+)」|『([^『』]+)』")


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
        return unquoted(mended_name(next(filter(None, labels), "")))

    @property
    def description(self) -> str:
        """The longest description of all printings."""
        texts = [
            LinedText.of([Piece(line.number, mended_name(line.raw), line.indented)
                          for line in printing.text]).text
            for printing in self.printings
        ]
        return max(texts, key=len)


def unquoted(label: str) -> str:
    """Return ``label`` without the quotation marks around all of it, and without the end of the
    brackets that begin before its number."""
    inner = _QUOTED.fullmatch(label)
    if inner:
        return inner.group(1) or inner.group(2)
    opening = _OPENING.get(label[-1:])
    return label if opening is None or opening in label else label[:-1].rstrip()


def begins_paragraph(line: Line) -> bool:
    """Tell whether ``line`` is indented as the first of a paragraph."""
    return line.raw[:1].isspace() or PARAGRAPH[0] <= line.indent <= PARAGRAPH[1]


def lists_stand_under_measures(
    entries: Sequence[Entry], headings: Sequence[Heading]
) -> bool | None:
    """Tell whether the document lists its projects below each measure, or once a direction; None
    where no direction with a list has several measures.

    One list behind the last of several measures is the direction's; lists behind several
    measures of one direction, or behind one that is not its last, are the measures'.
    """
    measures: dict[str, list[str]] = {}
    for heading in headings:
        if heading.level is Level.MEASURE:
            measures.setdefault(heading.notation.rpartition("-")[0], []).append(heading.notation)
    listed: dict[str, set[str]] = {}
    for entry in entries:
        listed.setdefault(entry.direction, set()).add(entry.measure)
    several = [direction for direction in listed if len(measures.get(direction, ())) > 1]
    below = sum(bool(listed[direction] - {"", measures[direction][-1]}) for direction in several)
    return below * 2 > len(several) if several else None
