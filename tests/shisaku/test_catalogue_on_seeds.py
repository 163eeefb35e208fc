"""Questions of the catalogue on the seed documents; expected rows come from the reading by hand."""

import csv
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from graph.dataset import open_dataset
from graph.store import GraphStore
from ontology.names import normalised_name
from queries.answer import Rows
from queries.catalogue import question
from queries.runner import run

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def store(seed_dataset: Path) -> GraphStore:
    return open_dataset(seed_dataset).store


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(store: GraphStore, name: str, columns: str, **parameters: str) -> list[tuple[str, ...]]:
    answer = run(store, question(name), parameters)
    assert isinstance(answer, Rows)
    places = [answer.columns.index(column) for column in columns.split()]
    return [tuple(getattr(row[place], "value", "") for place in places) for row in answer.rows]


def lines(text: str) -> set[int]:
    found: set[int] = set()
    for part in filter(None, text.split(";")):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def test_most_cross_listed_projects(store: GraphStore) -> None:
    marks = Counter(row["name"] for row in gold("listings.csv") if row["cross_listed"] == "true")
    found = ask(store, "cross-listed-projects", "projectLabel crossListings homeListings")
    assert {name: int(count) for name, count, _ in found} == dict(marks)
    counts = [int(count) for _, count, _ in found]
    assert counts == sorted(counts, reverse=True)
    assert {homes for _, _, homes in found} == {"1"}
    at_least = ask(store, "cross-listed-projects", "projectLabel", minimum="2")
    assert {name for name, in at_least} == {name for name, count in marks.items() if count >= 2}


DIRECTIONS = sorted({row["direction"] for row in gold("listings.csv")})


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_departments_of_a_direction(store: GraphStore, direction: str) -> None:
    expected = {name for row in gold("reports.csv") if row["direction"] == direction
                for name in row["departments"].split(";")}
    found = ask(store, "departments-of-direction", "departmentLabel", direction=direction)
    assert {name for name, in found} == expected


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_listings_of_a_direction(store: GraphStore, direction: str) -> None:
    expected = [(row["order"], normalised_name(row["name"]), row["cross_listed"], row["home"])
                for row in gold("listings.csv") if row["direction"] == direction]
    found = ask(store, "listings-of-direction", "order projectLabel crossListing homeNotation",
                direction=direction)
    assert [(order, normalised_name(name), mark, home)
            for order, name, mark, home in dict.fromkeys(found)] == expected


def test_number_of_directions() -> None:
    assert len(DIRECTIONS) == 17


@pytest.mark.parametrize("department", sorted({row["name"] for row in gold("departments.csv")}))
def test_reports_of_a_department(store: GraphStore, department: str) -> None:
    expected = {(row["direction"], row["phase"]) for row in gold("reports.csv")
                if department in row["departments"].split(";") and row["fiscal_year"] == "2023"}
    found = ask(store, "reports-of-department", "placeNotation phase", department=department,
                year="令和５年度")
    assert {(place, phase.rpartition("#")[2]) for place, phase in found} == expected


def test_passages_of_reports_stand_in_their_cells(store: GraphStore) -> None:
    cells: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    for row in gold("reports.csv"):
        for name in row["departments"].split(";"):
            cells[name, row["direction"], row["phase"]] |= (
                lines(row["lines"]) | lines(row["repeated_lines"]) | lines(row["label_lines"]))
    found = ask(store, "reports-of-department", "placeNotation phase firstLine lastLine",
                department="教育支援課", year="2023")
    assert found
    for place, phase, first, last in found:
        cell = cells["教育支援課", place, phase.rpartition("#")[2]]
        assert {int(first), int(last)} <= cell


def test_projects_without_report(store: GraphStore) -> None:
    listed = {normalised_name(row["name"]) for row in gold("listings.csv")}
    named = gold("mentions.csv")
    surely = {normalised_name(row["project"]) for row in named
              if "doubtful" not in row["note"]}
    perhaps = {normalised_name(row["project"]) for row in named}
    found = {normalised_name(name)
             for name, in ask(store, "projects-without-report", "projectLabel")}
    assert listed - perhaps <= found <= listed - surely


def test_department_pairs_that_share_projects(store: GraphStore) -> None:
    reporters: defaultdict[str, set[str]] = defaultdict(set)
    for row in gold("reports.csv"):
        for mention in gold("mentions.csv"):
            if "doubtful" not in mention["note"] and int(mention["line"]) in lines(row["lines"]):
                reporters[mention["project"]].update(row["departments"].split(";"))
    expected: Counter[frozenset[str]] = Counter()
    for names in reporters.values():
        expected.update(frozenset(pair) for pair in combinations(sorted(names), 2))
    found = ask(store, "department-pairs-sharing-projects", "departmentLabel otherLabel projects")
    assert {frozenset(row[:2]): int(row[2]) for row in found} == dict(expected)


def test_empty_reports(store: GraphStore) -> None:
    expected = {(row["departments"], row["direction"], row["phase"], row["label_lines"])
                for row in gold("reports.csv") if not row["lines"]}
    found = ask(store, "empty-reports", "departmentLabel placeNotation phase firstLine")
    assert {(name, place, phase.rpartition("#")[2], line)
            for name, place, phase, line in found} == expected
    assert len(expected) == 2


def test_who_said_what_about_a_project(store: GraphStore) -> None:
    found = ask(store, "statements-about-project", "order role firstLine",
                project="UIJターン推進事業")
    assert [(order, role.rpartition("#")[2], line) for order, role, line in found] == [
        ("3", "Member", "67"), ("4", "Official", "75")]


def test_projects_that_only_the_minutes_name(store: GraphStore) -> None:
    expected = {row["target"] for row in gold("minutes_mentions.csv")
                if row["kind"] == "Project" and row["only_in_minutes"] == "true"
                and not row["note"].startswith("Doubtful")}
    found = ask(store, "projects-named-only-in-minutes", "projectLabel")
    assert {name for name, in found} == expected
    assert len(expected) == 3


def test_nothing_dangles_and_nothing_is_listed_twice_unmarked(store: GraphStore) -> None:
    assert ask(store, "dangling-cross-listings", "projectLabel") == []
    assert ask(store, "unmarked-double-listings", "projectLabel") == []
