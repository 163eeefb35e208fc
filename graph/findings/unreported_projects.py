"""報告のない事業: listed in a strategy, and none of the strategy's reports names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import Grounds, Listing
from ontology.terms import SHISAKU

METHOD = "no-report"


def unreported_projects(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each strategy and project listed in it, where the strategy has
    reports that say something, none of them the project's name."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for report in grounds.reports:
        if report.strategy is not None and report.says_something:
            named[report.strategy].update(report.projects)
    listed: defaultdict[tuple[str, str], list[Listing]] = defaultdict(list)
    for listing in grounds.listings:
        strategy = listing.strategy
        if strategy is not None and strategy in named and listing.project not in named[strategy]:
            listed[listing.project, strategy].append(listing)
    for (project, strategy), listings in listed.items():
        yield _finding(grounds.facts, project, strategy, listings)


def _finding(facts: Facts, project: str, strategy: str, listings: list[Listing]) -> Finding:
    places = facts.names(listing.container for listing in listings)
    name = facts.name(project)
    return Finding(
        SHISAKU.UnreportedProject, (project, strategy),
        tuple(chain.from_iterable((listing.iri, listing.container) for listing in listings)),
        f"要確認: {'、'.join(places)}に掲載の「{name}」は、どの進捗報告にも名前が見当たりません。",
        f"To check: no progress report names 「{name}」, listed under {', '.join(places)}.",
        METHOD, tuple(chain.from_iterable(listing.passages for listing in listings)))
