"""``/findings``: all findings, to narrow and to sort; the address holds what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.verdicts import Judgement
from ontology.terms import SHISAKU
from shisaku.web.pages.findings.asked import KINDS, PAGE, STATUSES, Asked
from shisaku.web.pages.findings.data import AS_DATA, OFFERS, data_response
from shisaku.web.pages.findings.entries import Entries, Entry, entries_of
from shisaku.web.pages.findings.query import query_of
from shisaku.web.pages.findings.told import Dimension, dimensions, reasons
from shisaku.web.pages.kinds import Label, label_of
from shisaku.web.pages.shown import Shown, dataset_of, form_of, respond
from shisaku.web.pages.tongue import tongue_of

MOST_CHOICES = 500
"""Where there is more to choose from, a municipality is to be chosen first."""
NAMED = 6
"""So many things and so many passages of a finding are named in the table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as a row: ``address`` opens it within the list that it stands in."""

    entry: Entry
    address: str
    kind: Label
    status: Label
    dimensions: list[Dimension]
    reasons: list[Label]


def findings(request: Request) -> Response:
    """Show the findings that the address asks for, PAGE at once; ProblemError (406) for a form
    that there is none of."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    asked = Asked.of(request.query_params, dataset.report.base)
    entries = entries_of(dataset, asked.municipality)
    found = asked.found(entries)
    form = form_of(request, OFFERS)
    if form != "html":
        entries.refuse_crowd()
        return data_response(
            request, dataset, [entry.row for entry in found], form, "findings",
            {"total": len(found), "asked": asked.parameters()},
            () if asked.parameters() else tuple(Judgement))
    start = min(asked.start, max(0, (len(found) - 1) // PAGE * PAGE))
    title = "検出事項（要確認）" if tongue == "ja" else "Findings to check"
    return respond(request, dataset, Shown(
        "findings.html", title,
        {"asked": asked, "total": len(found), "every": len(entries.every),
         "crowded": entries.crowded, "start": start,
         "page": PAGE, "lines": [_line(entry, asked) for entry in found[start : start + PAGE]],
         "counts": [(kind, kind_label(kind), number)
                    for kind, number in _counts(dataset, asked, entries).items()],
         "named": NAMED, "kinds": [(kind, kind_label(kind)) for kind in KINDS],
         "statuses": [(status, kind_label(status)) for status in STATUSES],
         "towns": entries.towns, **_choices(entries, asked)},
        AS_DATA, query_of(asked, entries)))


def kind_label(name: str) -> Label:
    """Return how the class or status ``name`` of the vocabulary is called."""
    return label_of(SHISAKU.term(name))


def address_of(identifier: str, asked: Asked) -> str:
    """Return where a finding is shown, within the list that ``asked`` gives."""
    parameters = urlencode(asked.parameters())
    return f"/findings/{identifier}" + (f"?{parameters}" if parameters else "")


def _line(entry: Entry, asked: Asked) -> Line:
    row = entry.row
    return Line(entry, address_of(row.id, asked), kind_label(row.kind), kind_label(row.status),
                dimensions(row), reasons(row))


def _counts(dataset: Dataset, asked: Asked, entries: Entries) -> dict[str, int]:
    """Return how many findings of each kind there are; where they were not gathered, the build
    report tells those of all municipalities."""
    if not entries.crowded:
        return asked.by_kind(entries)
    return {kind: number for kind in KINDS if (number := dataset.report.counts.get(kind, 0))}


def _choices(entries: Entries, asked: Asked) -> dict[str, dict[str, str]]:
    """Return the departments and directions to choose from, with what is chosen among them."""
    found = {}
    for name, wanted, known in (("departments", asked.department, entries.departments),
                                ("directions", asked.direction, entries.directions)):
        within = entries.within(known, asked.municipality)
        kept = {wanted: known[wanted]} if wanted in known else {}
        found[name] = kept | within if len(within) <= MOST_CHOICES else kept
    return found
