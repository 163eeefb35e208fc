"""Reports and listings as the rules of the findings look at them.

A field that the graph does not state is None or empty here, and a rule that needs it passes the
record over: unknown is never zero.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from graph.findings.facts import Facts
from ontology.names import normalised_name
from ontology.terms import OA, ORE, PROV, RDFS, SHISAKU, SKOS

_YEAR = re.compile(r"FY(\d{4})")


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year: its IRI and the year in which it begins (令和5年度: 2023)."""

    iri: str
    begins: int


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project that a report names, and the words that name it (normalised)."""

    project: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its one or more departments.

    ``place`` is what it is about; ``direction`` is that direction, or the one above that measure;
    ``printed`` is the fiscal year (IRI) of the document, which may report on two years.
    """

    iri: str
    departments: tuple[str, ...]
    place: str
    direction: str | None
    strategy: str | None
    year: FiscalYear | None
    phase: str | None
    text: str | None
    projects: frozenset[str]
    named: tuple[NamedProject, ...]
    printed: str | None
    passages: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """True where a text is stated and is more than white space."""
        return bool(self.text and self.text.strip())


Row = tuple[tuple[str, ...], str]
"""A department set and the direction it reports on."""


def rows(reports: Iterable[Report]) -> Mapping[Row, list[Report]]:
    """Return the reports by department set and direction; those without direction are left out."""
    found: defaultdict[Row, list[Report]] = defaultdict(list)
    for report in reports:
        if report.direction is not None:
            found[report.departments, report.direction].append(report)
    return found


@dataclass(frozen=True, slots=True)
class Listing:
    """A project in one list; ``marked`` 再掲, ``home`` the listing that it repeats.

    ``years`` (IRIs) are the fiscal years of the documents that print it; none where one of them
    does not tell its year, and then it may be of any.
    """

    iri: str
    project: str
    container: str
    strategy: str | None
    marked: bool
    home: str | None
    years: frozenset[str]
    departments: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """Departments at work in a place: they report on it, or a list prints them in charge of a
    project that is at home there. ``projects`` are those that the report names, or the listed one;
    ``printed`` is the fiscal year (IRI) of the document."""

    departments: tuple[str, ...]
    place: str
    direction: str | None
    projects: frozenset[str]
    printed: str | None
    passages: tuple[str, ...]


