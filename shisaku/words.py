"""The vocabulary's names as people read them."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ontology.terms import SHISAKU
from queries.table import term_text
from shisaku.language import chosen


def word(name: str) -> str:
    """Return a class or value of the vocabulary as it is called in the language chosen."""
    return term_text(NamedNode(SHISAKU.term(name)), chosen())
