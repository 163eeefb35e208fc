"""What the documents say of each project: its name, where it is listed, who reports on it, and the
sentences that are about it alone.

A sentence about several projects at once (a joint report) says nothing that tells them apart: it
makes a tie between them, and goes into no comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.grounds import Grounds, Listing, Report
from graph.findings.quoting import holding
from graph.findings.sentences import sentences
from ontology.names import normalised_name
from ontology.terms import DCTERMS, SHISAKU, SKOS


@dataclass(slots=True)
class _Told:
    """What reports tell of one project: the sentences about it alone with the reports that say
    them, all sentences about it, the projects that some sentence names as a group, it among them,
    or that stand above it, who reports."""

    alone: dict[str, list[Report]] = field(default_factory=lambda: defaultdict(list))
    every: set[tuple[str, str]] = field(default_factory=set)
    groups: set[frozenset[str]] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Profile:
    """A project of one strategy, all its listings without mark taken together.

    ``name``, ``purposes`` and ``texts`` are normalised (NFKC, no white space); ``purposes`` are
    the texts of the measures that list it, none where directions do; ``texts`` holds each sentence
    that is about this project alone, ``told_in`` all sentences about it, each with its report
    (IRI).
    ``groups`` are the projects that one sentence names, this one among them, ``parents`` those
    whose heading stands above a sentence about it, ``homes`` the lists it stands in and the
    directions above them, ``listed_again`` the directions where it is marked 再掲, ``departments``
    those whose reports name it or that a list prints in charge of it, ``listed_at`` the passages
    of its lists, ``saying`` the reports that say each of ``texts``.
    """

    project: str
    name: str
    purposes: tuple[str, ...]
    texts: tuple[str, ...]
    told_in: frozenset[tuple[str, str]]
    groups: frozenset[frozenset[str]]
    parents: frozenset[str]
    homes: frozenset[str]
    listed_again: frozenset[str]
    departments: frozenset[str]
    listed_at: tuple[str, ...]
    saying: tuple[tuple[Report, ...], ...]

    def passages(self, facts: Facts) -> tuple[str, ...]:
        """Return where to read of it. Few projects are told of, and this takes a while."""
        said = zip(self.texts, self.saying, strict=True)
        return self.listed_at + tuple(chain.from_iterable(
            holding(facts, report, [sentence]) for sentence, reports in said for report in reports))

    def is_told_with(self, other: str) -> bool:
        """Tell whether some sentence names it together with the project ``other``."""
        return any(other in group for group in self.groups)


@lru_cache(maxsize=1)
def profiles(grounds: Grounds) -> Mapping[str, tuple[Profile, ...]]:
    """Return the projects by the strategy that lists them without mark, in the order of IRIs.

    Kept for the last grounds, because several rules ask for them.
    """
    told = _told(grounds)
    listed: defaultdict[str, defaultdict[str, list[Listing]]] = defaultdict(
        lambda: defaultdict(list))
    for listing in grounds.listings:
        if listing.strategy is not None:
            listed[listing.strategy][listing.project].append(listing)
    return {strategy: tuple(_profile(grounds.facts, project, of[project],
                                     told.get(project, _Told()))
                            for project in sorted(of)
                            if not all(listing.marked for listing in of[project]))
            for strategy, of in listed.items()}


def _profile(facts: Facts, project: str, listings: Iterable[Listing], told: _Told) -> Profile:
    home = [listing for listing in listings if not listing.marked]
    again = [listing for listing in listings if listing.marked]
    return Profile(
        project, _name(facts, project), _purposes(facts, home), tuple(told.alone),
        frozenset(told.every),
        frozenset(told.groups), frozenset(told.parents),
        frozenset(_places(facts, home)), frozenset(_places(facts, again)),
        frozenset(told.departments),
        tuple(chain.from_iterable(each.passages for each in home)),
        tuple(map(tuple, told.alone.values())))


def _purposes(facts: Facts, listings: Iterable[Listing]) -> tuple[str, ...]:
    """Return label and text of every measure in whose list a project stands."""
    measures = dict.fromkeys(listing.container for listing in listings
                             if facts.is_a(listing.container, SHISAKU.Measure))
    return tuple(normalised_name(text) for measure in measures
                 for told in (SKOS.prefLabel, DCTERMS.description)
                 for text in facts.values(measure, told))


def _places(facts: Facts, listings: Iterable[Listing]) -> Iterator[str]:
    """Yield the lists of ``listings`` and the directions above them."""
    for listing in listings:
        yield listing.container
        direction = facts.direction_of(listing.container)
        if direction is not None:
            yield direction


def _told(grounds: Grounds) -> Mapping[str, _Told]:
    found: defaultdict[str, _Told] = defaultdict(_Told)
    for listing in grounds.listings:
        if not listing.marked:
            found[listing.project].departments.update(listing.departments)
    for report in grounds.reports:
        named = _names(grounds.facts, report)
        for project in report.projects:
            found[project].departments.update(report.departments)
        contexts: dict[str, _About] = {}
        for sentence in sentences(report.text or "", {words for _, words in named}):
            about, parents = contexts.get(sentence.context) or contexts.setdefault(
                sentence.context, _about(sentence.context, named))
            for project in about:
                if len(about) == 1:
                    found[project].alone[sentence.key].append(report)
                else:
                    found[project].groups.add(about)
                found[project].every.add((report.iri, sentence.key))
                found[project].parents.update(parents - about)
    return found


_About = tuple[frozenset[str], frozenset[str]]
"""The projects that a sentence is about, and those that stand above it."""


def _about(context: str, named: Iterable[tuple[str, str]]) -> _About:
    """Return the projects that the innermost part of ``context``, that of a sentence, names, which
    is its paragraph or else the nearest heading that names one, and those that stand above it."""
    parts = [frozenset(_named_in(part, named)) for part in context.split("|")]
    naming = [part for part in parts if part]
    return (naming[-1], frozenset().union(*naming[:-1])) if naming else (frozenset(), frozenset())


def _named_in(part: str, named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the projects whose words stand in ``part`` and not only within a longer name."""
    here = [(project, words) for project, words in named if words in part]
    for project, words in here:
        if not any(words != other and words in other for _, other in here):
            yield project


def _names(facts: Facts, report: Report) -> tuple[tuple[str, str], ...]:
    """Return the words by which ``report`` names projects, each project with its words."""
    exact = ((project, _name(facts, project)) for project in report.projects)
    otherwise = ((named.project, named.words) for named in report.named)
    return tuple(sorted({(project, words) for project, words in (*exact, *otherwise) if words}))


def _name(facts: Facts, project: str) -> str:
    return normalised_name(facts.value(project, SKOS.prefLabel) or "")
