"""Alike projects of other municipalities, for people and programs, piece by piece: of many cities
they are more than the memory should hold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from graph.alike import Alike, Municipality, Other, Project, alike_projects, listed_projects
from graph.editions.inventory import Quote
from graph.store import GraphStore
from queries.lookup import look_up
from shisaku.cells import csv_lines, first_places, places, table_text
from shisaku.language import say
from shisaku.progress import Step, silent

COLUMNS = ("municipality_code", "municipality", "project", "project_iri", "passages", "score",
           "same_name", "other_municipality_code", "other_municipality", "other_project",
           "other_project_iri", "other_passages")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SHOWN_OTHERS, SHOWN_PASSAGES = 5, 1
"""So many alike projects, and passages of each, are named in a table; the other forms have all."""


def alike_pieces(
    store: GraphStore, municipality: str | None, form: str | None, step: Step = silent
) -> Iterator[bytes]:
    """Yield the alike projects of the municipality that ``municipality`` names, or of all, as
    table, json or csv, in pieces to be written one after the other.

    Without a format: a table on a terminal, JSON otherwise. QueryError for a municipality that is
    not there.
    """
    wanted = look_up(store, "municipality", municipality).value if municipality else None
    step(say(ja="事業を読んでいます", en="reading projects"))
    projects = listed_projects(store)
    if len({project.municipality for project in projects}) < 2:
        print(say(ja="事業一覧のある自治体が一つ以下なので、比べる相手がありません。",
                  en="no two municipalities have lists of projects; there is nothing to compare."),
              file=sys.stderr)
    step(say(ja="名称を比べています", en="comparing names"))
    found = alike_projects(projects, wanted)
    if form is None:
        form = "table" if sys.stdout.isatty() else "json"
    write = {"table": _table, "json": _json, "csv": _csv}[form]
    yield from (piece.encode() for piece in write(found))


def _table(found: Iterable[Alike]) -> Iterator[str]:
    """Yield one table for each municipality."""
    headings = (say(ja="事業", en="project"), say(ja="似た事業", en="alike"),
                say(ja="自治体", en="municipality"), say(ja="類似度", en="likeness"),
                say(ja="出典", en="source"))
    for town, of_town in groupby(found, key=lambda each: each.project.municipality):
        yield f"{_town(town)}\n"
        yield table_text(headings, (row for each in of_town for row in _rows(each)))


def _rows(alike: Alike) -> Iterator[tuple[str, ...]]:
    """Yield the project with where it is listed, its most alike ones, and how many more."""
    yield (alike.project.name, "", "", "",
           first_places(alike.project.quotes, SHOWN_PASSAGES))
    for other in alike.others[:SHOWN_OTHERS]:
        yield ("", other.project.name, _town(other.project.municipality), _score(other),
               first_places(other.project.quotes, SHOWN_PASSAGES))
    more = len(alike.others) - SHOWN_OTHERS
    if more > 0:
        yield "", say(ja=f"ほか {more}", en=f"and {more} more"), "", "", ""


def _town(town: Municipality) -> str:
    return f"{town.name} ({town.code})" if town.code else town.name


def _score(other: Other) -> str:
    return say(ja="同名", en="same name") if other.same else f"{other.score:.2f}"


def _json(found: Iterable[Alike]) -> Iterator[str]:
    """Yield a list with one object for each project, in pieces."""
    before = "["
    for alike in found:
        record = _project(alike.project) | {"alike": [
            _project(other.project) | {"score": other.score, "same_name": other.same}
            for other in alike.others]}
        yield f"{before}\n{json.dumps(record, ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _project(project: Project) -> dict[str, Any]:
    town = project.municipality
    return {"project": project.name, "iri": project.iri,
            "municipality": {"code": town.code, "name": town.name, "iri": town.iri},
            "passages": [_passage(quote) for quote in project.quotes]}


def _passage(quote: Quote) -> dict[str, str | int | None]:
    return {"document": quote.document, "page": quote.page or None, "first": quote.first,
            "last": quote.last}


def _csv(found: Iterable[Alike]) -> Iterator[str]:
    """Yield the byte order mark, the heading, and the lines of each project: one for each pair."""
    yield BOM + csv_lines([COLUMNS])
    for alike in found:
        yield csv_lines(_cells(alike.project, other) for other in alike.others)


def _cells(project: Project, other: Other) -> tuple[str, ...]:
    town, elsewhere = project.municipality, other.project.municipality
    return (town.code, town.name, project.name, project.iri, "; ".join(places(project.quotes)),
            f"{other.score:.4f}", str(other.same).lower(), elsewhere.code, elsewhere.name,
            other.project.name, other.project.iri, "; ".join(places(other.project.quotes)))
