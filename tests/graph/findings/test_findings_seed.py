"""What is found in the seed documents, against what a person finds by reading them.

The tables here and in tests/gold (``audit_*.csv``) were written from the documents, lines counted
from 1 in the text file; sentences are not repeated here. ``None`` for a mark: the text names a
project in words that careful readers could take either way (see tests/gold/README.md), so that
nothing is asked.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.assembly import graph_quads
from graph.findings import RULES
from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import Grounds
from graph.results import Solutions
from graph.store import EmbeddedStore
from loaders.document import municipality_in, read_document
from loaders.mentions.finder import with_mentions
from ontology.iris import DEFAULT_BASE
from ontology.names import normalised_name as normal
from ontology.terms import OA, SHISAKU, SKOS

pytestmark = pytest.mark.seeds

GOLD = Path(__file__).parents[2] / "gold"
RECALL, PRECISION = 0.95, 0.9
"""What the issue asks for: of what a reader finds, and of what is told."""

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


Lines = frozenset[int]


@dataclass(frozen=True)
class Found:
    """The findings of the seed documents, what the graph says, and the progress tables' lines;
    ``places`` are the lines of each passage, each with its file's name."""

    findings: list[Finding]
    facts: Facts
    lines: tuple[str, ...]
    places: dict[str, list[tuple[str, int]]]

    def of(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == SHISAKU.term(kind)]

    def is_blank(self, number: int) -> bool:
        """Tell whether line ``number`` of the progress tables is blank."""
        return not self.lines[number - 1].strip()

    def covered(self, finding: Finding, document: str = "000_") -> Lines:
        """All lines of the passages of ``finding`` in the document whose name so begins."""
        return frozenset(number for passage in finding.passages
                         for name, number in self.places[passage] if name.startswith(document))

    def names(self, finding: Finding, kind: str) -> list[str]:
        """The labels of the subjects of ``finding`` that are of a class, in order."""
        return sorted(self.facts.value(thing, SKOS.prefLabel) or "" for thing in finding.subjects
                      if self.facts.is_a(thing, SHISAKU.term(kind)))

    def directions(self, finding: Finding) -> list[str]:
        """The notations of the directions that ``finding`` is about, in order."""
        return sorted(self.facts.value(thing, SKOS.notation) or "" for thing in finding.subjects
                      if self.facts.is_a(thing, SHISAKU.Direction))

    def year(self, finding: Finding) -> str | None:
        return self.facts.value(finding.year, SKOS.notation) if finding.year else None


@pytest.fixture(scope="module")
def found(seeds: Path) -> Found:
    readings = []
    for path in sorted(seeds.glob("*.txt")):
        data = path.read_bytes()
        readings.append(read_document(path.name, data, municipality_in(path.name, data)))
    store = EmbeddedStore.of(graph_quads(with_mentions(tuple(readings)), DEFAULT_BASE))
    grounds = Grounds.of(store.quads())
    findings = [finding for rule in RULES for finding in rule(grounds)]
    return Found(findings, grounds.facts, readings[0].source.lines, places_in(store))


def places_in(store: EmbeddedStore) -> dict[str, list[tuple[str, int]]]:
    """Ask for the lines of every passage."""
    found = store.query(f"""SELECT ?passage ?name ?first ?last WHERE {{
        ?passage <{OA.hasSource}>/<{SHISAKU.fileName}> ?name ;
            <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last }}""")
    assert isinstance(found, Solutions)
    rows = (tuple(term.value for term in row if isinstance(term, NamedNode | Literal))
            for row in found)
    return {passage: [(name, number) for number in range(int(first), int(last) + 1)]
            for passage, name, first, last in rows}


