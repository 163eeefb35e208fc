"""Texts from documents on their way to a terminal or a spreadsheet, which must not obey them."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.editions.inventory import Quote
from shisaku.language import say

PIPED_WIDTH = 160
"""Columns of a table that is not written to a terminal."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """Return ``cell`` with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return ``rows`` under ``columns`` as CSV; cells that a spreadsheet would compute are
    guarded."""
    return csv_lines([columns]) + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Return ``rows`` as lines of CSV without a heading, guarded as well."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def table_text(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, narrow: bool = False
) -> str:
    """Return ``rows`` under ``headings`` as a table, as wide as the terminal.

    ``narrow`` leaves out the lines between columns. The first column is never broken.
    """
    table = Table(box=SIMPLE, pad_edge=False, collapse_padding=True) if narrow else Table()
    for place, heading in enumerate(headings):
        table.add_column(Text(heading), overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    out = io.StringIO()
    Console(file=out, width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)
    return out.getvalue()


def printable(cell: str) -> str:
    """Return ``cell`` without the characters that a terminal would obey."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}"
                   for sign in cell)


def places(quotes: Iterable[Quote]) -> list[str]:
    """Return where each quote can be read: document, page and lines."""
    return [f"{quote.document}" + (f" p.{quote.page}" if quote.page else "") + f":{quote.first}"
            + (f"-{quote.last}" if quote.last != quote.first else "") for quote in quotes]


def first_places(quotes: Sequence[Quote], most: int) -> str:
    """Return the places of the first ``most`` quotes, one a line, and how many more there are."""
    more = len(quotes) - most
    return "\n".join(places(quotes[:most])) + (
        say(ja=f" ほか {more}", en=f" and {more} more") if more > 0 else "")
