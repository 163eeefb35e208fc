"""What two years of one edition say together is no finding: each year lists a project once."""

from __future__ import annotations

import pytest

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.table import finding_rows
from graph.store import EmbeddedStore
from loaders.records import Reading
from ontology.iris import DEFAULT_BASE

from .conftest import list_reading

EARLIER = ["1-1 苗木育成事業", "1-2 空き店舗活用事業", "2-1 お試し住宅事業"]
LATER = ["1-1 石垣修理事業", "1-2 苗木育成事業", "1-2 空き店舗活用事業", "2-1 お試し住宅事業"]


@pytest.mark.parametrize(("years", "found"), [
    ((2024, 2025), 0),   # it moved
    ((2024, 2024), 1),   # two lists of one year
    ((2024, None), 1),   # nobody tells that it is another year
])
def test_a_project_that_moved_is_not_listed_twice(
    years: tuple[int, int | None], found: int
) -> None:
    readings = [list_reading(rows, year=year)
                for rows, year in zip((EARLIER, LATER), years, strict=True)]
    quads = list(graph_quads(readings, DEFAULT_BASE))
    rows = finding_rows(EmbeddedStore.of([*quads, *findings_quads(quads, DEFAULT_BASE)]))
    assert [row.kind for row in rows] == ["UnmarkedCrossListing"] * found


def test_a_department_that_was_renamed_is_not_a_second_one(years: tuple[Reading, ...]) -> None:
    """商工振興室 is 商工労政課 in the next year's table."""
    both, later = (fragmentation_of(readings, "1-2") for readings in (years, years[1:]))
    assert both == later
    assert "商工労政課" in both
    assert "商工振興室" not in both


def fragmentation_of(readings: tuple[Reading, ...], notation: str) -> tuple[str, ...]:
    """The names of the departments of the one fragmentation that is about ``notation``."""
    quads = list(graph_quads(readings, DEFAULT_BASE))
    rows = finding_rows(EmbeddedStore.of([*quads, *findings_quads(quads, DEFAULT_BASE)]))
    (found,) = [row.involved for row in rows if row.kind == "Fragmentation"
                and any(name.startswith(notation) for name in row.involved)]
    return found
