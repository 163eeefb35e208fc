"""A CSV file → rows of cells, in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import csv
import io
from itertools import islice

from loaders.encoding import text_of
from loaders.project_list import faults
from loaders.project_list.table import Tables, table_of
from loaders.textfile import empty

MEDIA_TYPE = "text/csv"
LARGEST = 16 * 1024 * 1024
"""A file of more bytes is refused."""
MOST_ROWS = 200_000
"""A file of more rows is refused."""
SEPARATORS = ",\t;"


def read_csv(name: str, data: bytes) -> Tables:
    """Return the rows of a CSV file, one for each record; blank lines are empty rows.

    Cells may be parted by commas, tabs or semicolons. Raises DocumentError where it is empty, the
    encoding is unknown or changes on the way, for faulty quoting and for too much.
    """
    if len(data) > LARGEST:
        raise faults.too_large(name, f"{len(data):,} bytes")
    text = _text(name, data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(islice(reader, MOST_ROWS + 1))
    except csv.Error as fault:
        raise faults.not_csv(name, len(rows) + 1, reader.line_num, str(fault)) from fault
    if len(rows) > MOST_ROWS:
        raise faults.too_large(name, f"{MOST_ROWS:,}+ rows")
    return table_of(name, MEDIA_TYPE, data, rows)


def _text(name: str, data: bytes) -> str:
    text = text_of(name, data)
    if not text.strip():
        raise empty(name)
    if "\0" in text:
        raise faults.not_text(name)
    return text


def _delimiter(text: str) -> str:
    """Return the separator that stands most often in the first line that has one."""
    for line in io.StringIO(text, newline=None):
        counts = {sign: line.count(sign) for sign in SEPARATORS}
        if any(counts.values()):
            return max(SEPARATORS, key=lambda sign: counts[sign])
    return ","
