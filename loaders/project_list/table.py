"""The first half of reading a list: bytes → rows of cells, whatever program wrote them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.project_list import faults
from loaders.source import Source, digest

CSV_MEDIA_TYPE = "text/csv"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet; ``rows[i]`` stands in line ``i + 1`` of ``source`` (unit "row").

    A cell keeps its line breaks; a line of the source is the row joined with tabs, without them.
    """

    source: Source
    rows: tuple[tuple[str, ...], ...]


def table_of(name: str, media_type: str, data: bytes, rows: Sequence[Sequence[str]]) -> Table:
    """Return the table of ``rows``, which were read from ``data``, the bytes of file ``name``."""
    kept = tuple(tuple(row) for row in rows)
    lines = tuple("\t".join(on_one_line(cell) for cell in row) for row in kept)
    pages = (None,) * len(lines)
    return Table(Source(name, media_type, digest(data), "row", lines, pages), kept)


def on_one_line(cell: str) -> str:
    """Return ``cell`` with each tab and line break as one space."""
    return " ".join(cell.replace("\t", " ").splitlines())


def read_csv(name: str, data: bytes) -> Table:
    """Return the rows of a CSV file, one for each record; blank lines are empty rows.

    The file may be UTF-8 (with or without a byte order mark), UTF-16 with one, or CP932, parted
    by commas or tabs. Raises DocumentError for anything else and for faulty quoting.
    """
    text = _text(name, data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as fault:
        raise faults.not_csv(name, len(rows) + 1, reader.line_num, str(fault)) from fault
    return table_of(name, CSV_MEDIA_TYPE, data, rows)


def _text(name: str, data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise faults.not_text(name)
        return text
    raise faults.unknown_encoding(name)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8-sig", "cp932")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "\t" if first.count("\t") > first.count(",") else ","
