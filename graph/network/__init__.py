"""The network of a city's departments: who shares what with whom, and who stands in between.

``accounts`` asks a store what departments report, ``network`` makes ties and measures of it,
``cells`` the matrix of departments and directions. One municipality is one network: ties never
cross.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.network.account import Account, Department, Direction, Report
from graph.network.gathering import accounts
from graph.network.matrix import Cell, cells
from graph.network.measures import Standing, standings
from graph.network.ties import Share, Tie, TieKind, Witness, ties

__all__ = ["Account", "Cell", "Department", "Direction", "Network", "Report", "Share", "Standing",
           "Tie", "TieKind", "Witness", "accounts", "cells", "network"]


@dataclass(frozen=True, slots=True)
class Network:
    """The departments that report, their standings (in the same order) and their ties.

    ``account`` is what they rest on; its departments without a report have no standing.
    """

    account: Account
    standings: tuple[Standing, ...]
    ties: tuple[Tie, ...]


def network(account: Account) -> Network:
    """Return the network of ``account``: of one fiscal year where that was narrowed to it."""
    found = ties(account)
    return Network(account, standings([each.iri for each in account.reporting], found), found)
