"""Maps from a dataset: one HTML file that needs no network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import DatasetError
from shisaku.language import page_language, say
from viz.maps import build_network
from viz.page import render, write
from viz.still_page import render_still
from viz.stills import STILLS, build_still, every_kind

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store import GraphStore


def write_map(dataset: Dataset, kind: str, params: Mapping[str, str], path: Path) -> Path:
    """Draw the map ``kind`` into ``path``; QueryError for a wrong kind or parameter."""
    html = map_html(dataset, kind, params, page_language())
    try:
        write(path, html)
    except OSError as error:
        raise DatasetError(
            ja=f"{path}: 書き込めません（{error.strerror}）。",
            en=f"{path}: cannot be written ({error.strerror}).",
        ) from error
    return path


def map_html(dataset: Dataset, kind: str, params: Mapping[str, str], language: str) -> str:
    """Return the map ``kind`` as one HTML page; QueryError for a wrong kind or parameter."""
    return store_map_html(dataset.store, kind, params, language, dataset.report.snapshot)


def store_map_html(
    store: GraphStore, kind: str, params: Mapping[str, str], language: str, snapshot: str
) -> str:
    """Return the map ``kind`` of ``store``, whose state is ``snapshot`` ("": not known), as one
    HTML page; QueryError for a wrong kind or parameter."""
    if kind in STILLS:
        return render_still(build_still(kind, store, params, snapshot), language)
    return render(build_network(kind, store, params, snapshot), language)


def kinds_text() -> str:
    """Return the kinds of maps, one a line, with the question and parameters of each."""
    lines = []
    for kind in every_kind():
        one = " | ".join(f"--param {p.name}=…" for p in kind.parameters if p.required)
        needs = f"  {one}" if one else ""
        needs += "".join(f"  [--param {p.name}=…]" for p in kind.parameters if not p.required)
        title = say(
            ja=f"{kind.title_ja}: {kind.question_ja}", en=f"{kind.title_en}: {kind.question_en}"
        )
        lines.append(f"{kind.name:<16}{title}{needs}\n")
    return "".join(lines)
