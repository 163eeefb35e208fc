"""What two years of one edition say together is no finding: each year lists a project once."""

from __future__ import annotations

import pytest

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.table import finding_rows
from graph.store import EmbeddedStore
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
