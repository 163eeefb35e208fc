"""Listings put together: rows that name one project in one place are one listing."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.flat import mended_name
from loaders.project_list.conventions import CellForms
from loaders.project_list.table import on_one_line
from loaders.records import Department, Listing
from loaders.source import Source
from loaders.text import runs
from ontology.names import normalised_name


@dataclass
class _Draft:
    name: str
    order: int
    spellings: list[str] = field(default_factory=list)
    departments: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


class ListingBook:
    """Collects the listings of one list and the departments named in it."""

    def __init__(self, source: Source, forms: CellForms) -> None:
        self._source = source
        self._forms = forms
        self._drafts: dict[tuple[str, str, bool], _Draft] = {}
        self._departments: dict[str, tuple[str, int]] = {}

    def add(self, place: str, name_cell: str, crossed: bool, department_cell: str, row: int) -> str:
        """Note the project that ``row`` lists in ``place``; return its name."""
        name = self.name_in(name_cell)
        marked = crossed or bool(self._forms.cross_mark.search(name_cell))
        order = 1 + sum(1 for listed_in, _, _ in self._drafts if listed_in == place)
        draft = self._drafts.setdefault((place, normalised_name(name), marked), _Draft(name, order))
        spelling = self._forms.cross_mark.sub("", on_one_line(name_cell)).strip()
        if spelling not in draft.spellings:
            draft.spellings.append(spelling)
        for department in self._departments_in(department_cell):
            key = normalised_name(department)
            first, _ = self._departments.setdefault(key, (department, row))
            draft.departments.setdefault(key, first)
        draft.rows.append(row)
        return draft.name

    def name_in(self, cell: str) -> str:
        """Return the project's name as ``cell`` prints it, lines joined and 再掲 taken off."""
        return mended_name(self._forms.cross_mark.sub("", "".join(cell.splitlines())))

    def departments(self) -> tuple[Department, ...]:
        """Return every department, with the first row that names it."""
        return tuple(Department(name, (self._source.passage(row),))
                     for name, row in self._departments.values())

    def listings(self) -> tuple[Listing, ...]:
        """Return every listing, in the order of the list."""
        return tuple(
            Listing(draft.name, tuple(draft.spellings), place, crossed, draft.order,
                    tuple(draft.departments.values()),
                    tuple(self._source.passage(*run) for run in runs(draft.rows)))
            for (place, _, crossed), draft in self._drafts.items())

    def _departments_in(self, cell: str) -> list[str]:
        parts = self._forms.between_departments.split(cell)
        names = (mended_name(part) for part in parts)
        return [name for name in names if name and name not in self._forms.nothing]

