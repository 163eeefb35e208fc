"""The findings of a dataset as rows, for the command line and the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.findings.facts import spoken_name
from graph.results import Solutions
from graph.store import GraphStore
from ontology.terms import (
    DCTERMS,
    FINDING_CLASSES,
    OA,
    PROV,
    RDF,
    RDFS,
    SHISAKU,
    SKOS,
    STANDARD_CLASSES,
    XSD,
)

_FINDINGS = f"""SELECT ?finding ?kind ?id ?ja ?en ?status WHERE {{
  VALUES ?kind {{ {' '.join(f'<{kind}>' for kind in FINDING_CLASSES)} }}
  ?finding <{RDF.type}> <{SHISAKU.Finding}> , ?kind ; <{DCTERMS.identifier}> ?id ;
    <{RDFS.label}> ?ja , ?en ; <{SHISAKU.status}> ?status .
  FILTER(LANG(?ja) = "ja" && LANG(?en) = "en") }}"""
_SAID = f"""SELECT DISTINCT ?finding ?property ?value WHERE {{
  ?finding <{RDF.type}> <{SHISAKU.Finding}> ; ?property ?value .
  FILTER(STRSTARTS(STR(?property), "{SHISAKU.BASE}") && ISLITERAL(?value)) }}"""
_INVOLVED = f"""SELECT DISTINCT ?finding ?thing ?kind ?label ?notation WHERE {{
  ?finding <{RDF.type}> <{SHISAKU.Finding}> ; <{SHISAKU.involves}> ?thing .
  OPTIONAL {{ ?thing <{RDF.type}> ?kind FILTER(STRSTARTS(STR(?kind), "{SHISAKU.BASE}")) }}
  OPTIONAL {{ ?thing <{SKOS.prefLabel}> ?label OPTIONAL {{ ?thing <{SKOS.notation}> ?notation }} }}
}}"""
_QUOTED = f"""SELECT DISTINCT ?finding ?passage ?sha256 ?document ?page ?first ?last ?text WHERE {{
  ?finding <{RDF.type}> <{SHISAKU.Finding}> ; <{PROV.wasQuotedFrom}> ?passage .
  ?passage <{OA.hasSource}> ?source ; <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last .
  ?source <{SHISAKU.fileName}> ?document .
  OPTIONAL {{ ?passage <{SHISAKU.page}> ?page }}
  OPTIONAL {{ ?passage <{OA.exact}> ?text }}
  OPTIONAL {{ ?source <{SHISAKU.sha256}> ?sha256 }} }}"""
_QUOTING = f"""SELECT DISTINCT ?finding ?passage ?thing WHERE {{
  ?finding <{RDF.type}> <{SHISAKU.Finding}> ; <{SHISAKU.involves}> ?thing ;
    <{PROV.wasQuotedFrom}> ?passage .
  ?thing <{PROV.wasQuotedFrom}> ?passage }}"""

Value = Decimal | bool | str
"""A number, a truth or a text of the graph."""
_VERDICT = ("reviewer", "reviewedOn", "reason")
_COLUMNS = ("score", "marked", *_VERDICT)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Lines ``first``–``last`` (1-based) of the file ``document``; ``page`` None without pages.

    ``text`` is what they say, ``sha256`` the document's digest; ``quoted_by`` are the IRIs of the
    things involved that were read there. Two passages of one place are equal.
    """

    document: str
    first: int
    last: int
    page: int | None
    text: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False)
    quoted_by: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, order=True)
