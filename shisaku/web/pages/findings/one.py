"""``/findings/{id}``: one finding with its evidence side by side, how it was found, and what
persons have said of it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.findings.table import FindingRow
from graph.verdicts import Verdict
from ontology.terms import ORE, SHISAKU
from shisaku.web.pages.findings.asked import Asked
from shisaku.web.pages.findings.data import AS_DATA, OFFERS, data_response
from shisaku.web.pages.findings.entries import Entries, Entry, entries_with
from shisaku.web.pages.findings.listing import address_of, kind_label
from shisaku.web.pages.findings.sides import sides
from shisaku.web.pages.findings.told import dimensions, explanation, reasons
from shisaku.web.pages.kinds import label_of
from shisaku.web.pages.shown import Shown, form_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import ProblemError

_QUERY = """SELECT ?property ?value WHERE {{
  <{iri}> ?property ?value }} ORDER BY ?property ?value"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a finding stands in the list that is read: its place from 1 (0 where it is not in the
    list), how many there are, and the addresses of those beside it."""

    place: int
    total: int
    before: str
    after: str


def finding_page(
    request: Request, dataset: Dataset, form: object, status: int = 200
) -> Response:
    """Show the finding of the address in ``dataset``; ``form`` is what the verdict's form needs,
    None where there is none. ProblemError (404) where there is no such finding."""
    entries, entry = wanted(request, dataset)
    row = entry.row
    verdicts = [verdict for verdict in dataset.verdicts()
                if verdict.finding == row.iri.removeprefix(entries.base)]
    as_what = "html" if request.method == "POST" else form_of(request, OFFERS)
    if as_what != "html":
        history = [{"verdict": verdict.status, "reviewer": verdict.reviewer, "kind": verdict.kind,
                    "date": verdict.reviewed_on.isoformat(), "reason": verdict.reason}
                   for verdict in verdicts]
        return data_response(request, dataset, [row], as_what, row.id, {"verdicts": history})
    asked = Asked.of(request.query_params, entries.base)
    columns, more = sides(entries.store, row)
    return respond(request, dataset, Shown(
        "finding.html", f"{kind_label(row.kind).in_(tongue_of(request))} {row.id}",
        {"entry": entry, "row": row, "kind": kind_label(row.kind), "asked": asked,
         "status": kind_label(row.status), "explanation": explanation(row.kind),
         "class_label": kind_label,
         "dimensions": dimensions(row), "reasons": reasons(row), "sides": columns,
         "more_sides": more, "neighbours": _neighbours(asked, entries, entry),
         "phases": {name: label_of(SHISAKU.term(name)) for name in ("Result", "Plan")},
         "verdicts": [(verdict, kind_label(verdict.status)) for verdict in reversed(verdicts)],
         "own": _own(verdicts, row), "form": form,
         "reported_by": SHISAKU.reportedBy, "year": SHISAKU.fiscalYear,
         "reports_on": SHISAKU.reportsOn, "listed_in": ORE.proxyIn, "order": SHISAKU.order},
        AS_DATA if request.method != "POST" else None, _QUERY.format(iri=row.iri)), status)


def wanted(request: Request, dataset: Dataset) -> tuple[Entries, Entry]:
    """Return the finding of the address, and those it is among; ProblemError (404) where there is
    none."""
    identifier = str(request.path_params["finding"])
    entries = entries_with(dataset, identifier)
    entry = entries.of(identifier)
    if entry is None:
        raise ProblemError(
            404, "not-found",
            ja=f"検出事項 {identifier} はありません。資料が新しくなって消えたのかもしれません。",
            en=f"There is no finding {identifier}; newer documents may have ended it.")
    return entries, entry


def _own(verdicts: list[Verdict], row: FindingRow) -> bool:
    """Whether the last verdict is the one that stands: one on what was taken for something else
    then says nothing now."""
    return bool(verdicts) and verdicts[-1].holds_for(row.kind)


def _neighbours(asked: Asked, entries: Entries, entry: Entry) -> Neighbours:
    listed = [each.row.id for each in asked.found(entries)]
    if entry.row.id not in listed:
        return Neighbours(0, len(listed), "", "")
    place = listed.index(entry.row.id)
    before = address_of(listed[place - 1], asked) if place else ""
    after = address_of(listed[place + 1], asked) if place + 1 < len(listed) else ""
    return Neighbours(place + 1, len(listed), before, after)
