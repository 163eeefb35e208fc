"""Findings: what the graph itself shows an auditor, each as a candidate for a person to judge.

A rule looks at the reports and listings of all documents together and yields findings; it knows
nothing of documents, stores or pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Quad

from graph.findings.cross_listings import dangling_cross_listings, unmarked_cross_listings
from graph.findings.discussed import (
    differing_figures,
    unanswered_questions,
    unlisted_discussions,
)
from graph.findings.empty_reports import empty_reports
from graph.findings.finding import Finding
from graph.findings.fragmentation import fragmentations
from graph.findings.gaps import (
    measures_without_project,
    projects_without_figure,
    sole_departments,
)
from graph.findings.grounds import Grounds
from graph.findings.municipalities import parted
from graph.findings.overlap.pairs import overlaps
from graph.findings.repeated_figures import repeated_figures
from graph.findings.repeated_reports import repeated_reports
from graph.findings.unchanged_plans import unchanged_plans
from graph.findings.unlisted_activities import unlisted_activities
from graph.findings.unreported_projects import unreported_projects

Rule = Callable[[Grounds], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    fragmentations, overlaps, repeated_reports, repeated_figures, unmarked_cross_listings,
    dangling_cross_listings, unreported_projects, unlisted_activities, empty_reports,
    unchanged_plans, sole_departments, measures_without_project, projects_without_figure,
    unanswered_questions, unlisted_discussions, differing_figures)


def findings_quads(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """Yield the findings graph of a dataset: ``quads`` are all its quads but earlier findings,
    ``base`` is that of the IRIs. The order of ``quads`` makes no difference; no blank nodes."""
    for of_municipality in parted(quads, base):
        grounds = Grounds.of(of_municipality)
        found = [finding for rule in RULES for finding in rule(grounds)]
        for finding in sorted(found, key=lambda finding: finding.iri(base)):
            yield from finding.quads(base)
