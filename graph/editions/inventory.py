"""What the documents of one municipality and one time list: parts, projects, departments.

Everything is known by the key that is the same in all editions: a project and a department by
the normalised name, a goal, direction or measure by its notation within the edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from graph.editions.period import Period
from graph.outline import MEASURE, parent
from loaders.records import Reading

ROOT = ""
"""The notation above all goals."""


class Coverage(StrEnum):
    """What kind of account a document gives: a list alone may be complete where reports are not."""

    LISTS = "lists"
    REPORTS = "reports"

    @classmethod
    def of(cls, reading: Reading) -> Coverage:
        """Return the kind of account that ``reading`` gives."""
        return cls.REPORTS if reading.reports else cls.LISTS


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Lines ``first``–``last`` (1-based) of a document; ``page`` 0 where it has no pages."""

    document: str
    sha256: str
    page: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Part:
    """A goal, direction or measure; ``label`` is "" where none is printed."""

    kind: str
    notation: str
    label: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A project in the list of the part ``notation``; ``departments`` (keys) by the list."""

    notation: str
    cross_listed: bool
    departments: frozenset[str]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A listed project; ``reporters`` (keys) are the departments whose reports name it, ``text``
    is what these say beside its name."""

    key: str
    name: str
    places: tuple[Place, ...]
    reporters: frozenset[str]
    text: str

    @property
    def homes(self) -> tuple[Place, ...]:
        """The places that carry no 再掲 mark."""
        return tuple(place for place in self.places if not place.cross_listed)

    @property
    def in_charge(self) -> frozenset[str]:
        """The departments that the lists name; a home listing's word counts more than a 再掲's."""
        said = frozenset[str]().union(*(place.departments for place in self.homes))
        return said or frozenset[str]().union(*(place.departments for place in self.places))

    @property
    def departments(self) -> frozenset[str]:
        """The departments in charge by the lists, or else those that report on it."""
        return self.in_charge or self.reporters

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Where the project is listed."""
        return tuple(sorted({quote for place in self.places for quote in place.quotes}))


@dataclass(frozen=True, slots=True)
class Department:
    """A department; ``projects`` (keys) are those it is in charge of or reports on, ``parts`` the
    notations on which it reports."""

    key: str
    name: str
    projects: frozenset[str]
    parts: frozenset[str]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Inventory:
    """What stands in the documents of one municipality (six-digit ``code``) for one period."""

    code: str
    municipality: str
    period: Period
    coverage: frozenset[Coverage]
    parts: Mapping[str, Part]
    projects: Mapping[str, Project]
    departments: Mapping[str, Department]

    @cached_property
    def home_projects(self) -> Mapping[str, frozenset[str]]:
        """The projects at home in each part or below it, by notation; ROOT holds all."""
        return self._below(
            (place.notation, project.key)
            for project in self.projects.values() for place in project.homes)

    @cached_property
    def listed_projects(self) -> Mapping[str, frozenset[str]]:
        """The projects in the lists of each part or below it, marked or not."""
        return self._below(
            (place.notation, project.key)
            for project in self.projects.values() for place in project.places)

    def _below(self, standing: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for notation, project in standing:
            for part in (*self.upwards(notation), ROOT):
                found[part].add(project)
        return {notation: frozenset(projects) for notation, projects in found.items()}

    def upwards(self, notation: str) -> Iterator[str]:
        """Yield ``notation`` and every part above it, goals last."""
        while notation != ROOT:
            yield notation
            notation = self.above(notation)

    def above(self, notation: str) -> str:
        """Return the notation of the part above ``notation``, ROOT above the first level."""
        above = parent(notation)
        return above if above in self.parts else ROOT

    def direction(self, notation: str) -> str:
        """Return the direction that ``notation`` is or stands below; a goal is itself."""
        return next((part for part in self.upwards(notation)
                     if self.parts[part].kind != MEASURE), notation)
