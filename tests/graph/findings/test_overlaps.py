"""Overlaps: which pairs are told, what is said of them, and how well against people's reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from graph.findings.settings import settings
from loaders.records import Municipality
from ontology.terms import RDFS, SHISAKU
from tests.graph.findings.measuring import (
    SAMPLE,
    THIRD,
    Judged,
    agreement,
    average_precision,
    judged,
    pairs,
    told,
)

if TYPE_CHECKING:
    from tests.graph.findings.conftest import QuadsOf, ReadingOf

FILLER = "".join(f"\n    2-1 ・{name}事業" for name in (
    ".join(f", "防災訓練", "図書館運営", "橋梁補修", "商店街活性化", "茶業振興", "港湾改修",
    "スポーツ大会開催", "職員研修", "下水道更新", "移住相談", "空き家除却", "林道整備", "介護予防",
    "観光案内", "予防接種", "ごみ減量", "消防車両更新", "路線バス維持", "奨学金貸付", "文化財保存",
    "企業誘致", "障がい者就労", "市民講座開催", "国際交流"))
"""Other projects of the plan: rarity is counted over all."""

CARE = """
    1-1 ・休日保育事業
    1-1 ・夜間保育事業
    1-1 企画課 2023実績: ■休日保育事業／保育所で休日に乳幼児を預かった。／\
■夜間保育事業／保育所で夜間に乳幼児を預かった。 {休日保育事業 夜間保育事業}"""

# (what, table, kind or None, explained by, across departments)
CASES: list[tuple[str, str, str | None, set[str], bool | None]] = [
    ("the same service for the same children, told in the same words", CARE,
     "Duplication", set(), False),
    ("listed only: a name does not tell that the same is done", """
    1-1 ・休日保育事業
    1-1 ・夜間保育事業""", "Overlap", set(), None),
    ("two departments", """
    1-1 ・休日保育事業
    1-1 ・夜間保育事業
    1-1 企画課 2023実績: ■休日保育事業／保育所で休日に乳幼児を預かった。 {休日保育事業}
    1-1 福祉課 2023実績: ■夜間保育事業／保育所で夜間に乳幼児を預かった。 {夜間保育事業}""",
     "Duplication", set(), True),
    ("told together", """
    1-1 ・休日保育事業
    1-1 ・夜間保育事業
    1-1 企画課 2023実績: 休日保育事業と夜間保育事業を続けた。 {休日保育事業 夜間保育事業}""",
     "Overlap", {"joint-report"}, False),
    ("one under the other's heading", """
    1-1 ・休日保育事業
    1-1 ・夜間保育事業
    1-1 企画課 2023実績: ■休日保育事業／・夜間保育事業も始めた。／【その他】 \
{休日保育事業 夜間保育事業}""", "Overlap", {"parent-part"}, False),
    ("the plan lists one again beside the other", """
    1-1 ・休日保育事業
    1-2 ・夜間保育事業
    1-2 ・休日保育事業（再掲）""", "Overlap", {"cross-listing"}, None),
    ("the same words, another field", """
    1-1 ・看護師養成支援事業
    1-1 ・漁業後継者養成支援事業""", None, set(), None),
    ("nothing in common", """
    1-1 ・休日保育事業
    1-1 ・下水道改修事業""", None, set(), None),
    ("the same word in another sense", """
    1-1 ・休日保育事業
    1-1 ・町有林保育事業""", None, set(), None),
    ("the only list of one is marked: it has no home to be compared in", """
    1-1 ・休日保育事業
    1-1 ・夜間保育事業（再掲）""", None, set(), None),
]


def overlaps(quads: list[Quad]) -> dict[str, list[Quad]]:
    """The quads of each finding of overlap."""
    kind = NamedNode(SHISAKU.Overlap)
    findings: dict[str, list[Quad]] = {
        str(quad.subject): [] for quad in quads
        if quad.object == kind and "/finding/" in str(quad.subject)}
    for quad in quads:
        if str(quad.subject) in findings:
            findings[str(quad.subject)].append(quad)
    return findings


def said(quads: list[Quad], predicate: str) -> set[str]:
    return {quad.object.value for quad in quads  # type: ignore[union-attr]
            if quad.predicate.value == predicate}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_what_is_told(
    case: tuple[str, str, str | None, set[str], bool | None], reading_of: ReadingOf,
    quads_of: QuadsOf,
) -> None:
    _, table, kind, explained, across = case
    found = [quads for quads in overlaps(quads_of(reading_of(table + FILLER))).values()
             if any("保育" in label or "養成" in label for label in said(quads, RDFS.label))]

    assert len(found) == (kind is not None)
    for quads in found:
        kinds = {str(quad.object) for quad in quads}
        assert (f"<{SHISAKU.Duplication}>" in kinds) is (kind == "Duplication")
        assert said(quads, SHISAKU.explainedBy) == explained
        assert said(quads, SHISAKU.acrossDepartments) == (
            set() if across is None else {str(across).lower()})


def test_number_of_cases() -> None:
    assert len(CASES) == 10
    assert {letter: len(pairs(letter)) for letter in "KSB"} == {"K": 344, "S": 91, "B": 98}


def test_what_cannot_be_told_is_said_and_never_zero(
    reading_of: ReadingOf, quads_of: QuadsOf
) -> None:
    table = """
    1-1 ・ひとり親家庭生活応援事業
    1-1 ・ひとり親家庭応援事業"""
    (quads,) = overlaps(quads_of(reading_of(table + FILLER))).values()

    assert said(quads, SHISAKU.cannotTell) == {"activity"}
    assert said(quads, SHISAKU.activityScore) == set()


def test_two_readers_agree() -> None:
    """Landis & Koch (1977) call 0.81 and more almost perfect; what is a duplication, few pairs,
    stands at less."""
    assert agreement("KSB", "overlap") >= 0.81


def both_ways(every: list[Judged]) -> tuple[float, float]:
    """The average precision of the program and of the plain way."""
    return (average_precision((each.score, each.agreed) for each in every),
            average_precision((each.peer, each.agreed) for each in every))


@pytest.mark.parametrize(("letter", "document", "municipality"), [
    ("S", SAMPLE, Municipality("990001", "霧原町")),
    ("B", THIRD, Municipality("990002", "汐凪市"))])
def test_better_than_names_alone(
    letter: str, document: Path, municipality: Municipality
) -> None:
    """The third plan was written by somebody who knew nothing of the method, and judged after."""
    every = judged(letter, document, municipality)
    ours, peer = both_ways(every)
    here = told(every)

    assert ours >= 1.5 * peer
    assert sum(each.agreed for each in here) / len(here) >= 0.75


@pytest.mark.seeds
def test_of_a_real_plan(seeds: Path) -> None:
    every = judged("K", next(seeds.glob("000*.txt")), Municipality("012068", "釧路市"))
    ours, peer = both_ways(every)
    here = told(every)

    assert ours >= 0.85
    assert ours >= 1.5 * peer
    assert sum(each.agreed for each in here) / len(here) >= 0.9


def test_thresholds_are_shares() -> None:
    limits = settings().overlaps

    assert all(0 < number <= 1 for number in (
        limits.text, limits.broader, limits.field, limits.least, limits.same_activity,
        limits.same_group, limits.same_text))
