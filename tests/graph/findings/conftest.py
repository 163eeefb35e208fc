"""霧原町 as the findings look at it: lists and reports, one line each, in a notation of their own.

    1-1 ・空き家事業                    a project in the list of 1-1
    1-2 ・空き家事業（再掲）            the same, marked
    1-1 企画課 2023実績: 進めた。／済んだ。 {空き家事業} #相談件数=45件
    委員: 相談は何件ですか。
    市→1: 40件です。 {空き家事業} #相談件数=40件

The third is the report of 企画課 (企画課・建設課: a joint one) on 1-1, with "／" between its
paragraphs and, at the end, the projects that it names and the numbers that stand in it. The others
are statements of a meeting, the last in reply to the first of them. Each line is a document's line
and the passage of what it tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

import pytest
from pyoxigraph import Quad

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.table import FindingRow, finding_rows
from graph.store import EmbeddedStore
from loaders.records import (
    AgendaItem,
    Department,
    Direction,
    Figure,
    FigureKind,
    Goal,
    Kind,
    Listing,
    MatchMethod,
    Measure,
    Meeting,
    Mention,
    Municipality,
    Phase,
    Reading,
    Report,
    Role,
    Statement,
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
ROLES = {"会長": Role.CHAIR, "委員": Role.MEMBER, "市": Role.OFFICIAL}
ITEM = "3(1)"

LISTING = re.compile(r"(?P<place>\S+) ・(?P<project>\S+?)(?P<mark>（再掲）)?")
TOLD = r" ?(?P<text>.*?)(?: ?\{(?P<names>.*)\})?(?: ?#(?P<numbers>.*))?"
REPORT = re.compile(r"(?P<place>\S+) (?P<who>\S+) (?P<year>\d{4})(?P<phase>実績|予定):" + TOLD)
STATEMENT = re.compile(rf"(?P<who>{'|'.join(ROLES)})(?:→(?P<to>\d+))?:" + TOLD)
NUMBER = re.compile(r"(?P<label>[^=]*)=(?P<value>[\d.]+)(?P<unit>\S*)")


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


@dataclass
class _Told:
    """What the lines of a table tell, in their order."""

    listings: list[Listing] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def take(self, number: int, line: str, here: tuple[Passage, ...]) -> None:
        """Take line ``number`` in."""
        if told := REPORT.fullmatch(line):
            self._text(told, TextRef("report", str(number)), int(told["year"]), here)
            self.reports.append(Report(
                str(number), tuple(told["who"].split("・")), told["place"], int(told["year"]),
                PHASES[told["phase"]], _lined(number, told), 1.0, "label", here))
        elif told := STATEMENT.fullmatch(line):
            order = len(self.statements) + 1
            self._text(told, TextRef("statement", str(order)), 2023, here)
            to = int(told["to"]) if told["to"] else None
            self.statements.append(Statement(order, ROLES[told["who"]], ITEM, to, to or order,
                                             _lined(number, told), here))
        else:
            listed = LISTING.fullmatch(line)
            assert listed, line
            self.listings.append(Listing(listed["project"], (listed["project"],), listed["place"],
                                         bool(listed["mark"]), number, (), here))

    def _text(self, told: re.Match[str], within: TextRef, year: int,
              here: tuple[Passage, ...]) -> None:
        self.mentions += [Mention(within, Kind.PROJECT, name, name, MatchMethod.EXACT, 1.0, here)
                          for name in (told["names"] or "").split()]
        self.figures += [Figure(within, each["label"], Decimal(each["value"]), each["unit"], year,
                                FigureKind.ACTUAL, here)
                         for each in NUMBER.finditer(told["numbers"] or "")]


def _lined(number: int, told: re.Match[str]) -> LinedText:
    parts = told["text"].split("／") if told["text"] else []
    return LinedText.of([Piece(number, part, True) for part in parts])


def _meetings(statements: list[Statement], here: tuple[Passage, ...]) -> tuple[Meeting, ...]:
    if not statements:
        return ()
    agenda = (AgendaItem(ITEM, "進捗", here),)
    return (Meeting("令和5年度第1回推進会議", "推進会議", 2023, 1, date(2023, 11, 1), None, None,
                    None, None, None, agenda, (), tuple(statements), here),)


def _reading(
    table: str, letter: str = "a", *, edition: int = 2, code: str = "990001"
) -> Reading:
    lines = tuple(line.strip() for line in table.strip().splitlines())
    source = Source(f"{letter}.txt", "text/plain", letter * 64, "line", lines, (1,) * len(lines))
    first = (source.passage(1),)
    told = _Told()
    for number, line in enumerate(lines, start=1):
        told.take(number, line, (source.passage(number),))
    return Reading(
        source, "strategy", Municipality(code, "霧原町"), (),
        strategies=(Strategy(edition, f"第{edition}期総合戦略", first),),
        goals=tuple(Goal(*goal, first) for goal in GOALS.items()),
        directions=tuple(Direction(*direction, first) for direction in DIRECTIONS.items()),
        measures=tuple(Measure(*measure, "", False, first) for measure in MEASURES.items()),
        departments=tuple(Department(name, report.passages)
                          for report in told.reports for name in report.departments),
        listings=tuple(told.listings), reports=tuple(told.reports),
        meetings=_meetings(told.statements, first), mentions=tuple(told.mentions),
        figures=tuple(told.figures))


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
