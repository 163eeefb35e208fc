"""What the progress reader makes of whole documents, against readings by hand (tests/gold)."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from loaders.document import municipality_in, read_document
from loaders.mentions.finder import with_mentions
from loaders.records import Kind, Mention, Municipality, Reading, Report
from loaders.source import Passage
from ontology.names import normalised_name

GOLD = Path(__file__).parents[1] / "gold"
SEED = "000_ec8edc479ff8b9c1.txt"

ReportKey = tuple[tuple[str, ...], str, int, str]


@dataclass(frozen=True)
class Case:
    """A document read by the program, and the tables of its reading by hand."""

    reading: Reading
    prefix: str

    def gold(self, name: str) -> list[dict[str, str]]:
        with (GOLD / f"{self.prefix}{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def lines(self, text: str | None) -> set[int]:
        """The non-blank lines of ranges such as "3-5;9"."""
        found: set[int] = set()
        for part in filter(None, (text or "").split(";")):
            first, _, last = part.partition("-")
            found.update(range(int(first), int(last or first) + 1))
        return {number for number in found if self.reading.source.lines[number - 1].strip()}

    def covered(self, passages: Iterable[Passage]) -> set[int]:
        return {number for passage in passages
                for number in range(passage.first_line, passage.last_line + 1)
                if self.reading.source.lines[number - 1].strip()}


@cache
def _read(path: Path, owner: Municipality | None) -> Reading:
    data = path.read_bytes()
    reading = read_document(path.name, data, owner or municipality_in(path.name, data))
    return with_mentions((reading,))[0]


@pytest.fixture(params=["seed", "sample"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "seed":
        seeds: Path = request.getfixturevalue("seeds")
        return Case(_read(seeds / SEED, None), "")
    sample = Path(str(files("shisaku").joinpath("sample/kirihara_progress.txt")))
    return Case(_read(sample, Municipality("990001", "霧原町")), "sample_")


def test_counts_of_the_gold_itself(case: Case) -> None:
    names = ("strategy", "listings", "reports")
    expected = {"": (68, 180, 134), "sample_": (19, 41, 40)}[case.prefix]
    assert tuple(len(case.gold(name)) for name in names) == expected


def test_every_line_is_accounted_for(case: Case) -> None:
    assert [entry for entry in case.reading.ledger if entry.use == "unexplained"] == []
    numbers = {entry.number for entry in case.reading.ledger}
    assert numbers == set(range(1, len(case.reading.source.lines) + 1))
    assert case.reading.warnings == ()


def test_pages_agree_with_the_printed_numbers(case: Case) -> None:
    source = case.reading.source
    printed = [(number, int(found[1]), int(found[2]))
               for number, line in enumerate(source.lines, start=1)
               if (found := re.fullmatch(r"\s*(\d+)/(\d+)\s*", line))]
    assert printed
    for number, page, pages in printed:
        assert (source.pages[number - 1], source.page_count) == (page, pages)


def test_goals_directions_and_measures(case: Case) -> None:
    reading = case.reading
    found = {("goal", goal.notation): goal for goal in reading.goals}
    things: dict[tuple[str, str], tuple[str, tuple[Passage, ...]]] = {
        key: (goal.label, goal.passages) for key, goal in found.items()}
    things |= {("direction", d.notation): (d.label, d.passages) for d in reading.directions}
    things |= {("measure", m.notation): (m.label, m.passages) for m in reading.measures}
    gold = {(row["kind"], row["notation"]): row for row in case.gold("strategy")}
    assert things.keys() == gold.keys()
    for key, (label, passages) in things.items():
        assert normalised_name(label) == normalised_name(gold[key]["label"]), key
        lines = case.lines(gold[key]["label_lines"]) | case.lines(gold[key]["description_lines"])
        assert case.covered(passages) == lines, key
    restated = {m.notation for m in reading.measures if m.restated}
    assert restated == {row["notation"] for row in gold.values() if row["restated"] == "true"}


def test_descriptions_of_measures_hold_all_their_characters(case: Case) -> None:
    measures = {measure.notation: measure for measure in case.reading.measures}
    for row in case.gold("strategy"):
        if row["kind"] == "measure" and row["description_lines"]:
            first = row["description_lines"].split(";")[0]
            printed = "".join(case.reading.source.lines[n - 1] for n in sorted(case.lines(first)))
            assert _plain(measures[row["notation"]].description) == _plain(printed)


def test_listings_with_their_marks_order_and_lines(case: Case) -> None:
    found = {(entry.listed_in, normalised_name(entry.name), entry.cross_listed): entry
             for entry in case.reading.listings}
    gold = {(row["direction"], normalised_name(row["name"]), row["cross_listed"] == "true"): row
            for row in case.gold("listings")}
    assert len(case.reading.listings) == len(found)
    assert found.keys() == gold.keys()
    for key, entry in found.items():
        assert entry.order == int(gold[key]["order"]), key
        assert case.covered(entry.passages) == case.lines(gold[key]["lines"]), key


def test_reports_are_attributed_to_departments_direction_year_and_phase(case: Case) -> None:
    found = {_key(report): report for report in case.reading.reports}
    gold = {(tuple(sorted(row["departments"].split(";"))), row["direction"],
             int(row["fiscal_year"]), row["phase"]): row for row in case.gold("reports")}
    assert len(found) == len(case.reading.reports)
    assert found.keys() == gold.keys()
    for key, report in found.items():
        text = case.lines(gold[key]["lines"]) | case.lines(gold[key]["repeated_lines"])
        label = case.lines(gold[key]["label_lines"])
        assert case.covered(report.passages) == (text or label), key


def test_report_texts_hold_the_characters_of_their_lines(case: Case) -> None:
    texts = {_key(report): report.text.text for report in case.reading.reports}
    found: Counter[tuple[ReportKey, str]] = Counter()
    expected: Counter[tuple[ReportKey, str]] = Counter()
    for row in case.gold("reports"):
        key = (tuple(sorted(row["departments"].split(";"))), row["direction"],
               int(row["fiscal_year"]), row["phase"])
        printed = "".join(_without_label(case.reading.source.lines[number - 1], row["departments"])
                          for number in sorted(case.lines(row["lines"])))
        expected.update((key, pair) for pair in _pairs(_plain(printed)))
        found.update((key, pair) for pair in _pairs(_plain(texts[key])))
    shared = (found & expected).total()
    precision, recall = shared / found.total(), shared / expected.total()
    assert 2 * precision * recall / (precision + recall) >= 0.995


def test_departments(case: Case) -> None:
    found = {department.name for department in case.reading.departments}
    names = {name for row in case.gold("reports") for name in row["departments"].split(";")}
    assert found == names


def test_mentions_of_projects(case: Case) -> None:
    found = {(m.passages[0].first_line, normalised_name(m.target)): m for m in _projects(case)}
    rows = [row for row in case.gold("mentions")
            if "repeats" not in (row.get("note") or "")]
    sure = {_place(row) for row in rows if not _doubtful(row)}
    assert len(sure) >= {"": 150, "sample_": 70}[case.prefix]
    assert len(sure & found.keys()) >= 0.98 * len(sure), sorted(sure - found.keys())
    wrong = found.keys() - {_place(row) for row in rows}
    assert len(wrong) <= 0.03 * len(found), sorted(wrong)


def test_methods_of_mentions(case: Case) -> None:
    found = {(m.passages[0].first_line, normalised_name(m.target)): m for m in _projects(case)}
    for row in case.gold("mentions"):
        mention = found.get(_place(row))
        if mention is not None and row["method"] == "exact":
            assert mention.method == "exact", row
            assert mention.confidence >= 0.7
        elif mention is not None:
            assert mention.confidence < 1 or mention.method == "exact", row


def test_mentions_of_departments(case: Case) -> None:
    found = {(m.passages[0].first_line, m.target) for m in case.reading.mentions
             if m.kind is Kind.DEPARTMENT}
    rows = case.gold("department_mentions")
    sure = {(int(row["line"]), row["department"]) for row in rows if not _doubtful(row)}
    assert sure <= found
    assert found <= {(int(row["line"]), row["department"]) for row in rows}


def test_every_record_has_a_passage(case: Case) -> None:
    reading = case.reading
    passages = [record.passages for records in (
        reading.goals, reading.directions, reading.measures, reading.listings,
        reading.departments, reading.reports, reading.mentions, reading.figures)
        for record in records]
    assert len(passages) > 200
    assert all(passages)


def test_figures_of_the_seed(seeds: Path) -> None:
    case = Case(_read(seeds / SEED, None), "")
    rows = [row for row in case.gold("figures") if "repeats" not in row["note"]]
    assert len(rows) == 212
    gold = Counter((int(r["line"]), float(r["value"]), r["unit"]) for r in rows)
    sure = Counter((int(r["line"]), float(r["value"]), r["unit"]) for r in rows
                   if not _doubtful(r))
    found = Counter((figure.passages[0].first_line, float(figure.value), figure.unit)
                    for figure in case.reading.figures)
    assert (found - gold).total() <= 0.02 * found.total(), sorted(found - gold)
    assert (sure & found).total() >= 0.97 * sure.total(), sorted(sure - found)


def test_years_and_kinds_of_the_figures_of_the_seed(seeds: Path) -> None:
    case = Case(_read(seeds / SEED, None), "")
    found = {(f.passages[0].first_line, float(f.value), f.unit): f for f in case.reading.figures}
    compared = 0
    for row in case.gold("figures"):
        figure = found.get((int(row["line"]), float(row["value"]), row["unit"]))
        if figure is not None and not _doubtful(row):
            first = str(figure.first_year or "")
            assert (str(figure.fiscal_year), figure.kind.value, first) == (
                row["fiscal_year"], row["kind"], row["first_fiscal_year"]), row
            compared += 1
    assert compared >= 190


def _projects(case: Case) -> Iterator[Mention]:
    return (m for m in case.reading.mentions if m.kind is Kind.PROJECT)


def _place(row: dict[str, str]) -> tuple[int, str]:
    return int(row["line"]), normalised_name(row["project"])


def _doubtful(row: dict[str, str]) -> bool:
    return "doubtful" in (row.get("note") or "").lower()


def _key(report: Report) -> ReportKey:
    return (tuple(sorted(report.departments)), report.reports_on, report.fiscal_year,
            report.phase.value)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _pairs(text: str) -> Iterator[str]:
    return (text[i : i + 2] for i in range(len(text) - 1))


def _without_label(line: str, departments: str) -> str:
    for name in departments.split(";"):
        if line.strip().startswith(name):
            return line.strip()[len(name):]
    return line
