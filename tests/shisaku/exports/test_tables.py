"""Tables as CSV and XLSX, read back by pandas and openpyxl, against the documents and rdflib."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
import rdflib
from openpyxl import load_workbook
from pyoxigraph import Literal, NamedNode, Quad

from graph.dataset import Dataset, open_dataset
from graph.rdflib_graph import rdflib_graph
from graph.store import EmbeddedStore, GraphStore
from ontology.errors import QueryError
from ontology.terms import RDF, SHISAKU, SKOS, STANDARD_CLASSES, XSD
from shisaku.exports.table_files import all_tables, table_csv, tables_workbook, tables_zip
from shisaku.exports.tables import TABLES, Names, ThingTable, table_kind, thing_table
from shisaku.language import speaking
from tests.shisaku.judged_town import NAMES, judged

Gold = Callable[[str], list[dict[str, str]]]
DAY = date(2025, 4, 1)


def table(store: GraphStore, kind: str) -> ThingTable:
    return thing_table(store, kind, Names.of(store))


def frame(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def tables(sample: Dataset) -> dict[str, pd.DataFrame]:
    return {each.kind: frame(table_csv(each)) for each in all_tables(sample.store)}


def test_every_kind_of_thing_has_its_table(sample: Dataset) -> None:
    """rdflib finds the same things of each class over the same quads."""
    graph = rdflib_graph(sample.store.quads())

    for each in all_tables(sample.store):
        things = {str(thing) for thing in graph.subjects(
            rdflib.URIRef(RDF.type), rdflib.URIRef(SHISAKU.term(each.kind)))}
        assert {row[0] for row in each.rows} == things
    assert {SHISAKU.term(kind) for kind in TABLES} == STANDARD_CLASSES.keys() - {
        SHISAKU.CrossListing, SHISAKU.DepartmentChange}


def test_every_fact_about_a_thing_stands_in_a_cell(
    sample: Dataset, tables: dict[str, pd.DataFrame]
) -> None:
    """Every IRI that a project, listing or report leads to is in its row, but for the passages,
    which stand there as places."""
    quads = [quad for quad in sample.store.quads() if isinstance(quad.subject, NamedNode)]
    for kind in ("Project", "Listing", "ProgressReport"):
        rows = {row["iri"]: " ".join(map(str, row.values))
                for _, row in tables[kind].iterrows()}
        said = [quad for quad in quads if quad.subject.value in rows  # type: ignore[union-attr]
                and isinstance(quad.object, NamedNode)
                and quad.predicate.value != RDF.type and "/lines/" not in quad.object.value]
        assert len(said) > 60
        assert [quad for quad in said if f"{quad.object.value}" not in  # type: ignore[union-attr]
                rows[quad.subject.value]] == []  # type: ignore[union-attr]


def test_reports_are_those_of_the_document(
    tables: dict[str, pd.DataFrame], gold: Gold
) -> None:
    told = {(row["reportedBy"], row["reportsOn"].split()[0][:3], row["fiscalYear"])
            for _, row in tables["ProgressReport"].iterrows()}
    printed = {("; ".join(sorted(row["departments"].split(";"))), row["direction"],
                f"FY{row['fiscal_year']}") for row in gold("sample_reports")}

    assert told == printed
    assert len(tables["ProgressReport"]) == len(gold("sample_reports")) == 40


def test_statements_say_where_they_stand(tables: dict[str, pd.DataFrame], gold: Gold) -> None:
    told = {row["order"]: row["source"] for _, row in tables["Statement"].iterrows()}

    assert told == {row["order"]: "kirihara_minutes.txt:" + (
        row["first_line"] if row["first_line"] == row["last_line"]
        else f"{row['first_line']}-{row['last_line']}") for row in gold("sample_statements")}


def test_kinds_below_a_kind_are_told(tables: dict[str, pd.DataFrame]) -> None:
    assert set(tables["Listing"]["kind"]) == {"listing", "cross-listing"}
    assert (tables["Listing"]["kind"] == "cross-listing").sum() == 47
    assert "overlap" in set(tables["Finding"]["kind"])
    assert not tables["Finding"]["kind"].str.contains("finding").any()


def test_excel_is_told_that_it_is_utf8_and_computes_nothing(tmp_path: Path) -> None:
    dataset = open_dataset(judged(tmp_path / "data"))
    data = table_csv(table(dataset.store, "Project"))
    read = frame(data)

    assert data.startswith(b"\xef\xbb\xbf")
    assert sorted(name.removeprefix("'") for name in read["prefLabel"]) == sorted(NAMES.values())
    assert not read["prefLabel"].str.match(r"[=+\-@\t\r]").any()


NUMBERS = [("-3.5", XSD.decimal, "-3.5"), ("-12", XSD.integer, "-12"),
           ("2025-04-01", XSD.date, "2025-04-01"), ("-1+1", XSD.string, "'-1+1")]


@pytest.mark.parametrize(("value", "kind", "cell"), NUMBERS)
def test_numbers_stay_numbers(value: str, kind: str, cell: str) -> None:
    thing, graph = NamedNode("https://example.org/f"), NamedNode("https://example.org/g")
    store = EmbeddedStore.of([
        Quad(thing, NamedNode(RDF.type), NamedNode(SHISAKU.Figure), graph),
        Quad(thing, NamedNode(SHISAKU.value), Literal(value, datatype=NamedNode(kind)), graph)])

    assert frame(table_csv(table(store, "Figure")))["value"].tolist() == [cell]
    assert len(NUMBERS) == 4


def test_an_archive_holds_every_table(sample: Dataset, tables: dict[str, pd.DataFrame]) -> None:
    data = tables_zip(sample.store, DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        read = {name.removesuffix(".csv"): frame(archive.read(name))
                for name in archive.namelist()}
        dates = {info.date_time for info in archive.infolist()}

    assert list(read) == list(tables)
    assert all(read[kind].equals(tables[kind]) for kind in tables)
    assert dates == {(2025, 4, 1, 0, 0, 0)}
    assert data == tables_zip(sample.store, DAY)


def test_a_workbook_holds_every_table(sample: Dataset, tables: dict[str, pd.DataFrame]) -> None:
    """openpyxl reads what pandas read from CSV: as many rows, the same names; numbers and days are
    such."""
    with speaking("ja"):
        book = load_workbook(io.BytesIO(tables_workbook(sample.store, sample.report)))

    assert len(book.sheetnames) == len(tables)
    assert {"事業", "所管部署", "掲載", "進捗報告", "検出事項"} <= set(book.sheetnames)
    for sheet, (kind, read) in zip(book, tables.items(), strict=True):
        title, _, head, *rows = sheet.iter_rows(values_only=True)
        assert kind in str(title[0])
        assert len(rows) == len(read)
        assert [row[0] for row in rows] == read["iri"].tolist()
        assert None not in head
    meeting = next(book["会議"].iter_rows(min_row=4, values_only=True))
    assert datetime(2025, 11, 12) in meeting
    assert 8 in meeting
    assert book["自治体"]["D4"].value == "012068"


def test_pandas_reads_the_workbook(sample: Dataset) -> None:
    with speaking("en"):
        data = tables_workbook(sample.store, sample.report)
    read = pd.read_excel(io.BytesIO(data), sheet_name="figure", header=2)

    values = [float(quad.object.value) for quad in sample.store.quads()
              if quad.predicate.value == SHISAKU.value and isinstance(quad.object, Literal)]

    assert sorted(read["value"].map(float)) == pytest.approx(sorted(values))
    assert set(read["figure kind"]) == {"actual", "target"}


def test_a_table_is_named_in_any_case() -> None:
    assert table_kind("project") == table_kind("Project") == "Project"
    with pytest.raises(QueryError, match="Listing"):
        table_kind("CrossListing")


def test_a_thing_with_several_names_has_one_cell() -> None:
    thing, graph = NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
    store = EmbeddedStore.of([
        Quad(thing, NamedNode(RDF.type), NamedNode(SHISAKU.Project), graph),
        Quad(thing, NamedNode(SKOS.altLabel), Literal("二", language="ja"), graph),
        Quad(thing, NamedNode(SKOS.altLabel), Literal("一", language="ja"), graph)])

    assert table(store, "Project").rows == (("https://example.org/p", "project", "一; 二"),)
    assert table(store, "Goal").rows == ()
