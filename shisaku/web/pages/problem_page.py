"""A problem as a page in the frame, for people who came by a link that leads nowhere."""

from __future__ import annotations

from starlette.requests import Request

from ontology.errors import ShisakuError
from shisaku.web.pages.shown import Shown, dataset_of, framed
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import TITLES, ProblemError


def problem_html(request: Request, problem: ProblemError) -> str:
    """Return the page that tells ``problem``, whether or not the dataset can be opened."""
    tongue = tongue_of(request)
    title = TITLES[problem.kind][tongue == "en"]
    base, snapshot = "", ""
    try:
        report = dataset_of(request).report
        base, snapshot = report.base, report.snapshot
    except ShisakuError:
        pass
    return framed(request, Shown(
        "problem.html", title, {"detail": problem.message(tongue), "status": problem.status}),
        base, snapshot)
