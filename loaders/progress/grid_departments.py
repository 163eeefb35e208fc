"""The departments that the cells of a column name: joined where broken, parted where several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from loaders.flat import flat, mended_name
from loaders.layout import Cell
from loaders.progress.conventions import Conventions
from loaders.progress.labels import is_label

_BETWEEN = re.compile("[、，,;；/／&＆]|及び|並びに")
_NOTE = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]{0,12}[)）〕\]】]")
MOST_PARTS = 12
"""A cell of more lines names its departments one on a line; none is broken."""


class DepartmentColumn:
    """Reads the cells of a column of departments; names that stand whole in one cell help to part
    those that another cell prints together."""

    def __init__(self, cells: Iterable[Cell], forms: Conventions) -> None:
        self._cells = tuple(cells)
        self._forms = forms

    @cached_property
    def _whole(self) -> Counter[str]:
        lines = [_parts(cell) for cell in self._cells if len(cell.lines) == 1]
        return Counter(parts[0] for parts in lines if len(parts) == 1)

    def names(self, cell: Cell) -> tuple[str, ...]:
        """Return the departments that ``cell`` names, none for an empty cell or a dash."""
        parts = _parts(cell)
        if not parts or all(part in self._forms.grid.nothing for part in parts):
            return ()
        if len(parts) > MOST_PARTS:
            return tuple(dict.fromkeys(parts))
        joined = max(_joinings(parts), key=self._likely)
        return tuple(dict.fromkeys(name for part in joined for name in self._by_dots(part)))

    def _likely(self, names: tuple[str, ...]) -> tuple[float, int]:
        """Rate a way to join the parts: each name should end as departments do and stand whole
        elsewhere; then the more names the better, since a break inside a name is rarer than one
        between two."""
        sound = sum(is_label(name, self._forms) for name in names) / len(names)
        known = sum(name in self._whole for name in names) / len(names)
        return sound + known, len(names)

    def _by_dots(self, name: str) -> list[str]:
        """Part ``name`` at its ・ where each side ends as departments do: a name can hold one."""
        sides = name.split("・")
        apart = len(sides) > 1 and name not in self._whole
        return sides if apart and all(is_label(side, self._forms) for side in sides) else [name]


def _parts(cell: Cell) -> list[str]:
    text = _NOTE.sub("", "\n".join(line.raw for line in cell.lines))
    pieces = (piece for line in text.splitlines() for piece in _BETWEEN.split(line))
    return [name for piece in pieces if (name := mended_name(flat(piece).strip("・ ")))]


def _joinings(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every way to join neighbouring parts."""
    for breaks in range(2 ** (len(parts) - 1)):
        names = [parts[0]]
        for index, part in enumerate(parts[1:]):
            if breaks >> index & 1:
                names.append(part)
            else:
                names[-1] += part
        yield tuple(names)
