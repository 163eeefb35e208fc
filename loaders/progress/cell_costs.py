"""What speaks against a piece of a dump standing in a cell, and against a cell beginning with it.

Costs are compared with each other only: 1 is a thing that is odd, 3 one that hardly happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from loaders.layout import Cell
from loaders.progress.atoms import Atom, alike, in_one_tense
from loaders.progress.cell_widths import Widths
from loaders.progress.conventions import OUTLINE, Conventions
from loaders.progress.grid_departments import DepartmentColumn
from loaders.progress.grid_header import REPORT, GridColumn
from loaders.progress.grid_rows import LEVELS
from loaders.progress.labels import is_label
from loaders.records import Phase

EMPTY = 2.2
"""A cell of a row is empty."""
NO_LIST = 1.0
"""Below a heading of its own, a row has nothing in the column of projects."""
NO_LABEL = 2.6
"""A row has no label of its own."""
NO_LABEL_ON_TOP = 0.8
"""The same at the head of a page, where a row of the page before may go on."""
CUT = 0.6
"""A row runs over the end of the page."""
OPEN = 2.5
"""A cell ends within a sentence."""
TENSE = 2.5
"""A sentence of a plan in a column of results, or the other way round."""
ALIKE = 0.45
"""Paragraphs less alike say nothing of each other."""
SAME = 0.85
"""Paragraphs less alike do not repeat each other."""
AGAIN = 4.0
"""Two paragraphs of one cell say the same."""
SAME_THINGS = 3.0
"""Gain: a paragraph says of the plan what another column says of the result."""
STRANGE_LABEL = 4.0
"""A cell of departments holds no department's name."""
KNOWN_LABEL = 1.0
"""Gain: its names stand elsewhere too."""
UNTOLD = 1.2
"""A paragraph of a report has neither a mark nor a full stop."""
NAMED = 3.0
"""What has the form of a department's name begins a paragraph of a report."""
BETWEEN = ("、", ",", "/", "・", "及び")
FROM_LIST = 0.5
"""A report begins with a name right behind a list of names."""
UNLIKELY = 2.5
"""A heading, a list or a department's name stands where none belongs."""
LABEL_LINES = 6
"""No label takes more lines."""


