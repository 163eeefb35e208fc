"""The thing that a person means by a name: an IRI, a label in any spelling, a notation, a code.

Names are compared as the graph compares them (``ontology.names``), so full-width digits, spaces
and half-width kana make no difference. Where one thing cannot be told, the error names what there
is to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from graph.results import Solutions, Term
from graph.store import GraphStore
from loaders.dates import fiscal_year_of
from ontology.errors import QueryError
from ontology.names import normalised_name
from ontology.terms import DCTERMS, OA, PROV, SHISAKU, SKOS

CLASSES = {
    "municipality": SHISAKU.Municipality,
    "department": SHISAKU.Department,
    "project": SHISAKU.Project,
    "direction": SHISAKU.Direction,
    "meeting": SHISAKU.Meeting,
    "fiscal-year": SHISAKU.FiscalYear,
}
_KINDS_JA = {"municipality": "自治体", "department": "所管部署", "project": "事業",
             "direction": "基本的方向", "meeting": "会議", "fiscal-year": "年度"}

_MOST_NAMED = 5
_MOST_COMPARED = 20_000
"""Among more names none is looked for that is like the wanted one: it would take seconds."""
_IRI = re.compile(r"<([^<>\s]+)>|((?:https?|urn):\S+)")
_FISCAL_YEAR = re.compile(r"(?:FY)?(?:(?:令和|平成|昭和|[RHS])(?:元|\d{1,2})|\d{4})(?:年度?)?")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))

_NAMED = f"""
  ?thing a ?class ; ?property ?name .
  VALUES ?property {{
    <{SKOS.prefLabel}> <{SKOS.altLabel}> <{SKOS.notation}> <{DCTERMS.identifier}>
  }}"""
_ORDERED = "ORDER BY ?thing ?property STR(?name)"
_NAMES = f"""
SELECT DISTINCT ?class ?thing ?property ?name
WHERE {{{_NAMED}
}} {_ORDERED}"""

_NAMES_OF_TOWN = f"""
SELECT DISTINCT ?class ?municipality ?thing ?property ?name
WHERE {{
  GRAPH ?graph {{ ?document <{DCTERMS.publisher}> ?municipality }}
  GRAPH ?graph {{ ?thing a ?class }}{_NAMED}
}} {_ORDERED}"""

_TOWN = f"""
SELECT DISTINCT ?thing ?municipality ?label
WHERE {{
  ?thing <{PROV.wasQuotedFrom}> ?passage .
  ?passage <{OA.hasSource}> ?document .
  ?document <{DCTERMS.publisher}> ?municipality .
  ?municipality <{SKOS.prefLabel}> ?label .
}} ORDER BY ?municipality ?label"""


@dataclass(frozen=True, slots=True)
class _Thing:
    iri: NamedNode
    names: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """The notation and the preferred label, as far as there are such."""
        shown = [name for wanted in (SKOS.notation, DCTERMS.identifier, SKOS.prefLabel)
                 for kind, name in self.names if kind == wanted]
        return " ".join(shown)

    def answers_to(self, wanted: str) -> bool:
        return any(_key(kind, name) == _key(kind, wanted) for kind, name in self.names)


def iri_in(text: str) -> str | None:
    """Return the IRI that ``text`` is (``<…>``, ``http://…``, ``urn:…``), or None."""
    found = _IRI.fullmatch(text.strip())
    return (found[1] or found[2]) if found else None


def look_up(store: GraphStore, kind: str, wanted: str,
            municipality: Term | None = None) -> NamedNode:
    """Return the one thing of ``kind`` (a key of CLASSES) that ``wanted`` names.

    It is looked for among what ``municipality`` has, or, where none is given, first among what is
    called just so, and only then among all names. QueryError where there is none, or more than one.
    """
    for things in _choices(store, kind, wanted, municipality):
        found = _named(kind, wanted, things)
        if len(found) == 1:
            return found[0].iri
        if found:
            raise _several(store, kind, wanted, found)
    raise _none(kind, wanted, things)


def _choices(store: GraphStore, kind: str, wanted: str,
             municipality: Term | None) -> Iterator[list[_Thing]]:
    """Yield the things that may be meant; the last time all that there are."""
    of_class: dict[str, Term] = {"class": NamedNode(CLASSES[kind])}
    iri = iri_in(wanted)
    if iri is not None:
        yield _things(store, _NAMES, of_class | {"thing": _node(iri)})
    elif municipality is not None and kind not in ("municipality", "fiscal-year"):
        yield _things(store, _NAMES_OF_TOWN, of_class | {"municipality": municipality})
        return
    else:
        yield [thing for name in (Literal(wanted, language="ja"), Literal(wanted))
               for thing in _things(store, _NAMES, of_class | {"name": name})]
    yield _things(store, _NAMES, of_class)


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(ja=f"「{iri}」は IRI ではありません。",
                         en=f'"{iri}" is no IRI.') from error


def _things(store: GraphStore, text: str, bound: Mapping[str, Term]) -> list[_Thing]:
    """Return the things that the query ``text`` finds, with their names."""
    names: dict[NamedNode, list[tuple[str, str]]] = {}
    answer = store.query(text, bound)
    for row in answer if isinstance(answer, Solutions) else ():
        *_, thing, prop, name = row
        if isinstance(thing, NamedNode):
            names.setdefault(thing, []).append((_value(prop), _value(name)))
    return [_Thing(iri, tuple(found)) for iri, found in names.items()]


def _named(kind: str, wanted: str, things: Iterable[_Thing]) -> list[_Thing]:
    iri = iri_in(wanted)
    if iri is not None:
        return [each for each in things if each.iri.value == iri]
    if kind == "fiscal-year":
        return [each for each in things if each.answers_to(fiscal_year_notation(wanted))]
    return [each for each in things if each.answers_to(wanted)]


def _key(kind: str, name: str) -> str:
    key = normalised_name(name)
    return key.translate(_DASHES) if kind == SKOS.notation else key


def fiscal_year_notation(wanted: str) -> str:
    """Return the notation of the fiscal year ``wanted`` (R5, 令和５年度, 2023 → "FY2023").

    QueryError where it is none."""
    text = normalised_name(wanted).upper()
    year = fiscal_year_of(text) if _FISCAL_YEAR.fullmatch(text) else None
    if year is None:
        raise QueryError(
            ja=f"「{wanted}」は年度として読めません。"
               "2023、FY2023、R5、令和5年度 のように指定してください。",
            en=f'"{wanted}" is no fiscal year; give one as 2023, FY2023, R5 or 令和5年度.')
    return f"FY{year}"


def _towns(store: GraphStore, thing: _Thing) -> dict[Term | None, str]:
    """Return the label of each municipality in whose documents ``thing`` stands, by its node."""
    return {town: _value(label) for _, town, label in _rows(store, _TOWN, "thing", thing.iri)}


def _several(store: GraphStore, kind: str, wanted: str, found: Sequence[_Thing]) -> QueryError:
    shown = [thing for each in found[:_MOST_NAMED] for thing in _things(
        store, _NAMES, {"class": NamedNode(CLASSES[kind]), "thing": each.iri})]
    choice = [f"{each.label} [{', '.join(_towns(store, each).values())}] <{each.iri.value}>"
              for each in shown]
    return QueryError(
        ja=f"{_KINDS_JA[kind]}「{wanted}」に当たるものが {len(found)} 件あります。"
           "IRI か municipality で絞ってください: " + _told(choice, len(found), "ほか {} 件"),
        en=f'There are {len(found)} things that "{wanted}" may mean ({kind}); choose by IRI or by '
           "municipality: " + _told(choice, len(found), "and {} more"))


def _none(kind: str, wanted: str, things: Sequence[_Thing]) -> QueryError:
    labels = {normalised_name(name): each.label for each in things for _, name in each.names}
    compared = [] if kind == "fiscal-year" or len(labels) > _MOST_COMPARED else labels
    near = get_close_matches(normalised_name(wanted), compared, _MOST_NAMED, cutoff=0.5)
    close = list(dict.fromkeys(labels[key] for key in near))
    known = close or list(dict.fromkeys(each.label for each in things))
    total = len(known)
    shown = known[:_MOST_NAMED]
    return QueryError(
        ja=f"{_KINDS_JA[kind]}「{wanted}」は見つかりません。"
           + (("近いもの: " if close else "あるもの: ") + _told(shown, total, "ほか {} 件")
              if known else "このグラフには一つもありません。"),
        en=f'There is no {kind.replace("-", " ")} "{wanted}". '
           + (("Similar: " if close else "There are: ") + _told(shown, total, "and {} more")
              if known else "This graph has none at all."))


def _told(shown: Sequence[str], total: int, rest: str) -> str:
    more = [rest.format(total - len(shown))] if total > len(shown) else []
    return " / ".join([*shown, *more])


def _rows(store: GraphStore, text: str, name: str,
          term: Term) -> Iterable[tuple[Term | None, ...]]:
    answer = store.query(text, {name: term})
    return answer if isinstance(answer, Solutions) else ()


def _value(term: Term | None) -> str:
    return str(getattr(term, "value", ""))
