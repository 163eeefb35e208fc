"""What the model demands of overlaps for any documents, tried on many, hostile names among them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from graph.assembly import graph_quads
from graph.findings import RULES, findings_quads
from graph.findings.grounds import Grounds
from graph.validation import validate
from ontology.terms import DCTERMS, RDF, SHISAKU

if TYPE_CHECKING:
    from tests.graph.findings.conftest import QuadsOf, ReadingOf

BASE = "https://example.org/id/"
ROOT = Path(__file__).parents[3]
FEW = settings(deadline=None, max_examples=25)
"""Each example builds a graph or two."""

DEPARTMENTS = ("企画課", "福祉課", "企画課・福祉課")
PARTS = ("休日保育", "夜間保育", "乳幼児", "高齢者", "見守り", "訪問", "移住", "相談", "空き家",
         "補助", "事業")
HOSTILE = ('"><script>保育</script>', "保育'\"\\", "保育\u202e事業", "=保育()", "保" * 10_000,
           "保育相談" * 2_500, "（再掲）", "\u200b", "・", "\ufeff保育", "㈱保育①", "e\u0301保育")
LAWFUL = {SHISAKU.Fragmentation, SHISAKU.Overlap, SHISAKU.Duplication}
SAID = {RDF.type, SHISAKU.score, SHISAKU.aimScore, SHISAKU.activityScore, SHISAKU.beneficiaryScore,
        SHISAKU.effectiveDepartments, SHISAKU.untoldPairs}

names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map("".join)
places = st.sampled_from(("1-1", "1-2", "2-1", "1-1-ア", "1-2-ア"))
listings = st.builds("{} ・{}".format, places, names)
sentences = st.sampled_from((
    "保育所で乳幼児を預かった。", "高齢者の家を訪問して見守りを行った。", "移住の相談に応じた。"))


@st.composite
def tables(draw: st.DrawFn, spelling: st.SearchStrategy[str] = names) -> str:
    """Lists of some projects, with reports that tell of them one by one or together."""
    listed = draw(st.lists(spelling, min_size=2, max_size=9, unique=True))
    rows = [f"{draw(places)} ・{name}" for name in listed]
    for number in range(draw(st.integers(0, 4))):
        named = draw(st.lists(st.sampled_from(listed), min_size=1, max_size=2, unique=True))
        told = "／".join(f"■{name}／{draw(sentences)}" for name in named)
        who = draw(st.sampled_from(DEPARTMENTS))
        rows.append(
            f"{draw(places)} {who} {2022 + number}実績: {told} {{{' '.join(named)}}}")
    return "\n".join(rows)


def lawful(quads: list[Quad]) -> dict[str, set[tuple[str, str]]]:
    """The classes and scores of each fragmentation, overlap and duplication."""
    told = {quad.subject for quad in quads if value(quad) in LAWFUL and is_finding(quad)}
    found: dict[str, set[tuple[str, str]]] = {str(finding): set() for finding in told}
    for quad in quads:
        if quad.subject in told and quad.predicate.value in SAID:
            found[str(quad.subject)].add((quad.predicate.value, value(quad)))
    return found


def classes(said: set[tuple[str, str]]) -> set[str]:
    return {each for predicate, each in said if predicate == RDF.type}


def value(quad: Quad) -> str:
    return str(quad.object.value)  # type: ignore[union-attr]


def is_finding(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode) and "/finding/" in quad.subject.value


@FEW
@given(table=tables())
def test_every_duplication_is_an_overlap_and_bears_its_identity(
    reading_of: ReadingOf, quads_of: QuadsOf, table: str
) -> None:
    told = lawful(quads_of(reading_of(table))).values()

    assert all(SHISAKU.Overlap in classes(said) for said in told
               if SHISAKU.Duplication in classes(said))
    grounds = Grounds.of(graph_quads([reading_of(table)], BASE))
    for finding in (finding for rule in RULES for finding in rule(grounds)):
        if finding.kind == SHISAKU.Duplication:
            assert (replace(finding, kind=SHISAKU.Overlap).identifier(BASE)
                    == finding.identifier(BASE))


def test_the_law_is_tried_on_duplications(reading_of: ReadingOf, quads_of: QuadsOf) -> None:
    table = """
        1-1 ・休日保育事業
        1-1 ・夜間保育事業
        1-1 企画課 2023実績: ■休日保育事業／保育所で休日に乳幼児を預かった。／\
