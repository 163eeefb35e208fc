"""霧原町 in the notation of the findings (see there), as a network of departments."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Protocol

import pytest

from graph.network import Network, TieKind, accounts, network
from graph.store import EmbeddedStore
from loaders.records import Reading
from tests.graph.findings.conftest import QuadsOf
from tests.graph.findings.conftest import quads_of as quads_of
from tests.graph.findings.conftest import reading_of as reading_of

Counts = tuple[int, int, int, int, Fraction]
"""How many projects, directions, joint and repeated reports are shared, and the weight."""


class NetworkOf(Protocol):
    """Makes the network of documents of one municipality, of all years or of one; ``seed`` puts
    the quads in another order."""

    def __call__(self, *readings: Reading, year: str | None = None, seed: int = 0) -> Network: ...


@pytest.fixture(scope="session")
def network_of(quads_of: QuadsOf) -> NetworkOf:
    """Makes the network of documents."""
    def made(*readings: Reading, year: str | None = None, seed: int = 0) -> Network:
        quads = quads_of(*readings)
        store = EmbeddedStore.of(Random(seed).sample(quads, len(quads)))
        (account,) = accounts(store)
        return network(account.of_year(year))

    return made


@pytest.fixture(scope="session")
def shared_in() -> Callable[[Network], dict[frozenset[str], Counts]]:
    """Gives what every two departments share, by their names."""
    def told(found: Network) -> dict[frozenset[str], Counts]:
        names = {each.iri: each.name for each in found.account.departments}
        return {frozenset((names[tie.one], names[tie.other])): (
            tie.count(TieKind.PROJECT), tie.count(TieKind.DIRECTION), tie.count(TieKind.JOINT),
            tie.count(TieKind.REPEATED), tie.weight) for tie in found.ties}

    return told
