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
_FORMS = {
    "json": ("application/json", "json"), "csv": ("text/csv; charset=utf-8", "csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "sssom.tsv": ("text/tab-separated-values; charset=utf-8", "sssom")}
FORMS = tuple(_FORMS)
"""The suffixes of addresses."""


def data_response(
    request: Request, dataset: Dataset, rows: Sequence[FindingRow], suffix: str, name: str,
    more: Mapping[str, Any], renames: Sequence[Judgement] = (),
) -> Response:
    """Return ``rows`` as the file ``name`` with ``suffix`` (of FORMS); ``more`` is what JSON says
    besides, ``renames`` as ``findings_bytes`` takes it."""
    media_type, form = _FORMS[suffix]
    headers = {**HEADERS, SNAPSHOT: dataset.report.snapshot, "Cache-Control": "no-cache",
               "Vary": "Accept, Accept-Language"}
    if form != "json":
        headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    if form == "json":
        told = {"snapshot": dataset.report.snapshot, **more,
                "rows": [finding_record(row) for row in rows]}
        return Response(json.dumps(told, ensure_ascii=False), 200, headers, media_type)
    with speaking(tongue_of(request)):
        return Response(findings_bytes(dataset, rows, form, renames), 200, headers, media_type)
