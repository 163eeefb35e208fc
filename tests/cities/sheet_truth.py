"""What a printed list of projects tells of its city, whatever the form of the file."""

from __future__ import annotations

from tests.cities import marks
from tests.cities.expected import Truth
from tests.cities.reading import Amount
from tests.cities.sheets import SheetLayout
from tests.cities.truth import City


def truth_of_sheet(city: City, layout: SheetLayout) -> Truth:
    """Return what the sheet tells of goals, directions, measures and listings."""
    outline: list[tuple[str, str, str]] = []
    listings: list[tuple[str, str, bool]] = []
    for first, goal in enumerate(city.goals, start=1):
        outline.append(("Goal", str(first), goal.label))
        for second, direction in enumerate(goal.directions, start=1):
            outline.append(("Direction", f"{first}-{second}", direction.label))
            notations = [marks.measure_notation(layout.print, first, second, number + 1)
                         for number in range(len(direction.measures))]
            if layout.measures:
                outline += [("Measure", notation, measure.label) for notation, measure
                            in zip(notations, direction.measures, strict=True)]
            listings += [
                (listing.name, notations[listing.measure] if layout.measures
                 else f"{first}-{second}", listing.cross)
                for listing in direction.listings
            ]
    return Truth(tuple(outline), {}, tuple(listings), {})



def amounts_of_sheet(city: City, layout: SheetLayout) -> tuple[Amount, ...]:
    """Return the money, the indicators and the grades that the sheet tells of each listing."""
    listings = truth_of_sheet(city, layout).listings
    amounts: list[Amount] = []
    for (name, place, _), entry in zip(listings, city.entries, strict=True):
        amounts += [
            (name, place, "Budget", str(city.year), str(entry.budgets[0])),
            (name, place, "Budget", str(city.year + 1), str(entry.budgets[1])),
            (name, place, "Target", str(city.year), str(entry.target)),
            (name, place, "Actual", str(city.year), str(entry.actual)),
            (name, place, "Evaluation", "", entry.evaluation),
        ]
    return tuple(amounts)


def in_charge_of_sheet(city: City, layout: SheetLayout) -> tuple[tuple[str, str, str], ...]:
    """Return (project, place, department) for each department of each listing."""
    listings = truth_of_sheet(city, layout).listings
    departments = [listing.departments for goal in city.goals for direction in goal.directions
                   for listing in direction.listings]
    return tuple((name, place, department)
                 for (name, place, _), together in zip(listings, departments, strict=True)
                 for department in together)
