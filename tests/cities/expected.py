"""What a printed report tells of its city: the truth in the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.cities import marks
from tests.cities.layouts import Layout
from tests.cities.truth import City, Direction, Item, Listing

Key = tuple[frozenset[str], str, int, str]
"""Departments, notation of the direction, fiscal year, phase."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a document tells, with names as printed. ``outline`` holds (kind, notation, label),
    ``listings`` (name, place, cross or not)."""

    outline: tuple[tuple[str, str, str], ...]
    descriptions: dict[str, str]
    listings: tuple[tuple[str, str, bool], ...]
    reports: dict[Key, str]


def project_rows(direction: Direction) -> list[tuple[Listing, Item]]:
    """Return what stands in each row of a table by projects: a listing, and what its department
    says of it without naming it in a heading. Nothing is said of what is told elsewhere."""
    items = {(report.departments, item.project): item
             for report in direction.reports for item in report.items}
    return [
        (listing, _headless(items.get((listing.departments, listing.name))
                            or Item(listing.name, (), (), ())))
        for listing in direction.listings
    ]


def _headless(item: Item) -> Item:
    headed = len(item.earlier) > 1 and item.earlier[0][1:].startswith(item.project or "\0")
    headed = headed and "により、" not in item.earlier[0]
    if not headed:
        return item
    name = item.earlier[0]
    return Item(item.project, *(
        tuple(text for text in column if text != name)
        for column in (item.result, item.plan, item.earlier)))


def truth_of(city: City, layout: Layout) -> Truth:
    """Return what the report of ``city`` in ``layout`` tells."""
    outline: list[tuple[str, str, str]] = []
    descriptions: dict[str, str] = {}
    listings: list[tuple[str, str, bool]] = []
    reports: dict[Key, str] = {}
    # A list in the row of its direction's only measure looks as one that stands under it.
    beside_measures = layout.lists == "column" and all(
        len(direction.measures) == 1 for goal in city.goals for direction in goal.directions)
    for first, goal in enumerate(city.goals, start=1):
        outline.append(("Goal", str(first), goal.label))
        for second, direction in enumerate(goal.directions, start=1):
            place = f"{first}-{second}"
            outline.append(("Direction", place, direction.label))
            notations = [marks.measure_notation(layout, first, second, number + 1)
                         for number in range(len(direction.measures))]
            if layout.measures:
                for notation, measure in zip(notations, direction.measures, strict=True):
                    outline.append(("Measure", notation, measure.label))
                    descriptions[notation] = "\n".join(measure.description)
            under_measures = layout.lists == "measures" or layout.structure == "by-measure" or (
                layout.measures and (layout.structure == "by-project" or beside_measures))
            listings += [
                (listing.name, notations[listing.measure] if under_measures else place,
                 listing.cross)
                for listing in direction.listings
            ]
            for departments, phase, texts in _told(direction, layout):
                key = (frozenset(departments), place, *marks.told_of(city, phase))
                reports[key] = "\n".join(filter(None, (reports.get(key, ""), "\n".join(texts))))
    return Truth(tuple(outline), descriptions, tuple(listings), reports)


def _told(
    direction: Direction, layout: Layout
) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Yield (departments, phase, paragraphs) for each cell of the direction's rows."""
    for phase in layout.phases:
        if layout.structure == "by-project":
            for listing, item in project_rows(direction):
                yield listing.departments, phase, getattr(item, phase)
        else:
            for report in direction.reports:
                yield report.departments, phase, report.paragraphs(phase)
