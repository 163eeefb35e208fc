"""Values bound in the text of a query, in any of its forms, as an endpoint can be asked.

A VALUES block is put at the head of the outermost WHERE, where the filters of that group see it;
terms are written by the engine's own serialiser, never pasted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.results import Term
from graph.tokens import Token, tokens
from ontology.errors import QueryError

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))


def query_form(text: str) -> str:
    """Return which form the query ``text`` has: SELECT, ASK, CONSTRUCT or DESCRIBE. QueryError
    where it has none: an update, or no SPARQL at all."""
    return _shape(text).form


def bound(text: str, substitutions: Mapping[str, Term]) -> str:
    """Return the query ``text`` with ``substitutions`` bound; QueryError where it has no place for
    them."""
    if not substitutions:
        return text
    names = " ".join(f"?{name}" for name in substitutions)
    terms = " ".join(str(term) for term in substitutions.values())
    values = f"VALUES ({names}) {{ ({terms}) }}"
    shape = _shape(text)
    if shape.opens is None:
        if shape.form != "DESCRIBE":
            raise _refused()
        return f"{text}\nWHERE {{ {values} }}"
    head, inside, tail = text[:shape.opens], text[shape.opens:shape.closes], text[shape.closes:]
    if shape.is_subselect:
        inside = f" {{{inside}}} "
    if shape.is_short:
        return _spelled(text, shape, values)
    return f"{head} {values} {inside}{tail}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the outermost group begins and ends (inside its braces), if there is one."""

    form: str
    opens: int | None = None
    closes: int = 0
    is_subselect: bool = False
    is_short: bool = False
    form_ends: int = 0


def _spelled(text: str, shape: _Shape, values: str) -> str:
    """Return a CONSTRUCT WHERE with its template spelled out: the short form takes no VALUES."""
    assert shape.opens is not None
    inside = text[shape.opens:shape.closes]
    dataset = text[shape.form_ends:shape.opens - 1]
    return (f"{text[:shape.form_ends]} {{{inside}}} {dataset} "
            f"{{ {values} {inside}{text[shape.closes:]}")


def _shape(text: str) -> _Shape:
    found = list(tokens(text))
    place = next((number for number, token in enumerate(found)
                  if token.word.upper() in _FORMS), None)
    if place is None or not _is_prologue(found[:place]):
        raise _refused()
    form = found[place].word.upper()
    groups = list(_groups(found[place + 1:]))
    if not groups:
        return _Shape(form)
    is_short = form == "CONSTRUCT" and len(groups) == 1
    opens, closes, first = groups[-1] if form == "CONSTRUCT" else groups[0]
    return _Shape(form, opens, closes, first == "SELECT", is_short, found[place].end)


def _is_prologue(found: Sequence[Token]) -> bool:
    """Tell whether what stands before the form declares names and updates nothing."""
    return _UPDATES.isdisjoint(token.word.upper() for token in found)


def _groups(found: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield the groups in braces that stand in no bracket: where each begins and ends, inside its
    braces, and its first word."""
    depth, opens, first = 0, 0, ""
    for number, token in enumerate(found):
        if token.text in ("(", "{", "["):
            if depth == 0 and token.text == "{":
                opens = token.end
                after = found[number + 1].word if number + 1 < len(found) else ""
                first = after.upper()
            elif depth == 0:
                opens = -1
            depth += 1
        elif token.text in (")", "}", "]"):
            depth -= 1
            if depth == 0 and token.text == "}" and opens >= 0:
                yield opens, token.start, first


def _refused() -> QueryError:
    return QueryError(
        ja="SELECT・ASK・CONSTRUCT・DESCRIBE のクエリではないか、値を束縛する WHERE がありません。",
        en="This is no SELECT, ASK, CONSTRUCT or DESCRIBE query, or it has no WHERE in which "
        "values could be bound.")
