"""Questions of the catalogue or of one's own, asked of a dataset or of an endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graph.store import GraphStore
from ontology.errors import QueryError
from queries.answer import Triples
from queries.catalogue import Question
from queries.catalogue import question as named_question
from queries.results import written_pieces
from queries.runner import ask
from shisaku.language import chosen, say

USERS = {"planner": "企画の担当者", "researcher": "研究者", "auditor": "監査の担当者"}


def answer(store: GraphStore, asked: str, params: Mapping[str, str], form: str | None,
           known: Sequence[Question]) -> Iterator[bytes]:
    """Yield the pieces of the answer to ``asked``: a name of ``known``, a .rq file, or - for
    standard input.

    Without a format: a table on a terminal, otherwise JSON for rows and Turtle for a graph.
    QueryError where the request is at fault.
    """
    found = ask(store, _question(asked, known), params)
    if form is None:
        graph = isinstance(found, Triples)
        form = "table" if sys.stdout.isatty() else "ttl" if graph else "json"
    return written_pieces(found, form, chosen())


def _question(asked: str, known: Sequence[Question]) -> Question | str:
    if asked == "-":
        return sys.stdin.read()
    path = Path(asked)
    if path.suffix == ".rq" or path.is_file():
        return _text_of(path)
    return named_question(asked, known)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            ja=f"{path}: クエリを読み込めません（{error}）。UTF-8 のファイルを指定してください。",
            en=f"{path}: the query cannot be read ({error}); name a file in UTF-8.",
        ) from error


def catalogue_text(known: Sequence[Question]) -> str:
    """Return the questions ``known`` by user, one question a line with its parameters below."""
    language = chosen()
    lines: list[str] = []
    for user, japanese in USERS.items():
        lines.append(say(ja=f"■ {japanese}", en=f"For a {user}"))
        for each in (each for each in known if each.user == user):
            lines.append(f"  {each.name:<36}{each.title(language)}")
            lines.append(f"      {each.question(language)}")
            given = [f"{'' if p.required else '['}--param {p.name}=…{'' if p.required else ']'} "
                     f"({p.label(language)})" for p in each.parameters]
            lines.extend(f"      {parameter}" for parameter in given)
        lines.append("")
    return "\n".join(lines)
