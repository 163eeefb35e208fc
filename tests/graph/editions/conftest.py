"""水澄市, a fictional city, in lists of projects: two whole files, and any that a test writes.

A short list is written one project a line, in the order in which a document prints it:

    1-1 空き家事業 企画課              a project in the list of 1-1, with the department in charge
    1-2 空き家事業（再掲） 企画課      the same, marked
    1-2 便り事業                       nobody is named
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import pytest

from graph.editions.change import Change
from graph.editions.comparison import changes_between
from graph.editions.gathering import inventory_of
from loaders.document import read_document
from loaders.mentions.finder import with_mentions
from loaders.records import (
    Department,
    Direction,
    Goal,
    Listing,
    Measure,
    Municipality,
    Reading,
    Strategy,
)
from loaders.source import Source

TOWN = Municipality("990001", "霧原町")
CITY = Municipality("990028", "水澄市")
HERE = Path(__file__).parent
MARK = "（再掲）"


class ListOf(Protocol):
    """Makes the reading of a short list; ``labels`` name its goals and directions."""

    def __call__(
        self, rows: Iterable[str], *, edition: int | None = 2, year: int | None = 2024,
        labels: Mapping[str, str] | None = None, code: str = CITY.code,
    ) -> Reading: ...


def _part_label(notation: str) -> str:
    """A label of its own for each notation, no two alike."""
    goals = {"1": "しごとをつくる", "2": "人をよびこむ", "3": "くらしを守る"}
    directions = {"1-1": "農地を耕す", "1-2": "商いを助ける", "1-3": "工場を招く",
                  "2-1": "移り住む人", "2-2": "旅する人びと", "3-1": "病院", "3-2": "道路や橋"}
    return {**goals, **directions}.get(notation, f"項目{notation}")


def list_reading(
    rows: Iterable[str], *, edition: int | None = 2, year: int | None = 2024,
    labels: Mapping[str, str] | None = None, code: str = CITY.code,
) -> Reading:
    lines = tuple(rows)
    data = repr((lines, edition, year, labels)).encode()
    name = "list.csv" if year is None else f"令和{year - 2018}年度.csv"
    source = Source(name, "text/csv", hashlib.sha256(data).hexdigest(), "row", lines,
                    (None,) * len(lines))
    listings: list[Listing] = []
    departments: dict[str, int] = {}
    parts: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        notation, project, *who = line.split()
        listings.append(Listing(
            project.removesuffix(MARK), (project,), notation, project.endswith(MARK), number,
            tuple(who), (source.passage(number),)))
        departments |= {name: number for name in who if name not in departments}
        while notation and notation not in parts:
            parts[notation] = number
            notation = notation.rpartition("-")[0]
    named = {n: ((labels or {}).get(n, _part_label(n)), (source.passage(at),))
             for n, at in parts.items()}
    strategies = () if edition is None else (
        Strategy(edition, f"第{edition}期総合戦略", (source.passage(1),)),)
    return Reading(
        source, "project-list", Municipality(code, CITY.name), (), strategies=strategies,
        goals=tuple(Goal(n, *named[n]) for n in parts if n.count("-") == 0),
        directions=tuple(Direction(n, *named[n]) for n in parts if n.count("-") == 1),
        measures=tuple(Measure(n, named[n][0], "", False, named[n][1])
                       for n in parts if n.count("-") == 2),
        listings=tuple(listings),
        departments=tuple(Department(n, (source.passage(at),)) for n, at in departments.items()))


@pytest.fixture(scope="session")
def list_of() -> ListOf:
    """Makes a reading of a short list."""
    return list_reading


class ChangesOf(Protocol):
    """Compares two readings."""

    def __call__(self, earlier: Reading, later: Reading) -> tuple[Change, ...]: ...


@pytest.fixture(scope="session")
def changes_of() -> ChangesOf:
    """Compares two readings."""
    return lambda earlier, later: changes_between(inventory_of([earlier]), inventory_of([later]))


@pytest.fixture(scope="session")
def mizusumi() -> tuple[Reading, Reading]:
    """水澄市's lists of 第2期 (令和6年度) and of 第3期 (令和7年度)."""
    first, second = (read_document(path.name, path.read_bytes(), CITY)
                     for path in (HERE / "mizusumi_2024.csv", HERE / "mizusumi_2025.csv"))
    return first, second


@pytest.fixture(scope="session")
def expected() -> list[dict[str, str]]:
    """What a person finds who compares the two lists."""
    text = (HERE / "mizusumi_expected.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# What next year's table prints otherwise, and in how many places.
NEXT_YEAR = [
    ("R6", "R7", 6), ("R5", "R6", 7), ("R4", "R5", 1),
    ("星空案内人養成事業", "星空ガイド育成事業", 4),
    ("19人が修了", "23人が修了", 1), ("1,860人", "2,140人", 1),
    ("月2回開き、1年間", "月3回開き、1年間", 1),
    ("・観光案内標識更新事業\n", "・霧原湖ワーケーション誘致事業\n", 2),
    ("商工振興室", "商工労政課", 2),
    ("・まちなか起業応援事業 【再掲】",
     "・まちなか起業応援事業 【再掲】\n・霧原ブランド認証事業【再掲】", 1),
    ("・山村留学受入事業【再掲】\n", "", 1),
]


@pytest.fixture(scope="session")
def years() -> tuple[Reading, ...]:
    """霧原町's progress table of the packaged sample, and that of the year after."""
    text = files("shisaku").joinpath("sample/kirihara_progress.txt").read_text(encoding="utf-8")
    later = text
    for old, new, places in NEXT_YEAR:
        assert later.count(old) == places, old
        later = later.replace(old, new)
    return with_mentions(tuple(
        read_document(name, each.encode(), TOWN)
        for name, each in (("shinchoku.txt", text), ("shinchoku_next.txt", later))))
