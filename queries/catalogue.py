"""The catalogue of questions: every ``.rq`` file of the folder ``catalogue/``, by user and name.

A person's own folder of such files can join it; what is wrong there is told before anything runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode

from graph.store import EmbeddedStore
from ontology.errors import QueryError
from queries.guard import guard
from queries.question import USERS, Parameter, Question, read_question

__all__ = ["Parameter", "Question", "catalogue", "catalogue_with", "check", "check_catalogue",
           "question"]

_ANYTHING = NamedNode("urn:x-shisaku:anything")


@cache
def catalogue() -> tuple[Question, ...]:
    """Return every question, the planner's first, then the researcher's, then the auditor's.

    QueryError, with file and line, where a header is wrong.
    """
    folder = files("queries").joinpath("catalogue")
    found = [read_question(entry.name, entry.read_text(encoding="utf-8"))
             for entry in folder.iterdir() if entry.name.endswith(".rq")]
    return _ordered(found)


def catalogue_with(folder: Path | None) -> tuple[Question, ...]:
    """Return the catalogue joined by every ``.rq`` file of ``folder``, if one is given.

    QueryError, with file and line, where a header or a query is wrong; where a name is taken, a
    file cannot be read, or the folder has no such file.
    """
    return catalogue() if folder is None else _ordered([*catalogue(), *_own(folder)])


def _own(folder: Path) -> Iterable[Question]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".rq")
        texts = {path: path.read_text(encoding="utf-8-sig") for path in paths}
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(ja=f"{folder}: 質問を読み込めません（{error}）。",
                         en=f"{folder}: the questions cannot be read ({error}).") from error
    if not texts:
        raise QueryError(ja=f"{folder}: .rq ファイルがありません。",
                         en=f"{folder}: there is no .rq file.")
    for path, text in texts.items():
        try:
            yield _own_question(path.name, text)
        except QueryError as error:
            raise QueryError(ja=f"{folder}: {error.ja}", en=f"{folder}: {error.en}") from error


def _own_question(file_name: str, text: str) -> Question:
    found = read_question(file_name, text)
    if found.name in {each.name for each in catalogue()}:
        raise QueryError(ja=f"{file_name} 1 行目: name {found.name} は同梱の質問と同じです。",
                         en=f"{file_name}, line 1: the catalogue has a {found.name} already.")
    try:
        guard(text)
    except QueryError as error:
        raise QueryError(ja=f"{file_name}: {error.ja}", en=f"{file_name}: {error.en}") from error
    check(found)
    return found


def _ordered(found: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(sorted(found, key=lambda each: (USERS.index(each.user), each.name)))


def question(name: str, among: Sequence[Question] | None = None) -> Question:
    """Return the question ``name`` of the catalogue or of ``among``; QueryError naming the likely
    ones where there is none."""
    known = {each.name: each for each in (catalogue() if among is None else among)}
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
