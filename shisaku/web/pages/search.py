"""``/search``: things by name, across all kinds: label, other spelling or reading.

A name is looked for as the graph compares names (NFKC, no white space) and by its reading in
katakana, so that ていじゅう finds 定住. The index holds every name once and lives as long as the
dataset that it was made of. Where there are many municipalities, that is done in one that is
chosen; among all, municipalities are found by any part of their names, other things by the whole
name as it is spelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.words import reading
from ontology.names import normalised_name
from ontology.terms import RDF, SHISAKU, SKOS
from shisaku.web.pages.kinds import NAMED, label_of
from shisaku.web.pages.rows import rows
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.pages.towns import are_many, part_of, towns

LONGEST = 200
"""So many characters of what is looked for are read."""
PAGE = 50
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
"""Only what is written in kana is looked for by its sound: 木 would be found in every キ."""

_KINDS = f"VALUES ?kind {{ {' '.join(f'<{kind}>' for kind in NAMED)} }}"
_COLUMNS = "SELECT ?thing ?kind ?label ?name ?notation WHERE {"
_NAMES = f"""{_COLUMNS} {_KINDS}
  ?thing <{RDF.type}> ?kind ; <{SKOS.prefLabel}> ?label .
  {{ ?thing <{SKOS.prefLabel}> ?name }} UNION {{ ?thing <{SKOS.altLabel}> ?name }}
  OPTIONAL {{ ?thing <{SKOS.notation}> ?notation }} }}"""
_SPELLED = f"""{_COLUMNS} VALUES ?name {{ %s %s }}
  {{ ?thing <{SKOS.prefLabel}> ?name }} UNION {{ ?thing <{SKOS.altLabel}> ?name }}
  ?thing <{RDF.type}> ?kind ; <{SKOS.prefLabel}> ?label . {_KINDS}
  OPTIONAL {{ ?thing <{SKOS.notation}> ?notation }} }} LIMIT 10000"""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing under one of its names; ``name`` is the one it is shown by, ``key`` and ``sound``
    are what is looked in."""

    iri: str
    kind: str
    name: str
    notation: str
    key: str
    sound: str


def search(request: Request) -> Response:
    """Show the things whose name holds what is asked for, the best first."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    wanted = request.query_params.get("q", "")[:LONGEST].strip()
    kind = request.query_params.get("kind", "")
    known = towns(dataset)
    town = request.query_params.get("municipality", "")
    town = town if town in known else ""
    every = found(dataset, wanted, kind, town) if wanted else []
    start = max(0, _number(request.query_params.get("from", "0")))
    here = every[start : start + PAGE]
    return respond(request, dataset, Shown(
        "search.html", f"「{wanted}」" if wanted else ("検索" if tongue == "ja" else "Search"),
        {"wanted": wanted, "kind": kind, "towns": known, "town": town,
         "whole": are_many(dataset) and not town, "total": len(every), "start": start, "page": PAGE,
         "found": [(each, label_of(each.kind).in_(tongue)) for each in here],
         "kinds": [(name.removeprefix(SHISAKU.BASE), label_of(name).in_(tongue))
                   for name in NAMED]},
        Table(("iri", "kind", "name", "notation"),
              [(each.iri, each.kind.removeprefix(SHISAKU.BASE), each.name, each.notation)
               for each in every])))


def found(dataset: Dataset, wanted: str, kind: str, town: str = "") -> list[Named]:
    """Return each thing once, by its best name: the whole name first, then its beginning, then
    any part; of equal ones the shorter name first. Everything is found where ``wanted`` is blank.
    ``town`` is the code of the municipality to look in, "" for all of them.
    """
    key = normalised_name(wanted).lower()
    sound = reading(wanted) if _KANA.fullmatch(key) else ""
    rated: dict[str, tuple[tuple[int, int, str], Named]] = {}
    start = f"{dataset.report.base}{town}" if town else ""
    for each in _named(dataset, wanted, town):
        if not each.iri.startswith(start):
            continue
        rank = _rank(each, key, sound)
        if rank is not None and kind in ("", each.kind.removeprefix(SHISAKU.BASE)):
            rated[each.iri] = min(rated.get(each.iri, (rank, each)), (rank, each),
                                  key=lambda pair: pair[0])
    return [each for _, each in sorted(rated.values(), key=lambda pair: (pair[0], pair[1].iri))]


def _rank(each: Named, key: str, sound: str) -> tuple[int, int, str] | None:
    if not key:
        return 0, 0, each.key
    for rank, (wanted, here) in enumerate(((key, each.key), (sound, each.sound))):
        if wanted and wanted in here:
            place = 0 if wanted == here else 1 if here.startswith(wanted) else 2
            return (3 * rank + place, len(here), here)
    return None


def _named(dataset: Dataset, wanted: str, town: str) -> Iterable[Named]:
    """Return what the names that are wanted are among."""
    if not are_many(dataset):
        return _index(dataset, "")
    if town:
        return _index(dataset, town)
    spelled = _SPELLED % (Literal(wanted), Literal(wanted, language="ja"))
    return *_town_names(dataset), *_of(rows(dataset.store, spelled))


@lru_cache(maxsize=4)
def _index(dataset: Dataset, town: str) -> tuple[Named, ...]:
    return tuple(_of(rows(part_of(dataset, town), _NAMES)))


@lru_cache(maxsize=2)
def _town_names(dataset: Dataset) -> tuple[Named, ...]:
    return tuple(_of((dataset.report.base + code, SHISAKU.Municipality, name, name, "")
                     for code, name in towns(dataset).items()))


def _of(told: Iterable[tuple[str, ...]]) -> Iterator[Named]:
    for iri, kind, label, name, notation in told:
        yield Named(iri, kind, label, notation, normalised_name(name).lower(), reading(name))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
