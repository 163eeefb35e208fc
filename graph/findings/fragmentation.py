"""分散: two or more departments work in one direction or measure.

The word is GAO's ("more than one federal agency … is involved in the same broad area of national
need", GAO-15-49SP, 2015). The score is 1 - 1/N, where N is the effective number of departments,
the inverse of Herfindahl's sum of squared shares (Laakso & Taagepera, "Effective" number of
parties, Comparative Political Studies 12(1), 1979): N = 1/Σ s².

A share is counted in pairs of a report and a project that it names, or of a list's row and its
project where the row prints who is in charge; a report that names none counts once. Σ s² is the
chance that two pairs, drawn with replacement, are of one department; for joint reports, that they
have a department in common. So counted, merging two departments can only lower the score.
Counting each department's distinct projects would not keep that: where the two share all their
projects, their sum shrinks by the merger, and the others weigh more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Details, Finding, rounded
from graph.findings.grounds import Grounds, Stake, last_printed
from ontology.terms import SHISAKU

METHOD = "departments-per-direction"


def fragmentations(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each direction or measure in which two or more departments work, as
    the last year's documents tell it. What is told of a measure is so of its direction."""
    by_place: defaultdict[str, list[Stake]] = defaultdict(list)
    for stake in grounds.stakes():
        by_place[stake.place].append(stake)
        if stake.direction is not None and stake.direction != stake.place:
            by_place[stake.direction].append(stake)
    for place, every in by_place.items():
        stakes = last_printed(every)
        departments = sorted({name for stake in stakes for name in stake.departments})
        if len(departments) > 1:
            yield _finding(grounds.facts, place, departments, stakes)


def _finding(facts: Facts, place: str, departments: list[str], stakes: list[Stake]) -> Finding:
    weights: Counter[frozenset[str]] = Counter()
    for stake in stakes:
        weights[frozenset(stake.departments)] += max(1, len(stake.projects))
    projects = sorted({project for stake in stakes for project in stake.projects})
    alike = concentration(weights)
    where, names, number = facts.name(place), facts.names(departments), len(departments)
    behind = f"{len(projects)}事業" if projects else "事業名の記載なし"
    return Finding(
        SHISAKU.Fragmentation, (place, *departments), tuple(projects),
        f"要確認: {where}には{number}つの部署が関わっています（{'、'.join(names)}。"
        f"報告や一覧に名前のある事業: {behind}）。",
        f"To check: {number} departments work in {where}: {', '.join(names)} "
        f"({len(projects)} projects named).",
        METHOD, tuple(chain.from_iterable(stake.passages for stake in stakes)),
        score=rounded(float(1 - alike)),
        details=Details(((SHISAKU.effectiveDepartments, rounded(float(1 / alike))),)))


def concentration(weights: Mapping[frozenset[str], int]) -> Fraction:
    """Return 1/N for the weight (> 0) of each set of departments that report together."""
    total = sum(weights.values())
    alike = sum(weights[one] * weights[two] for one in weights for two in weights if one & two)
    return Fraction(alike, total * total)
