"""Which cell of the table does each piece of a page belong to, where a dump prints the cells row by
row?

The cells of a row come out from left to right, so a piece goes on with the cell of the one before,
or begins a cell further right, or a new row. Every way to cut the page so is weighed as a whole, by
a search that keeps the cheapest ways (see ``cell_costs`` for what is weighed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.progress.atoms import Atom
from loaders.progress.cell_costs import (
    CUT,
    EMPTY,
    NO_LABEL,
    NO_LABEL_ON_TOP,
    NO_LIST,
    OPEN,
    CellCosts,
)
from loaders.progress.conventions import OUTLINE
from loaders.progress.grid_header import REPORT, GridColumn

BEAM = 60
"""So many ways to cut the page are kept."""
HOPELESS = 16.0
"""None that costs so much more than the cheapest."""
BANNER = -1
"""Stands for the column of a heading across the table."""
BROKEN_BANNER = 1.5
"""Cost of a heading across the table that takes two lines."""
FORBIDDEN = 6.0
"""Cost of what the page's form rules out, where nothing else is left."""


@dataclass(frozen=True, slots=True)
class PageEnd:
    """How the page before ended: whether there was one, the columns (from 0) of its last row that
    ended within a sentence."""

    there: bool = False
    open: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PlacedAtom:
    """An atom in its row (from 0) and column (BANNER for a heading across the table)."""

    atom: Atom
    row: int
    column: int


@dataclass(slots=True)
class _Way:
    """One way to cut a page up to some atom: the column reached, the atoms (by index) with which
    its cell and the row's first report begin, whether this is the page's first row, and whether the
    page's end cuts this row."""

    cost: float
    column: int
    start: int
    reports: int
    first: bool
    cut: bool
    parent: _Way | None = field(repr=False)
    new_row: bool = False

    @property
    def state(self) -> tuple[int, int, int, bool, bool]:
        return self.column, self.start, self.reports, self.first, self.cut


