"""The form of a finding in the graph, and the table that is read back from it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from graph.findings.finding import Finding
from graph.findings.table import PassageRow, finding_rows
from graph.store import EmbeddedStore
from ontology.iris import Iris, key_digest
from ontology.terms import PREFIXES, SHISAKU

if TYPE_CHECKING:
    from tests.graph.findings.conftest import FoundIn, QuadsOf, ReadingOf

BASE = "https://example.org/id/"
IRIS = Iris(BASE, "990001")
TABLE = """
    1-1 企画課 2023実績: 進めた。
    1-2 企画課 2023実績: 進めた。"""


def test_a_finding_as_turtle(reading_of: ReadingOf, quads_of: QuadsOf) -> None:
    keys = sorted([IRIS.department("企画課"), IRIS.direction(2, "1-1"), IRIS.direction(2, "1-2"),
                   IRIS.fiscal_year(2023)])
    identifier = key_digest("RepeatedReport", *(key.removeprefix(BASE) for key in keys))
    first, second = (IRIS.report("a" * 64, number) for number in "12")
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    expected = parse(f"""{prefixes}
        <{BASE}990001/finding/{identifier}>
            a shisaku:RepeatedReport , shisaku:Finding , prov:Entity ;
            dcterms:identifier "{identifier}" ;
            rdfs:label "要確認: 企画課の2023年度の報告で、1-1「迎える」と1-2「広げる」に同じ文章\
（全文）があります（再掲の表示なし）。"@ja ,
                "To check: 企画課 gives the same text (whole report) for FY2023 under \
1-1「迎える」 and 1-2「広げる」, not marked as 再掲."@en ;
            shisaku:involves <{keys[0]}> , <{keys[1]}> , <{keys[2]}> , <{first}> , <{second}> ;
            shisaku:score 1 ; shisaku:method "same-text" ; shisaku:marked false ;
            shisaku:status shisaku:Candidate ;
            prov:wasQuotedFrom <{IRIS.passage("a" * 64, 1, 1)}> , <{IRIS.passage("a" * 64, 2, 2)}> .
        """.replace("score 1 ;", 'score "1"^^xsd:decimal ;'), RdfFormat.TURTLE)
    graph = NamedNode(IRIS.findings_graph)

    found = [quad for quad in quads_of(reading_of(TABLE)) if quad.graph_name == graph]
    subject = NamedNode(f"{BASE}990001/finding/{identifier}")

    assert {quad.triple for quad in found if quad.subject == subject} == {
        Triple(quad.subject, quad.predicate, quad.object) for quad in expected}


def test_a_row_of_the_table(reading_of: ReadingOf, found_in: FoundIn) -> None:
    row, = (row for row in found_in(reading_of(TABLE)) if row.kind == "RepeatedReport")

    assert (row.kind, row.score, row.status) == ("RepeatedReport", Decimal(1), "Candidate")
    assert row.label_ja.startswith("要確認: 企画課")
    assert row.label_en.startswith("To check: 企画課")
    assert row.involved == ("1-1「迎える」", "1-2「広げる」", "企画課")
    assert row.passages == (PassageRow("a.txt", 1, 1, 1), PassageRow("a.txt", 2, 2, 1))


def test_rows_are_sorted_by_kind_score_and_identifier() -> None:
    def finding(kind: str, score: str, name: str) -> Finding:
        return Finding(kind, (IRIS.project(name),), (), "要確認。", "To check.", "rule", (),
                       Decimal(score))

    found = [finding(SHISAKU.UnchangedPlan, "1", "ア"), finding(SHISAKU.Fragmentation, "0.5", "イ"),
             finding(SHISAKU.Fragmentation, "0.75", "ウ"), finding(SHISAKU.Duplication, "1", "エ"),
             finding(SHISAKU.Fragmentation, "0.5", "オ"), finding(SHISAKU.Overlap, "1", "カ")]
    quads: list[Quad] = [quad for each in found for quad in each.quads(BASE)]
    equal = sorted(found[number].identifier(BASE) for number in (1, 4))

    rows = finding_rows(EmbeddedStore.of(quads))

    assert [(row.kind, row.id) for row in rows] == [
        ("Fragmentation", found[2].identifier(BASE)), *(("Fragmentation", each) for each in equal),
        ("Overlap", found[5].identifier(BASE)), ("Duplication", found[3].identifier(BASE)),
        ("UnchangedPlan", found[0].identifier(BASE))]


def test_two_municipalities_in_one_dataset(reading_of: ReadingOf, found_in: FoundIn) -> None:
    other = found_in(reading_of(TABLE, "b", code="990002"))
    both = found_in(reading_of(TABLE, "a"), reading_of(TABLE, "b", code="990002"))

    assert {row.id for row in both} == {row.id for row in (*found_in(reading_of(TABLE)), *other)}
    assert [row.kind for row in both].count("RepeatedReport") == 2


def test_nothing_is_found_in_nothing() -> None:
    assert finding_rows(EmbeddedStore.of([])) == []
