"""A CSV file → rows of cells, in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import codecs
import csv
import io
import re

from loaders.project_list import faults
from loaders.project_list.table import Tables, table_of

MEDIA_TYPE = "text/csv"
LARGEST = 16 * 1024 * 1024
"""A file of more bytes is refused."""
SEPARATORS = ",\t;"

_UTF8_MARK = codecs.BOM_UTF8
_JAPANESE = rb"[\xe3-\xe9][\x80-\xbf]{2}"
_UTF8_RUN = re.compile(rb"(?:" + _JAPANESE + rb"){4}")
"""Four Japanese characters in UTF-8: in CP932 such bytes make no words."""
_SURELY = 2
"""So many Japanese characters in UTF-8 before a byte that is none tell UTF-8 with other bytes in
it from CP932, whose common characters are no UTF-8 from the first on."""


def read_csv(name: str, data: bytes) -> Tables:
    """Return the rows of a CSV file, one for each record; blank lines are empty rows.

    The file may be UTF-8 (with or without a byte order mark), UTF-16 with one, or CP932, parted
    by commas, tabs or semicolons. Raises DocumentError for anything else, for mixed encodings and
    for faulty quoting.
    """
    if len(data) > LARGEST:
        raise faults.too_large(name, len(data), LARGEST)
    text = _text(name, data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as fault:
        raise faults.not_csv(name, len(rows) + 1, reader.line_num, str(fault)) from fault
    return table_of(name, MEDIA_TYPE, data, rows)


def _text(name: str, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(name, data)
    else:
        text = _utf8_or_cp932(name, data)
    if "\0" in text:
        raise faults.not_text(name)
    return text


def _utf16(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as fault:
        raise faults.broken_encoding(name, "UTF-16", fault.start) from fault


def _utf8_or_cp932(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        first = fault.start + (len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0)
    before = len(re.findall(_JAPANESE, data[:first]))
    if data.startswith(_UTF8_MARK) or before >= _SURELY:
        raise faults.broken_encoding(name, "UTF-8", first)
    run = _UTF8_RUN.search(data)
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError as fault:
        if run is not None and first < run.start():
            raise faults.broken_encoding(name, "CP932", run.start()) from fault
        raise faults.unknown_encoding(name, fault.start) from fault
    if run is not None:
        raise faults.broken_encoding(name, "CP932", run.start())
    return text


def _delimiter(text: str) -> str:
    """Return the separator that stands most often in the first line that has one."""
    for line in io.StringIO(text, newline=None):
        counts = {sign: line.count(sign) for sign in SEPARATORS}
        if any(counts.values()):
            return max(SEPARATORS, key=lambda sign: counts[sign])
    return ","
