"""Mentions and figures in minutes, against readings by hand (tests/gold)."""

import csv
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from loaders.document import municipality_in, read_document
from loaders.mentions.finder import with_mentions
from loaders.records import Kind, MatchMethod, Municipality, Reading, TextRef
from ontology.names import normalised_name

GOLD = Path(__file__).parents[1] / "gold"
SEEDS = ("000_ec8edc479ff8b9c1.txt", "003_5f72961db3b05a05.txt")
SAMPLE = ("kirihara_progress.txt", "kirihara_minutes.txt")
# Words whose meaning hangs on an earlier sentence: named by the reader, left by the program.
LEFT = {(211, "総合戦略"), (211, "基本構想"), (219, "総合戦略"), (221, "北海度の総合戦略")}
# A strategy of another body is a plan that no list has.
KINDS = {"Plan": {Kind.NAMED_PLAN}, "Strategy": {Kind.STRATEGY, Kind.NAMED_PLAN},
         "Project": {Kind.PROJECT}, "Department": {Kind.DEPARTMENT}, "Measure": {Kind.MEASURE}}


def _rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _minutes(folder: Path, names: tuple[str, ...], owner: Municipality | None) -> Reading:
    readings = []
    for name in names:
        data = (folder / name).read_bytes()
        readings.append(read_document(name, data, owner or municipality_in(name, data)))
    return with_mentions(tuple(readings))[1]


@cache
def _sample() -> Reading:
    folder = Path(str(files("shisaku").joinpath("sample")))
    return _minutes(folder, SAMPLE, Municipality("990001", "霧原町"))


@pytest.fixture(params=["seed", "sample"])
def case(request: pytest.FixtureRequest) -> tuple[Reading, str]:
    if request.param == "seed":
        return _minutes(request.getfixturevalue("seeds"), SEEDS, None), ""
    return _sample(), "sample_"


def _sure(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if not (row.get("note") or "").startswith("Doubtful")]


def test_everything_named_is_found(case: tuple[Reading, str]) -> None:
    reading, prefix = case
    rows = _sure(_rows(f"{prefix}minutes_mentions.csv"))
    assert len(rows) == {"": 23, "sample_": 19}[prefix]
    found = [(m.within.key, m.kind, normalised_name(m.matched_text), m.passages[0].first_line)
             for m in reading.mentions]
    for row in rows:
        if (int(row["line"]), row["text"]) in LEFT:
            continue
        text = normalised_name(row["text"])
        kinds = KINDS[row["kind"]]
        assert any(key == row["statement"] and kind in kinds and matched.startswith(text)
                   and line == int(row["line"]) for key, kind, matched, line in found), row


def test_listed_things_are_tied_to_their_lists(case: tuple[Reading, str]) -> None:
    reading, prefix = case
    targets = {(m.passages[0].first_line, m.kind, normalised_name(m.target)): m
               for m in reading.mentions}
    compared = 0
    for row in _sure(_rows(f"{prefix}minutes_mentions.csv")):
        if row["kind"] in ("Project", "Department"):
            key = (int(row["line"]), Kind(row["kind"]), normalised_name(row["target"]))
            assert key in targets, row
            named_here = targets[key].method is MatchMethod.NAMED_HERE
            assert named_here == (row["only_in_minutes"] == "true"), row
            compared += 1
    assert compared == {"": 9, "sample_": 14}[prefix]


def test_nothing_is_named_that_the_reader_did_not_find(case: tuple[Reading, str]) -> None:
    reading, prefix = case
    lines = {(int(row["line"]), normalised_name(row["text"]))
             for row in _rows(f"{prefix}minutes_mentions.csv")}
    extra = [m for m in reading.mentions if not any(
        line == m.passages[0].first_line and (
            normalised_name(m.matched_text).startswith(text)
            or text.startswith(normalised_name(m.matched_text)))
        for line, text in lines)]
    assert extra == []


def test_the_measure_of_another_edition_keeps_its_edition(
    case: tuple[Reading, str],
) -> None:
    reading, prefix = case
    measures = [(m.target, m.strategy_edition, m.label) for m in reading.mentions
                if m.kind is Kind.MEASURE and m.method is MatchMethod.NAMED_HERE]
    expected: dict[str, Callable[[], list[tuple[str, int, str]]]] = {
        "": lambda: [("2-1-エ", 3, "地域の経済を支える外国人材の活躍促進")],
        "sample_": lambda: [("2-2-ウ", 3, "居場所を支える人を育てる")],
    }
    assert measures == expected[prefix]()


def test_figures_with_years_and_kinds(case: tuple[Reading, str]) -> None:
    reading, prefix = case
    found = {(f.within.key, f.passages[0].first_line, f.value, f.unit):
             (str(f.first_year or ""), str(f.fiscal_year or ""), f.kind.value)
             for f in reading.figures if isinstance(f.within, TextRef)}
    rows = _sure(_rows(f"{prefix}minutes_figures.csv"))
    assert len(rows) == {"": 6, "sample_": 4}[prefix]
    for row in rows:
        value, unit = Decimal(row["value"]), row["unit"]
        if unit.startswith("万"):
            value, unit = value * 10_000, unit[1:]
        key = (row["statement"], int(row["line"]), value, unit)
        assert found[key] == (row["first_year"], row["fiscal_year"], row["kind"]), row
