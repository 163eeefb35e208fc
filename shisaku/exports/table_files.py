"""Tables as files: CSV that Excel opens, one archive of them all, one workbook of them all."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph.dataset_parts import DatasetReport
from graph.store import GraphStore
from ontology.terms import SHISAKU
from shisaku.cells import guarded
from shisaku.exports.tables import TABLES, Names, ThingTable, thing_table
from shisaku.language import chosen, say
from shisaku.words import word
from shisaku.workbook import Content, Sheet, workbook_of

_IRI = "_iri"
_WIDE, _NARROW, _SHOWN = 48, 10, 200
"""Characters of a column, and how many rows are looked at to choose them."""


def table_csv(table: ThingTable) -> bytes:
    """Return ``table`` as CSV in UTF-8 with a byte order mark; a text that a spreadsheet would
    compute has an apostrophe before it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else _text(cell) for cell in row]
                     for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def all_tables(store: GraphStore) -> Iterator[ThingTable]:
    """Yield the tables that have rows, in the order of the vocabulary."""
    names = Names.of(store)
    for kind in TABLES:
        table = thing_table(store, kind, names)
        if table.rows:
            yield table


def tables_zip(store: GraphStore, day: date) -> bytes:
    """Return all tables as CSV in an archive dated ``day``: the same tables give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for table in all_tables(store):
            info = ZipInfo(f"{table.kind}.csv", (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, table_csv(table))
    return out.getvalue()


def tables_workbook(store: GraphStore, report: DatasetReport) -> bytes:
    """Return a workbook with a sheet for each table, under what it was made of; ShisakuError where
    a table has more rows than a sheet can."""
    built = datetime.fromisoformat(report.built_at).date()
    note = say(ja=f"作成: {built}　スナップショット: {report.snapshot[:12]}",
               en=f"Built: {built}, snapshot {report.snapshot[:12]}")
    return workbook_of(
        Sheet(word(table.kind),
              [(_heading(name), _width(table, place)) for place, name in enumerate(table.columns)],
              table.rows, (f"{word(table.kind)} (shisaku:{table.kind})", note))
        for table in all_tables(store))


def _text(cell: Content) -> str:
    return "" if cell is None else str(cell)


def _heading(column: str) -> str:
    name = column.removesuffix(_IRI)
    known = _headings().get(name)
    told = known[chosen() == "en"] if known else word(name) if name in SHISAKU.names() else name
    return f"{told} (IRI)" if column.endswith(_IRI) else told


@cache
def _headings() -> Mapping[str, tuple[str, str]]:
    text = files("shisaku.exports").joinpath("columns.csv").read_text(encoding="utf-8")
    return {row["column"]: (row["ja"], row["en"]) for row in csv.DictReader(text.splitlines())}


def _width(table: ThingTable, place: int) -> int:
    """Return a width in which most cells can be read; Japanese signs take two characters."""
    if table.columns[place] == "iri" or table.columns[place].endswith(_IRI):
        return _NARROW
    longest = max((len(_text(row[place])) for row in table.rows[:_SHOWN]), default=0)
    return max(_NARROW, min(_WIDE, 2 * longest + 2))
