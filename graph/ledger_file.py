"""The ledger of a dataset read back: whole, or one document's part of it.

A country's ledger has millions of rows. It is written document by document, so one pass tells
where each document's rows begin and end, and a page of one document reads those alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.dataset_parts import LedgerRow

COLUMNS = ("source", "unit", "number", "page", "use", "detail")
HEAD = ",".join(COLUMNS) + "\n"


def written_rows(rows: Iterable[LedgerRow]) -> str:
    """Return the lines that ``rows`` are in the ledger, without the names of the columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        page = "" if row.page is None else row.page
        writer.writerow((row.source, row.unit, row.number, page, row.use, row.detail))
    return text.getvalue()


def read_rows(lines: Iterable[str]) -> Iterator[LedgerRow]:
    """Yield the rows that ``lines``, the first of them the names of the columns, hold."""
    rows = csv.reader(lines)
    next(rows, None)
    for source, unit, number, page, use, detail in rows:
        yield LedgerRow(source, unit, int(number), int(page) if page else None, use, detail)


class LedgerFile:
    """Knows where in the ledger ``path`` each document's rows stand."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._head, self._places = _looked_through(path)

    def rows(self, source: str) -> tuple[LedgerRow, ...]:
        """Return the rows of the document that the ledger calls ``source``, in their order."""
        text = self._head
        with self._path.open("rb") as file:
            for start, end in self._places.get(source, ()):
                file.seek(start)
                text += file.read(end - start)
        return tuple(read_rows(io.StringIO(text.decode(), newline="")))


def _looked_through(path: Path) -> tuple[bytes, dict[str, list[tuple[int, int]]]]:
    """Return the row of column names, and where rows of one document follow each other."""
    places: dict[str, list[tuple[int, int]]] = {}
    with path.open("rb") as file:
        records = _records(file)
        head = next(records, b"")
        begin = position = len(head)
        last = b""
        for record in records:
            if last and not record.startswith(last):
                _note(places, last, begin, position)
                begin, last = position, b""
            last = last or _first_cell(record)
            position += len(record)
        _note(places, last, begin, position)
    return head, places


def _records(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole records: a line feed within quotation marks ends none."""
    held = b""
    for line in lines:
        held += line
        if held.count(b'"') % 2 == 0:
            yield held
            held = b""


def _first_cell(record: bytes) -> bytes:
    """Return the first cell of a record as it is written, with the comma that ends it."""
    if not record.startswith(b'"'):
        return record[: record.index(b",") + 1]
    end = 1
    while record[end : end + 1] != b'"' or record[end + 1 : end + 2] == b'"':
        end += 2 if record[end : end + 1] == b'"' else 1
    return record[: end + 2]


def _note(
    places: dict[str, list[tuple[int, int]]], cell: bytes, begin: int, end: int
) -> None:
    if cell:
        ((name, *_),) = csv.reader(io.StringIO(cell.decode(), newline=""))
        places.setdefault(name, []).append((begin, end))