def audit(name: str) -> list[dict[str, str]]:
    """The rows of one of the auditor's tables."""
    with (GOLD / f"audit_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(ranges: str) -> Lines:
    """The line numbers of ranges such as "3-5;9"."""
    ends = [part.partition("-") for part in ranges.split(";")]
    return frozenset(number for first, _, last in ends
                     for number in range(int(first), int(last or first) + 1))


def share(good: Iterable[bool]) -> float:
    """The share of true ones."""
    every = list(good)
    return sum(every) / len(every)


def test_number_of_cases() -> None:
    assert (len(REPEATED), len(DEPARTMENTS), len(SCORES)) == (32, 15, 3)
    assert {name: len(audit(name)) for name in (
        "repeated_reports", "repeated_figures", "unchanged_plans", "unreported", "unlisted",
        "minutes", "without_figure")} == {
        "repeated_reports": 47, "repeated_figures": 39, "unchanged_plans": 90, "unreported": 93,
        "unlisted": 87, "minutes": 35, "without_figure": 30}


@pytest.mark.parametrize("case", REPEATED, ids=lambda case: "-".join(map(str, case[:4])))
def test_a_repeated_report(
    case: tuple[str, str, str, int, bool | None, str, str], found: Found
) -> None:
    department, first, second, year, marked, here, there = case
    finding, = (each for each in found.of("RepeatedReport")
                if found.directions(each) == [first, second] and found.year(each) == f"FY{year}"
                and found.names(each, "Department") == [department])

    missing = (lines(here) | lines(there)) - found.covered(finding)

    assert all(found.is_blank(number) for number in missing)
    assert finding.score == 1
    if marked is not None:
        assert finding.marked is marked


def test_repeated_reports_as_the_auditor_finds_them(found: Found) -> None:
    """A finding is of a department, two directions and a year; the auditor counts items."""
    read = {(row["department"], row["direction_a"], row["direction_b"],
             {"Result": "FY2023", "Plan": "FY2024"}[row["phase"]])
            for row in audit("repeated_reports")}
    told = {(*found.names(each, "Department"), *found.directions(each), found.year(each))
            for each in found.of("RepeatedReport")}

    assert len(read) == 36
    assert share(case in told for case in read) >= RECALL
    assert share(case in read for case in told) >= PRECISION


def test_repeated_figures_as_the_auditor_finds_them(found: Found) -> None:
    told = [(each.details.evidence[0].replace(",", ""), found.covered(each))
            for each in found.of("RepeatedFigure")]
    read = [(f"{row['value']}{row['unit'].split('/')[0]}",
             lines(row["lines_a"]), lines(row["lines_b"]), row["class"])
            for row in audit("repeated_figures")]

    def stands(number: str, here: Lines, there: Lines) -> bool:
        return any(number == said and here & where and there & where for said, where in told)

    assert share(stands(number, here, there)
                 for number, here, there, sure in read if sure == "sure") >= RECALL
    assert share(any(number == said and here & where and there & where
                     for number, here, there, _ in read)
                 for said, where in told) >= PRECISION


def test_unchanged_plans_as_the_auditor_finds_them(found: Found) -> None:
    """Asked for is what stands in both but for the tense; what is nearly so, or doubtful, is
    neither asked for nor counted as a fault."""
    told = [(found.names(each, "Department"), found.directions(each), found.covered(each))
            for each in found.of("UnchangedPlan")]
    read = [(sorted(row["department"].split(";")), [row["direction"]], lines(row["lines_result"]),
             lines(row["lines_plan"]), row["class"]) for row in audit("unchanged_plans")]
    sure = [row for row in read if row[-1] in ("identical", "tense")]

    assert len(sure) == 51
    assert share(any(who == department and where == direction and result & seen and plan & seen
                     for department, direction, seen in told)
                 for who, where, result, plan, _ in sure) >= RECALL
    assert share(any(who == department and where == direction for who, where, *_ in read)
                 for department, direction, _ in told) >= PRECISION


def test_unlisted_activities_as_the_auditor_finds_them(found: Found) -> None:
    """Asked for are headings; what is named within a text only counts as no fault."""
    read = {(normal(row["heading"]), row["direction"]): (row["place"], row["class"])
            for row in audit("unlisted")}
    told = {(each.said, *found.directions(each)) for each in found.of("UnlistedActivity")}

    assert share(case in told for case, kind in read.items()
                 if kind == ("heading", "sure")) >= RECALL
    assert share(case in read for case in told) >= PRECISION


def test_projects_without_figure_as_the_auditor_finds_them(found: Found) -> None:
    """Here only what is told is judged: where a number may be of any of several projects, none of
    them is told to be without."""
    read = {normal(row["project"]) for row in audit("without_figure")}
    told = [normal(*found.names(each, "Project")) for each in found.of("ProjectWithoutFigure")]

    assert len(told) >= 24
    assert share(name in read for name in told) >= PRECISION


def test_directions_of_one_department(found: Found) -> None:
    assert sorted((*found.directions(each), *found.names(each, "Department"))
                  for each in found.of("SoleDepartment")) == [
        ("1-5", "産業推進室"), ("2-2", "産業推進室")]


def test_where_lists_stand_under_directions_no_measure_is_without_project(found: Found) -> None:
    assert found.of("MeasureWithoutProject") == []


def test_questions_without_answer(found: Found) -> None:
    read = [lines(row["lines"].removeprefix("m:")) for row in audit("minutes")
            if row["kind"] == "UnansweredQuestion"]
    told = [found.covered(each, "003_") for each in found.of("UnansweredQuestion")]

    assert len(read) == 2
    assert sorted(map(min, told)) == sorted(map(min, read))


def test_projects_that_only_the_minutes_name(found: Found) -> None:
    """Two more that the auditor found bear no name of a project's form (…事業)."""
    told = {name for each in found.of("UnlistedDiscussion")
            for name in found.names(each, "Project")}

    assert told == {
        "工業用地調査事業", "クロスカントリー整備事業", "テレワーク・ワーケーション事業"}


def test_no_figure_of_the_minutes_differs(found: Found) -> None:
    assert found.of("DifferingFigure") == []


def test_the_empty_department(found: Found) -> None:
    finding, = found.of("EmptyReport")

    assert (found.directions(finding), found.names(finding, "Department")) == (
        ["4-1"], ["音別地域振興課"])
    assert found.covered(finding) == {1977}


def test_a_plan_that_is_wholly_unchanged(found: Found) -> None:
    finding, = (each for each in found.of("UnchangedPlan")
                if found.names(each, "Department") == ["健康推進課"]
                and found.directions(each) == ["2-4"])

    assert finding.score == 1
    assert found.covered(finding) == lines("976-977;979-980")


def test_no_listing_is_dangling_or_unmarked(found: Found) -> None:
    assert found.of("DanglingCrossListing") + found.of("UnmarkedCrossListing") == []


def test_fragmentation_by_direction(found: Found) -> None:
    told = {found.directions(each)[0]: len(found.names(each, "Department"))
            for each in found.of("Fragmentation")}

    assert told == DEPARTMENTS


@pytest.mark.parametrize(("place", "score"), SCORES)
def test_the_score_of_a_fragmentation(place: str, score: str, found: Found) -> None:
    assert [each.score for each in found.of("Fragmentation")
            if found.directions(each) == [place]] == [Decimal(score)]


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
    told = {name for each in found.of("UnreportedProject")
            for name in found.names(each, "Project")}

    assert (len(listed), len(listed - named), len(named - surely)) == (141, 61, 17)
    assert listed - named <= told <= listed - surely


def test_unreported_projects_as_the_auditor_finds_them(found: Found) -> None:
    read = {normal(row["project"]): row["class"] for row in audit("unreported")}
    told = {normal(name) for each in found.of("UnreportedProject")
            for name in found.names(each, "Project")}

    assert share(name in told for name, sure in read.items() if sure == "sure") >= RECALL
    assert share(name in read for name in told) >= PRECISION
