"""Asks a store: a question of the catalogue, or any SPARQL query that a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.part import part_for
from graph.results import Term
from graph.store import GraphStore
from ontology.errors import QueryError
from queries.answer import Answer, answer_of
from queries.guard import guard
from queries.parameters import bound_terms, guessed_terms
from queries.question import Question

_NOTHING: Mapping[str, str] = MappingProxyType({})


def run(store: GraphStore, asked: Question | str,
        parameters: Mapping[str, str] = _NOTHING) -> Answer:
    """Answer ``asked``: a Question, or the text of a query, which is looked at first (``guard``).

    ``parameters`` are given by name as text and bound as terms: by their types in a Question, by
    their form in a query (see ``guessed_terms``). QueryError where the request is at fault.
    """
    if isinstance(asked, Question):
        bound = bound_terms(store, asked, parameters)
        seen = part_for(store, bound.values()) if asked.within else store
        return answer_of(seen.query(asked.text, bound), bound)
    guard(asked)
    bound = guessed_terms(parameters)
    try:
        return answer_of(store.query(asked, bound), bound)
    except QueryError as error:
        raise _plainer(error, bound) from error


def _plainer(error: QueryError, bound: Mapping[str, Term]) -> QueryError:
    """Say what to do about a value bound to a variable that the query does not select."""
    for name in bound:
        if f"variable ?{name} in its SELECT" in error.en:
            return QueryError(
                ja=f"--param {name} を使うには、クエリの SELECT に ?{name} を入れてください。",
                en=f"To bind {name}, let the query SELECT ?{name}.")
    return error
