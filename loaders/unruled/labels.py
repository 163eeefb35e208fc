"""Where departments' labels stand in their column: names, broken over lines or several in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.progress.labels import is_label, is_label_part
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment

MOST_LINES = 6
"""The label of one row has no more lines."""
APART = 2.2
"""Lines of one label are no more than this many times the usual step apart."""


@dataclass(frozen=True, slots=True)
class Label:
    """One way to take lines ``first`` to ``end`` (exclusive) of the column as one row's label;
    ``listed`` where a mark stands before each of several names, or a sign between them."""

    first: int
    end: int
    names: int
    listed: bool
    top: float
    bottom: float


class LabelColumn:
    """The column of departments on one page, and every label that its lines can make."""

    def __init__(self, fragments: Sequence[Fragment], pitch: float, forms: Conventions) -> None:
        self._forms = forms
        self._pitch = pitch
        self.lines = [one for one in fragments if self._can_be_part(one)]
        self.labels = [list(self._from(first)) for first in range(len(self.lines))]

    def _can_be_part(self, one: Fragment) -> bool:
        table = self._forms.table
        return all(
            is_label(name, table) or is_label_part(name, table) for name in self._names(one) if name
        )

    def _names(self, one: Fragment) -> list[str]:
        """The names, or the parts of names, that a line holds; an empty one where a sign between
        two names stands at the line's end."""
        return self._forms.between_names.split(self._forms.name_mark.sub("", one.flat))

    def _from(self, first: int) -> Iterator[Label]:
        if self._goes_on(first):
            return
        for end in range(first + 1, min(len(self.lines), first + MOST_LINES) + 1):
            part = self.lines[first:end]
            if end - first > 1 and part[-1].top - part[-2].top > APART * self._pitch:
                return
            names = self._count(part)
            if names and not (end < len(self.lines) and self._goes_on(end)):
                marks = sum(bool(self._forms.name_mark.match(one.flat)) for one in part)
                parted = sum(len(self._names(one)) - 1 for one in part)
                listed = names > 1 and (marks == names or parted == names - 1)
                yield Label(first, end, names, listed, part[0].top, part[-1].bottom)

    def _goes_on(self, number: int) -> bool:
        """Whether a line goes on with the one right above it: it is nothing but the ending of a
        name, or a sign between two names parts them."""
        if not number or self.lines[number].top - self.lines[number - 1].top > (
                APART * self._pitch):
            return False
        above, own = self._names(self.lines[number - 1]), self._names(self.lines[number])
        return not above[-1] or not own[0] or self._is_ending(own[0])

    def _count(self, lines: Sequence[Fragment]) -> int:
        """How many names the lines make, 0 if anything is left over; a line that is nothing but
        the ending of a name belongs to the name before it."""
        count, pending, before = 0, "", ""
        for line in lines:
            if pending and self._forms.name_mark.match(line.flat):
                return 0
            *whole, last = self._names(line)
            if before and not pending and self._is_ending([*whole, last][0]):
                count, pending = count - 1, before
            for name in whole:
                if not name and not pending and count:
                    continue
                if not is_label(pending + name, self._forms.table):
                    return 0
                count, pending = count + 1, ""
            pending += last
            before = pending
            if is_label(pending, self._forms.table):
                count, pending = count + 1, ""
        return 0 if pending else count

    def _is_ending(self, text: str) -> bool:
        return bool(self._forms.table.department_end.fullmatch(text))
