"""``/maps``: the kinds of maps; ``/maps/{kind}``: one, drawn by the code of ``shisaku map``.

The picture's data stand in the page, its scripts and its sheet come from this host. ``.json`` and
``.csv`` give the ties with every passage behind them (``part=nodes`` the items), ``.html`` the file
that needs no network.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from ontology.errors import ShisakuError
from shisaku.drawing import store_map_html
from shisaku.web.pages.map_assets import asset_paths
from shisaku.web.pages.map_forms import Asked, asked_of, fields_of, links_of, seen
from shisaku.web.pages.shown import HEADERS, Shown, Table, dataset_of, respond
from shisaku.web.pages.stills import still_page
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import ProblemError
from viz.grouping import View, views
from viz.maps import MAPS, MapKind, build_network
from viz.network import Evidence, Network, TieKind
from viz.parts import fragment
from viz.payload import ranked_edges, ranked_nodes, tie_counts
from viz.stills import STILLS, every_kind

_TIES = ("source", "sourceName", "target", "targetName", "kind", "about", "aboutName", "by",
         "year", "phase", "confidence", "document", "sha256", "page", "first", "last", "quote",
         "told")
_NODES = ("iri", "name", "kind", "detail", "otherNames", "ties")


def map_kinds(request: Request) -> Response:
    """Show the kinds of maps with the question that each answers."""
    dataset, at = dataset_of(request), _at(request)
    kinds = [{"name": kind.name, "title": (kind.title_ja, kind.title_en)[at],
              "question": (kind.question_ja, kind.question_en)[at]} for kind in every_kind()]
    return respond(request, dataset, Shown(
        "maps.html", ("マップ", "Maps")[at], {"kinds": kinds},
        Table(("kind", "title", "question"),
              [(each["name"], each["title"], each["question"]) for each in kinds])))


def map_page(request: Request) -> Response:
    """Show the map that the address names, of what its parameters name; else of the first there
    is. ProblemError (404) for an unknown kind, QueryError for a wrong parameter."""
    if request.path_params["kind"] in STILLS:
        return still_page(request)
    dataset, at, kind = dataset_of(request), _at(request), _kind(request)
    asked = asked_of(request, dataset, kind.parameters)
    group = request.query_params.get("group", "")
    network = _view(dataset, kind.name, asked, group).network
    return respond(request, dataset, Shown(
        "map.html", (network.title_ja, network.title_en)[at],
        {"kind": kind, "question": (kind.question_ja, kind.question_en)[at],
         "fields": fields_of(dataset, kind.parameters, dict(asked), at), "asked": dict(asked),
         "assets": asset_paths(), "scripts": ("vis-network.js", "map.js"),
         "parts": [("nodes", ("項目", "Items")[at])],
         **_picture(dataset, kind.name, asked, group, tongue_of(request))},
        _table(request, network), None,
        {"kind": kind.name, "parameters": dict(asked), "nodes": [
            dict(zip(_NODES, row, strict=True)) for row in _node_rows(network)]}))


def map_file(request: Request) -> Response:
    """Give the map as the file that ``shisaku map`` writes."""
    dataset = dataset_of(request)
    kind = STILLS.get(request.path_params["kind"]) or _kind(request)
    asked = asked_of(request, dataset, kind.parameters)
    html = store_map_html(seen(dataset, asked), kind.name, dict(asked), tongue_of(request),
                          dataset.report.snapshot)
    return Response(html, 200, {
        **HEADERS, "Content-Disposition": f'attachment; filename="{kind.name}.html"',
        "Cache-Control": "no-cache"}, "text/html; charset=utf-8")


def _at(request: Request) -> int:
    return int(tongue_of(request) == "en")


def _kind(request: Request) -> MapKind:
    name = request.path_params["kind"]
    if name not in MAPS:
        names = ", ".join((*MAPS, *STILLS))
        raise ProblemError(404, "not-found", ja=f"使えるマップ: {names}",
                           en=f"The maps are: {names}")
    return MAPS[name]


@lru_cache(maxsize=16)
def _network(dataset: Dataset, kind: str, asked: Asked) -> Network:
    if not asked and any(each.required for each in MAPS[kind].parameters):
        return Network(kind, MAPS[kind].title_ja, MAPS[kind].title_en, (), (), "",
                       dataset.report.snapshot, ())
    return build_network(kind, seen(dataset, asked), dict(asked), dataset.report.snapshot)


def _view(dataset: Dataset, kind: str, asked: Asked, group: str) -> View:
    """Return the view with the key ``group``; ProblemError (404) where there is none."""
    found = _views(dataset, kind, asked).get(group)
    if found is None:
        raise ProblemError(404, "not-found",
                           ja=f"マップ {kind} にまとまり「{group}」はありません。",
                           en=f'The map {kind} has no group "{group}".')
    return found


@lru_cache(maxsize=8)
def _views(dataset: Dataset, kind: str, asked: Asked) -> dict[str, View]:
    return views(_network(dataset, kind, asked))


@lru_cache(maxsize=16)
def _picture(dataset: Dataset, kind: str, asked: Asked, group: str,
             tongue: str) -> dict[str, Any]:
    """Return the picture with its tables, or why there is none."""
    try:
        drawn = fragment(_view(dataset, kind, asked, group), tongue,
                         links_of(dataset, kind, asked))
    except ShisakuError as error:
        return {"picture": Markup(), "notice": error.message(tongue)}
    return {"picture": drawn, "notice": ""}


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
