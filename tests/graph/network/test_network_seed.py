"""The network of the seed documents against what a person read in them (tests/gold).

Everything expected is counted from the tables that were written while reading: which departments
are printed with which direction (reports.csv), and which lines name which project (mentions.csv),
within the lines of which report they stand. Mentions that careful readers could take either way
("doubtful") bound the shared projects from above, the others from below.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.network import Network, TieKind, accounts, cells, network
from graph.store import EmbeddedStore
from loaders.document import municipality_in, read_document
from loaders.mentions.finder import with_mentions
from ontology.iris import DEFAULT_BASE

pytestmark = pytest.mark.seeds

GOLD = Path(__file__).parents[2] / "gold"
Pair = frozenset[str]


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(ranges: str) -> set[int]:
    """The line numbers of ranges such as "3-5;9"."""
    numbers: set[int] = set()
    for part in filter(None, ranges.split(";")):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


def departments_of_directions() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in gold("reports"):
        found[row["direction"]].update(row["departments"].split(";"))
    return found


def departments_of_projects(year: str | None, sure: bool) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    reports = [(row, lines(row["lines"])) for row in gold("reports")
               if year in (None, row["fiscal_year"])]
    for mention in gold("mentions"):
        if not (sure and mention["note"].startswith("doubtful")):
            for row, told in reports:
                if int(mention["line"]) in told:
                    found[mention["project"]].update(row["departments"].split(";"))
    return found


def things_by_pair(departments: dict[str, set[str]]) -> dict[Pair, set[str]]:
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    for thing, names in departments.items():
        for pair in combinations(names, 2):
            found[frozenset(pair)].add(thing)
    return found


@pytest.fixture(scope="module")
def found(seeds: Path) -> Network:
    """The network of both seed documents, of all years."""
    documents = [(path.name, path.read_bytes()) for path in sorted(seeds.glob("*.txt"))]
    readings = with_mentions(tuple(read_document(name, data, municipality_in(name, data))
                                   for name, data in documents))
    quads = list(graph_quads(readings, DEFAULT_BASE))
    store = EmbeddedStore.of([*quads, *findings_quads(quads, DEFAULT_BASE)])
    (account,) = accounts(store)
    return network(account)


def shared(found: Network, kind: TieKind, names: dict[str, str]) -> dict[Pair, set[str]]:
    """What each pair shares, by name."""
    ends = {each.iri: each.name for each in found.account.departments}
    return {frozenset((ends[tie.one], ends[tie.other])): {
        names[share.thing] for share in tie.shares if share.kind is kind}
        for tie in found.ties if tie.count(kind)}


def directions(found: Network) -> dict[str, str]:
    return {each.iri: each.notation for each in found.account.directions}


def projects(found: Network) -> dict[str, str]:
    return {naming.project: naming.name for report in found.account.reports
            for naming in report.namings}


def test_shared_directions(found: Network) -> None:
    expected = things_by_pair(departments_of_directions())

    assert shared(found, TieKind.DIRECTION, directions(found)) == expected
    assert len(expected) == 127


@pytest.mark.parametrize(("year", "number"), [(None, 3), ("2023", 3), ("2024", 2)])
def test_shared_projects(found: Network, year: str | None, number: int) -> None:
    narrowed = network(found.account.of_year(f"FY{year}" if year else None))
    told = shared(narrowed, TieKind.PROJECT, projects(found))
    surely = things_by_pair(departments_of_projects(year, True))
    perhaps = things_by_pair(departments_of_projects(year, False))

    assert len(surely) == number
    assert surely.items() <= {pair: told.get(pair, set()) & things
                              for pair, things in surely.items()}.items()
    assert all(things <= perhaps.get(pair, set()) for pair, things in told.items())


def test_joint_reports(found: Network) -> None:
    """The result and the plan that two departments tell together."""
    rows = [row for row in gold("reports") if ";" in row["departments"]]

    names = {each.iri: each.name for each in found.account.departments}
    told = {frozenset((names[tie.one], names[tie.other])): tie.count(TieKind.JOINT)
            for tie in found.ties if tie.count(TieKind.JOINT)}

    assert [row["phase"] for row in rows] == ["Result", "Plan"]
    assert told == {frozenset(rows[0]["departments"].split(";")): 2}
    assert not any(tie.count(TieKind.REPEATED) for tie in found.ties)


def test_weighted_degrees_count_the_things_shared(found: Network) -> None:
    """For departments that no doubtful mention touches: directions with others, and projects."""
    by_direction = departments_of_directions()
    surely, perhaps = (departments_of_projects(None, sure) for sure in (True, False))
    names = {each.iri: each.name for each in found.account.departments}

    def count(name: str, things: dict[str, set[str]]) -> int:
        return sum(name in told and len(told) > 1 for told in things.values())

    clear = [each for each in found.standings if count(names[each.department], surely)
             == count(names[each.department], perhaps)]
    assert len(clear) == 28
    for each in clear:
        name = names[each.department]
        assert each.weighted_degree == Fraction(count(name, by_direction) + count(name, surely))


def test_who_reports_and_who_does_not(found: Network) -> None:
    """The minutes name one department more than the tables have."""
    names = {each.iri: each.name for each in found.account.departments}
    printed = {name for row in gold("reports") for name in row["departments"].split(";")}

    assert {names[each.department] for each in found.standings} == printed
    assert (len(found.standings), len(found.account.silent)) == (32, 1)


def test_every_share_has_its_lines_in_the_reports_of_both(found: Network) -> None:
    ends = {each.iri: each.name for each in found.account.departments}
    by_name: defaultdict[str, set[int]] = defaultdict(set)
    for row in gold("reports"):
        for name in row["departments"].split(";"):
            by_name[name] |= lines(row["lines"]) | lines(row["label_lines"])
    for tie in found.ties:
        for share in tie.shares:
            for end in (tie.one, tie.other):
                told = [witness for witness in share.witnesses if end in witness.report.departments]
                quotes = [quote for witness in told
                          for quote in (witness.naming or witness.report).quotes]
                assert quotes
                assert any(by_name[ends[end]] & set(range(quote.first, quote.last + 1))
                           for quote in quotes)


def test_the_matrix(found: Network) -> None:
    names = {each.iri: each.name for each in found.account.departments}
    notations = directions(found)
    expected = {(name, row["direction"], f"FY{row['fiscal_year']}")
                for row in gold("reports") for name in row["departments"].split(";")}
    told = {(names[cell.department], notations[cell.direction], cell.year): cell
            for cell in cells(found.account)}

    assert set(told) == expected
    # 66 departments and directions, each with a result of one year and a plan for the next
    assert len(expected) == 2 * sum(map(len, departments_of_directions().values())) == 132
    assert {key[:2] for key, cell in told.items() if cell.empty} == {("音別地域振興課", "4-1")}
