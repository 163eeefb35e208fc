"""What is found in the seed documents, against what a person finds by reading them.

The tables were written from the document, lines counted from 1 in the text file; sentences are
not repeated here. ``None`` for a mark: the text names a project in words that careful readers
could take either way (see tests/gold/README.md), so that nothing is asked.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Quad

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.table import FindingRow, finding_rows
from graph.store import EmbeddedStore
from loaders.document import municipality_in, read_document
from loaders.mentions.finder import with_mentions
from ontology.iris import DEFAULT_BASE
from ontology.terms import DCTERMS, SHISAKU

pytestmark = pytest.mark.seeds

GOLD = Path(__file__).parents[2] / "gold"

# (department, first direction, second direction, year, marked, lines in the first, in the second)
REPEATED: list[tuple[str, str, str, int, bool | None, str, str]] = [
    ("水産課", "1-1", "1-2", 2023, True, "34-41;98-104", "194-209"),
    ("水産課", "1-1", "1-2", 2024, True, "48-51;76-80", "211-220"),
    ("産業推進室", "1-4", "2-1", 2023, True, "560-561", "825-826"),
    ("産業推進室", "1-4", "2-1", 2024, True, "568-569", "828-829"),
    ("産業推進室", "1-4", "2-2", 2023, True, "560-561", "925-926"),
    ("産業推進室", "1-4", "2-2", 2024, None, "566-569", "933-936"),
    ("産業推進室", "1-5", "2-2", 2023, False, "579-581", "929-931"),
    ("産業推進室", "1-5", "2-2", 2024, False, "583-584", "937-938"),
    ("産業推進室", "2-1", "2-2", 2023, True, "825-826", "925-926"),
    ("産業推進室", "2-1", "2-2", 2024, True, "828-829", "933-934"),
    ("観光振興室", "1-3", "1-6", 2023, False, "343-346", "730-733"),
    ("観光振興室", "1-3", "1-6", 2024, False, "331-332", "713-714"),
    ("観光振興室", "1-3", "4-2", 2023, False, "343-346", "2064-2067"),
    ("観光振興室", "1-3", "4-2", 2024, False, "331-332", "2077-2078"),
    ("観光振興室", "1-6", "4-2", 2023, False, "730-741", "2064-2075"),
    ("観光振興室", "1-6", "4-2", 2024, False, "713-714;719-722", "2077-2078;2083-2086"),
    ("港湾空港課", "1-3", "4-2", 2023, True, "487-489", "2142-2144"),
    ("港湾空港課", "1-3", "4-2", 2024, True, "451-453", "2154-2156"),
    ("市民協働推進課", "2-1", "3-2", 2023, None, "788-793", "1157-1162"),
    ("市民協働推進課", "2-1", "3-2", 2024, None, "795-798", "1164-1167"),
    ("商業労政課", "2-1", "2-3", 2024, None, "815-817", "956-958"),
    ("高等看護学院", "2-4", "4-2", 2023, False, "982-987", "2181-2186"),
    ("高等看護学院", "2-4", "4-2", 2024, False, "989-990", "2188-2189"),
    ("住宅課", "3-1", "3-2", 2024, False, "1118", "1324"),
    ("音別保健福祉課", "3-2", "3-3", 2023, False, "1347-1348", "1633-1634"),
    ("音別保健福祉課", "3-2", "3-3", 2024, False, "1350-1352", "1636-1638"),
    ("健康推進課", "3-4", "4-2", 2023, False, "1752-1753", "2056-2057"),
    ("健康推進課", "3-4", "4-2", 2024, None, "1757-1760", "2059-2062"),
    ("阿寒保健福祉課", "3-4", "4-2", 2023, False, "1765-1770", "2158-2163"),
    ("阿寒保健福祉課", "3-4", "4-2", 2024, True, "1772-1775", "2165-2168"),
    ("市立病院経営企画課", "3-4", "4-2", 2023, True, "1777-1781", "2170-2174"),
    ("市立病院経営企画課", "3-4", "4-2", 2024, True, "1783-1786", "2176-2179"),
]

# direction → how many departments are printed with it, joint ones each for itself
DEPARTMENTS = {
    "1-1": 2, "1-2": 3, "1-3": 5, "1-4": 2, "1-6": 4, "2-1": 5, "2-3": 2, "2-4": 3, "2-5": 3,
    "3-1": 2, "3-2": 9, "3-3": 5, "3-4": 3, "4-1": 9, "4-2": 7}

# direction → score, where no doubtful name changes it. Departments: projects named in the result
# and in the plan, one where none is (the first line of each cell in tests/gold/reports.csv)
SCORES = [
    # 農林課 5 + 3, 水産課 9 + 9: 1 - (8² + 18²)/26²
    ("1-1", "0.4260"),
    # スポーツ課 3 + 3, 博物館 1 + 1, 観光振興室 1 + 1, 市民協働推進課 1 + 1: 1 - (6² + 3·2²)/12²
    ("1-6", "0.6667"),
    # 教育支援課 12 + 12, four others 1 + 1 each: 1 - (24² + 4·2²)/32²
    ("3-3", "0.4219"),
]


@dataclass(frozen=True)
class Found:
    """The findings of the seed documents, as rows and as quads, and the progress tables' lines."""

    rows: list[FindingRow]
    quads: list[Quad]
    lines: tuple[str, ...]

    def of(self, kind: str) -> list[FindingRow]:
        return [row for row in self.rows if row.kind == kind]

    def is_blank(self, number: int) -> bool:
        """Tell whether line ``number`` of the progress tables is blank."""
        return not self.lines[number - 1].strip()

    def value(self, identifier: str, predicate: str) -> str:
        """The literal that the finding ``identifier`` has."""
        finding, = (quad.subject for quad in self.quads
                    if quad.predicate.value == DCTERMS.identifier
                    and quad.object.value == identifier)  # type: ignore[union-attr]
        literal, = (quad.object for quad in self.quads
                    if quad.subject == finding and quad.predicate.value == predicate)
        return literal.value  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def found(seeds: Path) -> Found:
    readings = []
    for path in sorted(seeds.glob("*.txt")):
        data = path.read_bytes()
        readings.append(read_document(path.name, data, municipality_in(path.name, data)))
    quads = list(graph_quads(with_mentions(tuple(readings)), DEFAULT_BASE))
    findings = list(findings_quads(quads, DEFAULT_BASE))
    return Found(finding_rows(EmbeddedStore.of([*quads, *findings])), findings,
                 readings[0].source.lines)


