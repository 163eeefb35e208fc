"""霧原町 as the findings look at it: lists and reports, one line each, in a notation of their own.

    1-1 ・空き家事業                    a project in the list of 1-1
    1-2 ・空き家事業（再掲）            the same, marked
    1-1 企画課 2023実績: 進めた。／済んだ。 {空き家事業}

The last is the report of 企画課 (企画課・建設課: a joint one) on 1-1, with "／" between its
paragraphs and the listed projects that it names at the end. Each line is a document's line and
the passage of what it tells.
"""

from __future__ import annotations

import re
from typing import Protocol

import pytest
from pyoxigraph import Quad

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.table import FindingRow, finding_rows
from graph.store import EmbeddedStore
from loaders.records import (
    Department,
    Direction,
    Goal,
    Kind,
    Listing,
    MatchMethod,
    Measure,
    Mention,
    Municipality,
    Phase,
    Reading,
    Report,
    Strategy,
    TextRef,
)
from loaders.source import Passage, Source
from loaders.text import LinedText, Piece

BASE = "https://example.org/id/"
GOALS = {"1": "人の流れをつくる", "2": "町を守る"}
DIRECTIONS = {"1-1": "迎える", "1-2": "広げる", "2-1": "備える"}
MEASURES = {"1-1-ア": "相談", "1-1-イ": "住まい", "1-2-ア": "便り"}
PHASES = {"実績": Phase.RESULT, "予定": Phase.PLAN}

LISTING = re.compile(r"(?P<place>\S+) ・(?P<project>\S+?)(?P<mark>（再掲）)?")
REPORT = re.compile(r"(?P<place>\S+) (?P<who>\S+) (?P<year>\d{4})(?P<phase>実績|予定):"
                    r" ?(?P<text>.*?)(?: ?\{(?P<names>.*)\})?")


class ReadingOf(Protocol):
    """Makes the reading of a document whose SHA-256 is 64 times ``letter``."""

    def __call__(self, table: str, letter: str = "a", *, edition: int = 2,
                 code: str = "990001") -> Reading: ...


class QuadsOf(Protocol):
    """Makes the quads of documents and of what is found in them."""

    def __call__(self, *readings: Reading, base: str = BASE) -> list[Quad]: ...


class FoundIn(Protocol):
    """Makes the table of what is found in documents."""

    def __call__(self, *readings: Reading, base: str = BASE) -> list[FindingRow]: ...


def _report(number: int, told: re.Match[str], here: tuple[Passage, ...]) -> Report:
    parts = told["text"].split("／") if told["text"] else []
    text = LinedText.of([Piece(number, part, True) for part in parts])
    return Report(str(number), tuple(told["who"].split("・")), told["place"], int(told["year"]),
                  PHASES[told["phase"]], text, 1.0, "label", here)


def _reading(
    table: str, letter: str = "a", *, edition: int = 2, code: str = "990001"
) -> Reading:
    lines = tuple(line.strip() for line in table.strip().splitlines())
    source = Source(f"{letter}.txt", "text/plain", letter * 64, "line", lines, (1,) * len(lines))
    first = (source.passage(1),)
    listings, reports, mentions = [], [], []
    for number, line in enumerate(lines, start=1):
        here = (source.passage(number),)
        if told := REPORT.fullmatch(line):
            reports.append(_report(number, told, here))
            mentions += [Mention(TextRef("report", str(number)), Kind.PROJECT, name, name,
                                 MatchMethod.EXACT, 1.0, here)
                         for name in (told["names"] or "").split()]
        else:
            listed = LISTING.fullmatch(line)
            assert listed, line
            listings.append(Listing(listed["project"], (listed["project"],), listed["place"],
                                    bool(listed["mark"]), number, (), here))
    return Reading(
        source, "strategy", Municipality(code, "霧原町"), (),
        strategies=(Strategy(edition, f"第{edition}期総合戦略", first),),
        goals=tuple(Goal(*goal, first) for goal in GOALS.items()),
        directions=tuple(Direction(*direction, first) for direction in DIRECTIONS.items()),
        measures=tuple(Measure(*measure, "", False, first) for measure in MEASURES.items()),
        departments=tuple(Department(name, report.passages)
                          for report in reports for name in report.departments),
        listings=tuple(listings), reports=tuple(reports), mentions=tuple(mentions))


def _quads(*readings: Reading, base: str = BASE) -> list[Quad]:
    quads = list(graph_quads(readings, base))
    return [*quads, *findings_quads(quads, base)]


@pytest.fixture(scope="session")
def reading_of() -> ReadingOf:
    """Makes a document of a table in the notation above."""
    return _reading


@pytest.fixture(scope="session")
def quads_of() -> QuadsOf:
    """Makes all quads of documents, the findings among them."""
    return _quads


@pytest.fixture(scope="session")
def found_in(quads_of: QuadsOf) -> FoundIn:
    """Makes the table of what is found in documents."""
    return lambda *readings, base=BASE: finding_rows(
        EmbeddedStore.of(quads_of(*readings, base=base)))
