"""Asks a store: a question of the catalogue, or any SPARQL query that a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.part import part_for
from graph.results import Term
from graph.store import GraphStore
from ontology.errors import QueryError
from queries.answer import Answer, answer_of
from queries.gathered import Gathered, gathered
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
    answer = ask(store, asked, parameters)
    return answer.whole() if isinstance(answer, Gathered) else answer


def ask(store: GraphStore, asked: Question | str,
        parameters: Mapping[str, str] = _NOTHING) -> Answer | Gathered:
    """Answer as ``run`` does; an answer about all municipalities that is put together of what is
    kept of each is not read to its end."""
    if isinstance(asked, Question):
        bound = bound_terms(store, asked, parameters)
        seen = part_for(store, bound.values()) if asked.within else store
        together = gathered(store, asked, bound) if seen is store else None
        return answer_of(seen.query(asked.text, bound), bound) if together is None else together
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
