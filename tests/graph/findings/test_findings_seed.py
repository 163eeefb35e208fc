"""What is found in the seed documents, against what a person finds by reading them.

The tables were written from the document, lines counted from 1 in the text file; sentences are
not repeated here. ``None`` for a mark: the text names a project in words that careful readers
could take either way (see tests/gold/README.md), so that nothing is asked.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from pyoxigraph import Literal

GOLD = Path(__file__).parents[2] / "gold"
PROGRESS = "000_ec8edc479ff8b9c1.txt"

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

# direction → score, where every name in its reports is beyond doubt
SCORES = [
    # 農林課 names 5 (6-13) and 3 (21-23), 水産課 9 (34-98) and 9 (48-76): 1 - (8² + 18²)/26²
    ("1-1", "0.4260"),
    # nobody names a project there: 3 departments, 2 reports each: 1 - 3 (2/6)²
    ("2-5", None),
    # スポーツ課 names 3 and 3 (678-697), 博物館 1 and 1 (701, 706), 観光振興室 1 and 1 (710, 724),
    # 市民協働推進課 none twice: 1 - (6² + 2² + 2² + 2²)/12²
    ("1-6", "0.6667"),
]


@dataclass(frozen=True)
class Found:
    """The findings of the seed documents, as rows and as quads."""

    rows: list[FindingRow]
    quads: list[Quad]

    def of(self, kind: str) -> list[FindingRow]:
        return [row for row in self.rows if row.kind == kind]

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
    return Found(finding_rows(EmbeddedStore.of([*quads, *findings])), findings)


def lines(ranges: str) -> set[int]:
    """The line numbers of ranges such as "3-5;9"."""
    numbers: set[int] = set()
    for part in ranges.split(";"):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers
