"""Ties on towns so small that a person counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from graph.network import Network, TieKind, accounts, cells, network
from graph.remote import RemoteStore
from graph.store import EmbeddedStore
from loaders.records import MatchMethod
from ontology.terms import SHISAKU

if TYPE_CHECKING:
    from tests.graph.findings.conftest import QuadsOf, ReadingOf
    from tests.graph.network.conftest import Counts, NetworkOf

    Shared = Callable[[Network], dict[frozenset[str], Counts]]

SENTENCE = "移住の相談窓口を開き、町の暮らしについて四十五人の相談に応じた。"
TOWN = """
    1-1 ・祭り事業
    1-2 ・祭り事業（再掲）
    1-1 企画課 2023実績: 進めた。 {祭り事業}
    1-2 企画課 2023実績: 開いた。 {祭り事業}
    1-1-ア 建設課 2023実績: 直した。 {祭り事業}
    1-2 福祉課 2023実績:
    2-1 福祉課・建設課 2023実績: 備えた。
    2-1 福祉課・建設課 2024予定: 備える。
    1-2-ア 観光課 2024予定: 祭りを開く。 {祭り事業}
    1-2 観光課 2024予定:"""


def pair(names: str) -> frozenset[str]:
    return frozenset(names.split("・"))


# (table, fiscal year, what each pair shares: projects, directions, joint, repeated, weight)
CASES: list[tuple[str, str | None, dict[str, tuple[int, int, int, int, str]]]] = [
    # 祭り事業: 企画課, 建設課, 観光課, so 1/2 each; 1-1: two departments; 1-2: three; 2-1: two
    (TOWN, None, {
        "企画課・建設課": (1, 1, 0, 0, "3/2"), "企画課・観光課": (1, 1, 0, 0, "1"),
        "建設課・観光課": (1, 0, 0, 0, "1/2"), "企画課・福祉課": (0, 1, 0, 0, "1/2"),
        "福祉課・観光課": (0, 1, 0, 0, "1/2"), "福祉課・建設課": (0, 1, 2, 0, "1")}),
    # without 観光課: 祭り事業 and 1-2 have two departments each
    (TOWN, "FY2023", {
        "企画課・建設課": (1, 1, 0, 0, "2"), "企画課・福祉課": (0, 1, 0, 0, "1"),
        "福祉課・建設課": (0, 1, 1, 0, "1")}),
    (TOWN, "FY2024", {"福祉課・建設課": (0, 1, 1, 0, "1")}),
    # a joint report that is repeated in another direction; the third department only joins in one
    (f"""1-1 企画課・建設課 2023実績: {SENTENCE}
         1-2 企画課・建設課 2023実績: {SENTENCE}
         2-1 企画課・建設課・福祉課 2023実績: 備えた。""", None, {
        "企画課・建設課": (0, 3, 3, 1, "5/2"), "企画課・福祉課": (0, 1, 1, 0, "1/2"),
        "建設課・福祉課": (0, 1, 1, 0, "1/2")}),
    # what one department repeats ties it to nobody; two departments with one text are no finding
    (f"""1-1 企画課 2023実績: {SENTENCE}
         1-2 企画課 2023実績: {SENTENCE}
         2-1 建設課 2023実績: {SENTENCE}""", None, {}),
]


@pytest.mark.parametrize(("table", "year", "expected"), CASES)
def test_what_two_departments_share(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared, table: str,
    year: str | None, expected: dict[str, tuple[int, int, int, int, str]]
) -> None:
    assert shared_in(network_of(reading_of(table), year=year)) == {
        pair(names): (*counts, Fraction(weight))
        for names, (*counts, weight) in expected.items()}


def test_behind_every_share_stand_its_lines(
    reading_of: ReadingOf, network_of: NetworkOf
) -> None:
    found = network_of(reading_of(TOWN))
    names = {each.iri: each.name for each in found.account.departments}
    (tie,) = [tie for tie in found.ties
              if {names[tie.one], names[tie.other]} == pair("企画課・建設課")]
    project, direction = tie.shares

    assert [(quote.document, quote.page, quote.first, quote.last)
            for witness in project.witnesses if witness.naming for quote in witness.naming.quotes
            ] == [("a.txt", 1, 3, 3), ("a.txt", 1, 4, 4), ("a.txt", 1, 5, 5)]
    assert {(witness.naming.name, witness.naming.words, witness.naming.confidence)
            for witness in project.witnesses if witness.naming} == {
        ("祭り事業", "祭り事業", Decimal(1))}
    assert sorted(quote.first for witness in direction.witnesses
                  for quote in witness.report.quotes) == [3, 5]
    assert tie.close
    assert direction.kind is TieKind.DIRECTION


def test_two_documents_that_print_one_joint_report(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared
) -> None:
    joint = "1-1 企画課・建設課 2023実績: 進めた。"

    assert shared_in(network_of(reading_of(joint), reading_of(joint, "b"))) == {
        pair("企画課・建設課"): (0, 1, 1, 0, Fraction(1))}


def test_a_share_is_as_sure_as_the_less_sure_of_both(
    reading_of: ReadingOf, network_of: NetworkOf
) -> None:
    """企画課 names the project twice, once in other words; 建設課 in other words alone."""
    reading = reading_of("""
        1-1 企画課 2023実績: 進めた。 {祭り事業}
        1-2 企画課 2023実績: 開いた。 {祭り事業}
        2-1 建設課 2023実績: 直した。 {祭り事業}""")
    sure = (0.9, 1.0, 0.8)
    mentions = tuple(replace(each, confidence=confidence, method=MatchMethod.STEM)
                     for each, confidence in zip(reading.mentions, sure, strict=True))
    (tie,) = network_of(replace(reading, mentions=mentions)).ties

    assert [share.confidence for share in tie.shares] == [Decimal("0.8")]


def test_a_renamed_department_is_not_tied_to_itself(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared
) -> None:
    """企画課 and 建設課 in one year's table; in the next, 政策課 is what 企画課 was."""
    years = [reading_of(f"""
        1-1 {who} {year}実績: 進めた。 {{祭り事業}}
        1-1 建設課 {year}実績: 直した。""", letter)
        for who, year, letter in (("企画課", 2022, "a"), ("政策課", 2023, "b"))]

    assert shared_in(network_of(*years)) == {
        pair("企画課・建設課"): (0, 1, 0, 0, Fraction(1)),
        pair("政策課・建設課"): (0, 1, 0, 0, Fraction(1))}


def test_a_thing_weighs_as_in_the_year_in_which_the_fewest_share_it(
    reading_of: ReadingOf, network_of: NetworkOf, shared_in: Shared
) -> None:
    first = reading_of("1-1 企画課 2022実績: 進めた。\n1-1 建設課 2022実績: 直した。")
    second = reading_of("""1-1 企画課 2023実績: 進めた。
        1-1 建設課 2023実績: 直した。
        1-1 福祉課 2023実績: 助けた。""", "b")

    assert {names: counts[-1] for names, counts in shared_in(network_of(first, second)).items()} \
        == {pair("企画課・建設課"): 1, pair("企画課・福祉課"): Fraction(1, 2),
            pair("建設課・福祉課"): Fraction(1, 2)}


def test_a_rejected_finding_ties_nobody(reading_of: ReadingOf, quads_of: QuadsOf) -> None:
    quads = quads_of(reading_of(CASES[3][0]))
    repeated = NamedNode(SHISAKU.RepeatedReport)
    (finding,) = {quad.subject for quad in quads if quad.object == repeated}
    rejected = Quad(finding, NamedNode(SHISAKU.status), NamedNode(SHISAKU.Rejected))
    (account,) = accounts(EmbeddedStore.of([*quads, rejected]))

    assert sum(tie.count(TieKind.REPEATED) for tie in network(account).ties) == 0


def test_ties_never_cross_municipalities(reading_of: ReadingOf, quads_of: QuadsOf) -> None:
    towns = [reading_of(TOWN), reading_of(TOWN, "b", code="990028")]
    found = [network(account) for account in accounts(EmbeddedStore.of(quads_of(*towns)))]

    assert [each.account.municipality.code for each in found] == ["990001", "990028"]
    assert [len(each.ties) for each in found] == [6, 6]
    for each in found:
        here = {department.iri for department in each.account.departments}
        assert {end for tie in each.ties for end in (tie.one, tie.other)} == here


def test_one_municipality_alone(reading_of: ReadingOf, quads_of: QuadsOf) -> None:
    towns = [reading_of(TOWN), reading_of(TOWN, "b", code="990028")]
    store = EmbeddedStore.of(quads_of(*towns))
    every = [account.municipality.iri for account in accounts(store)]

    assert [account.municipality.iri for account in accounts(store, every[1])] == every[1:]
    assert list(accounts(store, "https://example.org/id/nowhere")) == []


def test_a_remote_store_tells_the_same(
    reading_of: ReadingOf, quads_of: QuadsOf,
    sparql_endpoint: Callable[[Iterable[Quad]], str]
) -> None:
    quads = quads_of(reading_of(TOWN), reading_of(TOWN, "b", code="990028"))
    remote = RemoteStore(sparql_endpoint(quads))

    assert list(accounts(remote)) == list(accounts(EmbeddedStore.of(quads)))


def test_a_department_without_report_has_no_standing(
    reading_of: ReadingOf, network_of: NetworkOf
) -> None:
    found = network_of(reading_of(TOWN), year="FY2024")
    names = {each.iri: each.name for each in found.account.departments}

    assert {names[each.department] for each in found.standings} == {"福祉課", "建設課", "観光課"}
    assert [each.name for each in found.account.silent] == ["企画課"]


def test_the_matrix_has_a_cell_where_a_report_is_printed(
    reading_of: ReadingOf, network_of: NetworkOf
) -> None:
    account = network_of(reading_of(TOWN)).account
    names = {each.iri: each.name for each in account.departments}
    notations = {each.iri: each.notation for each in account.directions}

    assert sorted(notations.values()) == ["1-1", "1-2", "2-1"]
    assert {(names[cell.department], notations[cell.direction], cell.year):
            (len(cell.reports), len(cell.projects), cell.empty) for cell in cells(account)} == {
        ("企画課", "1-1", "FY2023"): (1, 1, False), ("企画課", "1-2", "FY2023"): (1, 1, False),
        ("建設課", "1-1", "FY2023"): (1, 1, False), ("福祉課", "1-2", "FY2023"): (1, 0, True),
        ("福祉課", "2-1", "FY2023"): (1, 0, False), ("建設課", "2-1", "FY2023"): (1, 0, False),
        ("福祉課", "2-1", "FY2024"): (1, 0, False), ("建設課", "2-1", "FY2024"): (1, 0, False),
        ("観光課", "1-2", "FY2024"): (2, 1, False)}
