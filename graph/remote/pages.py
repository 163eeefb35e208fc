"""A large answer in pages, where an engine cuts off answers that have many rows.

The pages are cut out of the sorted whole, which the engine sorts in a subselect: some sort no more
than one page where the limit stands beside the ORDER BY.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.remote.binding import query_form
from graph.tokens import Token, tokens
from ontology.errors import QueryError

_ENDING = frozenset({"LIMIT", "OFFSET", "FROM"})


def pages(url: str, text: str, variables: Sequence[str], size: int) -> Iterator[str]:
    """Yield without end the queries for the pages of the SELECT ``text``, ``size`` rows each.

    QueryError where its pages cannot be told: it is no SELECT, or counts or names graphs itself.
    """
    found = [token for token in tokens(text) if token.word]
    depth_words = {token.word.upper() for token in _outermost(text)}
    start = next((token.start for token in found if token.word.upper() == "SELECT"), None)
    if query_form(text) != "SELECT" or start is None or depth_words & _ENDING:
        raise too_many(url, size)
    order = "" if "ORDER" in depth_words else f"\nORDER BY {' '.join(f'?{v}' for v in variables)}"
    chosen = " ".join(f"?{variable}" for variable in variables)
    head, body = text[:start], text[start:]
    number = 0
    while True:
        yield (f"{head}SELECT {chosen} WHERE {{ {{\n{body}{order}\n}} }} "
               f"LIMIT {size} OFFSET {number * size}")
        number += 1


def too_many(url: str, size: int) -> QueryError:
    """Return the error that an answer was cut off and cannot be had in pages."""
    return QueryError(
        ja=f"{url}: エンドポイントが答えを {size} 件で打ち切りました。LIMIT と OFFSET で分けるか、"
        "絞ってください。",
        en=f"{url}: the endpoint cut the answer off after {size}; ask for parts with LIMIT and "
        "OFFSET, or for less.")


def _outermost(text: str) -> Iterator[Token]:
    depth = 0
    for token in tokens(text):
        if token.text in ("{", "("):
            depth += 1
        elif token.text in ("}", ")"):
            depth -= 1
        elif depth == 0 and token.word:
            yield token
