"""Findings of overlap: every pair of projects of one strategy that is alike enough.

The words are GAO's (GAO-15-49SP, 2015): overlap where programmes "have similar goals, engage in
similar activities or strategies to achieve them, or target similar beneficiaries", duplication
where they "are engaged in the same activities or provide the same services to the same
beneficiaries". A likeness that the documents themselves make natural is told with what explains it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.findings.facts import Facts
from graph.findings.finding import Details, Finding, rounded
from graph.findings.grounds import Grounds
from graph.findings.overlap.candidates import candidates
from graph.findings.overlap.concepts import leaf
from graph.findings.overlap.likeness import Likeness, Plan
from graph.findings.overlap.profiles import Profile, profiles
from graph.findings.settings import settings
from ontology.terms import SHISAKU

METHOD = "concepts-and-words"
SHOWN = 6
"""So many words in common are told."""

_DIMENSIONS = (("aim", SHISAKU.aimScore), ("activity", SHISAKU.activityScore),
               ("beneficiary", SHISAKU.beneficiaryScore))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two projects of one plan; ``untold`` counts the pairs of either that are not told besides
    this one, because it has too many."""

    one: Profile
    two: Profile
    plan: Plan
    likeness: Likeness
    untold: int


def overlaps(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each pair of projects of a strategy that resemble each other.

    A pair that several strategies list is told by the one in which it is most alike. Of a project
    with very many such pairs only the most alike are told, and each says how many are not.
    """
    renamed = _renamed(grounds.facts)
    best: dict[tuple[str, str], _Pair] = {}
    for of_strategy in profiles(grounds).values():
        for pair in _pairs(of_strategy):
            key = pair.one.project, pair.two.project
            if key not in best or pair.likeness.score > best[key].likeness.score:
                best[key] = pair
    for pair in best.values():
        yield _finding(grounds.facts, pair, renamed)


def _pairs(of_strategy: Sequence[Profile]) -> Iterator[_Pair]:
    limits = settings().overlaps
    plan = Plan(of_strategy, limits)
    found = candidates([each.project for each in of_strategy], plan, limits.least, limits.most)
    for first, second in found.pairs:
        one, two = of_strategy[first], of_strategy[second]
        likeness = plan.alike(one.project, two.project)
        if likeness.score >= limits.least:
            yield _Pair(one, two, plan, likeness,
                        found.untold.get(first, 0) + found.untold.get(second, 0))


def _finding(facts: Facts, pair: _Pair, renamed: Collection[frozenset[str]]) -> Finding:
    one, two, plan, likeness = pair.one, pair.two, pair.plan, pair.likeness
    same = plan.may_be_one(one.project, two.project)
    shared = _words(plan.shared(one.project, two.project))
    names = facts.name(one.project), facts.name(two.project)
    told = [(name, predicate, getattr(likeness, name)) for name, predicate in _DIMENSIONS]
    numbers = [(predicate, rounded(value)) for _, predicate, value in told if value is not None]
    kind = SHISAKU.Duplication if same else SHISAKU.Overlap
    what = "同じことを同じ対象に行う" if same else "似た事業の"
    return Finding(
        kind, (one.project, two.project), (),
        f"要確認: 「{names[0]}」と「{names[1]}」は、{what}可能性があります"
        f"（共通: {'、'.join(shared)}）。",
        f"To check: 「{names[0]}」 and 「{names[1]}」 may "
        f"{'do the same for the same people' if same else 'overlap'} ({', '.join(shared)}).",
        METHOD, one.passages(facts) + two.passages(facts), score=rounded(likeness.score),
        details=Details(
            (*numbers, *([(SHISAKU.untoldPairs, Decimal(pair.untold))] if pair.untold else [])),
            tuple(name for name, _, value in told if value is None),
            shared, tuple(_explanations(one, two, renamed)),
            one.departments.isdisjoint(two.departments)
            if one.departments and two.departments else None))


def _explanations(
    one: Profile, two: Profile, renamed: Collection[frozenset[str]]
) -> Iterator[str]:
    if one.listed_again & two.homes or two.listed_again & one.homes:
        yield "cross-listing"
    if frozenset((one.project, two.project)) in renamed:
        yield "predecessor"
    if one.project in two.parents or two.project in one.parents:
        yield "parent-part"
    if two.is_told_with(one.project):
        yield "joint-report"


def _renamed(facts: Facts) -> frozenset[frozenset[str]]:
    """Return the pairs of projects of which one may be what the other became."""
    return frozenset(
        frozenset((before, after))
        for change in facts.all(SHISAKU.Change)
        if facts.value(change, SHISAKU.changeKind) == SHISAKU.Renamed
        for before in facts.values(change, SHISAKU.earlier)
        for after in facts.values(change, SHISAKU.later) if before != after)


def _words(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the first few of what two projects share, each word once, concepts by their own."""
    shown = dict.fromkeys(word for word in map(leaf, parts) if len(word) > 1)
    return tuple(shown)[:SHOWN]
