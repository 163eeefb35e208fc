"""Which department reports on which direction, or is in charge of a project there, and in which
year, naming which projects.

There is a cell only where a report or a list prints the department. That there is none does not
say that nothing is done: the documents do not tell, and unknown is never zero. A blank report is a
cell of its own kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.network.account import Account, Naming, Report


@dataclass(frozen=True, slots=True)
class Cell:
    """The reports of one department (IRI) on one direction (IRI) and measures of it, for one
    fiscal year ("FY2023"; None where they do not tell it). ``reports`` is never empty."""

    department: str
    direction: str
    year: str | None
    reports: tuple[Report, ...]

    @property
    def empty(self) -> bool:
        """True where every report is a blank cell."""
        return all(report.empty for report in self.reports)

    @property
    def namings(self) -> tuple[Naming, ...]:
        """Every naming of a project in the reports."""
        return tuple(naming for report in self.reports for naming in report.namings)

    @property
    def projects(self) -> tuple[str, ...]:
        """The IRIs of the projects that the reports name, each once."""
        return tuple(sorted({naming.project for naming in self.namings}))


def cells(account: Account) -> tuple[Cell, ...]:
    """Return the cells of ``account`` by department, direction and year."""
    return tuple(sorted(_cells(account), key=lambda cell: (
        cell.department, cell.direction, cell.year or "")))


def _cells(account: Account) -> Iterator[Cell]:
    found: defaultdict[tuple[str, str, str | None], list[Report]] = defaultdict(list)
    for report in account.reports:
        if report.direction is not None:
            for department in report.departments:
                found[department, report.direction, report.year].append(report)
    for (department, direction, year), reports in found.items():
        yield Cell(department, direction, year, tuple(reports))
