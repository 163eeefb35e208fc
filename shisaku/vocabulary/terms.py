"""The terms of the vocabulary, with all that it says of each, and an example of each class."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ontology import resources
from ontology.terms import DCTERMS, PREFIXES, RDF, RDFS, SHISAKU

_OWL = "http://www.w3.org/2002/07/owl#"
KINDS = {f"{_OWL}Class": "class", f"{_OWL}ObjectProperty": "object property",
         f"{_OWL}DatatypeProperty": "datatype property", f"{_OWL}NamedIndividual": "value"}
"""The kinds of terms, by the class that the Turtle gives them."""
_ABOVE = (f"{RDFS.BASE}subClassOf", f"{RDFS.BASE}subPropertyOf")
_PREFIX = re.compile(r"^@prefix ([\w-]*): <([^>]+)> \.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of ours: ``kind`` is of KINDS; ``above`` are the terms that it is a kind of (of a
    value, its class), ``domain`` and ``range`` those of a property; all as short names."""

    name: str
    kind: str
    label_ja: str
    label_en: str
    comment_ja: str
    comment_en: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Return every term in the order of the Turtle."""
    said: defaultdict[str, defaultdict[str, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list))
    for triple in _triples(resources.vocabulary()):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject.value][triple.predicate.value].append(triple.object)
    return tuple(_term(iri, told) for iri, told in said.items() if iri.startswith(SHISAKU.BASE))


def about() -> tuple[str, Mapping[str, str]]:
    """Return the version of the vocabulary, and what it is for by language."""
    told: dict[str, str] = {}
    version = ""
    for triple in _triples(resources.vocabulary()):
        if isinstance(triple.object, Literal):
            if triple.predicate.value == f"{_OWL}versionInfo":
                version = triple.object.value
            if triple.predicate.value == DCTERMS.description:
                told[triple.object.language or ""] = triple.object.value
    return version, told


@cache
def examples() -> Mapping[str, str]:
    """Return for each class of ours the Turtle of one thing of it (prefixes left out), out of the
    example town or, of a class of values, the vocabulary: the thing that belongs to the fewest
    other classes."""
    things: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in chain(_triples(resources.example()), _triples(resources.vocabulary())):
        if isinstance(triple.subject, NamedNode):
            things[triple.subject].append(triple)
    kinds = {thing: classes_of(told) for thing, told in things.items()}
    found: dict[str, str] = {}
    for each in terms():
        fitting = [thing for thing, classes in kinds.items() if each.name in classes]
        if each.kind == "class" and fitting:
            chosen = min(fitting, key=lambda thing: (len(kinds[thing]), thing.value))
            found[each.name] = _turtle(things[chosen])
    return found


def classes_of(told: Iterable[Triple]) -> frozenset[str]:
    """Return the local names of our classes that ``told`` gives its subject."""
    return frozenset(each.object.value.removeprefix(SHISAKU.BASE) for each in told
                     if each.predicate.value == RDF.type and isinstance(each.object, NamedNode)
                     and each.object.value.startswith(SHISAKU.BASE))


def short(iri: str) -> str:
    """Return ``iri`` with the prefix of its vocabulary; whole where that is not known."""
    known = {**dict(_PREFIX.findall(resources.vocabulary())), **PREFIXES}
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in known.items()
                 if iri.startswith(base)), iri)


def _term(iri: str, told: Mapping[str, list[NamedNode | Literal]]) -> Term:
    types = [each.value for each in told.get(RDF.type, ())]
    kind = next(name for full, name in KINDS.items() if full in types)
    labels, comments = _by_language(told, RDFS.label), _by_language(told, f"{RDFS.BASE}comment")
    above = [each for prop in _ABOVE for each in _names(told.get(prop, ()))]
    own = [short(each) for each in types if each not in KINDS]
    return Term(
        iri.removeprefix(SHISAKU.BASE), kind, labels["ja"], labels["en"],
        comments["ja"], comments["en"], tuple(above or own),
        tuple(_names(told.get(f"{RDFS.BASE}domain", ()))),
        tuple(_names(told.get(f"{RDFS.BASE}range", ()))))


def _by_language(told: Mapping[str, list[NamedNode | Literal]], of: str) -> dict[str, str]:
    return {each.language or "": each.value for each in told.get(of, ())
            if isinstance(each, Literal)}


def _names(values: Iterable[NamedNode | Literal]) -> list[str]:
    return [short(each.value) for each in values if isinstance(each, NamedNode)]


def _turtle(told: Iterable[Triple]) -> str:
    """Return ``told`` without its prefixes, what it is a kind of first."""
    prefixes = dict(_PREFIX.findall(resources.example() + resources.vocabulary()))
    ordered = sorted(told, key=lambda each: (each.predicate.value != RDF.type, str(each.predicate),
                                             str(each.object)))
    text = (serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
    return _PREFIX.sub("", text).strip().replace("\t", "    ")


def _triples(text: str) -> Iterator[Triple]:
    for quad in parse(text, format=RdfFormat.TURTLE):
        yield quad.triple
