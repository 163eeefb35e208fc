"""The graph as tables: one for each kind of thing, one thing a row, one property a column.

Which kinds there are, the vocabulary says; which columns, what the graph says of them. So nothing
that was read is left out, and a property that comes new has its column. A property that leads to
another thing has two columns: its name, and with ``_iri`` its IRI. Several values stand in one
cell, IRIs parted by spaces, texts by "; ". ``source`` says where the row was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.editions.inventory import Quote
from graph.results import Solutions, Term
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import DCTERMS, OA, PROV, RDF, RDFS, SHISAKU, SKOS, STANDARD_CLASSES, XSD
from queries.table import term_text
from shisaku.cells import places
from shisaku.language import chosen
from shisaku.workbook import Content

TABLES = tuple(kind.removeprefix(SHISAKU.BASE) for kind, above in STANDARD_CLASSES.items()
               if not any(each.startswith(SHISAKU.BASE) for each in above))
"""The kinds of things, by the local names of their classes; a sub-class has no table of its own."""
SOURCE = "source"
_TEXTS, _IRIS = "; ", " "
_FIRST = (SKOS.notation, SKOS.prefLabel, SKOS.altLabel, RDFS.label, DCTERMS.identifier,
          DCTERMS.title)
_ROWS = f"""SELECT DISTINCT ?thing ?property ?value WHERE {{
  ?thing <{RDF.type}> ?class ; ?property ?value }}"""
_NAMES = f"""SELECT ?thing ?property ?name WHERE {{
  VALUES ?property {{ <{SKOS.notation}> <{SKOS.prefLabel}> <{RDFS.label}> <{SHISAKU.fileName}> }}
  ?thing ?property ?name }}"""
_QUOTES = f"""SELECT DISTINCT ?passage ?file ?digest ?page ?first ?last WHERE {{
  ?passage <{OA.hasSource}> ?document ; <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last .
  ?document <{SHISAKU.fileName}> ?file ; <{SHISAKU.sha256}> ?digest .
  OPTIONAL {{ ?passage <{SHISAKU.page}> ?page }} }}"""
_Told = Mapping[str, Sequence[Term]]
"""What is said of one thing: values by property."""


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called, and where passages are to be read, by IRI."""

    things: Mapping[str, str]
    passages: Mapping[str, Quote]

    @classmethod
    def of(cls, store: GraphStore) -> Names:
        """Read them out of ``store`` once, for all tables."""
        return cls(_things(store), dict(_passages(store)))

    def name(self, term: Term) -> str:
        """Return what ``term`` is called, "" for a thing without a name."""
        if not isinstance(term, NamedNode):
            return term_text(term, chosen())
        if term.value.startswith(SHISAKU.BASE):
            return term_text(term, chosen())
        if term.value in self.passages:
            return places([self.passages[term.value]])[0]
        return self.things.get(term.value, "")


@dataclass(frozen=True, slots=True)
class ThingTable:
    """The things of one kind: names of columns, and rows by IRI; a cell that says nothing is
    None."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


def table_kind(wanted: str) -> str:
    """Return the kind of TABLES that ``wanted`` names in any letter case; QueryError for none."""
    for kind in TABLES:
        if kind.lower() == wanted.lower():
            return kind
    raise QueryError(ja=f"表「{wanted}」はありません。あるもの: {', '.join(TABLES)}",
                     en=f'There is no table "{wanted}". There are: {", ".join(TABLES)}')


def thing_table(store: GraphStore, kind: str, names: Names) -> ThingTable:
    """Return the table of ``kind`` (of TABLES), without rows where the graph has no such thing."""
    told = _told(store, SHISAKU.term(kind))
    used = {each for said in told.values() for each in said} - {RDF.type}
    columns = [column for prop in sorted(used, key=_place)
               for column in _columns(prop, told, names)]
    rows = [(iri, _own_kind(said), *(column.cell(said) for column in columns))
            for iri, said in sorted(told.items())]
    return ThingTable(kind, ("iri", "kind", *(column.name for column in columns)), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: the property that it tells of, in one language (None: any), as IRIs or not."""

    name: str
    prop: str
    names: Names
    language: str | None = None
    iris: bool = False

    def cell(self, said: _Told) -> Content:
        values = [each for each in said.get(self.prop, ())
                  if self.language is None or getattr(each, "language", None) == self.language]
        if self.prop == PROV.wasQuotedFrom:
            quotes = {self.names.passages[each.value] for each in values
                      if isinstance(each, NamedNode) and each.value in self.names.passages}
            return _TEXTS.join(places(sorted(quotes))) or None
        if self.iris:
            return _IRIS.join(sorted(each.value for each in values
                                     if isinstance(each, NamedNode))) or None
        if len(values) == 1 and isinstance(values[0], Literal):
            return _plain(values[0])
        return _TEXTS.join(sorted({self.names.name(each) for each in values} - {""})) or None