class ThingRow:
    """Something that a finding is about: ``kind`` is the local name of its class, ``name`` what a
    sentence calls it; "" where it has none (a report, a listing)."""

    name: str
    kind: str
    iri: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; ``kind`` and ``status`` are the local names of the vocabulary.

    ``score`` is 0–1, None where none was given; ``marked`` None where a mark has no bearing.
    ``details`` holds all else that it says, by local name: the scores of its dimensions, what
    cannot be told, the method. ``things`` are what it is about, ``passages`` where it can be read.
    ``reviewer``, ``reviewed_on`` and ``reason`` are of the person who judged it, if anybody did.
    """

    kind: str
    id: str
    label_ja: str
    label_en: str
    score: Decimal | None
    status: str
    things: tuple[ThingRow, ...]
    passages: tuple[PassageRow, ...]
    iri: str
    marked: bool | None
    details: Mapping[str, tuple[Value, ...]]
    reviewer: str
    reviewed_on: date | None
    reason: str

    @property
    def involved(self) -> tuple[str, ...]:
        """The names of the things that have one."""
        return tuple(sorted({thing.name for thing in self.things if thing.name}))


def finding_rows(store: GraphStore) -> list[FindingRow]:
    """Return all findings in ``store``: by kind in the order of the model, the highest score
    first, then by identifier."""
    kinds: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for finding, kind, *stated in _rows(store, _FINDINGS):
        kinds[finding, *stated].add(kind)
    said, things, passages = _said(store), _things(store), _passages(store)
    rows = [_row(_narrowest(found), stated, said.get(stated[0], {}), things.get(stated[0], ()),
                 passages.get(stated[0], ())) for stated, found in kinds.items()]
    return sorted(rows, key=_order)


def _row(
    kind: str, stated: tuple[str, ...], said: Mapping[str, tuple[Value, ...]],
    things: tuple[ThingRow, ...], passages: tuple[PassageRow, ...],
) -> FindingRow:
    iri, identifier, ja, en, status = stated
    score, marked, reviewer, day, reason = (
        said[name][0] if name in said else None for name in _COLUMNS)
    return FindingRow(
        kind, identifier, ja, en, score if isinstance(score, Decimal) else None, _local(status),
        things, passages, iri, marked if isinstance(marked, bool) else None,
        {name: values for name, values in said.items() if name not in _COLUMNS},
        str(reviewer or ""), date.fromisoformat(str(day)) if day else None, str(reason or ""))


def _said(store: GraphStore) -> Mapping[str, Mapping[str, tuple[Value, ...]]]:
    """Return by finding, and by the local name of the property, the literals that it has."""
    found: defaultdict[str, defaultdict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
    result = store.query(_SAID)
    if isinstance(result, Solutions):
        for finding, predicate, value in result:
            if (isinstance(finding, NamedNode) and isinstance(predicate, NamedNode)
                    and isinstance(value, Literal)):
                found[finding.value][_local(predicate.value)].add(_value(value))
    return {finding: {name: tuple(sorted(said[name], key=str)) for name in sorted(said)}
            for finding, said in found.items()}


def _value(literal: Literal) -> Value:
    match literal.datatype.value:
        case XSD.decimal | XSD.integer:
            return Decimal(literal.value)
        case XSD.boolean:
            return literal.value in ("true", "1")
        case _:
            return literal.value


def _things(store: GraphStore) -> Mapping[str, tuple[ThingRow, ...]]:
    named: dict[tuple[str, str], str] = {}
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for finding, thing, kind, label, notation in sorted(_rows(store, _INVOLVED), reverse=True):
        named[finding, thing] = spoken_name(label, notation or None) if label else ""
        kinds[finding, thing].add(kind)
    found: defaultdict[str, list[ThingRow]] = defaultdict(list)
    for (finding, thing), name in named.items():
        found[finding].append(ThingRow(name, _own_kind(kinds[finding, thing]), thing))
    return {finding: tuple(sorted(things)) for finding, things in found.items()}


def _own_kind(kinds: Iterable[str]) -> str:
    """The class that is below the others of ``kinds`` (a re-listing is a listing, too)."""
    found = set(kinds)
    above = {other for kind in found for other in STANDARD_CLASSES.get(kind, ())}
    return _local(min(found - above, default=""))


def _passages(store: GraphStore) -> Mapping[str, tuple[PassageRow, ...]]:
    quoting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for finding, passage, thing in _rows(store, _QUOTING):
        quoting[finding, passage].add(thing)
    found: defaultdict[str, set[PassageRow]] = defaultdict(set)
    for finding, passage, sha256, document, page, first, last, text in _rows(store, _QUOTED):
        found[finding].add(PassageRow(
            document, int(first), int(last), int(page) if page else None, text, sha256,
            tuple(sorted(quoting.get((finding, passage), ())))))
    return {finding: tuple(sorted(places, key=_place)) for finding, places in found.items()}


def _rows(store: GraphStore, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the solutions as strings, "" where a variable is not bound."""
    result = store.query(query)
    if isinstance(result, Solutions):
        for row in result:
            yield tuple(term.value if isinstance(term, NamedNode | Literal) else ""
                        for term in row)


def _narrowest(kinds: Iterable[str]) -> str:
    """A Duplication is an Overlap as well: its row bears the narrower kind."""
    return _local(min(kinds, key=lambda kind: kind == SHISAKU.Overlap))


def _local(iri: str) -> str:
    return iri.removeprefix(SHISAKU.BASE)


def _place(passage: PassageRow) -> tuple[str, int, int]:
    return passage.document, passage.first, passage.last


def _order(row: FindingRow) -> tuple[int, Decimal, str]:
    kinds = [_local(kind) for kind in FINDING_CLASSES]
    return kinds.index(row.kind), -(row.score or Decimal(0)), row.id
