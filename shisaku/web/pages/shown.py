"""How a page goes out: as HTML in the house's frame, or its table as JSON or CSV.

Which one is told by the suffix of the address (``/findings.csv``), else by Accept. Every page names
the snapshot it shows and, where it has one, the query behind it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from graph.dataset import Dataset
from shisaku import __version__
from shisaku.cells import guarded
from shisaku.web.accept import best
from shisaku.web.pages.held import Held
from shisaku.web.pages.links import passage_path, thing_path, this_page
from shisaku.web.pages.rows import readable
from shisaku.web.pages.tongue import remember, tongue_of
from shisaku.web.problems import ProblemError
from shisaku.web.versions import SNAPSHOT

POLICY = ("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
          "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'")
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff",
           "Referrer-Policy": "same-origin"}
_OFFERS = (("text/html", "html"), ("application/json", "json"), ("text/csv", "csv"))
_TYPES = {name: media_type for media_type, name in _OFFERS}
_BYTE_ORDER_MARK = "\ufeff"
_AT_ONCE = 2_000
"""Rows that are sent at a time."""

NAVIGATION = (("/", "はじめに", "Home"), ("/strategy", "体系", "Strategy"),
              ("/findings", "検出事項", "Findings"), ("/matrix", "部署×方向", "Matrix"),
              ("/maps", "マップ", "Maps"), ("/queries", "質問", "Questions"),
              ("/sparql", "SPARQL", "SPARQL"), ("/about", "このデータ", "About the data"))


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows as rows: names of columns, and cells as plain values; a ``long`` one is
    sent while its rows are read, which can be done once."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    long: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its ``template`` and what that needs, the same as a ``table``, the SPARQL ``query``
    behind it."""

    template: str
    title: str
    values: Mapping[str, Any]
    table: Table | None = None
    query: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What JSON tells beside the rows."""


def dataset_of(request: Request) -> Dataset:
    """Return the dataset that pages show now."""
    held: Held = request.app.state.held
    return held.current()


def form_of(request: Request, offers: Sequence[tuple[str, str]] = _OFFERS) -> str:
    """Return "html", "json", "csv", … as the address's suffix or Accept asks for; ProblemError
    (406) where none of ``offers`` will do."""
    suffix = request.path_params.get("suffix", "")
    if suffix in [name for _, name in offers]:
        return str(suffix)
    if suffix:
        raise ProblemError(404, "not-found", ja=f"形式 {suffix} はありません。",
                           en=f"There is no form {suffix} of this.")
    chosen = best(request.headers.get("accept", ""), offers)
    if chosen is None:
        raise ProblemError(
            406, "not-acceptable",
            ja=f"使える形式: {', '.join(media_type for media_type, _ in offers)}",
            en=f"Offered are: {', '.join(media_type for media_type, _ in offers)}")
    return chosen[1]


def respond(request: Request, dataset: Dataset, shown: Shown, status: int = 200) -> Response:
    """Return ``shown`` in the form that the request asks for."""
    form = form_of(request)
    headers = {**HEADERS, SNAPSHOT: dataset.report.snapshot, "Vary": "Accept, Accept-Language",
               "Cache-Control": "no-cache"}
    if form == "json" and shown.table is not None:
        pieces, media_type = _json(shown, shown.table, dataset), _TYPES["json"]
    elif form == "csv" and shown.table is not None:
        pieces, media_type = _csv(shown.table), "text/csv; charset=utf-8"
    else:
        return _page(request, dataset, shown, status, headers)
    if shown.table.long:
        return StreamingResponse(pieces, status, headers, media_type)
    return Response("".join(pieces), status, headers, media_type)


def _page(request: Request, dataset: Dataset, shown: Shown, status: int,
          headers: Mapping[str, str]) -> Response:
    response = HTMLResponse(html_of(request, dataset, shown), status,
                            {**headers, "Content-Language": tongue_of(request)})
    remember(request, response)
    return response


def html_of(request: Request, dataset: Dataset, shown: Shown) -> str:
    """Return ``shown`` as a page in the house's frame."""
    return framed(request, shown, dataset.report.base, dataset.report.snapshot)


def framed(request: Request, shown: Shown, base: str, snapshot: str) -> str:
    """Return ``shown`` as a page in the frame, of the dataset with that base IRI and snapshot;
    both are "" where no dataset can be opened."""
    tongue = tongue_of(request)
    return _environment().get_template(shown.template).render({
        **shown.values, "title": shown.title, "language": tongue, "request": request,
        "own_path": request.url.path.removesuffix(".html").removesuffix("/") or "/index",
        "snapshot": snapshot, "version": __version__, "navigation": NAVIGATION,
        "query_text": readable(shown.query) if shown.query else None,
        "has_table": shown.table is not None,
        "thing_path": lambda iri: thing_path(base, iri), "passage_path": passage_path,
        "this_page": lambda **changed: this_page(request, **changed),
        "say": lambda ja, en: en if tongue == "en" else ja})


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("shisaku.web"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _json(shown: Shown, table: Table, dataset: Dataset) -> Iterator[str]:
    told = json.dumps({"snapshot": dataset.report.snapshot, **shown.extra}, ensure_ascii=False,
                      default=str)
    yield f'{told[:-1]}, "rows": ['
    for number, rows in enumerate(_some(table.rows)):
        texts = (json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False,
                            default=str) for row in rows)
        yield (", " if number else "") + ", ".join(texts)
    yield "]}"


def _csv(table: Table) -> Iterator[str]:
    """Cells that a spreadsheet would compute are guarded, and Excel is told that it is UTF-8."""
    yield _BYTE_ORDER_MARK + _csv_lines([table.columns])
    for rows in _some(table.rows):
        yield _csv_lines(rows)


def _csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        ["" if cell is None else guarded(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _some(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield rows, so many at a time as are sent at once."""
    left = iter(rows)
    while piece := list(islice(left, _AT_ONCE)):
        yield piece
