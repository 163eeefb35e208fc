"""The documents as they were handed in: their bytes to keep, and pages of PDF files drawn."""

from __future__ import annotations

from hashlib import blake2b
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.dataset_parts import SourceEntry
from loaders.pdf.reader import MEDIA_TYPE as PDF
from ontology.errors import DatasetError, DocumentError
from shisaku.page_drawing import Drawing, drawn
from shisaku.web.pages.asked import Rectangle, number, rectangles
from shisaku.web.pages.shown import HEADERS, dataset_of
from shisaku.web.problems import ProblemError
from shisaku.web.versions import is_fresh

_SEALED = {**HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox",
           "Cross-Origin-Resource-Policy": "same-origin"}
_PICTURES = 2
"""Raised where pages come to be drawn otherwise: nobody keeps an older picture then."""


def known_entry(dataset: Dataset, sha256: str) -> SourceEntry:
    """Return what the report says of a document; ProblemError (404) where there is none."""
    try:
        return dataset.entry(sha256)
    except DatasetError as error:
        raise ProblemError(
            404, "not-found", ja="このデータセットにそのような資料はありません。",
            en="There is no such document in this dataset.") from error


def original(request: Request) -> Response:
    """Give the bytes of a document to keep, never to open in this site's name."""
    dataset = dataset_of(request)
    entry = known_entry(dataset, request.path_params["sha256"])
    tag = f'"{entry.sha256}"'
    headers = {**_SEALED, "ETag": tag, "Cache-Control": "no-cache",
               "Content-Disposition": f"attachment; filename*=UTF-8''{quote(entry.name, safe='')}"}
    if is_fresh(request, tag):
        return Response(None, 304, headers)
    return Response(dataset.original(entry.sha256), 200, headers, "application/octet-stream")


def page_picture(request: Request) -> Response:
    """Draw one page of a PDF file with the rectangles of ``rect=`` on it; ProblemError where there
    is no such page (404) or it cannot be drawn (422)."""
    dataset = dataset_of(request)
    entry = known_entry(dataset, request.path_params["sha256"])
    page = number(request.path_params["number"], entry.pages)
    if entry.media_type != PDF or not page:
        raise ProblemError(404, "not-found", ja="そのようなページはありません。",
                           en="There is no such page.")
    marked = rectangles(request.query_params.getlist("rect"))
    tag = _tag(entry.sha256, page, marked)
    headers = {**_SEALED, "ETag": tag, "Cache-Control": "private, max-age=600"}
    if is_fresh(request, tag):
        return Response(None, 304, headers)
    try:
        picture = drawn(Drawing(entry.name, dataset.original(entry.sha256), page, marked))
    except DocumentError as error:
        raise ProblemError(422, "not-drawn", ja=error.ja, en=error.en) from error
    return Response(picture, 200, headers, "image/png")


def _tag(sha256: str, page: int, marked: tuple[Rectangle, ...]) -> str:
    said = repr((_PICTURES, sha256, page, marked)).encode()
    return f'"{blake2b(said, digest_size=16).hexdigest()}"'
