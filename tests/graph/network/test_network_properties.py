"""What must hold of the network of any documents, tried on many."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from graph.network import Network, TieKind, accounts, network
from graph.store import EmbeddedStore
from ontology.terms import DCTERMS, OA, ORG, PROV, RDF, SHISAKU, SKOS
from shisaku.network.record import network_record

if TYPE_CHECKING:
    from tests.graph.findings.conftest import QuadsOf, ReadingOf
    from tests.graph.network.conftest import Counts, NetworkOf

    Shared = Callable[[Network], dict[frozenset[str], Counts]]

PLACES = ("1-1", "1-2", "2-1", "1-1-ア", "1-1-イ", "1-2-ア")
PROJECTS = ("便り事業", "祭り事業", "森の事業")
TEXTS = ("", "進めた。", "移住の相談窓口を開き、町の暮らしについて四十五人の相談に応じた。")
DEPARTMENTS = ("企画課", "建設課", "福祉課", "観光課", "企画課・建設課", "建設課・福祉課・観光課")
FEW = settings(deadline=None, max_examples=40)
"""Each example builds a graph or two."""
SHARED_THINGS = """
PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?one ?other
  (COUNT(DISTINCT ?project) AS ?projects) (COUNT(DISTINCT ?direction) AS ?directions)
WHERE {
  { ?a shisaku:responsibleFor ?project . ?b shisaku:responsibleFor ?project }
  UNION { ?a shisaku:worksIn ?direction . ?b shisaku:worksIn ?direction }
  ?a skos:prefLabel ?one . ?b skos:prefLabel ?other .
  FILTER (?a != ?b)
} GROUP BY ?one ?other"""

listings = st.builds("{} ・{}{}".format, st.sampled_from(PLACES), st.sampled_from(PROJECTS),
                     st.sampled_from(("", "（再掲）")))
reports = st.builds("{} {} {}: {} {{{}}}".format, st.sampled_from(PLACES),
                    st.sampled_from(DEPARTMENTS), st.sampled_from(("2023実績", "2024予定")),
                    st.sampled_from(TEXTS),
                    st.lists(st.sampled_from(PROJECTS), max_size=3).map(" ".join))
some_reports = st.lists(reports, min_size=1, max_size=7)
tables = st.builds(lambda rows, more: "\n".join([*rows, *more]),
                   some_reports, st.lists(listings, max_size=3))


def by_name(found: Network) -> dict[str, tuple[object, ...]]:
    """The measures of each department, by its name."""
    names = {each.iri: each.name for each in found.account.departments}
    return {names[each.department]: (each.degree, each.weighted_degree, each.betweenness,
                                     each.community, each.participation, each.cut)
            for each in found.standings}


@FEW
@given(table=tables, more=listings)
def test_a_further_cross_listing_changes_nothing(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared, table: str, more: str
) -> None:
    marked = more.removesuffix("（再掲）") + "（再掲）"
    before = network_of(reading_of(table))
    after = network_of(reading_of(f"{table}\n{marked}"))

    assert shared_in(before) == shared_in(after)
    assert by_name(before) == by_name(after)


@FEW
@given(table=tables)
def test_merging_two_departments_adds_neither_departments_nor_things_shared(
    reading_of: ReadingOf, network_of: NetworkOf, table: str
) -> None:
    """A weighted degree is the number of things shared with anybody (in documents of one year),
    and the others share no more than before."""
    before = by_name(network_of(reading_of(table)))
    after = by_name(network_of(reading_of(
        table.replace("企画課・建設課", "企画課").replace("建設課", "企画課"))))

    assert after.keys() <= {*before, "企画課"}
    assert len(after) <= len(before)
    for name in after.keys() - {"企画課"}:
        assert Fraction(str(after[name][1])) <= Fraction(str(before[name][1]))


@FEW
@given(table=tables, seed=st.integers())
def test_the_order_of_the_quads_changes_nothing(
    reading_of: ReadingOf, network_of: NetworkOf, table: str, seed: int
) -> None:
    assert network_of(reading_of(table)) == network_of(reading_of(table), seed=seed)


@FEW
@given(table=tables)
def test_the_order_of_departments_in_a_report_changes_nothing(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared, table: str
) -> None:
    turned = table.replace("企画課・建設課", "建設課・企画課")

    assert shared_in(network_of(reading_of(table))) == shared_in(network_of(reading_of(turned)))


@FEW
@given(table=tables)
def test_the_same_document_under_two_names_ties_nobody_more(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared, table: str
) -> None:
    once = network_of(reading_of(table))
    twice = network_of(reading_of(table), reading_of(table, "b"))

    assert shared_in(once) == shared_in(twice)
    assert by_name(once) == by_name(twice)


@pytest.mark.parametrize("predicate", [
    RDF.type, SKOS.prefLabel, SKOS.notation, SKOS.broader, SKOS.inScheme, DCTERMS.identifier,
    ORG.unitOf, OA.hasSource, PROV.wasQuotedFrom, SHISAKU.text, SHISAKU.fiscalYear, SHISAKU.phase,
    SHISAKU.reportedBy, SHISAKU.reportsOn, SHISAKU.mentions, SHISAKU.mentionIn, SHISAKU.involves])
@settings(deadline=None, max_examples=4)
@given(table=tables)
def test_what_is_not_stated_ties_nobody(
    predicate: str, reading_of: ReadingOf, network_of: NetworkOf, quads_of: QuadsOf, table: str
) -> None:
    whole = {(tie.one, tie.other) for tie in network_of(reading_of(table)).ties}
    silent = EmbeddedStore.of(
        quad for quad in quads_of(reading_of(table)) if quad.predicate.value != predicate)

    for account in accounts(silent):
        found = network(account)
        assert {(tie.one, tie.other) for tie in found.ties} <= whole
        record = network_record(found, None, edges=True, matrix=True)
        assert len(record["edges"]) == len(found.ties)


@FEW
@given(table=tables)
def test_things_shared_as_sparql_counts_them(
    reading_of: ReadingOf, network_of: NetworkOf, quads_of: QuadsOf, shared_in: Shared, table: str
) -> None:
    """The short cuts of the derived graph, counted by the query engine, each pair both ways."""
    store = Store()
    store.extend(quads_of(reading_of(table)))
    answer = store.query(SHARED_THINGS, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    counted = {(row["one"].value, row["other"].value):
               (int(row["projects"].value), int(row["directions"].value)) for row in answer}
    shared = shared_in(network_of(reading_of(table)))

    assert counted == {ends: counts[:2] for names, counts in shared.items()
                       for ends in (tuple(sorted(names)), tuple(sorted(names, reverse=True)))}


@FEW
@given(table=tables)
def test_a_weighted_degree_is_the_number_of_things_shared(
    reading_of: ReadingOf, network_of: NetworkOf, table: str
) -> None:
    found = network_of(reading_of(table))

    for each in found.standings:
        things = {(share.kind, share.thing) for tie in found.ties
                  if each.department in (tie.one, tie.other) for share in tie.shares
                  if share.kind in (TieKind.PROJECT, TieKind.DIRECTION)}
        assert each.weighted_degree == len(things)
