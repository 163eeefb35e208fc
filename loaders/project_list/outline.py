"""Goals, directions and measures as the rows of a list name them, each by number or by name.

A cell that is empty means the same as in the row above, because sheets merge such cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from loaders.flat import flat, mended_name, number_of
from loaders.project_list import faults
from loaders.project_list.conventions import Conventions, OutlineForms
from loaders.project_list.table import on_one_line
from ontology.names import normalised_name

LEVELS = ("goal", "direction", "measure")


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed goal, direction or measure: the parts of its number (none: ()) and its name."""

    number: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A goal, direction or measure, and the first row that gives its name (or its number)."""

    level: str
    notation: str
    label: str
    marked: bool
    row: int


def heading_in(cell: str, forms: OutlineForms) -> Heading:
    """Return the number and the name that one cell gives."""
    printed = on_one_line(cell).strip()
    plain = "".join(sign if len(sign := flat(char)) == 1 else char for char in printed)
    for pattern in forms.numbered:
        if found := pattern.fullmatch(plain):
            label = printed[slice(*found.span("label"))] if found["label"] else ""
            return Heading(_parts(found["number"], forms), label)
    return Heading((), printed)


def _parts(number: str, forms: OutlineForms) -> tuple[str, ...]:
    return tuple(part if forms.letter.fullmatch(part) else str(number_of(part))
                 for part in forms.between_numbers.split(number))


class Outline:
    """Where in the strategy the rows have got to, and all that they named on the way."""

    def __init__(self, name: str, forms: Conventions) -> None:
        self._name = name
        self._forms = forms
        self._current: dict[str, str] = {}
        self._entries: dict[tuple[str, str], Entry] = {}
        self._notations: dict[tuple[str, str, str], str] = {}
        self.warnings: list[str] = []

    @property
    def place(self) -> str | None:
        """The notation of the deepest level reached, None before the first."""
        return self._current[self.level] if self._current else None

    @property
    def level(self) -> str:
        """The name of the deepest level reached, "" before the first."""
        return next((level for level in reversed(LEVELS) if level in self._current), "")

    def entries(self, level: str) -> Iterator[Entry]:
        """Yield what was named on ``level``, in the order of the list; only what has a name."""
        return (entry for entry in self._entries.values() if entry.level == level and entry.label)

    def move(self, cells: Mapping[str, str], row: int) -> None:
        """Go where ``row`` stands; ``cells`` gives its cells by field."""
        for level in LEVELS:
            printed = cells.get(f"{level}_number", ""), cells.get(level, "")
            number, name = (
                "" if cell in self._forms.cells.nothing else cell for cell in printed)
            if number or name:
                self._enter(level, self._heading(number, name, row), row)
            elif any(printed):
                self._leave(level)

    def _enter(self, level: str, heading: Heading, row: int) -> None:
        notation = self._notation(level, heading, row)
        if self._current.get(level) != notation:
            self._leave(level)
        self._current[level] = notation
        self._note(level, notation, heading.label, row)

    def _leave(self, level: str) -> None:
        for deeper in LEVELS[LEVELS.index(level):]:
            self._current.pop(deeper, None)

    def _heading(self, number: str, name: str, row: int) -> Heading:
        inside = heading_in(name, self._forms.outline)
        if not number:
            return inside
        given = heading_in(number, self._forms.outline).number
        if not given:
            raise faults.no_number(self._name, row, on_one_line(number))
        repeated = inside.number and inside.number[-1] == given[-1]
        return Heading(given, inside.label if repeated else on_one_line(name))

    def _notation(self, level: str, heading: Heading, row: int) -> str:
        above = [self._current[upper] for upper in LEVELS[: LEVELS.index(level)]
                 if upper in self._current]
        parent = above[-1] if above else ""
        if not parent and level != "goal" and len(heading.number) < 2:
            raise faults.no_upper(self._name, row, " ".join((*heading.number, heading.label)))
        key = (level, parent, normalised_name(heading.label))
        if not heading.number:
            return self._notations.get(key) or self._counted(key, row)
        notation = self._numbered(level, heading.number, parent, row)
        self._notations.setdefault(key, notation)
        return notation

    def _numbered(self, level: str, number: tuple[str, ...], parent: str, row: int) -> str:
        upper = tuple(parent.split("-")) if parent else ()
        if len(number) == 1:
            return "-".join((*upper, *number))
        if level == "goal" or len(number) <= len(upper) or number[: len(upper)] != upper:
            raise faults.misplaced(self._name, row, "-".join(number), parent)
        return "-".join(number)

    def _counted(self, key: tuple[str, str, str], row: int) -> str:
        level, parent, label = key
        free = ("-".join(filter(None, (parent, str(number)))) for number in count(1))
        notation = next(notation for notation in free if (level, notation) not in self._entries)
        self._notations[key] = notation
        self.warnings.append(f"{self._name}, row {row}: 「{label}」 has no number; "
                             f"taken as {notation} by its order")
        return notation

    def _note(self, level: str, notation: str, printed: str, row: int) -> None:
        mark = self._forms.cells.cross_mark
        label = mended_name(mark.sub("", printed))
        known = self._entries.get((level, notation))
        if known is None or not known.label:
            self._entries[level, notation] = Entry(
                level, notation, label, bool(mark.search(printed)), row)
        elif label and normalised_name(label) != normalised_name(known.label):
            self.warnings.append(f"{self._name}, row {row}: {notation} is named 「{label}」 here, "
                                 f"「{known.label}」 in row {known.row}; the first name is kept")
