"""Readings of one municipality and one time → its inventory; nothing depends on their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from graph.editions.inventory import Coverage, Department, Inventory, Part, Place, Project, Quote
from graph.editions.period import Period
from graph.editions.reported_text import texts_on_projects
from graph.naming import department_names
from graph.outline import Outline, parent
from loaders.records import Direction, Goal, Kind, MatchMethod, Measure, Mention, Reading, Report
from loaders.source import Passage
from ontology.names import normalised_name

_LISTED = (MatchMethod.EXACT, MatchMethod.VARIANT, MatchMethod.STEM)


@dataclass
class _Standing:
    """A project in one part, over every printing of it there."""

    marks: set[bool] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)
    quotes: set[Quote] = field(default_factory=set)


def inventory_of(readings: Iterable[Reading]) -> Inventory:
    """Return what ``readings`` (one or more, of one municipality and one period) list."""
    ordered = sorted(readings, key=lambda reading: (reading.source.name, reading.source.sha256))
    first = ordered[0]
    return Inventory(
        first.municipality.code, first.municipality.name, Period.of(first),
        frozenset(map(Coverage.of, ordered)), _parts(ordered), _projects(ordered),
        _departments(ordered))


def quotes_of(reading: Reading, passages: Iterable[Passage]) -> set[Quote]:
    """Return ``passages`` of ``reading`` with the document that they stand in."""
    source = reading.source
    return {Quote(source.name, source.sha256, passage.page or 0, passage.first_line,
                  passage.last_line) for passage in passages}


def _parts(readings: Sequence[Reading]) -> dict[str, Part]:
    """Every goal, direction and measure; one that is only listed in or reported on has no label."""
    labels: dict[str, str] = {}
    quotes: defaultdict[str, set[Quote]] = defaultdict(set)
    kinds: dict[str, str] = {}
    for reading in readings:
        outline = Outline.of(reading, "")
        printed: tuple[Goal | Direction | Measure, ...] = (
            *reading.goals, *reading.directions, *reading.measures)
        for part in printed:
            kinds[part.notation] = outline.kind(part.notation)
            labels[part.notation] = labels.get(part.notation) or part.label
            quotes[part.notation] |= quotes_of(reading, part.passages)
        named = [listing.listed_in for listing in reading.listings]
        named += [report.reports_on for report in reading.reports]
        for notation in chain.from_iterable(map(_upwards, named)):
            kinds.setdefault(notation, outline.kind(notation))
    return {notation: Part(kinds[notation], notation, labels.get(notation, ""),
                           tuple(sorted(quotes[notation])))
            for notation in sorted(kinds)}


def _upwards(notation: str) -> Iterator[str]:
    while notation:
        yield notation
        notation = parent(notation)


def _projects(readings: Sequence[Reading]) -> dict[str, Project]:
    names: dict[str, str] = {}
    standings: defaultdict[str, defaultdict[str, _Standing]] = defaultdict(
        lambda: defaultdict(_Standing))
    for reading in readings:
        for listing in reading.listings:
            key = normalised_name(listing.name)
            names.setdefault(key, listing.name)
            standing = standings[key][listing.listed_in]
            standing.marks.add(listing.cross_listed)
            standing.departments.update(map(normalised_name, listing.departments))
            standing.quotes |= quotes_of(reading, listing.passages)
    reporters, texts = _reporters(readings), texts_on_projects(readings)
    return {
        key: Project(
            key, names[key],
            tuple(Place(notation, all(each.marks), frozenset(each.departments),
                        tuple(sorted(each.quotes)))
                  for notation, each in sorted(standings[key].items())),
            frozenset(reporters[key]), texts.get(key, ""))
        for key in sorted(names)}


def reports_naming(reading: Reading) -> Iterator[tuple[Report, Mention]]:
    """Yield each mention of a listed project with the report in which it stands."""
    reports = {report.key: report for report in reading.reports}
    for mention in reading.mentions:
        if (mention.kind is Kind.PROJECT and mention.method in _LISTED
                and mention.within.kind == "report" and mention.within.key in reports):
            yield reports[mention.within.key], mention


def _reporters(readings: Iterable[Reading]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for report, mention in reports_naming(reading):
            found[normalised_name(mention.target)].update(map(normalised_name, report.departments))
    return found


def _departments(readings: Sequence[Reading]) -> dict[str, Department]:
    names: dict[str, str] = {}
    own: defaultdict[str, set[Quote]] = defaultdict(set)
    with_work: defaultdict[str, set[Quote]] = defaultdict(set)
    projects: defaultdict[str, set[str]] = defaultdict(set)
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for name in department_names(reading):
            names.setdefault(normalised_name(name), name)
        for department in reading.departments:
            own[normalised_name(department.name)] |= quotes_of(reading, department.passages)
        for listing in reading.listings:
            for key in map(normalised_name, listing.departments):
                projects[key].add(normalised_name(listing.name))
                with_work[key] |= quotes_of(reading, listing.passages)
        for report in reading.reports:
            for key in map(normalised_name, report.departments):
                parts[key].add(report.reports_on)
                with_work[key] |= quotes_of(reading, report.passages)
        for report, mention in reports_naming(reading):
            for key in map(normalised_name, report.departments):
                projects[key].add(normalised_name(mention.target))
    return {key: Department(key, names[key], frozenset(projects[key]), frozenset(parts[key]),
                            tuple(sorted(own[key] or with_work[key])))
            for key in sorted(names)}
