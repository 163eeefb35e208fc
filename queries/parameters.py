"""What a person gives a question becomes RDF terms; the text of the query is never touched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.part import part_for
from graph.results import Term
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import XSD
from queries.lookup import CLASSES, iri_in, look_up
from queries.question import Parameter, Question

LONGEST_VALUE = 10_000
"""Characters of one value."""

_NUMBERS = {
    "integer": (re.compile(r"[+-]?[0-9]{1,18}"), XSD.integer, "整数", "a whole number"),
    "decimal": (re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?"), XSD.decimal, "数", "a number"),
}
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MUNICIPALITY = "municipality"


def bound_terms(store: GraphStore, question: Question,
                given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms to bind in ``question``, by variable.

    A blank value counts as not given. QueryError where a parameter is unknown, missing or names
    nothing in ``store``; the municipality, where given, narrows what the others may mean.
    """
    parameters = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in parameters:
            raise _unknown(question, name)
    bound: dict[str, Term] = {}
    for name in sorted(parameters, key=lambda name: name != _MUNICIPALITY):
        value = given.get(name, "").strip() or parameters[name].default
        if value is not None:
            bound[name] = _term(store, parameters[name], value, bound.get(_MUNICIPALITY))
        elif parameters[name].required:
            raise _missing(question, parameters[name])
    return bound


def guessed_terms(given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms to bind in a query that describes no parameters, by variable.

    ``<…>``, ``http(s)://…`` and ``urn:…`` are IRIs; what is quoted as in Turtle (``"課"@ja``,
    ``"5"^^<…#integer>``) is that literal; anything else is a plain string.
    """
    return {_variable(name): _guessed(name, value) for name, value in given.items()}


def _variable(name: str) -> str:
    bare = name.removeprefix("?").removeprefix("$")
    if not _VARIABLE.fullmatch(bare):
        raise QueryError(ja=f"「{name}」は変数名ではありません。英数字で指定してください。",
                         en=f'"{name}" is no name of a variable; use letters and digits.')
    return bare


def _guessed(name: str, value: str) -> Term:
    _check_characters(name, value)
    iri = iri_in(value)
    if iri is not None:
        return _iri(name, iri)
    if value.startswith('"'):
        return _quoted(name, value)
    return Literal(value)


def _quoted(name: str, value: str) -> Term:
    try:
        (quad,) = parse(f"<urn:x:s> <urn:x:p> {value} .", format=RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            ja=f"{name}={value} はリテラルとして読めません。"
               '"文字列"@ja の形か、引用符なしで指定してください。',
            en=f'{name}={value} is no literal; write "text"@ja, or leave out the quotes.',
        ) from error
    literal: Term = quad.object
    return literal


def _term(store: GraphStore, parameter: Parameter, value: str,
          municipality: Term | None) -> Term:
    _check_characters(parameter.name, value)
    if parameter.type in CLASSES:
        seen = store if municipality is None else part_for(store, (municipality,))
        return look_up(seen, parameter.type, value, municipality)
    if parameter.type == "iri":
        return _iri(parameter.name, iri_in(value) or value)
    return literal_term(parameter, value)


def literal_term(parameter: Parameter, value: str) -> Literal:
    """Return the literal that ``value`` is for a parameter that names no thing; QueryError where
    it is none of its type."""
    return _number(parameter, value) if parameter.type in _NUMBERS else Literal(value)


def _number(parameter: Parameter, value: str) -> Literal:
    form, datatype, ja, en = _NUMBERS[parameter.type]
    digits = unicodedata.normalize("NFKC", value)
    if not form.fullmatch(digits):
        raise QueryError(ja=f"{parameter.name}={value}: {ja}を指定してください。",
                         en=f"{parameter.name}={value}: give {en}.")
    return Literal(digits, datatype=NamedNode(datatype))


def _iri(name: str, iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(ja=f"{name}={iri}: IRI（https://… など）を指定してください。",
                         en=f"{name}={iri}: give an IRI, such as https://….") from error


def _check_characters(name: str, value: str) -> None:
    if len(value) > LONGEST_VALUE:
        raise QueryError(ja=f"{name} の値が長すぎます（上限 {LONGEST_VALUE} 文字）。",
                         en=f"The value of {name} is too long (at most {LONGEST_VALUE}).")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise QueryError(ja=f"{name} の値に文字でないものがあります。UTF-8 で指定してください。",
                         en=f"The value of {name} is no text; give it in UTF-8.")


def _unknown(question: Question, name: str) -> QueryError:
    known = ", ".join(parameter.name for parameter in question.parameters) or "-"
    return QueryError(ja=f"質問 {question.name} に引数 {name} はありません。使えるもの: {known}",
                      en=f"The question {question.name} has no parameter {name}; it has: {known}")


def _missing(question: Question, parameter: Parameter) -> QueryError:
    return QueryError(
        ja=f"質問 {question.name} には {parameter.name}（{parameter.label_ja}）の指定が必要です。",
        en=f"The question {question.name} needs {parameter.name} ({parameter.label_en}).")
