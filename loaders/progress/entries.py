"""The entries of a list of projects as the lines of a cell print them.

A list opens with a heading (主な事業) or is a column of its own. Entries have a mark each, or stand
one on a line, or several on a line parted by commas; a name may run on over lines, and its 再掲
mark may stand alone below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.name_tails import closes_bracket, is_name_tail, without_brackets
from loaders.progress.report_text import width_of
from loaders.progress.signs import Sign, sign_of

FULL_BUT = 4
"""A line is full if it lacks no more half-width columns of the column's widest."""
_BETWEEN = re.compile("[、，,／/]")
_DOT = "・"
_NUMBERED = ("number", "bracketed_number", "circled_number")


@dataclass(slots=True)
class Entry:
    """A printed entry: the raw name, its lines, the direction and measure it stands under, whether
    it stands in a row of its measure, and what columns beside it say of it."""

    name: str
    lines: list[int]
    direction: str
    measure: str
    beside_measure: bool = False
    crossed: bool = False
    departments: tuple[str, ...] = field(default=())


class EntryReader:
    """Reads the lines of lists, one after the other."""

    def __init__(self, forms: Conventions) -> None:
        self._forms = forms
        self._last: Entry | None = None
        self._before: Line | None = None
        self._kind = self._mark = ""
        self._number = 0
        self._marked = self._has_commas = False
        self.is_open = False
        self.place: tuple[str, str] = ("", "")

    def begins(self, line: Line) -> bool:
        """Tell whether ``line`` heads a list."""
        return self._heading_end(line) is not None

    def is_entry(self, line: Line) -> bool:
        """Tell whether ``line`` is a project's name behind a mark, whatever stands above it."""
        item = self._forms.list_item.match(line.raw.strip())
        return item is not None and self._ends_as_name(item.group(1))

    def open(self) -> None:
        """Begin a list that has no heading of its own, because a column is one."""
        self.is_open, self._last, self._before, self._has_commas = True, None, None, False
        self._kind, self._mark, self._number, self._marked = "", "", 0, False

    def close(self) -> None:
        """End the list."""
        self.is_open = False

    def resume(self, line: Line, *, cut: bool) -> bool:
        """Open the last list again if ``line`` can only go on with its last entry: it has no mark,
        and every entry of that list has one, or is the last bracket of a name, or the last entry,
        which the end of a page can have ``cut``, lacks the end of a name; tell whether it was."""
        unmarked = self._forms.list_item.match(line.raw.strip()) is None
        marks = self._marked and not self._kind and unmarked and not self._is_mark(line)
        lacks = cut and unmarked and self._open_ended()
        self.is_open = marks or lacks or self._ends_name(line, full=False)
        return self.is_open

    def takes(self, line: Line, widest: int) -> bool:
        """Tell whether ``line`` belongs to the open list."""
        sign = sign_of(line.flat, self._forms.signs)
        if sign is not None and sign.has_word:
            return False
        if self._forms.list_item.match(line.raw.strip()) or self._is_mark(line):
            return True
        if self._ends_name(line, full=self._is_full(widest)):
            return True
        if sign is not None:
            return self._is_numbered_entry(sign)
        if line.flat.startswith("※"):
            return False
        return not self._marked or self._runs_on(line, widest)

    def take(self, line: Line, widest: int) -> list[Entry]:
        """Return the entries that begin on ``line``, none where it goes on with the last one.

        ``widest`` is the width of the column's widest line in half-width columns.
        """
        heading_end = self._heading_end(line)
        if heading_end is not None:
            self.open()
            rest = line.raw.strip()[heading_end:]
            return self._several(rest, line) if rest.strip() else []
        text = line.raw.strip()
        item = self._forms.list_item.match(text)
        sign = None if item else sign_of(line.flat, self._forms.signs)
        if self._last is not None and (self._is_mark(line) or self._goes_on(line, item, widest)):
            return self._carry_on(text, line)
        if item:
            self._marked, self._mark = True, text[0]
            return self._several(item.group(1), line)
        if sign is not None and self._is_numbered_entry(sign):
            self._marked, self._kind, self._number = True, sign.kind, int(sign.number[-1])
            return self._several(line.flat[sign.label_at:], line)
        return self._several(text, line)

    def _goes_on(self, line: Line, item: re.Match[str] | None, widest: int) -> bool:
        """Whether ``line`` goes on with the last entry: it has no mark in a marked list; in one
        without marks, the line before is full or lacks the end of a name. A name can be broken
        before its own ・, where the list has another mark, and before or within its last
        bracket."""
        if self._ends_name(line, full=self._is_full(widest)):
            return True
        if item:
            broken = self._marked and line.raw.strip()[:1] == _DOT != self._mark
            return broken and self._is_full(widest)
        if self._marked:
            return sign_of(line.flat, self._forms.signs) is None
        return self._open_ended() or (self._is_full(widest) and not self._ends_with_type_word())

    def _ends_name(self, line: Line, *, full: bool) -> bool:
        """Whether ``line`` is, or closes, the last bracket of the last entry's name."""
        return self._last is not None and (
            closes_bracket(self._last.name, line)
            or is_name_tail(line, self._forms, full=full))

    def _carry_on(self, text: str, line: Line) -> list[Entry]:
        """Add ``text`` to the last entry, up to its first comma in a list with commas; return the
        entries that begin behind that."""
        if self._last is None:
            return []
        rest, *others = _BETWEEN.split(text) if self._has_commas else [text]
        self._last.name += rest.strip()
        self._last.lines.append(line.number)
        self._before = line
        return self._several("、".join(others), line) if any(map(str.strip, others)) else []

    def _several(self, text: str, line: Line) -> list[Entry]:
        """Return the entries of one line; commas part names only where each but the last, which
        may go on below, ends as a name does."""
        parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        apart = len(parts) > 1 and all(map(self._ends_as_name, parts[:-1]))
        self._has_commas = self._has_commas or apart
        names = parts if apart else [text.strip()]
        found = [Entry(name, [line.number], *self.place) for name in names]
        self._last, self._before = found[-1], line
        return found

    def _ends_as_name(self, text: str) -> bool:
        return bool(self._forms.project_end.search(self._forms.cross_listing.sub("", text).strip()))

    def _open_ended(self) -> bool:
        """Whether the last entry of an unmarked list lacks the end of a name."""
        return self._last is not None and not self._ends_as_name(self._last.name)

    def _ends_with_type_word(self) -> bool:
        last = self._forms.cross_listing.sub("", self._last.name if self._last else "")
        return without_brackets(last).endswith(self._forms.type_word)

    def _is_full(self, widest: int) -> bool:
        before = self._before
        return before is not None and width_of(before.raw.strip()) >= widest - FULL_BUT

    def _runs_on(self, line: Line, widest: int) -> bool:
        return self._last is not None and (
            self._is_full(widest) or self._open_ended() or line.raw[:1].isspace())

    def _is_mark(self, line: Line) -> bool:
        return bool(self._forms.cross_listing.fullmatch(line.flat))

    def _is_numbered_entry(self, sign: Sign) -> bool:
        if sign.kind not in _NUMBERED or self._marked != bool(self._kind):
            return False
        if self._kind:
            return sign.kind == self._kind and int(sign.number[-1]) == self._number + 1
        return self._last is None and int(sign.number[-1]) == 1

    def _heading_end(self, line: Line) -> int | None:
        found = self._forms.list_heading.match(line.raw.strip())
        return found.end() if found else None

