"""The findings of a dataset as rows, for the command line and the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.findings.facts import spoken_name
from graph.results import Solutions
from graph.store import GraphStore
from ontology.terms import DCTERMS, FINDING_CLASSES, OA, PROV, RDF, RDFS, SHISAKU, SKOS

_FINDINGS = f"""SELECT ?finding ?kind ?id ?ja ?en ?score ?status WHERE {{
  VALUES ?kind {{ {' '.join(f'<{kind}>' for kind in FINDING_CLASSES)} }}
  ?finding <{RDF.type}> <{SHISAKU.Finding}> , ?kind ; <{DCTERMS.identifier}> ?id ;
    <{RDFS.label}> ?ja , ?en ; <{SHISAKU.status}> ?status .
  OPTIONAL {{ ?finding <{SHISAKU.score}> ?score }}
  FILTER(LANG(?ja) = "ja" && LANG(?en) = "en") }}"""
_INVOLVED = f"""SELECT DISTINCT ?finding ?label ?notation WHERE {{
  ?finding <{RDF.type}> <{SHISAKU.Finding}> ; <{SHISAKU.involves}> ?thing .
  ?thing <{SKOS.prefLabel}> ?label .
  OPTIONAL {{ ?thing <{SKOS.notation}> ?notation }} }}"""
_QUOTED = f"""SELECT DISTINCT ?finding ?document ?page ?first ?last WHERE {{
  ?finding <{RDF.type}> <{SHISAKU.Finding}> ; <{PROV.wasQuotedFrom}> ?passage .
  ?passage <{OA.hasSource}> ?source ; <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last .
  ?source <{SHISAKU.fileName}> ?document .
  OPTIONAL {{ ?passage <{SHISAKU.page}> ?page }} }}"""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Lines ``first``–``last`` (1-based) of the file ``document``; ``page`` None without pages."""

    document: str
    first: int
    last: int
    page: int | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; ``kind`` and ``status`` are the local names of the vocabulary.

    ``score`` is 0–1, None where none was given. ``involved`` holds the names of the things it is
    about (a report has none), ``passages`` where it can be read.
    """

    kind: str
    id: str
    label_ja: str
    label_en: str
    score: Decimal | None
    status: str
    involved: tuple[str, ...]
    passages: tuple[PassageRow, ...]


def finding_rows(store: GraphStore) -> list[FindingRow]:
    """Return all findings in ``store``: by kind in the order of the model, the highest score
    first, then by identifier."""
    involved, passages = _involved(store), _passages(store)
    kinds: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for finding, kind, *said in _rows(store, _FINDINGS):
        kinds[finding, *said].add(kind)
    rows = [
        FindingRow(_narrowest(found), identifier, ja, en, Decimal(score) if score else None,
                   _local(status), involved.get(finding, ()), passages.get(finding, ()))
        for (finding, identifier, ja, en, score, status), found in kinds.items()]
    return sorted(rows, key=_order)


def _involved(store: GraphStore) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for finding, label, notation in _rows(store, _INVOLVED):
        found[finding].add(spoken_name(label, notation or None))
    return {finding: tuple(sorted(names)) for finding, names in found.items()}


def _passages(store: GraphStore) -> Mapping[str, tuple[PassageRow, ...]]:
    found: defaultdict[str, set[PassageRow]] = defaultdict(set)
    for finding, document, page, first, last in _rows(store, _QUOTED):
        found[finding].add(
            PassageRow(document, int(first), int(last), int(page) if page else None))
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
