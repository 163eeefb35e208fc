"""What the model demands of findings for any documents, tried on many."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.fragmentation import concentration
from graph.validation import validate
from ontology.iris import Iris
from ontology.terms import SHISAKU, SKOS

if TYPE_CHECKING:
    from graph.findings.table import FindingRow
    from tests.graph.findings.conftest import FoundIn, QuadsOf, ReadingOf

BASE = "https://example.org/id/"
PLACES = ("1-1", "1-2", "2-1", "1-1-ア", "1-1-イ", "1-2-ア")
PROJECTS = ("便り事業", "祭り事業", "森の事業")
TEXTS = ("", "進めた。", "移住の相談窓口を開き、町の暮らしについて四十五人の相談に応じた。",
         "（再掲）", "・／■", "（再掲）／進めた。", "・便り事業【再掲】／始めた。")
DEPARTMENTS = ("企画課", "建設課", "福祉課", "企画課・建設課", "建設課・福祉課")
EVERY_KIND = """
    1-1 ・便り事業
    1-2 ・便り事業
    1-2 ・祭り事業（再掲）
    1-1 企画課 2023実績: 進めた。
    1-1 企画課 2024予定: 進めた。
    1-2 企画課 2023実績: 進めた。
    1-1 建設課 2023実績:"""

listings = st.builds("{} ・{}{}".format, st.sampled_from(PLACES), st.sampled_from(PROJECTS),
                     st.sampled_from(("", "（再掲）")))
reports = st.builds("{} {} {}: {} {{{}}}".format, st.sampled_from(PLACES),
                    st.sampled_from(DEPARTMENTS), st.sampled_from(("2023実績", "2024予定")),
                    st.sampled_from(TEXTS),
                    st.lists(st.sampled_from(PROJECTS), max_size=3).map(" ".join))
tables = st.lists(listings | reports, min_size=1, max_size=9).map("\n".join)
FEW = settings(deadline=None, max_examples=40)
"""Each example builds a graph or two."""

department_sets = st.frozensets(st.integers(0, 6), min_size=1, max_size=3)
weights = st.dictionaries(department_sets, st.integers(1, 50), min_size=1)


def fragmentations(rows: list[FindingRow]) -> dict[str, tuple[str, Decimal]]:
    """Return identifier and score by the place, which sorts before the departments."""
    return {row.involved[0]: (row.id, row.score or Decimal(0)) for row in rows
            if row.kind == "Fragmentation"}


@FEW
@given(table=tables, more=listings)
def test_a_further_cross_listing_changes_no_fragmentation(
    reading_of: ReadingOf, found_in: FoundIn, table: str, more: str
) -> None:
    marked = more.removesuffix("（再掲）") + "（再掲）"

    assert (fragmentations(found_in(reading_of(table)))
            == fragmentations(found_in(reading_of(f"{table}\n{marked}"))))


@FEW
@given(table=tables)
def test_merging_two_departments_only_lowers_fragmentation(
    reading_of: ReadingOf, found_in: FoundIn, table: str
) -> None:
    before = fragmentations(found_in(reading_of(table)))
    after = fragmentations(found_in(reading_of(table.replace("建設課", "企画課"))))

    assert after.keys() <= before.keys()
    assert all(after[place][1] <= before[place][1] for place in after)


@settings(max_examples=500)
@given(weights=weights, one=st.integers(0, 6), other=st.integers(0, 6))
def test_merging_two_departments_only_lowers_dispersion(
    weights: dict[frozenset[int], int], one: int, other: int
) -> None:
    before: Counter[frozenset[str]] = Counter()
    after: Counter[frozenset[str]] = Counter()
    for departments, weight in weights.items():
        before[frozenset(map(str, departments))] += weight
        after[frozenset(str(one if each == other else each) for each in departments)] += weight

    assert 1 >= concentration(after) >= concentration(before) > 0


@FEW
@given(table=tables, seed=st.integers())
def test_the_order_of_the_quads_changes_nothing(
    reading_of: ReadingOf, table: str, seed: int
) -> None:
    quads = list(graph_quads([reading_of(table)], BASE))
    found = list(findings_quads(quads, BASE))

    assert found == list(findings_quads(Random(seed).sample(quads, len(quads)), BASE))
    assert len(set(found)) == len(found)
    assert not any(isinstance(term, BlankNode) for quad in found
                   for term in (quad.subject, quad.object))
    assert {quad.graph_name.value for quad in found} <= {  # type: ignore[union-attr]
        Iris(BASE, "").findings_graph}


@FEW
@given(table=tables)
def test_identity_is_what_is_said_not_where_it_was_read(
    reading_of: ReadingOf, found_in: FoundIn, table: str
) -> None:
    rows = found_in(reading_of(table))
    elsewhere = found_in(reading_of(table, "b"), base="https://example.com/other/")

    assert len({row.id for row in rows}) == len(rows)
    assert [(row.kind, row.id, row.label_ja) for row in rows] == [
        (row.kind, row.id, row.label_ja) for row in elsewhere]


@FEW
@given(table=tables)
def test_the_same_document_under_two_names_finds_nothing_more(
    reading_of: ReadingOf, found_in: FoundIn, table: str
) -> None:
    once, twice = found_in(reading_of(table)), found_in(reading_of(table), reading_of(table, "b"))

    assert [(row.id, row.score) for row in once] == [(row.id, row.score) for row in twice]


@pytest.mark.parametrize("predicate", [
    SHISAKU.text, SHISAKU.fiscalYear, SHISAKU.phase, SHISAKU.reportedBy, SHISAKU.reportsOn,
    SKOS.inScheme, SKOS.notation])
@FEW
@given(table=tables)
def test_what_is_not_stated_makes_no_finding(
    predicate: str, reading_of: ReadingOf, table: str
) -> None:
    quads = list(graph_quads([reading_of(table)], BASE))
    silent = [quad for quad in quads if quad.predicate.value != predicate]

    assert ({quad.subject for quad in findings_quads(silent, BASE)}
            <= {quad.subject for quad in findings_quads(quads, BASE)})


def test_every_kind_has_the_form_that_queries_rely_on(
    reading_of: ReadingOf, found_in: FoundIn, quads_of: QuadsOf
) -> None:
    reading = reading_of(EVERY_KIND)

    assert {row.kind for row in found_in(reading)} == {
        "Fragmentation", "RepeatedReport", "UnmarkedCrossListing", "DanglingCrossListing",
        "UnreportedProject", "EmptyReport", "UnchangedPlan", "SoleDepartment"}
    assert [result for result in validate(quads_of(reading)).violations
            if "/finding/" in result.focus] == []
