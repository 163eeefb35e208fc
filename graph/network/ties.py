"""Ties between departments: the projection of reports and lists onto pairs, with what stands behind
each.

A tie is one pair of departments and all that they share, of four kinds that are never added up:

- *project*: reports of both name the project, or a list prints them in charge of it. A project is
  one thing however many lists print it, marked 再掲 or not, and however often it is named.
- *direction*: both report on the direction or on measures of it, or are in charge of a project that
  is at home there. A blank cell counts: the department is printed there, and its work is in it.
- *joint report*: one text is told by both together. Counted once for each place (direction or
  measure), fiscal year and phase, however many documents print it.
- *repeated report*: a RepeatedReport finding involves both, and nobody has rejected it. Such a
  finding is about one set of departments that tells the same text in two directions, so that it
  ties only departments that report jointly.

Two departments share a project or a direction only where documents of one year say so of both: a
department that was renamed between two years is not tied to itself. A document that does not tell
its year may be of any.

The weight of a tie is the sum of 1/(n - 1) over the projects and the directions that it shares,
n being the number of departments that share the thing (in the year in which the fewest do): M. E.
J. Newman, Scientific collaboration networks II, Physical Review E 64, 016132 (2001), eq. (2). The
reason is that directions say little: a direction in which nine departments report makes 36 pairs,
none of which need know of each other, and each gets 1/8 of it; two departments that have a
direction or a project for themselves get 1. Within one year the weights of a department sum to
the number of things that it shares with anybody. Joint and repeated reports have no weight of
their own: both departments of a joint report report on its direction and name its projects, and
to add it would count the same thing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from graph.editions.inventory import Quote
from graph.network.account import Account, Naming, Repeat, Report

CERTAIN = Decimal(1)
Pair = tuple[str, str]
"""Two departments (IRIs), the smaller first."""


class TieKind(StrEnum):
    """What two departments share."""

    PROJECT = "project"
    DIRECTION = "direction"
    JOINT = "joint-report"
    REPEATED = "repeated-report"


@dataclass(frozen=True, slots=True)
class Witness:
    """A report behind a share; for a project, one of the passages that name it."""

    report: Report
    naming: Naming | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Where it can be read."""
        return (self.naming or self.report).quotes


@dataclass(frozen=True, slots=True)
class Share:
    """One thing that two departments share.

    ``thing`` is the IRI of the project or direction, the place of the joint report, or the
    finding; ``part`` is what it adds to the weight of the tie, 0 for the kinds without weight.
    ``repeat`` is the finding of a repeated report; ``confidence`` (0–1) is below 1 where a
    report of one of the two names a project in other words than its name.
    """

    kind: TieKind
    thing: str
    part: Fraction
    witnesses: tuple[Witness, ...]
    repeat: Repeat | None = None
    confidence: Decimal = CERTAIN

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Where it can be read, each place once."""
        if self.repeat is not None:
            return self.repeat.quotes
        return tuple(sorted({quote for each in self.witnesses for quote in each.quotes}))


@dataclass(frozen=True, slots=True)
class Tie:
    """All that the departments ``one`` < ``other`` (IRIs) share, by kind and thing; never empty."""

    one: str
    other: str
    shares: tuple[Share, ...]

    @property
    def weight(self) -> Fraction:
        """The weight that the measures use."""
        return sum((share.part for share in self.shares), Fraction(0))

    @property
    def close(self) -> bool:
        """True where it rests on more than shared directions."""
        return any(share.kind is not TieKind.DIRECTION for share in self.shares)

    def count(self, kind: TieKind) -> int:
        """Return how many things of ``kind`` are shared."""
        return sum(share.kind is kind for share in self.shares)


def ties(account: Account) -> tuple[Tie, ...]:
    """Return the ties between the departments of ``account``, by their ends."""
    found: defaultdict[Pair, list[Share]] = defaultdict(list)
    for pair, share in _shares(account):
        found[pair].append(share)
    return tuple(Tie(*pair, tuple(sorted(shares, key=_order)))
                 for pair, shares in sorted(found.items()))


def _shares(account: Account) -> Iterator[tuple[Pair, Share]]:
    by_project: defaultdict[str, list[Witness]] = defaultdict(list)
    by_direction: defaultdict[str, list[Witness]] = defaultdict(list)
    for report in account.reports:
        if report.direction is not None:
            by_direction[report.direction].append(Witness(report))
        for naming in report.namings:
            by_project[naming.project].append(Witness(report, naming))
    for kind, things in ((TieKind.PROJECT, by_project), (TieKind.DIRECTION, by_direction)):
        for thing, witnesses in things.items():
            yield from _shared(kind, thing, witnesses)
    yield from _joint(report for report in account.reports if not report.listed)
    yield from _repeated(account)


def _shared(
    kind: TieKind, thing: str, witnesses: Iterable[Witness]
) -> Iterator[tuple[Pair, Share]]:
    parts: defaultdict[Pair, Fraction] = defaultdict(Fraction)
    behind: defaultdict[Pair, dict[Witness, None]] = defaultdict(dict)
    for told in _by_time(witnesses):
        departments = {name for each in told for name in each.report.departments}
        for pair in combinations(sorted(departments), 2):
            parts[pair] = max(parts[pair], Fraction(1, len(departments) - 1))
            behind[pair].update(dict.fromkeys(
                each for each in told if not set(pair).isdisjoint(each.report.departments)))
    for pair, part in parts.items():
        found = tuple(behind[pair])
        yield pair, Share(kind, thing, part, found,
                          confidence=min(_confidence(found, end) for end in pair))


def _confidence(witnesses: Iterable[Witness], department: str) -> Decimal:
    """Return how surely ``department`` names the thing, where it does so most surely."""
    return max(CERTAIN if each.naming is None or each.naming.confidence is None
               else each.naming.confidence
               for each in witnesses if department in each.report.departments)


def _by_time(witnesses: Iterable[Witness]) -> Iterable[list[Witness]]:
    """Return the witnesses that documents of one year print, for each year."""
    found: defaultdict[str | None, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        found[witness.report.printed].append(witness)
    of_any = found.pop(None, [])
    return [told + of_any for _, told in sorted(found.items(), key=lambda each: each[0] or "")
            ] or [of_any]


def _joint(reports: Iterable[Report]) -> Iterator[tuple[Pair, Share]]:
    told: defaultdict[tuple[Pair, str, str | None, str | None], list[Witness]] = defaultdict(list)
    for report in reports:
        for pair in combinations(report.departments, 2):
            told[pair, report.place, report.year, report.phase].append(Witness(report))
    for (pair, place, _, _), witnesses in told.items():
        yield pair, Share(TieKind.JOINT, place, Fraction(0), tuple(witnesses))


def _repeated(account: Account) -> Iterator[tuple[Pair, Share]]:
    by_iri: Mapping[str, Report] = {report.iri: report for report in account.reports}
    for repeat in account.repeats:
        witnesses = tuple(Witness(by_iri[iri]) for iri in sorted(repeat.reports) if iri in by_iri)
        told = {name for witness in witnesses for name in witness.report.departments}
        for pair in combinations(sorted(told.intersection(repeat.departments)), 2):
            yield pair, Share(TieKind.REPEATED, repeat.iri, Fraction(0), witnesses, repeat)


def _order(share: Share) -> tuple[int, str, list[tuple[str, str]]]:
    return (list(TieKind).index(share.kind), share.thing,
            [(witness.report.year or "", witness.report.iri) for witness in share.witnesses])
