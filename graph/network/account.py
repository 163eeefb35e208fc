"""What the departments of one municipality report, and what lists print them in charge of, as the
network and the matrix look at it.

Plain frozen records, so that ties and measures can be tried on small towns without a store. A
field that the graph does not state is None or empty here: unknown is never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.editions.inventory import Quote


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: IRI, six-digit code ("" where none is told), name."""

    iri: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Department:
    """A department: IRI and preferred name, the IRI again where none is told."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction: IRI, notation ("1-3"), its name and its strategy's; "" where none is told."""

    iri: str
    notation: str
    name: str
    strategy: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A project (IRI, name) that a report names, and the ``words`` that name it.

    ``words`` is "" and ``confidence`` (0–1) None where the graph has no mention of its own; the
    quotes are those of the report then.
    """

    project: str
    name: str
    words: str
    confidence: Decimal | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one or more departments (IRIs, sorted) on ``place``, a direction or measure; or,
    where ``listed`` is true, a list's row there that prints them in charge of the project it names.

    ``direction`` (IRI) is the place or the direction above it; ``year`` ("FY2023") is what it
    tells of, ``printed`` the fiscal year of the document that prints it; ``phase`` is "Result",
    "Plan" or None. ``empty``: the department is printed and the cell is blank.
    """

    iri: str
    departments: tuple[str, ...]
    place: str
    direction: str | None
    year: str | None
    phase: str | None
    printed: str | None
    empty: bool
    quotes: tuple[Quote, ...]
    namings: tuple[Naming, ...]
    listed: bool = False

    @property
    def projects(self) -> frozenset[str]:
        """The IRIs of the projects that it names."""
        return frozenset(naming.project for naming in self.namings)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A finding of the kind RepeatedReport: what it says, the departments and reports (IRIs) it
    involves."""

    iri: str
    ja: str
    en: str
    departments: tuple[str, ...]
    reports: frozenset[str]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that is told of one municipality, each sequence in the order of the IRIs."""

    municipality: Municipality
    departments: tuple[Department, ...]
    directions: tuple[Direction, ...]
    reports: tuple[Report, ...]
    repeats: tuple[Repeat, ...]

    def of_year(self, year: str | None) -> Account:
        """Return the account with the reports for the fiscal year ``year`` ("FY2023") alone, and
        the repeats that involve one of them; the whole account for None."""
        if year is None:
            return self
        reports = tuple(report for report in self.reports if report.year == year)
        kept = {report.iri for report in reports}
        repeats = tuple(repeat for repeat in self.repeats if repeat.reports & kept)
        return Account(self.municipality, self.departments, self.directions, reports, repeats)

    @property
    def reporting(self) -> tuple[Department, ...]:
        """The departments that are printed with a report, or in charge of a project."""
        printed = {name for report in self.reports for name in report.departments}
        return tuple(each for each in self.departments if each.iri in printed)

    @property
    def silent(self) -> tuple[Department, ...]:
        """The other departments: nothing can be told of their ties."""
        printed = set(self.reporting)
        return tuple(each for each in self.departments if each not in printed)

