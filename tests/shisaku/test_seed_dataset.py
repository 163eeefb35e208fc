"""The two seed documents through the command line: what the dataset says, and that it holds."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

GOLD = Path(__file__).parents[1] / "gold"
PROGRESS, MINUTES = "000_ec8edc479ff8b9c1.txt", "003_5f72961db3b05a05.txt"
PREFIXES = """
PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ore: <http://www.openarchives.org/ore/terms/>
"""


def run(*arguments: str | Path, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "LANG": "C.UTF-8"}
    return subprocess.run([sys.executable, "-m", "shisaku", *map(str, arguments)], check=False,
                          capture_output=True, text=True, encoding="utf-8", env=environment)


@pytest.fixture
def dataset(seed_dataset: Path) -> Path:
    return seed_dataset


def rows(dataset: Path, text: str) -> list[tuple[str, ...]]:
    store = Store.read_only(str(dataset / "store"))
    found = store.query(PREFIXES + text, use_default_graph_as_union=True)
    return [tuple(term.value if term is not None else "" for term in row)
            for row in found]  # type: ignore[union-attr]


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_counts_are_those_of_the_reading_by_hand(dataset: Path) -> None:
    counts = json.loads((dataset / "report.json").read_text(encoding="utf-8"))["counts"]
    expected = {"Goal": 4, "Direction": 17, "Listing": 180, "CrossListing": 39,
                "ProgressReport": 134, "Meeting": 1, "AgendaItem": 7, "Material": 9,
                "Statement": 16, "SourceDocument": 2, "Municipality": 1}
    assert {name: counts[name] for name in expected} == expected
    # 141 listed projects and three that only the minutes name; 32 departments and one.
    assert (counts["Project"], counts["Department"]) == (144, 33)
    # 47 measures of the table and the one of another edition that the minutes name.
    assert counts["Measure"] == 48


def test_the_municipality_is_found_in_the_documents(dataset: Path) -> None:
    assert rows(dataset, """SELECT ?code ?name { ?city a shisaku:Municipality ;
        <http://purl.org/dc/terms/identifier> ?code ; skos:prefLabel ?name }""") == [
            ("012068", "釧路市")]


def test_no_line_is_unexplained(dataset: Path) -> None:
    with (dataset / "ledger.csv").open(encoding="utf-8", newline="") as file:
        ledger = list(csv.DictReader(file))
    assert list(ledger[0]) == ["source", "unit", "number", "page", "use", "detail"]
    numbers = {(row["source"], int(row["number"])) for row in ledger}
    assert len(numbers) == 2229 + 231
    assert [row for row in ledger if row["use"] == "unexplained"] == []
    assert all(row["detail"] for row in ledger if row["use"] == "skipped")


def test_every_fact_has_a_passage(dataset: Path) -> None:
    bare = rows(dataset, """SELECT ?thing { VALUES ?class {
        shisaku:Strategy shisaku:Goal shisaku:Direction shisaku:Measure shisaku:Project
        shisaku:Department shisaku:Listing shisaku:ProgressReport shisaku:Figure shisaku:Meeting
        shisaku:AgendaItem shisaku:Material shisaku:Statement shisaku:Mention shisaku:NamedPlan
        shisaku:Finding } ?thing a ?class
        MINUS { ?thing prov:wasQuotedFrom ?passage . ?passage shisaku:firstLine ?line } }""")
    assert bare == []


def test_passages_quote_the_document(dataset: Path, seeds: Path) -> None:
    texts = {name: (seeds / name).read_text(encoding="utf-8").split("\n")
             for name in (PROGRESS, MINUTES)}
    passages = rows(dataset, """SELECT DISTINCT ?name ?first ?last ?exact {
        ?p a shisaku:Passage ; shisaku:firstLine ?first ; shisaku:lastLine ?last ;
           <http://www.w3.org/ns/oa#exact> ?exact ;
           <http://www.w3.org/ns/oa#hasSource>/shisaku:fileName ?name }""")
    assert len(passages) > 500
    for name, first, last, exact in passages:
        assert exact == "\n".join(texts[name][int(first) - 1 : int(last)])


def test_no_violation_of_the_shapes(dataset: Path) -> None:
    report = json.loads((dataset / "report.json").read_text(encoding="utf-8"))
    assert report["validation"]["Violation"] == 0
    done = run("validate", dataset)
    assert done.returncode == 0
    assert "Violation 0" in done.stdout


def test_every_cross_listing_points_to_its_home(dataset: Path) -> None:
    found = rows(dataset, """SELECT ?name ?direction ?home { ?listing a shisaku:CrossListing ;
        ore:proxyFor/skos:prefLabel ?name ; ore:proxyIn/skos:notation ?direction ;
        ore:lineage/ore:proxyIn/skos:notation ?home }""")
    expected = {(row["name"], row["direction"], row["home"])
                for row in gold("listings.csv") if row["home"]}
    assert len(found) == len(expected) == 39
    assert {row[1:] for row in found} == {row[1:] for row in expected}
    assert sorted(row[1:] for row in found) == sorted(row[1:] for row in expected)


def test_the_re_stated_measure_points_to_the_other(dataset: Path) -> None:
    assert rows(dataset, """SELECT ?one ?other { ?m shisaku:restates ?n .
        ?m skos:notation ?one . ?n skos:notation ?other }""") == [("4-2-イ", "3-4-ア")]


def test_short_cuts_follow_from_the_reading(dataset: Path) -> None:
    works = rows(dataset, """SELECT DISTINCT ?name ?direction { ?department shisaku:worksIn ?d .
        ?department skos:prefLabel ?name . ?d skos:notation ?direction }""")
    expected = {(name, row["direction"]) for row in gold("reports.csv")
                for name in row["departments"].split(";")}
    assert set(works) == expected
    home = rows(dataset, "SELECT ?p ?d { ?p shisaku:homeIn ?d }")
    crossed = rows(dataset, "SELECT ?p ?d { ?p shisaku:crossListedIn ?d }")
    assert (len(home), len(crossed)) == (141, 39)


def test_statements_are_tied_to_what_they_answer(dataset: Path) -> None:
    found = rows(dataset, """SELECT ?order ?role ?agenda ?reply { ?s a shisaku:Statement ;
        shisaku:order ?order ; shisaku:speakerRole ?role ;
        shisaku:inAgendaItem/skos:notation ?agenda
        OPTIONAL { ?s shisaku:repliesTo/shisaku:order ?reply } }""")
    expected = {(row["order"], f"https://w3id.org/shisaku/ns#{row['role']}", row["agenda"],
                 row["replies_to"]) for row in gold("minutes_statements.csv")}
    assert set(found) == expected


def test_two_builds_give_the_same_bytes(seeds: Path, dataset: Path, tmp_path: Path) -> None:
    other = tmp_path / "another" / "place"
    done = run("build", seeds / MINUTES, seeds / PROGRESS, "--into", other, hash_seed="4242")
    assert done.returncode == 0, done.stderr
    first, second = (run("export", folder, "--format", "nq").stdout for folder in (dataset, other))
    assert len(first) > 1_000_000
    assert first == second


def test_documents_added_one_by_one_give_the_same_dataset(
    seeds: Path, dataset: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    for name in (MINUTES, PROGRESS, PROGRESS):
        assert run("build", seeds / name, "--into", folder).returncode == 0
    snapshots = [json.loads((place / "report.json").read_text(encoding="utf-8"))["snapshot"]
                 for place in (folder, dataset)]
    assert snapshots[0] == snapshots[1]
