"""The answer about all municipalities, put together of what is kept of each.

Nothing is worked out anew, and only the rows that are shown or written are read: a page of an
answer of hundreds of thousands of rows takes as long as to look which rows there are.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from pyoxigraph import Literal, NamedNode, QueryResultsFormat

from graph.kept_answers import AnswersOf, KeptAnswer
from graph.part import Parts, parts_of
from graph.results import Solutions, Term
from graph.store import EmbeddedStore, GraphStore
from queries.answer import Rows, rows_of
from queries.keeping import (
    OrderKey,
    can_be_kept,
    digest_of,
    kept_answer,
    narrowing_kind,
    order_of,
    widest_terms,
)
from queries.question import Question

MOST_ANEW = 20
"""So many municipalities may be asked anew, because a person has judged something of them or
nothing is kept of them; with more, all are asked together."""
AT_ONCE = 2_000
"""Rows that are held at a time while an answer is written."""


class _Anew:
    """What a portion of which nothing is kept answers, as ``AnswersOf`` tells it."""

    def __init__(self, answer: KeptAnswer) -> None:
        self.count = len(answer.rows)
        self.columns = answer.columns
        self._answer = answer

    def rows(self) -> Sequence[str]:
        return self._answer.rows

    def told(self, kind: str) -> Sequence[str]:
        return self._answer.told[kind]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The rows of one municipality that an answer has: their places among its rows."""

    answers: AnswersOf | _Anew
    places: Sequence[int]


class Gathered:
    """The rows of an answer about all, in order; ``total`` is how many there are."""

    def __init__(self, chosen: Sequence[_Chosen], order: Sequence[OrderKey],
                 columns: tuple[str, ...], bound: frozenset[str],
                 told: Mapping[str, Term], keeps: object) -> None:
        """``told`` is what each row repeats and kept rows are without, by column. ``keeps`` lives
        as long as this: the hold on the folder that rows are read from."""
        self.columns = columns
        self.total = sum(len(each.places) for each in chosen)
        self.bound = bound
        self._chosen = chosen
        self._order = order
        self._told = _as_answered(told)
        self._keeps = keeps

    def page(self, start: int, size: int) -> Rows:
        """Return up to ``size`` rows from the place ``start`` on."""
        return self._rows(self._texts(start, size))

    def pages(self, size: int = AT_ONCE) -> Iterator[Rows]:
        """Yield all rows, so many at a time; one without rows where there are none."""
        texts = self._texts(0, self.total)
        yield self._rows(islice(texts, size))
        while piece := list(islice(texts, size)):
            yield self._rows(iter(piece))

    def json(self) -> Iterator[bytes]:
        """Yield the pieces of SPARQL 1.1 JSON results with all rows."""
        yield self._head
        apart = b""
        texts = self._texts(0, self.total)
        while piece := list(islice(texts, AT_ONCE)):
            yield apart + ",".join(piece).encode()
            apart = b","
        yield b"]}}"

    def whole(self) -> Rows:
        """Return all rows at once."""
        return rows_of(b"".join(self.json()), self.bound)

    def _rows(self, texts: Iterator[str]) -> Rows:
        return rows_of(b"".join((self._head, ",".join(texts).encode(), b"]}}")), self.bound)

    @cached_property
    def _head(self) -> bytes:
        head = json.dumps({"vars": self.columns})
        return f'{{"head":{head},"results":{{"bindings":['.encode()

    def _texts(self, start: int, size: int) -> Iterator[str]:
        """Yield rows as SPARQL 1.1 JSON has them, with what the question was told."""
        found = self._in_order(start, size) if self._order else self._one_by_one(start, size)
        if not self._told:
            yield from found
            return
        told = self._told
        for row in found:
            yield f"{told}}}" if row == "{}" else f"{told},{row[1:]}"

    def _one_by_one(self, start: int, size: int) -> Iterator[str]:
        """Yield rows where they are ordered by municipality first."""
        for each in self._chosen:
            places = each.places[start : start + size]
            start = max(start - len(each.places), 0)
            size -= len(places)
            if places:
                rows = each.answers.rows()
                yield from map(rows.__getitem__, places)
            if not size:
                return

    def _in_order(self, start: int, size: int) -> Iterator[str]:
        """Yield rows where those of several municipalities stand between each other."""
        ranked = heapq.merge(*(_keys(each, number, self._order)
                               for number, each in enumerate(self._chosen)))
        read: dict[int, Sequence[str]] = {}
        for _, number, place in islice(ranked, start, start + size):
            if number not in read:
                read[number] = self._chosen[number].answers.rows()
            yield read[number][place]


