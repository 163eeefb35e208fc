"""``/``: what is in the dataset, and the ways in for planner, researcher and auditor."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from ontology.terms import FINDING_CLASSES, SHISAKU
from shisaku.web.pages.kinds import label_of
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of

COUNTED = ("Municipality", "Strategy", "Goal", "Direction", "Measure", "Project", "Listing",
           "CrossListing", "Department", "ProgressReport", "Figure", "Meeting", "Statement")


def home(request: Request) -> Response:
    """Show the counts of the build report and where to go from here."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    counts = dataset.report.counts
    told = [(label_of(SHISAKU.term(name)).in_(tongue), counts.get(name, 0)) for name in COUNTED]
    return respond(request, dataset, Shown(
        "home.html", "施策" if tongue == "ja" else "Strategies",
        {"counts": [(name, number) for name, number in told if number],
         "findings": _findings(counts, tongue), "sources": dataset.report.sources},
        Table(("class", "label", "count"),
              [(name, label_of(SHISAKU.term(name)).in_(tongue), counts.get(name, 0))
               for name in (*COUNTED, *map(_local, FINDING_CLASSES))])))


def _findings(counts: Mapping[str, int], tongue: str) -> list[tuple[str, str, int]]:
    """Return kind, label and number of the findings that there are, in the order of the model."""
    return [(_local(kind), label_of(kind).in_(tongue), counts[_local(kind)])
            for kind in FINDING_CLASSES if counts.get(_local(kind))]


def _local(term: str) -> str:
    return term.removeprefix(SHISAKU.BASE)
