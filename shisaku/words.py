"""The vocabulary's names as people read them."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ontology.terms import SHISAKU
from queries.table import term_text
from shisaku.language import chosen


def word(name: str) -> str:
    """Return a class or value of the vocabulary as it is called in the language chosen."""
    return term_text(NamedNode(SHISAKU.term(name)), chosen())


def snake_case(name: str) -> str:
    """Return a property's local name as columns and JSON write it: aimScore, aim_score."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name)
