"""The catalogue of questions: every ``.rq`` file of the folder ``catalogue/``, by user and name."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode

from graph.store import EmbeddedStore
from ontology.errors import QueryError
from queries.question import USERS, Parameter, Question, read_question

__all__ = ["Parameter", "Question", "catalogue", "check", "check_catalogue", "question"]

_ANYTHING = NamedNode("urn:x-shisaku:anything")


@cache
def catalogue() -> tuple[Question, ...]:
    """Return every question, the planner's first, then the researcher's, then the auditor's.

    QueryError, with file and line, where a header is wrong.
    """
    folder = files("queries").joinpath("catalogue")
    found = [read_question(entry.name, entry.read_text(encoding="utf-8"))
             for entry in folder.iterdir() if entry.name.endswith(".rq")]
    return tuple(sorted(found, key=lambda each: (USERS.index(each.user), each.name)))


def question(name: str) -> Question:
    """Return the question ``name``; QueryError naming the likely ones where there is none."""
    known = {each.name: each for each in catalogue()}
    if name in known:
        return known[name]
    likely = ", ".join(get_close_matches(name, known)) or ", ".join(known)
    raise QueryError(
        ja=f"質問「{name}」はカタログにありません。近いもの: {likely}",
        en=f'The catalogue has no question "{name}". Did you mean: {likely}',
    )


def check_catalogue() -> None:
    """Let the engine read every question; QueryError names the first file that is wrong."""
    for each in catalogue():
        check(each)


def check(asked: Question) -> None:
    """Let the engine read the question, every parameter bound; QueryError, with file and line,
    where it does not parse or does not select what it is told."""
    bound = {parameter.name: _ANYTHING for parameter in asked.parameters}
    try:
        EmbeddedStore.of(()).query(asked.text, bound)
    except QueryError as error:
        raise QueryError(ja=f"{asked.name}.rq: {error.ja}",
                         en=f"{asked.name}.rq: {error.en}") from error
