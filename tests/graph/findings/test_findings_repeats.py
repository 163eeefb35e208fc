"""RepeatedReport: which texts count as the same, which do not, and what a mark says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal

from graph.findings.sentences import sentences, shared
from graph.findings.settings import settings
from ontology.terms import PROV, RDF, SHISAKU

if TYPE_CHECKING:
    from tests.graph.findings.conftest import FoundIn, QuadsOf, ReadingOf

IN_11, IN_12, IN_21 = "1-1「迎える」", "1-2「広げる」", "2-1「備える」"
LONG = "移住の相談窓口を開き、町の暮らしについて四十五人の相談に応じた。"
OTHER = "ふるさと便りを年に四回つくり、町を離れて暮らす人の手もとに届けた。"
NAME = "町を離れて暮らす人とのつながりを広げるためのふるさと便り発行事業"

Pairs = list[set[str]]

CASES: list[tuple[str, str, Pairs]] = [
    ("whole reports, however short", """
        1-1 企画課 2023実績: 進めた。
        1-2 企画課 2023実績: 進めた。""", [{"企画課", IN_11, IN_12}]),
    ("three directions make three pairs", """
        1-1 企画課 2023実績: 進めた。
        1-2 企画課 2023実績: 進めた。
        2-1 企画課 2023実績: 進めた。""", [{"企画課", IN_11, IN_12},
                                  {"企画課", IN_11, IN_21},
                                  {"企画課", IN_12, IN_21}]),
    ("each year for itself", """
        1-1 企画課 2023実績: 進めた。
        1-2 企画課 2023実績: 進めた。
        1-1 企画課 2024予定: 進める。
        1-2 企画課 2024予定: 進める。""", [{"企画課", IN_11, IN_12}] * 2),
    ("both phases of one year together", """
        1-1 企画課 2023実績: 進めた。
        1-2 企画課 2023実績: 進めた。
        1-1 企画課 2023予定: 進める。
        1-2 企画課 2023予定: 進める。""", [{"企画課", IN_11, IN_12}]),
    ("several paragraphs together", f"""
        1-1 企画課 2023実績: {LONG}／終えた。／{OTHER}
        1-2 企画課 2023実績: {OTHER}／{LONG}""", [{"企画課", IN_11, IN_12}]),
    ("measures stand for their directions", """
        1-1-ア 企画課 2023実績: 進めた。
        1-2-ア 企画課 2023実績: 進めた。""", [{"企画課", IN_11, IN_12}]),
    ("joint departments", """
        1-1 企画課・建設課 2023実績: 進めた。
        1-2 建設課・企画課 2023実績: 進めた。""",
     [{"企画課", "建設課", IN_11, IN_12}]),
    ("other spaces, widths and bullets", """
        1-1 企画課 2023実績: ・ＵＩＪターン 10件を支援した。
        1-2 企画課 2023実績: ■UIJターン１０件を 支援した。""",
     [{"企画課", IN_11, IN_12}]),
    ("a paragraph among others", f"""
        1-1 企画課 2023実績: 始めた。／{LONG}
        1-2 企画課 2023実績: {LONG}／終えた。""", [{"企画課", IN_11, IN_12}]),
    ("two paragraphs in one table, one in the other", f"""
        1-1 企画課 2023実績: 始めた。／{LONG}／{OTHER}
        1-2 企画課 2023実績: {LONG}{OTHER}／終えた。""", [{"企画課", IN_11, IN_12}]),
    ("two directions, one measure", """
        1-1-ア 企画課 2023実績: 進めた。
        1-1-イ 企画課 2023実績: 進めた。""", []),
    ("another year", """
        1-1 企画課 2023実績: 進めた。
        1-2 企画課 2024実績: 進めた。""", []),
    ("another phase", """
        1-1 企画課 2023実績: 進めた。
        1-2 企画課 2023予定: 進めた。""", []),
    ("another department", """
        1-1 企画課 2023実績: 進めた。
        1-2 建設課 2023実績: 進めた。""", []),
    ("one of the joint departments", """
        1-1 企画課・建設課 2023実績: 進めた。
        1-2 企画課 2023実績: 進めた。""", []),
    ("another number", """
        1-1 企画課 2023実績: 10件を支援した。
        1-2 企画課 2023実績: 11件を支援した。""", []),
    ("empty cells", """
        1-1 企画課 2023実績:
        1-2 企画課 2023実績:""", []),
    ("a sentence inside a longer paragraph", f"""
        1-1 企画課 2023実績: 始めた。{LONG}
        1-2 企画課 2023実績: {LONG}／終えた。""", []),
    ("the same project, another text", f"""
        1-1 企画課 2023実績: ・{NAME}／始めた。 {{{NAME}}}
        1-2 企画課 2023実績: ・{NAME}／終えた。 {{{NAME}}}""", []),
    ("the same heading in brackets, another text", f"""
        1-1 企画課 2023実績: 【{NAME}】／始めた。
        1-2 企画課 2023実績: 【{NAME}】／終えた。""", []),
]

MARKS: list[tuple[str, str, bool]] = [
    ("in the heading of a project", f"""
        1-1 企画課 2023実績: ・便り事業／{LONG}／終えた。
        1-2 企画課 2023実績: ・便り事業【再掲】／{LONG}""", True),
    ("in a heading that reads otherwise", f"""
        1-1 企画課 2023実績: ■便り／・{LONG}／・終えた。
        1-2 企画課 2023実績: ■便り発行（再掲）／・{LONG}""", True),
    ("in the paragraph itself", f"""
        1-1 企画課 2023実績: {LONG}／終えた。
        1-2 企画課 2023実績: {LONG}※再掲""", True),
    ("at the head of the report", f"""
        1-1 企画課 2023実績: {LONG}／終えた。
        1-2 企画課 2023実績: （再掲）／{LONG}""", True),
    ("in the heading of another item", f"""
        1-1 企画課 2023実績: ・便り事業／{LONG}／終えた。
        1-2 企画課 2023実績: ・祭り事業【再掲】／始めた。／・便り事業／{LONG}""", False),
    ("at one of two items", f"""
        1-1 企画課 2023実績: ・便り事業／{LONG}／・祭り事業／{OTHER}／終えた。
        1-2 企画課 2023実績: ・便り事業【再掲】／{LONG}／・祭り事業／{OTHER}""", False),
    ("the word 再掲 in a sentence is no mark", """
        1-1 企画課 2023実績: 便りに再掲した。
        1-2 企画課 2023実績: 便りに再掲した。""", False),
    ("the project is listed there as 再掲", f"""
        1-1 ・便り事業
        1-2 ・便り事業（再掲）
        1-1 企画課 2023実績: ・便り事業／{LONG} {{便り事業}}
        1-2 企画課 2023実績: ・便り事業／{LONG} {{便り事業}}""", True),
    ("it is listed as 再掲 in a third direction", f"""
        1-1 ・便り事業
        2-1 ・便り事業（再掲）
        1-1 企画課 2023実績: ・便り事業／{LONG} {{便り事業}}
        1-2 企画課 2023実績: ・便り事業／{LONG} {{便り事業}}""", False),
    ("one of its two projects is listed there as 再掲", f"""
        1-1 ・便り事業
        1-1 ・祭り事業
        1-2 ・便り事業（再掲）
        1-1 企画課 2023実績: 便り事業と祭り事業。{LONG} {{便り事業 祭り事業}}
        1-2 企画課 2023実績: 便り事業と祭り事業。{LONG} {{便り事業 祭り事業}}""", False),
    ("the project is at home there in another measure", f"""
        1-1 ・便り事業
        1-2 ・便り事業
        1-2-ア ・便り事業（再掲）
        1-1 企画課 2023実績: 便り事業。{LONG} {{便り事業}}
        1-2 企画課 2023実績: 便り事業。{LONG} {{便り事業}}""", False),
    ("the project is named beside the text, not in it", f"""
        1-1 ・便り事業
        1-2 ・便り事業（再掲）
        1-1 企画課 2023実績: {LONG}／便り事業を始めた。 {{便り事業}}
        1-2 企画課 2023実績: {LONG}／便り事業を終えた。 {{便り事業}}""", False),
]


@pytest.mark.parametrize(("what", "table", "expected"), CASES)
def test_what_counts_as_the_same(what: str, table: str, expected: Pairs, reading_of: ReadingOf,
                                 found_in: FoundIn) -> None:
    found = [set(row.involved) for row in found_in(reading_of(table))
             if row.kind == "RepeatedReport"]

    assert sorted(map(sorted, found)) == sorted(map(sorted, expected)), what


@pytest.mark.parametrize(("what", "table", "expected"), MARKS)
def test_what_a_mark_says(what: str, table: str, expected: bool, reading_of: ReadingOf,
                          quads_of: QuadsOf) -> None:
    truth = [quad.object for quad in quads_of(reading_of(table))
             if quad.predicate.value == SHISAKU.marked]

    assert truth == [Literal(expected)], what


def test_number_of_cases() -> None:
    assert (len(CASES), len(MARKS)) == (20, 12)


@pytest.mark.parametrize(("length", "counts"), [(30, True), (29, False)])
def test_a_part_has_thirty_characters(length: int, counts: bool) -> None:
    part = "相" * (length - 1) + "。"

    found = list(shared(sentences(f"{part}\n始めた。"), sentences(f"終えた。\n・{part}")))

    assert settings().repeats.shortest == 30
    assert [[sentence.key for sentence in each.first] for each in found] == [[part]] * counts


def test_the_passages_are_those_of_the_text(reading_of: ReadingOf, found_in: FoundIn) -> None:
    table = f"""
        2-1 企画課 2023実績: {LONG}／終えた。
        1-1 建設課 2023実績: {LONG}
        1-1 企画課 2023実績: 始めた。／{LONG}"""

    row, = (row for row in found_in(reading_of(table)) if row.kind == "RepeatedReport")

    assert [(passage.first, passage.last) for passage in row.passages] == [(1, 1), (3, 3)]


def test_both_reports_are_involved(reading_of: ReadingOf, quads_of: QuadsOf) -> None:
    quads = quads_of(reading_of(CASES[0][1]))
    finding, = {quad.subject for quad in quads if quad.predicate.value == RDF.type
                and quad.object.value == SHISAKU.RepeatedReport}  # type: ignore[union-attr]
    reports = {quad.subject for quad in quads if quad.predicate.value == RDF.type
               and quad.object.value == SHISAKU.ProgressReport}  # type: ignore[union-attr]
    said = {predicate: {quad.object for quad in quads if quad.subject == finding
                        and quad.predicate.value == predicate}
            for predicate in (SHISAKU.involves, PROV.wasQuotedFrom)}

    assert len(reports) == 2
    assert reports < said[SHISAKU.involves]
    assert len(said[PROV.wasQuotedFrom]) == 2
