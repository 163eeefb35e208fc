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
from loaders.project_list.conventions import conventions
from loaders.project_list.departments import are_two

_BETWEEN = re.compile("[、，,;；/／&＆]|及\\s*び|並\\s*び\\s*に")
_NOTE = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]{0,12}[)）〕\]】]")
_WORDS = re.compile("を|する|した|事業")
_BULLET = re.compile(r"^[・●○◯〇■□◆◇▪•]\s*")
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
        lines = [_pieces(cell) for cell in self._cells if len(cell.lines) == 1]
        return Counter(pieces[0][0] for pieces in lines if len(pieces) == 1)

    def names(self, cell: Cell) -> tuple[str, ...]:
        """Return the departments that ``cell`` names, none for an empty cell or a dash."""
        pieces = _pieces(cell)
        if all(part in self._forms.grid.nothing for parts in pieces for part in parts):
            return ()
        joined = [name for parts in pieces for name in self._joined(parts)]
        return tuple(dict.fromkeys(name for part in joined for name in self._by_dots(part)))

    def is_sure(self, cell: Cell) -> bool:
        """Tell whether all that ``cell`` names has the form of a department's name: where white
        space alone told the cell, a name without it is a piece of another cell's text."""
        return all(self._is_sound(name) and not _WORDS.search(name) for name in self.names(cell))

    def _joined(self, parts: list[str]) -> tuple[str, ...]:
        """Join what line breaks part inside names, as far as the names' forms tell."""
        if len(parts) > MOST_PARTS:
            return tuple(parts)
        return max(self._joinings(parts), key=self._likely)

    def _joinings(self, parts: list[str]) -> Iterator[tuple[str, ...]]:
        """Yield every way to join neighbouring parts; one that is nothing but the ending of a name
        belongs to the part before it."""
        bound = [bool(self._forms.department_end.fullmatch(part)) for part in parts]
        for breaks in range(2 ** (len(parts) - 1)):
            names = [parts[0]]
            for index, part in enumerate(parts[1:]):
                if breaks >> index & 1 and not bound[index + 1]:
                    names.append(part)
                else:
                    names[-1] += part
            yield tuple(names)

    def _likely(self, names: tuple[str, ...]) -> tuple[float, int]:
        """Rate a way to join the parts: each name should end as departments do and stand whole
        elsewhere; then the more names the better, since a break inside a name is rarer than one
        between two."""
        sound = sum(self._is_sound(name) for name in names) / len(names)
        known = sum(name in self._whole for name in names) / len(names)
        return sound + known, len(names)

    def _is_sound(self, name: str) -> bool:
        """Tell whether ``name`` is more than the ending of a name."""
        bare = self._forms.department_end.fullmatch(name)
        return bare is None and is_label(name, self._forms)

    def _by_dots(self, name: str) -> list[str]:
        """Part ``name`` at its ・ where each side ends as departments do: a name can hold one."""
        sides = name.split("・")
        several = all(self._forms.department_apart.search(side) for side in sides)
        apart = len(sides) > 1 and (several or name not in self._whole)
        return sides if apart and all(is_label(side, self._forms) for side in sides) else [name]


def _pieces(cell: Cell) -> list[list[str]]:
    """Return the parts of a cell that separators part, each as the lines it is broken into."""
    text = _NOTE.sub("", "\n".join(flat(line.raw) for line in cell.lines))
    items = _items(text.splitlines())
    pieces = (piece.splitlines() for item in items for piece in _BETWEEN.split(item))
    broken = (lines for piece in pieces for lines in _apart(piece))
    parts = ([name for line in lines if (name := mended_name(line))] for lines in broken)
    return [names for names in parts if names]


def _apart(lines: list[str]) -> list[list[str]]:
    """Part ``lines`` where a space within one stands between two names, of which the second may go
    on below."""
    forms = conventions().departments
    found: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        words = line.split() or [""]
        for index, word in enumerate(words):
            below = "".join(lines[number + 1 :]) if word is words[-1] else ""
            if index and any(are_two(words[index - 1], second, forms)
                             for second in (word, word + below)):
                found.append([word])
            elif index:
                found[-1][-1] += word
            else:
                found[-1].append(word)
    return found


def _items(lines: list[str]) -> list[str]:
    """Return the items of a list with a mark before each; any other text is one item."""
    if not lines or not _BULLET.match(lines[0]):
        return ["\n".join(lines)]
    items: list[str] = []
    for line in lines:
        if _BULLET.match(line):
            items.append(_BULLET.sub("", line))
        else:
            items[-1] += line
    return items
