"""``/sources/{sha256}``: a document's text line by line, the lines in question marked, what each
line became and what was read from it; for a PDF file the page itself beside it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from loaders.pdf.reader import MEDIA_TYPE as PDF
from shisaku.web.pages.asked import Range, number, ranges
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.sources.given import known_entry
from shisaku.web.pages.sources.lines import Document, Line, document
from shisaku.web.pages.sources.read_from import (
    Marks,
    document_iri,
    marks,
    read_query,
    things_read,
)
from shisaku.web.pages.tongue import tongue_of

PICTURES = 4
"""Pages that are shown drawn at a time."""
_COLUMNS = ("line", "page", "text", "marked", "uses", "details", "read")


def source(request: Request) -> Response:
    """Show the part of the text that ``part=`` names, else the one with the first of the marked
    ``lines=``, else the one that begins ``page=``; ProblemError (404) for an unknown document."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    sha256 = request.path_params["sha256"]
    entry = known_entry(dataset, sha256)
    marked = ranges(request.query_params.getlist("lines"))
    text = document(dataset, sha256, marked, tongue)
    part = _part(request, text, marked)
    lines = text.part(part)
    first, last = (lines[0].number, lines[-1].number) if lines else (1, 1)
    iri = document_iri(dataset, sha256)
    read = things_read(dataset, iri, first, last, tongue)
    return respond(request, dataset, Shown(
        "source.html", entry.name,
        {"entry": entry, "iri": iri, "text": text, "part": part, "lines": lines, "read": read,
         "marked": marked, "pages": text.pages, "with_ledger": _asks_ledger(request),
         "pictures": _pictures(request, dataset, iri, marked, lines)
         if entry.media_type == PDF else ()},
        Table(_COLUMNS, [
            (line.number, line.page, line.text, line.marked,
             " | ".join(use.name for use in line.uses),
             " | ".join(use.detail for use in line.uses if use.detail),
             " | ".join(each.iri for each in read.get(line.number, ()))) for line in lines]),
        read_query(iri, first, last),
        {"document": iri, "name": entry.name, "sha256": sha256, "part": part,
         "parts": text.parts, "lines": len(text.texts)}))


def _part(request: Request, text: Document, marked: Sequence[Range]) -> int:
    part = number(request.query_params.get("part", ""))
    if part:
        return min(part, text.parts)
    if marked:
        return text.part_of(marked[0][0])
    return text.part_of(text.pages.get(_page(request), 1))


def _page(request: Request) -> int:
    return number(request.query_params.get("page", ""))


def _asks_ledger(request: Request) -> bool:
    return request.query_params.get("ledger", "") == "1"


def _pictures(request: Request, dataset: Dataset, iri: str, marked: Sequence[Range],
              lines: Sequence[Line]) -> tuple[Marks, ...]:
    """Return the pages to show drawn: those of the marked lines, else the one that is asked for,
    else the first one of this part."""
    found = marks(dataset, iri, marked)
    asked = _page(request) or next((line.page for line in lines if line.page), 1)
    return found[:PICTURES] or (Marks(asked, ()),)
