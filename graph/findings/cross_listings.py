"""再掲元なし and 再掲表示のない重複掲載: what the marks of the lists leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Finding
from graph.findings.grounds import Grounds, Listing
from ontology.terms import SHISAKU, SKOS

NO_HOME = "no-home"
LISTED_TWICE = "listed-twice"


def dangling_cross_listings(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each listing that is marked 再掲 and has no home listing."""
    for listing in grounds.listings:
        if listing.marked and listing.home is None:
            yield _dangling(grounds.facts, listing)


def unmarked_cross_listings(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each project that stands unmarked in two places or more of one
    strategy in one year. A direction and a measure below it are one place: two documents may print
    the same list under either. A project that moved from one year to the next is listed once."""
    found: defaultdict[tuple[str, str], list[Listing]] = defaultdict(list)
    for listing in grounds.listings:
        if not listing.marked and listing.strategy is not None:
            found[listing.project, listing.strategy].append(listing)
    for (project, _), listings in found.items():
        above = _all_above(grounds.facts, (listing.container for listing in listings))
        apart = [listing for listing in listings if listing.container not in above]
        together = [listing for listing in apart if any(
            _in_one_year(listing, other) for other in apart if other is not listing)]
        if together:
            yield _unmarked(grounds.facts, project, together)


def _in_one_year(one: Listing, two: Listing) -> bool:
    """Tell whether documents of one year may print both; a year that nobody tells may be any."""
    return not one.years or not two.years or not one.years.isdisjoint(two.years)


def _dangling(facts: Facts, listing: Listing) -> Finding:
    name, place = facts.name(listing.project), facts.name(listing.container)
    return Finding(
        SHISAKU.DanglingCrossListing, (listing.project, listing.container), (listing.iri,),
        f"要確認: {place}の「{name}」は再掲とされていますが、再掲元の掲載が見つかりません。",
        f"To check: 「{name}」 under {place} is marked 再掲, but no home listing was found.",
        NO_HOME, listing.passages)


def _all_above(facts: Facts, places: Iterable[str]) -> set[str]:
    """Return everything that stands above one of ``places``."""
    found: set[str] = set()
    open_places = list(places)
    while open_places:
        above = set(facts.values(open_places.pop(), SKOS.broader)) - found
        found |= above
        open_places.extend(above)
    return found


def _unmarked(facts: Facts, project: str, listings: list[Listing]) -> Finding:
    containers = {listing.container for listing in listings}
    name, places = facts.name(project), facts.names(containers)
    return Finding(
        SHISAKU.UnmarkedCrossListing, (project, *sorted(containers)),
        tuple(listing.iri for listing in listings),
        f"要確認: 「{name}」は{'、'.join(places)}に、再掲の表示なしで重ねて掲載されています。",
        f"To check: 「{name}」 is listed under {', '.join(places)} without a 再掲 mark.",
        LISTED_TWICE, tuple(chain.from_iterable(listing.passages for listing in listings)))
