"""What a page asks the dataset: rows of plain strings, a value for each variable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.results import Solutions
from graph.store import GraphStore
from ontology.terms import PREFIXES


def readable(query: str) -> str:
    """Return ``query`` as people write it: IRIs of known vocabularies by their prefixes."""
    used = {}

    def short(found: re.Match[str]) -> str:
        for prefix, base in PREFIXES.items():
            local = found[1].removeprefix(base)
            if local != found[1] and local.isidentifier():
                used[prefix] = base
                return f"{prefix}:{local}"
        return found[0]

    text = re.sub(r"<([^<>\s]+)>", short, query)
    return "".join(f"PREFIX {prefix}: <{used[prefix]}>\n" for prefix in sorted(used)) + text


def rows(store: GraphStore, query: str, **bound: str) -> Iterator[tuple[str, ...]]:
    """Yield the solutions of ``query`` as strings, "" where a variable is not bound. ``bound``
    holds IRIs by the names of variables."""
    found = store.query(query, {name: NamedNode(iri) for name, iri in bound.items()})
    if isinstance(found, Solutions):
        for row in found:
            yield tuple(term.value if isinstance(term, NamedNode | Literal) else ""
                        for term in row)
