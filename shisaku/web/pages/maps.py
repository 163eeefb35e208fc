"""``/maps``: the kinds of maps; ``/maps/{kind}``: one, drawn by the code of ``shisaku map``.

The picture's data stand in the page, its scripts and its sheet come from this host. ``.json`` and
``.csv`` give the ties with every passage behind them (``part=nodes`` the items), ``.html`` the file
that needs no network.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from ontology.errors import ShisakuError
from shisaku.web.pages.links import passage_path, thing_path
from shisaku.web.pages.map_assets import asset_paths
from shisaku.web.pages.shown import HEADERS, Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import ProblemError
from viz.maps import MAPS, MapKind, build_network
from viz.network import Evidence, Network, TieKind
from viz.page import render
from viz.parts import fragment
from viz.payload import NO_PAGE, Links, ranked_edges, ranked_nodes, tie_counts

Asked = tuple[tuple[str, str], ...]
_TIES = ("source", "sourceName", "target", "targetName", "kind", "about", "aboutName", "by",
         "year", "phase", "confidence", "document", "sha256", "page", "first", "last", "quote",
         "told")
_NODES = ("iri", "name", "kind", "detail", "otherNames", "ties")


def map_kinds(request: Request) -> Response:
    """Show the kinds of maps with the question that each answers."""
    dataset, at = dataset_of(request), _at(request)
    kinds = [{"name": kind.name, "title": (kind.title_ja, kind.title_en)[at],
              "question": (kind.question_ja, kind.question_en)[at]} for kind in MAPS.values()]
    return respond(request, dataset, Shown(
        "maps.html", ("マップ", "Maps")[at], {"kinds": kinds},
        Table(("kind", "title", "question"),
              [(each["name"], each["title"], each["question"]) for each in kinds])))


def map_page(request: Request) -> Response:
    """Show the map that the address names, of what its parameters name; else of the first there
    is. ProblemError (404) for an unknown kind, QueryError for a wrong parameter."""
    dataset, at, kind = dataset_of(request), _at(request), _kind(request)
    asked = _asked(request, dataset, kind)
    network = _network(dataset, kind.name, asked)
    return respond(request, dataset, Shown(
        "map.html", (network.title_ja, network.title_en)[at],
        {"kind": kind, "question": (kind.question_ja, kind.question_en)[at],
         "fields": _fields(dataset, kind, dict(asked), at), "asked": dict(asked),
         "assets": asset_paths(), **_picture(dataset, kind.name, asked, tongue_of(request))},
        _table(request, network), None,
        {"kind": kind.name, "parameters": dict(asked), "nodes": [
            dict(zip(_NODES, row, strict=True)) for row in _node_rows(network)]}))


def map_file(request: Request) -> Response:
    """Give the map as the file that ``shisaku map`` writes."""
    dataset, kind = dataset_of(request), _kind(request)
    asked = _asked(request, dataset, kind)
    html = render(_network(dataset, kind.name, asked), tongue_of(request))
    return Response(html, 200, {
        **HEADERS, "Content-Disposition": f'attachment; filename="{kind.name}.html"',
        "Cache-Control": "no-cache"}, "text/html; charset=utf-8")


def _at(request: Request) -> int:
    return int(tongue_of(request) == "en")


def _kind(request: Request) -> MapKind:
    name = request.path_params["kind"]
    if name not in MAPS:
        raise ProblemError(404, "not-found", ja=f"使えるマップ: {', '.join(MAPS)}",
                           en=f"The maps are: {', '.join(MAPS)}")
    return MAPS[name]


def _asked(request: Request, dataset: Dataset, kind: MapKind) -> Asked:
    """Return the parameters that the address names; where it names none, the first choice for the
    first parameter, so that there is something to see."""
    given = {each.name: value for each in kind.parameters
             if (value := request.query_params.get(each.name, ""))}
    first = kind.parameters[0]
    choices = () if given else _choices(dataset, kind.name, first.name)
    return tuple(given.items()) or tuple((first.name, each.value) for each in choices[:1])


@lru_cache(maxsize=16)
def _choices(dataset: Dataset, kind: str, name: str) -> tuple[Any, ...]:
    (found,) = (each for each in MAPS[kind].parameters if each.name == name)
    return found.choices(dataset.store)


def _fields(dataset: Dataset, kind: MapKind, asked: Mapping[str, str],
            at: int) -> list[dict[str, Any]]:
    """Return the forms: what can be chosen, each in a form of its own, and what is."""
    shown = [each for each in kind.parameters if each.required or len(kind.parameters) == 1]
    choices = {each.name: _choices(dataset, kind.name, each.name) for each in shown}
    return [{"name": each.name, "label": (each.label_ja, each.label_en)[at],
             "choices": choices[each.name],
             "chosen": next((choice.value for choice in choices[each.name]
                             if choice.value == asked.get(each.name)), "")} for each in shown]


@lru_cache(maxsize=16)
def _network(dataset: Dataset, kind: str, asked: Asked) -> Network:
    if not asked and any(each.required for each in MAPS[kind].parameters):
        return Network(kind, MAPS[kind].title_ja, MAPS[kind].title_en, (), (), "",
                       dataset.report.snapshot, ())
    return build_network(kind, dataset.store, dict(asked), dataset.report.snapshot)


@lru_cache(maxsize=16)
def _picture(dataset: Dataset, kind: str, asked: Asked, tongue: str) -> dict[str, Any]:
    """Return the picture with its tables, or why there is none: a large city may well ask for more
    than a picture can hold."""
    base = dataset.report.base
    try:
        drawn = fragment(_network(dataset, kind, asked), tongue,
                         Links(partial(_page_of, base), _place_of))
    except ShisakuError as error:
        return {"picture": Markup(), "notice": error.message(tongue)}
    return {"picture": drawn, "notice": ""}


def _page_of(base: str, iri: str) -> str:
    path = thing_path(base, iri)
    return path if path.startswith("/id/") else NO_PAGE


def _place_of(item: Evidence) -> str:
    return passage_path(item.sha256, item.first_line, item.last_line, item.page)


def _table(request: Request, network: Network) -> Table:
    if request.query_params.get("part") == "nodes":
        return Table(_NODES, _node_rows(network))
    names = {node.iri: node.name for node in network.nodes}
    return Table(_TIES, [
        (edge.source, names[edge.source], edge.target, names[edge.target], item.kind.value,
         item.about, item.label, "・".join(item.by), item.year, item.phase, item.confidence,
         item.document, item.sha256, item.page, item.first_line, item.last_line, item.quote,
         item.told)
        for edge in ranked_edges(network) for item in _in_order(edge.evidence)])


def _in_order(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    kinds = list(TieKind)
    return sorted(evidence, key=lambda item: (
        kinds.index(item.kind), item.label, item.document, item.first_line, item.year))


def _node_rows(network: Network) -> list[tuple[Any, ...]]:
    ties = tie_counts(network)
    return [(node.iri, node.name, node.kind.value, node.detail, "・".join(node.alternatives),
             ties[node.iri]) for node in ranked_nodes(network)]
