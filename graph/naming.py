"""Every spelling of every named thing in one document, and how often it is printed there.

The preferred label of a thing is chosen over all documents (``graph.identity``), its other labels
are given document by document: both read the spellings from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.outline import Outline, bears_strategy
from loaders.records import Direction, Goal, Kind, Listing, Measure, Meeting, Mention, Reading
from loaders.source import Passage
from ontology.names import mend_characters, normalised_name

STRATEGY_WORD = "総合戦略"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Naming:
    """One spelling of the thing ``iri``, printed ``printings`` times; 0 for a raw spelling (stray
    spaces and all), which is kept and never preferred to a mended one."""

    iri: str
    spelling: str
    printings: int


def namings(reading: Reading, outline: Outline, stated: frozenset[str]) -> Iterator[Naming]:
    """Yield the spellings met in ``reading``; ``stated`` holds the IRIs of all things that stand
    in some list (see ``stated_things``). A thing printed without a name has none."""
    found = (*_own_namings(reading, outline), *(
        naming for mention in reading.mentions
        for naming in _mention_namings(mention, outline, stated)))
    yield from (naming for naming in found if naming.spelling)


def _own_namings(reading: Reading, outline: Outline) -> Iterator[Naming]:
    municipality = reading.municipality
    iris = outline.iris
    yield _naming(iris.municipality, municipality.name, municipality.passages)
    if bears_strategy(reading) and not reading.strategies:
        yield Naming(outline.strategy, municipality.name + STRATEGY_WORD, 0)
    for strategy in reading.strategies:
        yield _naming(iris.strategy(strategy.edition), strategy.label, strategy.passages)
    parts: tuple[Goal | Direction | Measure, ...] = (
        *reading.goals, *reading.directions, *reading.measures)
    for part in parts:
        yield _naming(outline.iri(part.notation), part.label, part.passages)
    for listing in reading.listings:
        yield from _listing_namings(listing, outline)
    for department in reading.departments:
        yield _naming(iris.department(department.name), department.name, department.passages)
    for report in reading.reports:
        for name in report.departments:
            yield _naming(iris.department(name), name, report.passages)
    for meeting in reading.meetings:
        yield from _meeting_namings(meeting, outline)


def stated_things(reading: Reading, outline: Outline) -> Iterator[str]:
    """Yield the IRIs of the things that stand in a list or outline of ``reading``: its strategy,
    its measures, its projects, its departments. All others are only named in a text."""
    iris = outline.iris
    if bears_strategy(reading):
        yield outline.strategy
    yield from (outline.iri(measure.notation) for measure in reading.measures)
    yield from (iris.project(listing.name) for listing in reading.listings)
    yield from (iris.department(name) for name in department_names(reading))


def department_names(reading: Reading) -> tuple[str, ...]:
    """Return the names of the departments that ``reading`` prints as such, each spelling once."""
    names = [department.name for department in reading.departments]
    names += [name for report in reading.reports for name in report.departments]
    names += [name for listing in reading.listings for name in listing.departments]
    return tuple(dict.fromkeys(names))


def target_iri(mention: Mention, outline: Outline) -> str:
    """Return the IRI of the thing that ``mention`` names."""
    iris = outline.iris
    match mention.kind:
        case Kind.PROJECT:
            return iris.project(mention.target)
        case Kind.DEPARTMENT:
            return iris.department(mention.target)
        case Kind.MEASURE:
            return iris.measure(target_edition(mention, outline), mention.target)
        case Kind.STRATEGY:
            return iris.strategy(target_edition(mention, outline))
        case Kind.NAMED_PLAN:
            return iris.named_plan(mention.target)


def target_edition(mention: Mention, outline: Outline) -> int | None:
    """Return the edition of the strategy that ``mention`` names, or whose measure it names."""
    if mention.kind is Kind.STRATEGY:
        return int(mention.target) if mention.target.isdecimal() else None
    return outline.edition if mention.strategy_edition is None else mention.strategy_edition


def _naming(iri: str, spelling: str, passages: tuple[Passage, ...]) -> Naming:
    return Naming(iri, spelling, max(1, len(passages)))


def _listing_namings(listing: Listing, outline: Outline) -> Iterator[Naming]:
    project = outline.iris.project(listing.name)
    yield _naming(project, listing.name, listing.passages)
    for spelling in listing.spellings:
        if not _carries_mark(spelling):
            yield Naming(project, spelling, 0)
    for name in listing.departments:
        yield _naming(outline.iris.department(name), name, listing.passages)


def _carries_mark(spelling: str) -> bool:
    """Tell whether a 再掲 mark stands in ``spelling``: a printing of the name, not a name."""
    return _SPACE.sub("", mend_characters(spelling)) != normalised_name(spelling)


def _meeting_namings(meeting: Meeting, outline: Outline) -> Iterator[Naming]:
    iris = outline.iris
    iri = iris.meeting(meeting.series, meeting.fiscal_year, meeting.round)
    yield _naming(iri, meeting.label, meeting.passages)
    for item in meeting.agenda:
        yield _naming(iris.agenda_item(iri, item.notation), item.label, item.passages)
    for material in meeting.materials:
        yield _naming(iris.material(iri, material.number), material.title, material.passages)


def _mention_namings(
    mention: Mention, outline: Outline, stated: frozenset[str]
) -> Iterator[Naming]:
    """A thing that stands in no list has the name that the text gives it; the raw words of a text
    are another spelling where they differ from a name in characters only."""
    iri = target_iri(mention, outline)
    has_name = mention.kind in (Kind.PROJECT, Kind.DEPARTMENT, Kind.NAMED_PLAN)
    if iri not in stated:
        name = mention.target if has_name else mention.label or mention.matched_text
        yield _naming(iri, name, mention.passages)
    if has_name and normalised_name(mention.matched_text) == normalised_name(mention.target):
        yield Naming(iri, mention.matched_text, 0)