■夜間保育事業／保育所で夜間に乳幼児を預かった。 {休日保育事業 夜間保育事業}"""
    others = ("下水道", "観光案内", "図書館", "除雪", "港湾")
    rows = "".join(f"\n2-1 ・{name}事業" for name in others)

    assert any(SHISAKU.Duplication in classes(said)
               for said in lawful(quads_of(reading_of(table + rows))).values())


@FEW
@given(table=tables(), data=st.data())
def test_a_further_cross_listing_changes_nothing_of_them(
    reading_of: ReadingOf, quads_of: QuadsOf, table: str, data: st.DataObject
) -> None:
    listed = [line.partition("・")[2] for line in table.splitlines() if " ・" in line[:8]]
    name = data.draw(st.sampled_from(listed) | names)
    more = f"{table}\n{data.draw(places)} ・{name}（再掲）"

    assert lawful(quads_of(reading_of(more))) == lawful(quads_of(reading_of(table)))


@FEW
@given(table=tables() | tables(st.sampled_from(HOSTILE) | names), seed=st.integers())
def test_neither_order_nor_a_second_run_changes_anything(
    reading_of: ReadingOf, table: str, seed: int
) -> None:
    quads = list(graph_quads([reading_of(table)], BASE))
    found = list(findings_quads(quads, BASE))

    assert list(findings_quads(quads, BASE)) == found
    assert list(findings_quads(Random(seed).sample(quads, len(quads)), BASE)) == found


@settings(deadline=None, max_examples=10)
@given(table=tables(st.sampled_from(HOSTILE) | names))
def test_hostile_names_make_findings_that_conform(
    reading_of: ReadingOf, quads_of: QuadsOf, table: str
) -> None:
    quads = quads_of(reading_of(table))
    overlaps = [quad for quad in quads if value(quad) == SHISAKU.Overlap and is_finding(quad)]

    assert [result for result in validate(quads).violations if "/finding/" in result.focus] == []
    assert all(len({value(quad) for quad in quads if quad.subject == overlap.subject
                    and quad.predicate.value == SHISAKU.involves}) == 2 for overlap in overlaps)


@FEW
@given(tables=st.tuples(tables(), tables()))
def test_each_municipality_is_as_if_it_were_alone(
    reading_of: ReadingOf, tables: tuple[str, str]
) -> None:
    towns = [reading_of(table, letter, code=code)
             for table, letter, code in zip(tables, "ab", ("990001", "990002"), strict=True)]
    alone = [quad for town in towns
             for quad in findings_quads(graph_quads([town], BASE), BASE)]

    assert list(findings_quads(graph_quads(towns, BASE), BASE)) == alone


SCRIPT = """
from random import Random
from benchmarks.synthetic import city
from graph.assembly import graph_quads
from graph.findings import findings_quads
for number in range(2):
    quads = list(graph_quads([city(number)], "https://example.org/id/"))
    for quad in findings_quads(Random(number).sample(quads, len(quads)), "https://example.org/id/"):
        print(quad)
"""


@pytest.mark.slow
def test_the_hash_seed_changes_nothing() -> None:
    """On synthetic cities, which have hundreds of overlaps to be put in order."""
    outputs = {
        subprocess.run([sys.executable, "-c", SCRIPT], check=True, capture_output=True,
                       cwd=ROOT, env=os.environ | {
                           "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT),
                           "PYTHONIOENCODING": "utf-8"}).stdout
        for seed in ("1", "2")}

    assert len(outputs) == 1
    assert DCTERMS.identifier.encode() in outputs.pop()
