"""What the blocks of a page can be: headings, measures, lists, department labels, report texts."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.layout import Line
from loaders.progress.pages import Page
from loaders.source import Source

Block = list[Line]
"""A run of lines without a blank one, as extractors print the boxes of a table."""


@dataclass(frozen=True, slots=True)
class GoalHeading:
    """基本目標 as a heading: its number, its label, the lines of both."""

    number: str
    label: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DirectionHeading:
    """基本的方向 as a heading: the parts of its number, its label, the lines of both."""

    number: tuple[str, ...]
    label: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasureBlock:
    """A measure as printed: its letter or number, label, the label's lines, and the description."""

    sign: str
    label: str
    label_lines: tuple[int, ...]
    text: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of projects: the line of its heading, None where a column is the list, and each
    entry's raw name and lines."""

    heading: int | None
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


def blocks_of(source: Source, page: Page) -> list[Block]:
    """Return the page's lines as blocks, furniture left out."""
    blocks: list[Block] = [[]]
    for number in range(page.first, page.last + 1):
        raw = source.lines[number - 1]
        if not raw.strip():
            blocks.append([])
        elif number not in page.furniture:
            blocks[-1].append(Line(number, raw))
    return [block for block in blocks if block]
