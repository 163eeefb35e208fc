"""Reports and listings as the rules of the findings look at them.

A field that the graph does not state is None or empty here, and a rule that needs it passes the
record over: unknown is never zero.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from graph.findings.facts import Facts
from ontology.names import normalised_name
from ontology.terms import OA, ORE, PROV, SHISAKU, SKOS

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

    ``direction`` is the direction it is about, or the one above the measure it is about;
    ``printed`` is the fiscal year (IRI) of the document, which may report on two years.
    """

    iri: str
    departments: tuple[str, ...]
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
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that the rules look at, each sequence in the order of the IRIs."""

    facts: Facts
    reports: tuple[Report, ...]
    listings: tuple[Listing, ...]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Grounds:
        """Return the reports and listings that ``quads`` tell."""
        facts = Facts(quads)
        return cls(facts, tuple(_reports(facts)), tuple(_listings(facts)))


def _reports(facts: Facts) -> Iterator[Report]:
    named = _named_projects(facts)
    for iri in facts.all(SHISAKU.ProgressReport):
        departments = facts.values(iri, SHISAKU.reportedBy)
        place = facts.value(iri, SHISAKU.reportsOn)
        if not departments or place is None:
            continue
        yield Report(
            iri, departments, facts.direction_of(place), facts.value(place, SKOS.inScheme),
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
                _years(facts, iri), facts.values(iri, PROV.wasQuotedFrom))


def _years(facts: Facts, iri: str) -> frozenset[str]:
    documents = {document for passage in facts.values(iri, PROV.wasQuotedFrom)
                 for document in facts.values(passage, OA.hasSource)}
    years = [facts.value(document, SHISAKU.fiscalYear) for document in sorted(documents)]
    return frozenset(year for year in years if year) if all(years) else frozenset()
