"""The lines of a strategy's cell: measures with their descriptions, and lists of projects."""

from __future__ import annotations

from collections.abc import Iterator

from tests.cities import marks
from tests.cities.layouts import Layout
from tests.cities.truth import City, Direction


def strategy_lines(
    city: City, layout: Layout, place: tuple[int, int], only: int | None
) -> Iterator[str]:
    """Yield the lines below a direction's heading; of one measure where ``only`` names it."""
    direction = city.goals[place[0] - 1].directions[place[1] - 1]
    for number, measure in enumerate(direction.measures):
        if only not in (None, number):
            continue
        if layout.measures:
            yield marks.measure_line(layout, *place, number + 1, measure.label)
            yield from (f"　{sentence}" for sentence in measure.description)
        if layout.lists == "measures":
            yield layout.list_heading
            yield from bullets(layout, direction, number)
        if only is None and (layout.measures or layout.lists == "measures"):
            yield ""
    if layout.lists == "cell":
        yield layout.list_heading
        yield from bullets(layout, direction, only)


def bullets(layout: Layout, direction: Direction, measure: int | None) -> Iterator[str]:
    """Yield a line for each project of a direction, or of one measure of it."""
    for listing in direction.listings:
        if measure in (None, listing.measure):
            mark = layout.cross if listing.cross else ""
            name = mark.strip() + listing.name if layout.cross_first else listing.name + mark
            yield layout.bullet + name
