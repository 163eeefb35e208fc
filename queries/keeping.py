"""Which questions a portion's answers are kept for, and how they are made.

A question that is told of no municipality nor of a thing of one is asked of each municipality by
itself (``within``), in its widest form: what narrows it, as a least number does, chooses among
those rows later.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pyoxigraph import QueryResultsFormat

from graph.kept_answers import KeptAnswer
from graph.results import Solutions, Term
from graph.store import GraphStore
from queries.catalogue import catalogue
from queries.lookup import CLASSES
from queries.parameters import literal_term
from queries.question import MUNICIPALITY, Parameter, Question

FISCAL_YEAR = "fiscal-year"
_ORDER = re.compile(r"\nORDER BY (.*)\Z", re.DOTALL)
_KEY = re.compile(r"\s*(?:(?P<falling>DESC\(\?(\w+)\))|STR\(\?(\w+)\)|\?(\w+))")


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One thing that rows are put in order by: a text, or, where it is ``falling``, a number, the
    greatest first."""

    column: str
    falling: bool

    @property
    def kind(self) -> str:
        """What the values are called in a kept answer."""
        return f"order {self.column}"


def narrowing_kind(parameter: Parameter) -> str:
    """Return what the values that ``parameter`` chooses by are called in a kept answer."""
    return f"keeps {parameter.name}"


@cache
def kept_questions() -> Sequence[Question]:
    """Return the questions of the catalogue whose answers are kept."""
    return tuple(each for each in catalogue() if can_be_kept(each))


@lru_cache(maxsize=256)
def can_be_kept(question: Question) -> bool:
    """Tell whether the answers of portions to ``question`` can be kept and put together."""
    return (question.within and order_of(question) is not None
            and all(_is_told(each) for each in question.parameters))


def _is_told(parameter: Parameter) -> bool:
    if parameter.type in CLASSES:
        return not parameter.required
    return parameter.default is not None or parameter.widest is not None


def widest_terms(question: Question) -> dict[str, Term]:
    """Return what ``question`` is told for its widest answer."""
    return {each.name: literal_term(each, (each.default or "") if each.widest is None
                                    else each.widest)
            for each in question.parameters if each.type not in CLASSES}


@lru_cache(maxsize=256)
def order_of(question: Question) -> tuple[OrderKey, ...] | None:
    """Return by what rows of several municipalities are put in order before the municipality is:
    nothing where that comes first. None where that is something else than columns."""
    order = _ORDER.search(question.text)
    keys: list[OrderKey] = []
    place, text = 0, order[1] if order else ""
    while key := _KEY.match(text, place):
        column = next(filter(None, key.groups()[1:]))
        if column == MUNICIPALITY:
            return tuple(keys)
        keys.append(OrderKey(column, key["falling"] is not None))
        place = key.end()
    return tuple(keys) if keys and not text[place:].strip() else None


def digest_of(question: Question) -> str:
    """Return by what a kept answer knows the question that it answers."""
    return hashlib.sha256(question.text.encode()).hexdigest()


def kept_answers(store: GraphStore) -> Mapping[str, KeptAnswer]:
    """Return what ``store``, which holds one portion, answers to each question that can be kept,
    by name."""
    return {each.name: kept_answer(store, each) for each in kept_questions()}


def kept_answer(store: GraphStore, question: Question) -> KeptAnswer:
    """Return what ``store``, which holds one portion, answers to ``question``."""
    told = widest_terms(question)
    found = store.query(question.text, told)
    if not isinstance(found, Solutions):
        raise TypeError(f"{question.name} selects nothing")
    rows = json.loads(found.serialize(QueryResultsFormat.JSON))["results"]["bindings"]
    return KeptAnswer(
        digest_of(question), found.variables,
        [json.dumps({name: term for name, term in row.items() if name not in told},
                    ensure_ascii=False) for row in rows],
        dict(_told(question, rows)))


def _told(question: Question, rows: Sequence[Mapping[str, Any]]) -> Iterator[
        tuple[str, list[str]]]:
    for key in order_of(question) or ():
        yield key.kind, [_value(row, key.column) for row in rows]
    for parameter in question.parameters:
        if parameter.keeps is not None:
            how, column = parameter.keeps
            values = [_value(row, column) for row in rows]
            yield narrowing_kind(parameter), (
                [value.lower() for value in values] if how == "containing" else values)


def _value(row: Mapping[str, Any], column: str) -> str:
    return str(row[column]["value"]) if column in row else ""
