"""Findings: what the graph itself shows an auditor, each as a candidate for a person to judge.

A rule looks at the reports and listings of all documents together and yields findings; it knows
nothing of documents, stores or pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Quad

from graph.findings.cross_listings import dangling_cross_listings, unmarked_cross_listings
from graph.findings.finding import Finding
from graph.findings.fragmentation import fragmentations
from graph.findings.grounds import Grounds
from graph.findings.repeated_reports import repeated_reports
from graph.findings.report_cells import empty_reports, unchanged_plans
from graph.findings.unreported_projects import unreported_projects

Rule = Callable[[Grounds], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    fragmentations, repeated_reports, unmarked_cross_listings, dangling_cross_listings,
    unreported_projects, empty_reports, unchanged_plans)


def findings_quads(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """Yield the findings graph of a dataset: ``quads`` are all its quads but earlier findings,
    ``base`` is that of the IRIs. The order of ``quads`` makes no difference; no blank nodes."""
    grounds = Grounds.of(quads)
    found = [finding for rule in RULES for finding in rule(grounds)]
    for finding in sorted(found, key=lambda finding: finding.iri(base)):
        yield from finding.quads(base)
