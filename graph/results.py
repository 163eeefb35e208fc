"""What a query answers: solutions, a boolean or triples, whichever store gave them.

A result can be read once: iterate it, or write it with the engine's own serialiser.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from ontology.errors import QueryError, QuerySyntaxError

Term = NamedNode | BlankNode | Literal | Triple

_LONGEST_REASON = 200
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT; a row has one term, or None, for each of ``variables``."""

    variables: tuple[str, ...]
    _rows: QuerySolutions

    @classmethod
    def of(cls, rows: QuerySolutions) -> Solutions:
        """Return the solutions that the engine gave."""
        return cls(tuple(variable.value for variable in rows.variables), rows)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        with reported():
            for row in self._rows:
                yield tuple(row)

    def serialize(self, form: QueryResultsFormat) -> bytes:
        """Return the remaining rows as JSON, XML, CSV or TSV."""
        with reported():
            return self._rows.serialize(format=form) or b""

    def write(self, output: IO[bytes], form: QueryResultsFormat) -> None:
        """Write the remaining rows to ``output`` as they are found; what it raises ends that."""
        with reported():
            self._rows.serialize(output, form)


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer to an ASK."""

    _answer: QueryBoolean

    def __bool__(self) -> bool:
        return bool(self._answer)

    def serialize(self, form: QueryResultsFormat) -> bytes:
        """Return the answer as JSON, XML, CSV or TSV."""
        return self._answer.serialize(format=form) or b""


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of a CONSTRUCT or DESCRIBE."""

    _triples: Iterable[Triple]

    def __iter__(self) -> Iterator[Triple]:
        with reported():
            yield from self._triples

    def serialize(
        self, form: RdfFormat, prefixes: Mapping[str, str] | None = None
    ) -> bytes:
        """Return the remaining triples in ``form``, names shortened by ``prefixes``."""
        with reported():
            return serialize(self._triples, format=form, prefixes=dict(prefixes or {})) or b""

    def write(self, output: IO[bytes], form: RdfFormat, prefixes: Mapping[str, str],
              most: int) -> bool:
        """Write at most ``most`` of the remaining triples to ``output`` as they are found; tell
        whether there were more. What ``output`` raises ends that."""
        with reported():
            triples = iter(self._triples)
            serialize(islice(triples, most), output, form, prefixes=dict(prefixes))
            return next(triples, None) is not None


Result = Solutions | Boolean | Triples


@contextmanager
def reported() -> Iterator[None]:
    """Turn what the engine raises over a query into a QueryError with place and reason."""
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(str(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        reason = _short(str(error))
        raise QueryError(
            ja=f"クエリを実行できません: {reason}",
            en=f"The query cannot be answered: {reason}",
        ) from error


def _syntax_error(message: str) -> QueryError:
    place = _PLACE.match(message)
    if place is None:
        reason = _short(message)
        return QueryError(ja=f"SPARQL の構文エラー: {reason}", en=f"SPARQL syntax: {reason}")
    line, column, reason = place[1], place[2], _short(place[3])
    return QuerySyntaxError(
        ja=f"SPARQL の構文エラー({line} 行 {column} 文字目): {reason}",
        en=f"SPARQL syntax, line {line}, column {column}: {reason}",
        line=int(line), column=int(column),
    )


def _short(reason: str) -> str:
    return textwrap.shorten(reason, _LONGEST_REASON, placeholder=" …")
