"""The findings of a page as files: all that are asked for, not only those shown at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.findings.table import FindingRow
from graph.verdicts import Judgement
from shisaku.findings import finding_record, findings_bytes
from shisaku.language import speaking
from shisaku.web.pages.shown import HEADERS, Table
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.versions import SNAPSHOT

AS_DATA = Table((), ())
"""Tells the frame to offer JSON and CSV, which come from here."""
FORMS = {"json": "json", "csv": "csv", "xlsx": "xlsx", "sssom.tsv": "sssom"}
"""The suffixes of addresses, and what ``findings_bytes`` calls them."""
OFFERS = (
    ("text/html", "html"), ("application/json", "json"), ("text/csv", "csv"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("text/tab-separated-values", "sssom.tsv"))
_TYPES = {suffix: media_type for media_type, suffix in OFFERS}


def data_response(
    request: Request, dataset: Dataset, rows: Sequence[FindingRow], suffix: str, name: str,
    more: Mapping[str, Any], renames: Sequence[Judgement] = (),
) -> Response:
    """Return ``rows`` as the file ``name`` with ``suffix`` (of FORMS); ``more`` is what JSON says
    besides, ``renames`` as ``findings_bytes`` takes it."""
    media_type = _TYPES[suffix]
    headers = {**HEADERS, SNAPSHOT: dataset.report.snapshot, "Cache-Control": "no-cache",
               "Vary": "Accept, Accept-Language"}
    if suffix == "json":
        told = {"snapshot": dataset.report.snapshot, **more,
                "rows": [finding_record(row) for row in rows]}
        return Response(json.dumps(told, ensure_ascii=False), 200, headers, media_type)
    headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    with speaking(tongue_of(request)):
        data = findings_bytes(dataset, rows, FORMS[suffix], renames)
    return Response(data, 200, headers, media_type)
