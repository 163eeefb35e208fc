"""How wide the columns of a dump are, told by the lines that are broken in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.progress.atoms import Atom

ODD, FEW = 0.05, 2
"""This share of the lines, and so many, may be wider than their column: they stand in it by
mistake."""
TELLING, NEAR = 3, 2
"""So many broken lines that differ by no more half-width columns tell the width."""
SHORT = 4
"""So many half-width columns can be left free at the end of a line that is full."""
NOT_FULL, MOST_NOT_FULL = 0.35, 3.0
"""Cost of a line that breaks although more could stand on it, for each half-width column."""
TOO_WIDE, MOST_TOO_WIDE = 0.5, 5.0
"""Cost of a line that is wider than its column, for each half-width column."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The width of each column in half-width columns, by its index; none where not yet known."""

    of: Mapping[int, int] = field(default_factory=dict)

    def broken(self, column: int, before: Atom, after: Atom) -> float:
        """Return the cost of a line break between two atoms within a paragraph."""
        if column not in self.of or after.same_line:
            return 0.0
        free = self.of[column] - before.width - after.unit
        return min(MOST_NOT_FULL, NOT_FULL * max(0, free - 1))

    def too_wide(self, column: int, atom: Atom) -> float:
        """Return the cost of a line that is wider than its column."""
        if column not in self.of:
            return 0.0
        return min(MOST_TOO_WIDE, TOO_WIDE * max(0, atom.width - self.of[column] - 1))

    def is_full(self, column: int, atom: Atom) -> bool:
        """Tell whether the paragraph of ``atom`` may go on below it."""
        return column not in self.of or atom.width >= self.of[column] - SHORT


def widths_of(cells: Iterable[tuple[int, Sequence[Atom]]]) -> Widths:
    """Return the widths of columns, from cells with their columns (from 0)."""
    lines: dict[int, list[int]] = {}
    broken: dict[int, list[int]] = {}
    for column, atoms in cells:
        lines.setdefault(column, []).extend(atom.width for atom in atoms)
        broken.setdefault(column, []).extend(
            one.width for one, after in pairwise(atoms) if not after.begins and not after.same_line)
    return Widths({column: _width(widths, broken[column]) for column, widths in lines.items()})


def _width(lines: Sequence[int], broken: Sequence[int]) -> int:
    """Return what the broken lines reach, unless many others are wider; else the widest line."""
    ordered = sorted(broken, reverse=True)
    near = (one for one, other in zip(ordered, ordered[TELLING - 1 :], strict=False)
            if one - other <= NEAR)
    reached = next(near, 0)
    wider = sum(width > reached + NEAR for width in lines)
    if reached and wider <= max(FEW, ODD * len(lines)):
        return reached
    return sorted(lines, reverse=True)[int(ODD * len(lines))]