def _columns(prop: str, told: Mapping[str, _Told], names: Names) -> Iterator[_Column]:
    values = [value for said in told.values() for value in said.get(prop, ())]
    name = SOURCE if prop == PROV.wasQuotedFrom else _local(prop)
    if prop == RDFS.label:
        for language in sorted({each.language or "" for each in values
                                if isinstance(each, Literal)}, reverse=True):
            yield _Column(f"{name}_{language}" if language else name, prop, names, language or None)
        return
    if name == SOURCE or any(names.name(each) for each in values):
        yield _Column(name, prop, names)
    if name != SOURCE and any(isinstance(each, NamedNode) for each in values):
        yield _Column(f"{name}_iri", prop, names, iris=True)


def _told(store: GraphStore, kind: str) -> Mapping[str, _Told]:
    found: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for thing, prop, value in _ask(store, _ROWS.replace("?class", f"<{kind}>")):
        if isinstance(thing, NamedNode) and isinstance(prop, NamedNode) and value is not None:
            found[thing.value][prop.value].append(value)
    return found


def _own_kind(said: _Told) -> str:
    """Return the most particular classes of ours, in the words of the language chosen."""
    types = {each.value for each in said[RDF.type] if isinstance(each, NamedNode)
             and each.value.startswith(SHISAKU.BASE)}
    above = {each for kind in types for each in STANDARD_CLASSES.get(kind, ())}
    if len(types) > 1:
        above |= {SHISAKU.Finding}
    if SHISAKU.Duplication in types:
        above |= {SHISAKU.Overlap}
    return _TEXTS.join(sorted(term_text(NamedNode(each), chosen()) for each in types - above))


def _place(prop: str) -> tuple[int, int, str]:
    """Order properties: names first, then ours as the vocabulary has them, then the source."""
    own = [SHISAKU.term(name) for name in SHISAKU.names()]
    if prop in _FIRST:
        return 0, _FIRST.index(prop), prop
    if prop == PROV.wasQuotedFrom:
        return 3, 0, prop
    return (2, own.index(prop), prop) if prop in own else (1, 0, prop)


def _plain(literal: Literal) -> Content:
    """Return a number or a day as such, anything else as a text."""
    match literal.datatype.value:
        case XSD.integer:
            return int(literal.value)
        case XSD.decimal:
            return Decimal(literal.value)
        case XSD.date:
            return date.fromisoformat(literal.value)
        case _:
            return literal.value


def _things(store: GraphStore) -> Mapping[str, str]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for thing, prop, name in _ask(store, _NAMES):
        if isinstance(thing, NamedNode) and isinstance(prop, NamedNode) and isinstance(
                name, Literal) and (name.language in (None, chosen()) or prop.value != RDFS.label):
            known = found[thing.value].get(prop.value, name.value)
            found[thing.value][prop.value] = min(known, name.value)
    return {iri: " ".join(told[each] for each in (SKOS.notation, SKOS.prefLabel, RDFS.label,
                                                  SHISAKU.fileName) if each in told)
            for iri, told in found.items()}


def _passages(store: GraphStore) -> Iterator[tuple[str, Quote]]:
    for passage, *terms in _ask(store, _QUOTES):
        file, digest, page, first, last = (getattr(term, "value", "") for term in terms)
        if isinstance(passage, NamedNode):
            yield passage.value, Quote(file, digest, int(page or 0), int(first), int(last))


def _ask(store: GraphStore, text: str) -> Iterator[tuple[Term | None, ...]]:
    found = store.query(text)
    if isinstance(found, Solutions):
        yield from found


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