def _keys(chosen: _Chosen, number: int, order: Sequence[OrderKey]) -> Iterator[
        tuple[tuple[Decimal | str, ...], int, int]]:
    """Yield what a municipality's rows are put in order by, with its number and their places."""
    told = [(chosen.answers.told(key.kind), key.falling) for key in order]
    for place in chosen.places:
        yield tuple(-Decimal(values[place]) if falling else values[place]
                    for values, falling in told), number, place


def gathered(store: GraphStore, question: Question,
             told: Mapping[str, Term]) -> Gathered | None:
    """Return the answer to ``question`` about all municipalities of ``store``, put together of what
    is kept of each; None where it cannot be: the answer is to be worked out then."""
    parts = parts_of(store)
    if parts is None or not can_be_kept(question):
        return None
    if not _is_narrower(question, told):
        return None
    answers = _answers(parts, question)
    if answers is None:
        return None
    chosen = [_Chosen(each, places) for each in answers
              if (places := _places(each, question, told))]
    columns = answers[0].columns
    repeated = {name: told[name] for name in widest_terms(question) if name in columns}
    return Gathered(chosen, order_of(question) or (), columns, frozenset(told) & set(columns),
                    repeated, parts)


def _is_narrower(question: Question, told: Mapping[str, Term]) -> bool:
    """Tell whether the widest answer has all rows of the answer that is wanted."""
    widest = widest_terms(question)
    for parameter in question.parameters:
        term, most = told.get(parameter.name), widest.get(parameter.name)
        if term in (None, most):
            continue
        how = parameter.keeps[0] if parameter.keeps else ""
        if isinstance(term, Literal) and isinstance(most, Literal) and how in _NUMBERS:
            if not _NUMBERS[how](Decimal(term.value), Decimal(most.value)):
                return False
        elif how not in ("equal", "containing"):
            return False
    return True


_NUMBERS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "at-least": lambda value, least: value >= least,
    "below": lambda value, most: value <= most,
}


def _answers(parts: Parts, question: Question) -> Sequence[AnswersOf | _Anew] | None:
    """Return what each municipality answers, in order; None where too little is kept."""
    digest, anew = digest_of(question), 0
    found: list[AnswersOf | _Anew | None] = []
    for code in parts.codes:
        kept = None if code in parts.judged else AnswersOf.find(
            parts.folder, code, question.name)
        found.append(kept if kept is not None and kept.digest == digest else None)
        anew += found[-1] is None
        if anew > MOST_ANEW:
            return None
    if anew == len(found):
        return None
    return [_Anew(kept_answer(parts.of_code(code), question)) if each is None else each
            for code, each in zip(parts.codes, found, strict=True)]


def _places(answers: AnswersOf | _Anew, question: Question,
            told: Mapping[str, Term]) -> Sequence[int]:
    """Return the places of the rows that what the question is told leaves."""
    places: Sequence[int] = range(answers.count)
    widest = widest_terms(question)
    for parameter in question.parameters:
        term = told.get(parameter.name)
        if parameter.keeps is None or term is None or term == widest.get(parameter.name):
            continue
        keeps = _keeper(parameter.keeps[0], term)
        values = answers.told(narrowing_kind(parameter))
        places = [place for place in places if keeps(values[place])]
    return places


def _keeper(how: str, term: Term) -> Callable[[str], bool]:
    value = term.value if isinstance(term, Literal | NamedNode) else ""
    if how == "containing":
        words = value.lower()
        return lambda text: words in text
    if how == "equal":
        return value.__eq__
    limit = Decimal(value)
    return ((lambda number: Decimal(number) >= limit) if how == "at-least"
            else (lambda number: Decimal(number) < limit))


def _as_answered(told: Mapping[str, Term]) -> str:
    """Return the beginning of a row that tells what the question was told, as the engine would
    write it; "" where it was told nothing."""
    if not told:
        return ""
    names = " ".join(f"?{name}" for name in told)
    found = EmbeddedStore.of(()).query(f"SELECT {names} WHERE {{}}", told)
    if not isinstance(found, Solutions):
        raise TypeError("a SELECT has rows")
    (row,) = json.loads(found.serialize(QueryResultsFormat.JSON))["results"]["bindings"]
    return json.dumps(row, ensure_ascii=False)[:-1]
