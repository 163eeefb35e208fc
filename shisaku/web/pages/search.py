"""``/search``: things by name, across all kinds: label, other spelling or reading.

A name is looked for as the graph compares names (NFKC, no white space) and by its reading in
katakana, so that ていじゅう finds 定住. The index holds every name once and lives as long as the
dataset that it was made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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

LONGEST = 200
"""So many characters of what is looked for are read."""
PAGE = 50
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
"""Only what is written in kana is looked for by its sound: 木 would be found in every キ."""

_NAMES = f"""SELECT ?thing ?kind ?label ?name ?notation WHERE {{
  VALUES ?kind {{ {' '.join(f'<{kind}>' for kind in NAMED)} }}
  ?thing <{RDF.type}> ?kind ; <{SKOS.prefLabel}> ?label .
  {{ ?thing <{SKOS.prefLabel}> ?name }} UNION {{ ?thing <{SKOS.altLabel}> ?name }}
  OPTIONAL {{ ?thing <{SKOS.notation}> ?notation }} }}"""


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
    every = found(dataset, wanted, kind) if wanted else []
    start = max(0, _number(request.query_params.get("from", "0")))
    here = every[start : start + PAGE]
    return respond(request, dataset, Shown(
        "search.html", f"「{wanted}」" if wanted else ("検索" if tongue == "ja" else "Search"),
        {"wanted": wanted, "kind": kind, "total": len(every), "start": start, "page": PAGE,
         "found": [(each, label_of(each.kind).in_(tongue)) for each in here],
         "kinds": [(name.removeprefix(SHISAKU.BASE), label_of(name).in_(tongue))
                   for name in NAMED]},
        Table(("iri", "kind", "name", "notation"),
              [(each.iri, each.kind.removeprefix(SHISAKU.BASE), each.name, each.notation)
               for each in every])))


def found(dataset: Dataset, wanted: str, kind: str) -> list[Named]:
    """Return each thing once, by its best name: the whole name first, then its beginning, then
    any part; of equal ones the shorter name first. Everything is found where ``wanted`` is blank.
    """
    key = normalised_name(wanted).lower()
    sound = reading(wanted) if _KANA.fullmatch(key) else ""
    rated: dict[str, tuple[tuple[int, int, str], Named]] = {}
    for each in _index(dataset):
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


@lru_cache(maxsize=2)
def _index(dataset: Dataset) -> tuple[Named, ...]:
    return tuple(Named(iri, kind, label, notation, normalised_name(name).lower(), reading(name))
                 for iri, kind, label, name, notation in rows(dataset.store, _NAMES))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
