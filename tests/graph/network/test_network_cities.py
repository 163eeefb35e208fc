"""The network of fictional cities' reports (DOCX), against what the cities are: tests/cities.

A project counts as named where its whole name stands in the report's text. A table by projects
prints in each row who is in charge; what it marks 再掲 adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from graph.network import Network, TieKind
from loaders.document import read_document
from loaders.mentions.finder import with_mentions
from loaders.records import Municipality
from ontology.names import normalised_name
from tests.cities.documents import report_docx
from tests.cities.expected import truth_of
from tests.cities.founding import SIZES, found
from tests.cities.layouts import Layout, draw
from tests.cities.truth import City, Listing

if TYPE_CHECKING:
    from tests.graph.network.conftest import NetworkOf

Shared = set[tuple[frozenset[str], str]]
"""Two departments and what they share, by normalised name or notation; "" for a joint report."""


def pairs(things: Mapping[str, Iterable[str]]) -> Shared:
    return {(frozenset(pair), thing) for thing, names in things.items()
            for pair in combinations(names, 2)}


def expected(city: City, layout: Layout) -> dict[TieKind, Shared]:
    truth = truth_of(city, layout)
    directions: defaultdict[str, set[str]] = defaultdict(set)
    projects: defaultdict[str, set[str]] = defaultdict(set)
    joint: Shared = set()
    for (departments, place, _, _), text in truth.reports.items():
        names = set(map(normalised_name, departments))
        directions[place] |= names
        joint |= pairs({"": names})
        for project in {normalised_name(listing[0]) for listing in truth.listings}:
            if project in normalised_name(text):
                projects[project] |= names
    for place, listing in charged(city) if layout.lists == "row" else ():
        names = set(map(normalised_name, listing.departments))
        projects[normalised_name(listing.name)] |= names
        directions[place] |= names
    return {TieKind.PROJECT: pairs(projects), TieKind.DIRECTION: pairs(directions),
            TieKind.JOINT: joint}


def charged(city: City) -> Iterable[tuple[str, Listing]]:
    """Yield the direction and the listing of every project at home."""
    for first, goal in enumerate(city.goals, start=1):
        for second, direction in enumerate(goal.directions, start=1):
            for listing in direction.listings:
                if not listing.cross:
                    yield f"{first}-{second}", listing


def told(network: Network) -> dict[TieKind, Shared]:
    account = network.account
    things = {each.iri: each.notation for each in account.directions}
    things |= {naming.project: normalised_name(naming.name)
               for report in account.reports for naming in report.namings}
    names = {each.iri: normalised_name(each.name) for each in account.departments}
    found: dict[TieKind, Shared] = {kind: set() for kind in TieKind}
    for tie in network.ties:
        for share in tie.shares:
            thing = "" if share.kind is TieKind.JOINT else things.get(share.thing, share.thing)
            found[share.kind].add((frozenset((names[tie.one], names[tie.other])), thing))
    del found[TieKind.REPEATED]
    return found


@pytest.mark.parametrize("seed", [201, 202, 203, 205, 206])
def test_a_city_is_tied_as_it_is(seed: int, network_of: NetworkOf) -> None:
    city, layout = found(seed, SIZES["middle"]), draw(seed)
    reading = read_document("report.docx", report_docx(city, layout),
                            Municipality(city.code, city.name))
    there = expected(city, layout)

    assert there[TieKind.PROJECT]
    assert told(network_of(*with_mentions((reading,)))) == there