def lines(ranges: str) -> set[int]:
    """The line numbers of ranges such as "3-5;9"."""
    numbers: set[int] = set()
    for part in ranges.split(";"):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


def covered(row: FindingRow) -> set[int]:
    """All lines of the passages of ``row``."""
    return {number for passage in row.passages
            for number in range(passage.first, passage.last + 1)}


def direction(row: FindingRow) -> str:
    """The notation of the first direction that ``row`` involves."""
    return row.involved[0].partition("「")[0]


def test_number_of_cases(found: Found) -> None:
    assert (len(REPEATED), len(DEPARTMENTS), len(SCORES)) == (32, 15, 3)
    assert {kind: len(found.of(kind)) for kind in (
        "RepeatedReport", "Fragmentation", "EmptyReport", "UnchangedPlan",
        "DanglingCrossListing", "UnmarkedCrossListing")} == {
        "RepeatedReport": 32, "Fragmentation": 15, "EmptyReport": 1, "UnchangedPlan": 1,
        "DanglingCrossListing": 0, "UnmarkedCrossListing": 0}


@pytest.mark.parametrize("case", REPEATED, ids=lambda case: "-".join(map(str, case[:4])))
def test_a_repeated_report(
    case: tuple[str, str, str, int, bool | None, str, str], found: Found
) -> None:
    department, first, second, year, marked, here, there = case
    row, = (row for row in found.of("RepeatedReport")
            if [name.partition("「")[0] for name in row.involved] == [first, second, department]
            and f"の{year}年度の" in row.label_ja)

    missing = (lines(here) | lines(there)) - covered(row)

    assert all(found.is_blank(number) for number in missing)
    if marked is not None:
        assert found.value(row.id, SHISAKU.marked) == str(marked).lower()


def test_the_empty_department(found: Found) -> None:
    row, = found.of("EmptyReport")

    assert (direction(row), row.involved[1]) == ("4-1", "音別地域振興課")
    assert covered(row) == {1977}


def test_the_unchanged_plan(found: Found) -> None:
    row, = found.of("UnchangedPlan")

    assert (direction(row), row.involved[1]) == ("2-4", "健康推進課")
    assert covered(row) == lines("976-977;979-980")


def test_fragmentation_by_direction(found: Found) -> None:
    rows = found.of("Fragmentation")

    assert {direction(row): len(row.involved) - 1 for row in rows} == DEPARTMENTS


@pytest.mark.parametrize(("place", "score"), SCORES)
def test_the_score_of_a_fragmentation(place: str, score: str, found: Found) -> None:
    assert [row.score for row in found.of("Fragmentation") if direction(row) == place] == [
        Decimal(score)]


def test_unreported_projects(found: Found) -> None:
    """Every project without a name in the reports, none with one; 17 are open, because careful
    readers could differ on whether a report names them."""
    def gold(name: str) -> list[dict[str, str]]:
        with (GOLD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    listed = {row["name"] for row in gold("listings")}
    named = {row["project"] for row in gold("mentions")}
    surely = {row["project"] for row in gold("mentions")
              if not row["note"].startswith("doubtful")}
    rows = {name for row in found.of("UnreportedProject") for name in row.involved} & listed

    assert (len(listed), len(listed - named), len(named - surely)) == (141, 61, 17)
    assert listed - named <= rows <= listed - surely
    assert len(rows) == len(found.of("UnreportedProject"))