def last_printed(stakes: Sequence[Stake]) -> list[Stake]:
    """Return those that the last year's documents print, and those of documents without a year: a
    department that was renamed since is not a second one."""
    last = max((stake.printed for stake in stakes if stake.printed), default=None)
    return [stake for stake in stakes if stake.printed in (None, last)]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text or list tells: ``within`` is the report, statement or listing.

    ``value`` is written as the graph does, ``unit`` and ``label`` are normalised, ``year`` is an
    IRI, None where the document does not tell it.
    """

    iri: str
    value: str
    unit: str
    label: str
    kind: str | None
    year: str | None
    within: str
    of: str | None
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person said in a meeting; ``order`` is counted from 1 within it."""

    iri: str
    order: int
    role: str | None
    item: str | None
    replies_to: str | None
    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that the rules look at, each sequence in the order of the IRIs."""

    facts: Facts
    reports: tuple[Report, ...]
    listings: tuple[Listing, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Grounds:
        """Return the reports and listings that ``quads`` tell."""
        facts = Facts(quads)
        return cls(facts, tuple(_reports(facts)), tuple(_listings(facts)),
                   tuple(_figures(facts)), tuple(_statements(facts)))

    def stakes(self) -> Iterator[Stake]:
        """Yield who is at work where; what a list marks 再掲 is told at its home."""
        for report in self.reports:
            yield Stake(report.departments, report.place, report.direction, report.projects,
                        report.printed, report.passages)
        for listing in self.listings:
            if listing.departments and not listing.marked:
                yield Stake(listing.departments, listing.container,
                            self.facts.direction_of(listing.container),
                            frozenset({listing.project}), max(listing.years, default=None),
                            listing.passages)


def _reports(facts: Facts) -> Iterator[Report]:
    named = _named_projects(facts)
    for iri in facts.all(SHISAKU.ProgressReport):
        departments = facts.values(iri, SHISAKU.reportedBy)
        place = facts.value(iri, SHISAKU.reportsOn)
        if not departments or place is None:
            continue
        yield Report(
            iri, departments, place, facts.direction_of(place), facts.value(place, SKOS.inScheme),
            _fiscal_year(facts, iri), facts.value(iri, SHISAKU.phase),
            facts.value(iri, SHISAKU.text), _projects(facts, iri), tuple(named.get(iri, ())),
            next(iter(_years(facts, iri)), None), facts.values(iri, PROV.wasQuotedFrom))


def _fiscal_year(facts: Facts, report: str) -> FiscalYear | None:
    year = facts.value(report, SHISAKU.fiscalYear)
    told = _YEAR.fullmatch(facts.value(year, SKOS.notation) or "") if year else None
    return FiscalYear(year, int(told[1])) if year and told else None


def _projects(facts: Facts, report: str) -> frozenset[str]:
    return frozenset(thing for thing in facts.values(report, SHISAKU.mentions)
                     if facts.is_a(thing, SHISAKU.Project))


def _named_projects(facts: Facts) -> Mapping[str, list[NamedProject]]:
    """Return for each text the projects that it names and the words that do."""
    found: defaultdict[str, list[NamedProject]] = defaultdict(list)
    for mention in facts.all(SHISAKU.Mention):
        within = facts.value(mention, SHISAKU.mentionIn)
        thing = facts.value(mention, SHISAKU.mentionOf)
        words = normalised_name(facts.value(mention, SHISAKU.matchedText) or "")
        if within and thing and words and facts.is_a(thing, SHISAKU.Project):
            found[within].append(NamedProject(thing, words))
    return found


def _listings(facts: Facts) -> Iterator[Listing]:
    for iri in facts.all(SHISAKU.Listing):
        project, container = facts.value(iri, ORE.proxyFor), facts.value(iri, ORE.proxyIn)
        if project is not None and container is not None:
            yield Listing(
                iri, project, container, facts.value(container, SKOS.inScheme),
                facts.is_a(iri, SHISAKU.CrossListing), facts.value(iri, ORE.lineage),
                _years(facts, iri), facts.values(iri, SHISAKU.inCharge),
                facts.values(iri, PROV.wasQuotedFrom))


def _years(facts: Facts, iri: str) -> frozenset[str]:
    documents = {document for passage in facts.values(iri, PROV.wasQuotedFrom)
                 for document in facts.values(passage, OA.hasSource)}
    years = [facts.value(document, SHISAKU.fiscalYear) for document in sorted(documents)]
    return frozenset(year for year in years if year) if all(years) else frozenset()


def _figures(facts: Facts) -> Iterator[Figure]:
    for iri in facts.all(SHISAKU.Figure):
        value, within = facts.value(iri, SHISAKU.value), facts.value(iri, SHISAKU.figureIn)
        if value is not None and within is not None:
            yield Figure(
                iri, value, normalised_name(facts.value(iri, SHISAKU.unit) or ""),
                normalised_name(facts.value(iri, RDFS.label) or ""),
                facts.value(iri, SHISAKU.figureKind), facts.value(iri, SHISAKU.fiscalYear),
                within, facts.value(iri, SHISAKU.figureOf), facts.values(iri, PROV.wasQuotedFrom))


def _statements(facts: Facts) -> Iterator[Statement]:
    for iri in facts.all(SHISAKU.Statement):
        yield Statement(
            iri, int(facts.value(iri, SHISAKU.order) or 0), facts.value(iri, SHISAKU.speakerRole),
            facts.value(iri, SHISAKU.inAgendaItem), facts.value(iri, SHISAKU.repliesTo),
            facts.value(iri, SHISAKU.text) or "", facts.values(iri, PROV.wasQuotedFrom))
