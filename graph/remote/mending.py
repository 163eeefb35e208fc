"""What one engine's answers are mended by, so that they say what the recommendation says.

Virtuoso (7.2.5) writes a truth as 1 or 0, and one that a query computes as an integer; repeats rows
of a DISTINCT or of groups; loses the zero of a path of
one step or none; labels blank nodes with signs that no label has; answers an
ASK with a table; and sorts no groups beside a decimal that a query brings along, so decimals are
bound as doubles and told as they were. docs/remote-engines.md shows each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.remote.answers import bindings
from graph.results import Term
from graph.tokens import Token, tokens
from ontology.terms import XSD

_TRUTHS = {"1": "true", "0": "false"}
_NOT_IN_LABELS = re.compile(r"[^A-Za-z0-9]")
_DOUBLE = f"{XSD.BASE}double"
_TELLING = frozenset((
    "BOUND", "EXISTS", "REGEX", "CONTAINS", "STRSTARTS", "STRENDS", "SAMETERM", "ISIRI", "ISURI",
    "ISLITERAL", "ISBLANK", "ISNUMERIC", "LANGMATCHES"))
"""What answers true or false."""
_NAME = r"(?:[A-Za-z][\w-]*:[\w-]+|<[^<>\s]+>)"
_MAYBE = re.compile(rf"(\?\w+|;)\s+((?:{_NAME}/)?)({_NAME})\?\s+(\?\w+)\s*([;.}}])")
_STATEMENTS = re.compile(r"[{}]|\.\s")
_CLOSING = {"(": ")", "{": "}"}


@dataclass(frozen=True, slots=True)
class Mending:
    """What is known of an answer from its question: the variables that are computed truths,
    whether each row comes once, and the terms bound to variables."""

    truths: frozenset[str] = frozenset()
    distinct: bool = False
    bound: Mapping[str, Term] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, bound: Mapping[str, Term]) -> Mending:
        """Return what the query ``text`` tells, whose values are to be ``bound``."""
        found = list(tokens(text))
        words = [token.word.upper() for token in found]
        first = words.index("SELECT") if "SELECT" in words else len(words)
        return cls(frozenset(_truths(found)),
                   words[first + 1:first + 2] == ["DISTINCT"] or _tells_its_groups(found),
                   {name: term for name, term in bound.items() if sent(term) != term})

    def mended(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return results in JSON as the recommendation writes them."""
        rows = bindings(told)
        if told.get("head", {}).get("vars") == ["__ASK_RETVAL"]:
            return {"head": {}, "boolean": rows[0]["__ASK_RETVAL"]["value"] == "1"}
        for row in rows:
            for name, cell in row.items():
                self._mend(name, cell)
        if self.distinct:
            each = {json.dumps(row, sort_keys=True): row for row in rows}
            told["results"]["bindings"] = list(each.values())
        return told

    def _mend(self, name: str, cell: dict[str, Any]) -> None:
        kind = cell.get("datatype")
        if kind == XSD.boolean or (kind == XSD.integer and name in self.truths):
            cell["value"] = _TRUTHS.get(cell["value"], cell["value"])
            cell["datatype"] = XSD.boolean
        elif cell["type"] == "bnode":
            cell["value"] = _NOT_IN_LABELS.sub("", cell["value"])
        elif isinstance(told := self.bound.get(name), Literal) and kind == _DOUBLE:
            cell["value"], cell["datatype"] = told.value, told.datatype.value


def without_optional_steps(text: str) -> str:
    """Return the query ``text`` with each statement ``?s one/maybe? ?o`` or ``?s maybe? ?o`` told
    as a UNION of its two ways: Virtuoso loses the way of no step, at some times and not at others
    (measured)."""
    while found := _MAYBE.search(text):
        subject, first, *rest = found.groups()
        before = text[:found.start()]
        if subject == ";":
            statement = _STATEMENTS.split(before)[-1].split(maxsplit=1)
            subject, before = (statement[0] if statement else "?"), f"{before} . "
        text = before + _both_ways(subject, first, *rest) + text[found.end():]
    return text


def _both_ways(subject: str, first: str, maybe: str, target: str, end: str) -> str:
    if first:
        none = f"{subject} {first[:-1]} {target}"
    else:
        none = (f"SELECT DISTINCT {target} ({target} AS {subject}) "
                f"WHERE {{ {target} a ?_kind_of_{target[1:]} }}")
    ways = f"{{ {none} }} UNION {{ {subject} {first}{maybe} {target} }}"
    return f"{ways} {subject} " if end == ";" else f"{ways} {end}"


def sent(term: Term) -> Term:
    """Return how ``term`` is bound: a decimal as a double."""
    if isinstance(term, Literal) and term.datatype.value == XSD.decimal:
        return Literal(term.value, datatype=NamedNode(_DOUBLE))
    return term


def _tells_its_groups(found: Sequence[Token]) -> bool:
    """Tell whether the outermost query groups by variables that it all selects: then each row
    comes once."""
    depth, parts = 0, [set[str]()]
    for token in found:
        depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())
        if depth == 0 and token.word.upper() in ("SELECT", "GROUP", "HAVING", "ORDER", "LIMIT"):
            parts.append({token.word.upper()})
        elif depth == 0 and token.text.startswith("?"):
            parts[-1].add(token.text)
    keys = next((part - {"GROUP"} for part in parts if "GROUP" in part), set())
    return bool(keys) and keys <= next((part for part in parts if "SELECT" in part), set())


def _truths(found: Sequence[Token]) -> list[str]:
    """Return the variables of ``(CALL(…) AS ?name)`` where the call tells true or false."""
    names = []
    for number, token in enumerate(found):
        if token.word.upper() in _TELLING:
            end = _end(found, number + 1)
            after = found[end:end + 2]
            if len(after) == 2 and after[0].word.upper() == "AS":
                names.append(after[1].text[1:])
    return names


def _end(found: Sequence[Token], start: int) -> int:
    """Return the place after the bracket that closes the one at ``start``."""
    depth = 0
    for place in range(start, len(found)):
        if found[place].text in _CLOSING:
            depth += 1
        elif found[place].text in _CLOSING.values():
            depth -= 1
        if depth <= 0:
            return place + 1
    return len(found)