class CellCosts:
    """The costs of one document's atoms in the columns of its table."""

    def __init__(
        self, columns: Sequence[GridColumn], widths: Widths, known: frozenset[str],
        forms: Conventions,
    ) -> None:
        """``known`` are the names of departments that were found before."""
        self._columns = columns
        self._widths = widths
        self._known = known
        self._forms = forms
        self._departments = DepartmentColumn([], forms)
        roles = {column.role for column in columns}
        self._levels = {LEVELS[role] for role in roles if role in LEVELS}
        self._has_strategy = "strategy" in roles
        self._has_projects = "project" in roles

    def inside(self, atom: Atom, column: int) -> float:
        """Return what speaks against ``atom`` anywhere in a cell of ``column``."""
        role = self._columns[column].role
        if role == REPORT:
            return self._in_report(atom, column) + self._widths.too_wide(column, atom)
        if role == "department":
            return 0.0 if atom.label else STRANGE_LABEL
        if role in OUTLINE:
            return self._in_outline(atom, role) + self._widths.too_wide(column, atom)
        return 1.0 + self._widths.too_wide(column, atom)

    def _in_report(self, atom: Atom, column: int) -> float:
        phase = self._columns[column].phase
        cost = 0.0
        if phase is not None:
            cost += TENSE * max(0.0, -atom.tense if phase is Phase.RESULT else atom.tense)
        if atom.heading is not None:
            cost += UNLIKELY
        if atom.opens:
            cost += UNLIKELY
        if atom.begins and not (atom.mark or atom.told or atom.project or atom.named):
            cost += UNTOLD
        if atom.named:
            cost += NAMED + (KNOWN_LABEL if atom.line.flat in self._known else 0.0)
        return cost

    def _in_outline(self, atom: Atom, role: str) -> float:
        cost = max(0.0, atom.tense) * TENSE
        if atom.told and atom.mark not in ("", "\u3000"):
            cost += UNLIKELY
        if atom.told and role in ("goal", "direction", "project"):
            cost += UNLIKELY
        if atom.named and atom.line.flat in self._known:
            cost += UNLIKELY
        if atom.heading is not None and role in LEVELS and LEVELS[role] is not atom.heading:
            cost += UNLIKELY
        if atom.heading is not None and role == "project":
            cost += UNLIKELY
        if role in ("goal", "direction") and (atom.opens or atom.listed):
            cost += UNLIKELY
        if role == "measure" and self._has_projects and atom.listed:
            cost += 1.0
        return cost

    def begin(self, atom: Atom, column: int, *, before: int | None, on_top: bool) -> float:
        """Return what speaks against a cell of ``column`` beginning with ``atom``, behind one of
        the column ``before``; ``on_top`` of a page it may go on with one of the page before."""
        role = self._columns[column].role
        if role == REPORT:
            behind = self._columns[before].role if before is not None else ""
            if behind == "project" and atom.listed:
                return FROM_LIST
            return 0.0 if on_top or atom.begins or behind == "department" else OPEN
        if role == "project":
            return 0.0 if on_top or atom.listed else 1.0
        if role in OUTLINE:
            signed = atom.heading is not None or atom.opens
            return 0.0 if signed else (0.8 if on_top else UNLIKELY)
        return 0.0

    def go_on(self, before: Atom, atom: Atom, column: int) -> float:
        """Return what speaks against ``atom`` standing in the cell of the atom before it."""
        role = self._columns[column].role
        if role == "department":
            return 1.5 if atom.same_line else 0.0
        if atom.same_line:
            return 1.2
        if not atom.begins:
            return self._widths.broken(column, before, atom)
        if role in OUTLINE and not atom.mark and atom.heading is None and not atom.opens:
            return 0.5 if before.ended else self._widths.broken(column, before, atom)
        if role == REPORT and not before.ended and atom.mark:
            return 0.3 if self._widths.is_full(column, before) else 0.0
        return 0.0 if atom.mark or role != REPORT else 0.3

    def end(self, before: Atom, column: int, *, cut: bool) -> float:
        """Return what speaks against a cell of ``column`` ending with ``before``."""
        if self._columns[column].role != REPORT or cut:
            return 0.0
        if before.project:
            return OPEN
        if before.ended:
            return 0.0
        return OPEN if self._widths.is_full(column, before) else 0.6

    def label(self, atoms: Sequence[Atom]) -> float:
        """Return what speaks against ``atoms`` being a whole cell of departments."""
        if len(atoms) > LABEL_LINES:
            return STRANGE_LABEL
        names = self.names(atoms)
        if not names or not all(map(self._is_name, names)) or self._holds_project(atoms):
            return STRANGE_LABEL
        cost = 1.5 if len(atoms) == 1 and atoms[0].mark else 0.0
        if self._begins_short(atoms):
            cost += UNLIKELY
        return cost - (KNOWN_LABEL if all(name in self._known for name in names) else 0.0)

    def _holds_project(self, atoms: Sequence[Atom]) -> bool:
        """Whether the lines down to one of ``atoms`` end as a project's name does."""
        joined = accumulate(atom.line.flat for atom in atoms)
        return any(self._forms.project_end.search(text)
                   and not self._forms.department_end.search(text) for text in joined)

    def _begins_short(self, atoms: Sequence[Atom]) -> bool:
        """Whether the first line of a label is no name and shorter than another: names are broken
        where their column ends."""
        first = atoms[0]
        whole = self._is_name(first.line.flat) or first.line.flat.endswith(BETWEEN)
        return not whole and any(one.width > first.width + 2 for one in atoms)

    def _is_name(self, name: str) -> bool:
        bare = self._forms.department_end.fullmatch(name)
        return bare is None and is_label(name, self._forms)

    def names(self, atoms: Sequence[Atom]) -> tuple[str, ...]:
        """Return the names in a cell of departments."""
        return self._departments.names(Cell(0, 0, 1, 1, tuple(atom.line for atom in atoms)))

    def banner(self, atom: Atom) -> float:
        """Return what speaks against ``atom`` being a heading across the table."""
        if atom.heading is None:
            return STRANGE_LABEL
        own = self._has_strategy or atom.heading in self._levels
        return 1.5 if own else 0.2

    def again(self, atom: Atom, cell: Sequence[Atom]) -> float:
        """Return the cost of a paragraph that repeats one of its own cell."""
        most = max((alike(atom, one) for one in cell if one.begins), default=0.0)
        return AGAIN * _over(most, SAME)

    def same_things(self, atom: Atom, order: int, cell: Sequence[Atom]) -> float:
        """Return the gain of a paragraph, the ``order``-th (from 0) of its cell, that another
        cell of the row has at about the same place."""
        paragraphs = [one for one in cell if one.begins][max(0, order - 1) : order + 2]
        other = (one for one in paragraphs if not in_one_tense(atom, one))
        most = max((alike(atom, one) for one in other), default=0.0)
        return SAME_THINGS * _over(most, ALIKE)


def _over(value: float, least: float) -> float:
    return max(0.0, value - least) / (1 - least)
