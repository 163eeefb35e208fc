"""霧原町, a fictional town, in three short documents: its strategy, a progress table, minutes.

The records are written here by hand from the lines beside them, as a person reads the lines.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from loaders.ledger import LedgerEntry
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
    Material,
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
from loaders.source import Source
from loaders.text import LinedText, Piece
from ontology.iris import Iris

BASE = "https://example.org/id/"
CODE, NAME = "990001", "霧原町"

PLAN_LINES = (
    "第2期霧原町総合戦略",
    "基本目標1 人の流れをつくる",
    "(1) 移り住む人を迎える",
    "ア 移住の相談体制づくり",
    "移り住もうとする人の相談に応じる。",
    "・移住相談 窓口事業",
    "・空き家バンク事業",
    "(2) 町とのつながりを広げる",
    "ア 移住の相談体制づくり（再掲）",
    "・移住相談窓口事業（再掲）",
    "・ふるさと便り事業 広報課",
    "・移住相談窓口事業（再掲）",
)
PROGRESS_LINES = (
    "令和5年度実績",
    "企画課",
    "移住相談窓口事業で45人、",
    "R2からの累計で120.50人。",
    "企画課・建設課",
    "空家バンク事業を進めた。",
    "建設課",
)
MINUTES_LINES = (
    "令和6年度第1回霧原町推進会議 議事録",
    "日時 令和6年7月1日 13時30分から",
    "出席 委員7名中5名",
    "1 議事",
    "資料1 進捗状況",
    "○ふるさと便りの様子は。",
    "■第3期霧原町総合戦略の施策2-1-エ「担い手の育成」、婚活支援事業とDX推進計画",
)


def source_of(
    name: str, letter: str, lines: tuple[str, ...], pages: tuple[int, ...] = ()
) -> Source:
    """Return a document whose SHA-256 is 64 times ``letter``."""
    return Source(name, "text/plain", letter * 64, "line", lines, pages or (None,) * len(lines))


def text_at(source: Source, *lines: int) -> LinedText:
    """Return the text of whole lines, joined."""
    return LinedText.of([Piece(line, source.lines[line - 1], False) for line in lines])


@dataclass(frozen=True)
class Town:
    """The three readings and the IRIs of the town."""

    plan: Reading
    progress: Reading
    minutes: Reading
    base: str
    iris: Iris

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (self.plan, self.progress, self.minutes)


def _plan() -> Reading:
    source = source_of("計画.txt", "a", PLAN_LINES)
    at = source.passage
    return Reading(
        source=source, form="strategy", municipality=Municipality(CODE, NAME, (at(1),)),
        ledger=(LedgerEntry("line", 1, None, "Strategy", "2"),
                LedgerEntry("line", 2, None, "Goal", "1"),
                LedgerEntry("line", 3, None, "unexplained", "")),
        title="第2期霧原町総合戦略",
        strategies=(Strategy(2, "第2期霧原町総合戦略", (at(1),)),),
        goals=(Goal("1", "人の流れをつくる", (at(2),)),),
        directions=(Direction("1-1", "移り住む人を迎える", (at(3),)),
                    Direction("1-2", "町とのつながりを広げる", (at(8),))),
        measures=(
            Measure("1-1-ア", "移住の相談体制づくり", "移り住もうとする人の相談に応じる。", False,
                    (at(4, 5),)),
            Measure("1-2-ア", "移住の相談体制づくり", "", True, (at(9),))),
        listings=(
            Listing("移住相談窓口事業", ("移住相談 窓口事業",), "1-1", False, 1, (), (at(6),)),
            Listing("空き家バンク事業", ("空き家バンク事業",), "1-1", False, 2, (), (at(7),)),
            Listing("移住相談窓口事業", ("移住相談窓口事業（再掲）",), "1-2", True, 1, (),
                    (at(10),)),
            Listing("ふるさと便り事業", ("ふるさと便り事業",), "1-2", False, 2, ("広報課",),
                    (at(11),)),
            Listing("移住相談窓口事業", ("移住相談窓口事業（再掲）",), "1-2", True, 3, (),
                    (at(12),))))


def _progress() -> Reading:
    source = source_of("進捗.pdf", "b", PROGRESS_LINES, (1, 1, 1, 1, 2, 2, 2))
    at = source.passage
    first = TextRef("report", "企画課/1-1")
    return Reading(
        source=source, form="progress-table", municipality=Municipality(CODE, NAME),
        ledger=(LedgerEntry("line", 1, 1, "skipped", "heading"),),
        strategies=(Strategy(2, "第2期霧原町総合戦略", (at(1),)),),
        departments=(Department("企画課", (at(2), at(5))), Department("建設課", (at(5), at(7)))),
        reports=(
            Report(first.key, ("企画課",), "1-1", 2023, Phase.RESULT, text_at(source, 3, 4), 1.0,
                   "column", (at(2, 4),)),
            Report("joint", ("企画課", "建設課"), "1-2-ア", 2023, Phase.PLAN, text_at(source, 6),
                   0.75, "tense", (at(5), at(6))),
            Report("empty", ("建設課",), "1-2", 2023, Phase.RESULT, text_at(source), 1.0, "label",
                   (at(7),))),
        mentions=(
            Mention(first, Kind.PROJECT, "移住相談窓口事業", "移住相談窓口事業",
                    MatchMethod.EXACT, 1.0, (at(3),)),
            Mention(TextRef("report", "joint"), Kind.PROJECT, "空き家バンク事業",
                    "空家バンク事業", MatchMethod.VARIANT, 0.9, (at(6),))),
        figures=(
            Figure(first, "相談", Decimal("45"), "人", 2023, FigureKind.ACTUAL, (at(3),)),
            Figure(first, "相談の累計", Decimal("120.50"), "人", 2023, FigureKind.TARGET, (at(4),),
                   first_year=2020)))


def _minutes() -> Reading:
    source = source_of("議事録.txt", "c", MINUTES_LINES)
    at = source.passage
    question, answer = TextRef("statement", "1"), TextRef("statement", "2")
    here = MatchMethod.NAMED_HERE
    meeting = Meeting(
        label="令和6年度第1回霧原町推進会議", series="推進会議", fiscal_year=2024, round=1,
        held_on=date(2024, 7, 1), starts="13:30", ends=None, place=None, members_present=5,
        members_total=7, agenda=(AgendaItem("1", "議事", (at(4),)),),
        materials=(Material("1", "進捗状況", "1", (at(5),)),),
        statements=(Statement(1, Role.MEMBER, "1", None, 1, text_at(source, 6), (at(6),)),
                    Statement(2, Role.OFFICIAL, "", 1, 1, text_at(source, 7), (at(7),))),
        passages=(at(1, 3),))
    return Reading(
        source=source, form="minutes", municipality=Municipality(CODE, NAME, (at(1),)), ledger=(),
        title=MINUTES_LINES[0], meetings=(meeting,),
        mentions=(
            Mention(question, Kind.PROJECT, "ふるさと便り事業", "ふるさと便り",
                    MatchMethod.STEM, 0.85, (at(6),)),
            Mention(answer, Kind.STRATEGY, "3", "第3期霧原町総合戦略",
                    MatchMethod.EXACT, 1.0, (at(7),)),
            Mention(answer, Kind.MEASURE, "2-1-エ", "施策2-1-エ",
                    here, 0.9, (at(7),), 3, "担い手の育成"),
            Mention(answer, Kind.PROJECT, "婚活支援事業", "婚活支援事業", here, 0.6, (at(7),)),
            Mention(answer, Kind.NAMED_PLAN, "DX推進計画", "DX推進計画",
                    here, 0.6, (at(7),))))


@pytest.fixture(scope="session")
def town() -> Town:
    """霧原町 as its three documents tell it."""
    return Town(_plan(), _progress(), _minutes(), BASE, Iris(BASE, CODE))
