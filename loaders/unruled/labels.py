"""Where departments' labels stand in their column: names, broken over lines or several in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.progress.labels import LabelReader, is_label, is_label_part
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment

MOST_LINES = 6
"""The label of one row has no more lines."""
APART = 2.2
"""Lines of one label are no more than this many times the usual step apart."""


@dataclass(frozen=True, slots=True)
class Label:
    """One way to take lines ``first`` to ``end`` (exclusive) of the column as one row's label."""

    first: int
    end: int
    names: int
    top: float
    bottom: float


class LabelColumn:
    """The column of departments on one page, and every label that its lines can make."""

    def __init__(
        self, fragments: Sequence[Fragment], reader: LabelReader, pitch: float, forms: Conventions
    ) -> None:
        self.lines = [one for one in fragments if _can_be_part(one, forms)]
        self._reader = reader
        self._pitch = pitch
        self._whole = [is_label(one.text, forms.table) for one in self.lines]
        self.labels = [list(self._from(first)) for first in range(len(self.lines))]

    def _from(self, first: int) -> Iterator[Label]:
        for end in range(first + 1, min(len(self.lines), first + MOST_LINES) + 1):
            part = self.lines[first:end]
            if end - first > 1 and part[-1].top - part[-2].top > APART * self._pitch:
                return
            label = self._reader.free_label([one.line for one in part])
            if label is not None:
                yield Label(first, end, len(label.names), part[0].top, part[-1].bottom)


def _can_be_part(one: Fragment, forms: Conventions) -> bool:
    return is_label(one.text, forms.table) or is_label_part(one.text, forms.table)
