"""Rows with names, as Python values: what a question answers, and what findings are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graph.results import Term
from ontology.errors import ShisakuError
from ontology.terms import XSD
from queries.answer import Answer, Rows, Truth
from queries.table import shown

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | Decimal | float | bool | date | None
_SHOWN = 50
"""Rows that a notebook shows; the table has them all."""
_READERS: Mapping[str, Callable[[str], Value]] = {
    XSD.integer: int, XSD.decimal: Decimal, XSD.BASE + "double": float,
    XSD.boolean: lambda text: text in ("true", "1"), XSD.date: date.fromisoformat}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under ``columns``: IRIs are strings, numbers and days are such, what is not
    known is None. ``headings`` and ``texts`` are the same as people read it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    headings: tuple[str, ...] = field(default=(), repr=False, compare=False)
    texts: tuple[tuple[str, ...], ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def of(cls, answer: Answer, language: str) -> Table:
        """Return ``answer``: that of an ASK is one row ``answer``, a graph is one triple a row."""
        read = shown(answer, language)
        if isinstance(answer, Truth):
            return cls(("answer",), ((answer.value,),), read.headings, read.rows)
        if isinstance(answer, Rows):
            return cls(answer.columns, tuple(tuple(map(_value, row)) for row in answer.rows),
                       read.headings, read.rows)
        return cls(("subject", "predicate", "object"), tuple(
            tuple(map(_value, (each.subject, each.predicate, each.object)))
            for each in answer.triples), read.headings, read.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __getitem__(self, column: str) -> list[Value]:
        """Return the values of ``column``; KeyError where there is no such one."""
        if column not in self.columns:
            raise KeyError(column)
        return [row[self.columns.index(column)] for row in self.rows]

    def to_dataframe(self) -> pd.DataFrame:
        """Return a DataFrame with the same columns; decimals become floats. ShisakuError where
        pandas is not installed."""
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise ShisakuError(
                ja='pandas がありません。pip install "shisaku[pandas]" で入れてください。',
                en='pandas is missing; install it with pip install "shisaku[pandas]".') from error
        return pd.DataFrame(
            [[float(value) if isinstance(value, Decimal) else value for value in row]
             for row in self.rows], columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(each)}</th>" for each in self.headings or self.columns)
        texts = self.texts or tuple(tuple("" if value is None else str(value) for value in row)
                                    for row in self.rows)
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
                       for row in texts[:_SHOWN])
        more = f"<p>… {len(self.rows) - _SHOWN} / {len(self.rows)}</p>" if len(
            self.rows) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _value(term: Term | None) -> Value:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, Literal):
        reader = _READERS.get(term.datatype.value, str)
        try:
            return reader(term.value)
        except (ValueError, ArithmeticError):
            return term.value
    return None if term is None else str(term)
