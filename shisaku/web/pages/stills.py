"""``/maps/{kind}`` for the pictures that are made on the server: an SVG with its tables."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from shisaku.web.pages.map_assets import asset_paths
from shisaku.web.pages.map_forms import Asked, asked_of, fields_of, links_of, seen
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from viz.still_page import still_fragment
from viz.stills import STILLS, build_still
from viz.stills.still import Sheet, Still


def still_page(request: Request) -> Response:
    """Show the still picture that the address names, of what its parameters name, else of the
    first municipality; ``part=`` names which of its tables ``.json`` and ``.csv`` give."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    kind, at = STILLS[request.path_params["kind"]], int(tongue_of(request) == "en")
    asked = asked_of(request, dataset, kind.parameters)
    still = _still(dataset, kind.name, asked)
    sheets = {sheet.name: sheet for sheet in still.drawing.sheets}
    sheet = sheets.get(request.query_params.get("part", ""), still.drawing.sheets[0])
    return respond(request, dataset, Shown(
        "map.html", (kind.title_ja, kind.title_en)[at],
        {"kind": kind, "question": (kind.question_ja, kind.question_en)[at],
         "fields": fields_of(dataset, kind.parameters, dict(asked), at), "asked": dict(asked),
         "assets": asset_paths(), "picture": _picture(dataset, kind.name, asked, tongue),
         "notice": "", "scripts": ("still.js",),
         "parts": [(name, each.caption[at]) for name, each in sheets.items()][1:]},
        _table(sheet), None, {"kind": kind.name, "parameters": dict(asked)}))


@lru_cache(maxsize=16)
def _still(dataset: Dataset, kind: str, asked: Asked) -> Still:
    return build_still(kind, seen(dataset, asked), dict(asked), dataset.report.snapshot)


@lru_cache(maxsize=16)
def _picture(dataset: Dataset, kind: str, asked: Asked, tongue: str) -> Markup:
    return still_fragment(_still(dataset, kind, asked), tongue, links_of(dataset, kind, asked))


def _table(sheet: Sheet) -> Table:
    """Return ``sheet`` as rows: for each column its text, and the IRIs that it tells of."""
    columns = [name for _, english in sheet.columns for name in (english, f"{english} IRI")]
    rows: list[list[Any]] = [
        [text for cells in row for text in ("、".join(cell.text for cell in cells),
                                            " ".join(cell.iri for cell in cells if cell.iri))]
        for row in sheet.rows]
    kept = [at for at, name in enumerate(columns)
            if not name.endswith(" IRI") or any(row[at] for row in rows)]
    return Table(tuple(columns[at] for at in kept), [[row[at] for at in kept] for row in rows])
