"""Goals, directions and measures as the rows of a list name them, each by number or by name.

A cell that is empty means the same as in the row above, because sheets merge such cells. Where a
row cannot be understood, the place of the rows below it is unknown until another is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from loaders.flat import mended_name, on_one_line
from loaders.project_list import faults
from loaders.project_list.conventions import LEVELS, Conventions
from loaders.project_list.heading import Heading, heading_in, level_in
from loaders.project_list.table import Row
from ontology.errors import DocumentError
from ontology.names import normalised_name


@dataclass(frozen=True, slots=True)
class Entry:
    """A goal, direction or measure, and the row that first gives its name (or its number)."""

    level: str
    notation: str
    label: str
    marked: bool
    row: Row


class Outline:
    """Where in the strategy the rows have got to, and all that they named on the way.

    ``name`` is what messages call the table; it changes from table to table.
    """

    def __init__(self, name: str, forms: Conventions) -> None:
        self.name = name
        self._forms = forms
        self._current: dict[str, str] = {}
        self._is_lost = False
        self._entries: dict[tuple[str, str], Entry] = {}
        self._notations: dict[tuple[str, str, str], str] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self.warnings: list[str] = []

    @property
    def place(self) -> str | None:
        """The notation of the deepest level reached, None before the first or where lost."""
        return self._current[self.level] if self._current and not self._is_lost else None

    @property
    def level(self) -> str:
        """The name of the deepest level reached, "" before the first."""
        return next((level for level in reversed(LEVELS) if level in self._current), "")

    def entries(self, level: str) -> Iterator[Entry]:
        """Yield what was named on ``level``, in the order of the list; only what has a name."""
        return (entry for entry in self._entries.values() if entry.level == level and entry.label)

    def begin(self, name: str) -> None:
        """Begin a sheet of its own: nothing above its first row counts."""
        self.name = name
        self._current.clear()
        self._is_lost = False

    def move(self, cells: Mapping[str, str], row: Row) -> None:
        """Go where ``row`` stands; ``cells`` gives its cells by field.

        DocumentError where a number contradicts another or is none; the place is then unknown.
        """
        for level in LEVELS:
            printed = cells.get(f"{level}_number", ""), cells.get(level, "")
            number, name = (
                "" if cell in self._forms.cells.nothing else cell for cell in printed)
            if number or name:
                self._enter(level, number, name, row)
            elif any(printed):
                self._leave(level)

    def below(self) -> str:
        """Return the level below the deepest one reached, "" below measures."""
        if not self._current:
            return LEVELS[0]
        return next(iter(LEVELS[LEVELS.index(self.level) + 1:]), "")

    def _enter(self, level: str, number: str, name: str, row: Row) -> None:
        try:
            heading = self._heading(number, name, row)
            notation = self._notation(level, heading, row)
        except DocumentError:
            self._leave(level)
            self._is_lost = True
            raise
        if self._current.get(level) != notation:
            self._leave(level)
        self._current[level] = notation
        self._is_lost = False
        self._note(level, notation, heading.label, row)

    def _leave(self, level: str) -> None:
        for deeper in LEVELS[LEVELS.index(level):]:
            self._current.pop(deeper, None)

    def _heading(self, number: str, name: str, row: Row) -> Heading:
        inside = heading_in(name, self._forms.outline)
        if not number:
            return _named(inside, name, self._forms)
        given = heading_in(number, self._forms.outline).number
        if not given:
            raise faults.no_number(self.name, row.number, on_one_line(number))
        repeated = inside.number and inside.number[-1] == given[-1]
        return Heading(given, inside.label if repeated else on_one_line(name))

    def _notation(self, level: str, heading: Heading, row: Row) -> str:
        above = [self._current[upper] for upper in LEVELS[: LEVELS.index(level)]
                 if upper in self._current]
        parent = above[-1] if above else ""
        if not parent and level != "goal" and len(heading.number) < 2:
            printed = " ".join((*heading.number, heading.label))
            raise faults.no_upper(self.name, row.number, printed)
        key = (level, parent, normalised_name(heading.label))
        if not heading.number:
            return self._notations.get(key) or self._counted(key, row)
        notation = self._numbered(level, heading.number, parent, row)
        self._notations.setdefault(key, notation)
        return notation

    def _numbered(self, level: str, number: tuple[str, ...], parent: str, row: Row) -> str:
        upper = tuple(parent.split("-")) if parent else ()
        if len(number) == 1:
            return "-".join((*upper, *number))
        if level == "goal" or len(number) <= len(upper) or number[: len(upper)] != upper:
            raise faults.misplaced(self.name, row.number, "-".join(number), parent)
        return "-".join(number)

    def _counted(self, key: tuple[str, str, str], row: Row) -> str:
        level, parent, label = key
        first = self._counts.get((level, parent), 0) + 1
        for number in count(first):
            notation = "-".join(filter(None, (parent, str(number))))
            if (level, notation) not in self._entries:
                break
        self._counts[level, parent] = number
        self._notations[key] = notation
        self.warnings.append(f"{self.name}, row {row.number}: 「{label}」 has no number; "
                             f"taken as {notation} by its order")
        return notation

    def _note(self, level: str, notation: str, printed: str, row: Row) -> None:
        mark = self._forms.cells.cross_mark
        label = mended_name(mark.sub("", printed))
        known = self._entries.get((level, notation))
        if known is None or not known.label:
            self._entries[level, notation] = Entry(
                level, notation, label, bool(mark.search(printed)), row)
        elif label and normalised_name(label) != normalised_name(known.label):
            self.warnings.append(
                f"{self.name}, row {row.number}: {notation} is named 「{label}」 here, "
                f"「{known.label}」 in row {known.row.number}; the first name is kept")


def _named(heading: Heading, cell: str, forms: Conventions) -> Heading:
    """Take the word for the level off a name without a number (基本的方向：観光の振興)."""
    if heading.number or not level_in(cell, forms.outline):
        return heading
    return Heading((), heading.label.replace("：", ":", 1).partition(":")[2].strip()
                   or heading.label)