class CellSearch:
    """Cuts the pages of one document."""

    def __init__(self, columns: Sequence[GridColumn], costs: CellCosts) -> None:
        self._columns = columns
        self._roles = [column.role for column in columns]
        self._costs = costs
        self._inside: list[list[float]] = []
        self._atoms: Sequence[Atom] = ()
        self._before = PageEnd()

    def place(self, atoms: Sequence[Atom], before: PageEnd) -> list[PlacedAtom]:
        """Return the atoms of a page in their places."""
        if not atoms:
            return []
        self._atoms, self._before = atoms, before
        self._inside = [
            [self._costs.inside(atom, column) for column in range(len(self._columns))]
            for atom in atoms
        ]
        ways = _cheapest(self._first())
        for index in range(1, len(atoms)):
            ways = _cheapest(self._all_grown(ways, index))
        best = min(ways, key=lambda way: way.cost + self._end(way, len(atoms), last=True))
        return self._placed(best)

    def end_of(self, placed: Sequence[PlacedAtom]) -> PageEnd:
        """Return how a page with ``placed`` ends."""
        if not placed:
            return PageEnd(there=True)
        last: dict[int, Atom] = {
            one.column: one.atom for one in placed if one.row == placed[-1].row}
        opened = {column for column, atom in last.items()
                  if column != BANNER and self._columns[column].role == REPORT and not atom.ended}
        return PageEnd(there=True, open=frozenset(opened))

    def _first(self) -> Iterator[_Way]:
        atom, before = self._atoms[0], self._before
        for column in range(len(self._columns)):
            cost = self._skipped(0, column, first=before.there)
            if self._columns[column].role == REPORT and before.there:
                cost += OPEN * len([c for c in before.open if c < column])
                if not atom.mark and before.open and column not in before.open:
                    cost += OPEN
                if atom.mark and column in before.open:
                    cost += OPEN / 2
            yield self._begun(None, 0, column, cost, first=before.there)
        yield _Way(self._costs.banner(atom), BANNER, 0, -1, False, False, None, True)

    def _all_grown(self, ways: Sequence[_Way], index: int) -> Iterator[_Way]:
        atom = self._atoms[index]
        for way in ways:
            if atom.below_headings:
                continue
            if way.column != BANNER:
                yield self._stayed(way, index)
                yield from self._moved(way, index)
            elif not atom.begins:
                yield _Way(way.cost + BROKEN_BANNER, BANNER, way.start, -1, False, False, way)
        yield from self._new_rows(self._ended_rows(ways, index), index)

    def _ended_rows(self, ways: Sequence[_Way], index: int) -> dict[int, tuple[float, _Way]]:
        """Return, for each column in which a row can end before the atom at ``index``, the cheapest
        way that ends one there and what it costs then."""
        cheapest: dict[int, tuple[float, _Way]] = {}
        for way in ways:
            cost = way.cost + self._end(way, index, last=False) + (FORBIDDEN if way.cut else 0.0)
            if way.column != BANNER:
                cost += self._skipped(way.column + 1, len(self._columns), first=way.first)
            if way.column not in cheapest or cost < cheapest[way.column][0]:
                cheapest[way.column] = cost, way
        return cheapest

    def _stayed(self, way: _Way, index: int) -> _Way:
        atom, column = self._atoms[index], way.column
        cost = way.cost + self._inside[index][column]
        cost += self._costs.go_on(self._atoms[index - 1], atom, column)
        if self._columns[column].role == REPORT and atom.begins:
            cost += self._costs.again(atom, self._atoms[way.start : index])
            cost -= self._same_things(way.reports, way.start, index)
        return _Way(cost, column, way.start, way.reports, way.first, way.cut, way)

    def _same_things(self, reports: int, start: int, index: int) -> float:
        if reports < 0 or reports >= start:
            return 0.0
        order = sum(atom.begins for atom in self._atoms[start:index])
        return self._costs.same_things(self._atoms[index], order, self._atoms[reports:start])

    def _moved(self, way: _Way, index: int) -> Iterator[_Way]:
        """Yield the ways on which a cell further right in the same row begins."""
        before = self._atoms[index - 1]
        is_open = self._columns[way.column].role == REPORT and not before.ended
        for column in range(way.column + 1, len(self._columns)):
            skipped = self._skipped(way.column + 1, column, first=way.first)
            if self._columns[way.column].role in OUTLINE:
                skipped += NO_LIST * ("project" in self._roles[way.column + 1 : column])
            end = self._end(way, index, last=False)
            cost = way.cost + skipped + end
            yield self._begun(way, index, column, cost, first=way.first, cut=way.cut)
            if is_open and not way.cut:
                cost = way.cost + skipped + CUT
                yield self._begun(way, index, column, cost, first=way.first, cut=True)

    def _new_rows(
        self, ended: dict[int, tuple[float, _Way]], index: int
    ) -> Iterator[_Way]:
        atom = self._atoms[index]
        for last, (cost, way) in ended.items():
            anywhere = last == BANNER or atom.below_headings
            for column in range(len(self._columns) if anywhere else last + 1):
                skipped = self._skipped(0, column, first=False)
                yield self._begun(way, index, column, cost + skipped, first=False, new_row=True)
            banner = cost + self._costs.banner(atom)
            yield _Way(banner, BANNER, index, -1, False, False, way, True)

    def _begun(
        self, way: _Way | None, index: int, column: int, cost: float, *, first: bool,
        new_row: bool = False, cut: bool = False,
    ) -> _Way:
        """Return the way on which a cell of ``column`` begins with the atom at ``index``."""
        atom = self._atoms[index]
        is_report = self._columns[column].role == REPORT
        reports = -1 if way is None or new_row else way.reports
        if is_report and reports < 0:
            reports = index
        cost += self._inside[index][column]
        before = None if way is None or way.column == BANNER else way.column
        on_top = first and not self._is_headed(way)
        cost += self._costs.begin(atom, column, before=before, on_top=on_top)
        if is_report:
            cost -= self._same_things(reports, index, index)
        return _Way(cost, column, index, reports, first, cut, way, new_row)

    def _is_headed(self, way: _Way | None) -> bool:
        """Whether the last cell of ``way`` is one of the strategy that begins with a heading: what
        stands beside it does not go on with the page before."""
        if way is None or way.column == BANNER or self._roles[way.column] not in OUTLINE:
            return False
        return self._atoms[way.start].heading is not None

    def _end(self, way: _Way, index: int, *, last: bool) -> float:
        """Return what speaks against the cell of ``way`` ending before the atom at ``index``;
        ``last``: with the page."""
        if way.column == BANNER:
            return 0.0
        cost = self._costs.end(self._atoms[index - 1], way.column, cut=way.cut or last)
        if self._columns[way.column].role == "department":
            cost += self._costs.label(self._atoms[way.start : index])
        if last:
            cost += self._skipped(way.column + 1, len(self._columns), first=way.first)
        return cost

    def _skipped(self, start: int, end: int, *, first: bool) -> float:
        """Return what speaks against a row that has nothing in the columns from ``start`` to before
        ``end``; the ``first`` row of a page may go on with one of the page before."""
        cost = 0.0
        for column in self._columns[start:end]:
            if column.role == REPORT:
                cost += EMPTY / 2 if first else EMPTY
            elif column.role == "department":
                cost += NO_LABEL_ON_TOP if first else NO_LABEL
            elif column.role not in OUTLINE:
                cost += 0.3
        return cost

    def _placed(self, best: _Way) -> list[PlacedAtom]:
        chain: list[_Way] = []
        way: _Way | None = best
        while way is not None:
            chain.append(way)
            way = way.parent
        row = 0
        placed = []
        for number, (one, atom) in enumerate(zip(reversed(chain), self._atoms, strict=True)):
            row += number > 0 and one.new_row
            placed.append(PlacedAtom(atom, row, one.column))
        return placed


def _cheapest(ways: Iterator[_Way]) -> list[_Way]:
    """Return the cheapest ways, of those that are in one state the cheapest alone."""
    best: dict[tuple[int, int, int, bool, bool], _Way] = {}
    for way in ways:
        known = best.get(way.state)
        if known is None or way.cost < known.cost:
            best[way.state] = way
    kept = sorted(best.values(), key=lambda way: (way.cost, way.state))[:BEAM]
    return [way for way in kept if way.cost <= kept[0].cost + HOPELESS]
