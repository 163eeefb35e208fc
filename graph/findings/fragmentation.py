"""分散: two or more departments work in one direction.

The word is GAO's ("more than one federal agency … is involved in the same broad area of national
need", GAO-15-49SP, 2015). The score is 1 - 1/N, where N is the effective number of departments,
the inverse of Herfindahl's sum of squared shares (Laakso & Taagepera, "Effective" number of
parties, Comparative Political Studies 12(1), 1979): N = 1/Σ s².

A share is counted in pairs of a report and a project that it names; a report that names none
counts once. Σ s² is the chance that two pairs, drawn with replacement, are of one department; for
joint reports, that they have a department in common. So counted, merging two departments can only
lower the score. Counting each department's distinct projects would not keep that: where the two
share all their projects, their sum shrinks by the merger, and the others weigh more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import Grounds, Report
from ontology.terms import SHISAKU

METHOD = "departments-per-direction"
_PLACES = 4


def fragmentations(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each direction on which two or more departments report, as the last
    year's documents tell it: a department that was renamed since is not a second one."""
    by_direction: defaultdict[str, list[Report]] = defaultdict(list)
    for report in grounds.reports:
        if report.direction is not None:
            by_direction[report.direction].append(report)
    for direction, all_reports in by_direction.items():
        last = max((report.printed for report in all_reports if report.printed), default=None)
        reports = [report for report in all_reports if report.printed in (None, last)]
        departments = sorted({name for report in reports for name in report.departments})
        if len(departments) > 1:
            yield _finding(grounds.facts, direction, departments, reports)


def _finding(
    facts: Facts, direction: str, departments: list[str], reports: list[Report]
) -> Finding:
    weights: Counter[frozenset[str]] = Counter()
    for report in reports:
        weights[frozenset(report.departments)] += max(1, len(report.projects))
    where, names, number = facts.name(direction), facts.names(departments), len(departments)
    return Finding(
        SHISAKU.Fragmentation, (direction, *departments), (),
        f"要確認: {where}には{number}つの部署が関わっています（{'、'.join(names)}）。",
        f"To check: {number} departments work in {where}: {', '.join(names)}.",
        METHOD, tuple(chain.from_iterable(report.passages for report in reports)),
        score=dispersion(weights))


def dispersion(weights: Mapping[frozenset[str], int]) -> Decimal:
    """Return 1 - 1/N for the weight (> 0) of each set of departments that report together."""
    total = sum(weights.values())
    alike = sum(weights[one] * weights[two] for one in weights for two in weights if one & two)
    score = 1 - Fraction(alike, total * total)
    return Decimal(round(score * 10**_PLACES)).scaleb(-_PLACES)
