"""The network of departments as CSV, one table at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.network import Network, TieKind, cells
from shisaku.cells import csv_text, places
from shisaku.network.record import (
    counts,
    department_names,
    direction_names,
    ordered_standings,
    ordered_ties,
    own_reports,
    rounded,
)
from shisaku.network.tables import spoken_share

_HEAD = ("municipality_code", "municipality", "year")
DEPARTMENT_COLUMNS = (
    *_HEAD, "department", "reports", "directions", "projects", "degree", "close_degree",
    "weighted_degree", "betweenness", "community", "participation", "cut", "bridge", "iri")
EDGE_COLUMNS = (*_HEAD, "one", "other", "weight", "projects", "directions", "joint_reports",
                "repeated_reports", "kind", "shared", "part", "passages")
MATRIX_COLUMNS = (*_HEAD, "direction", "department", "reports", "empty", "projects", "passages")


def network_csv(
    networks: Sequence[Network], year: str | None, *, edges: bool, matrix: bool
) -> str:
    """Return the ties of ``networks`` if ``edges``, their matrices if ``matrix``, else the
    departments; ``year`` is the fiscal year that they were narrowed to, None for all."""
    columns, rows = ((EDGE_COLUMNS, _edge_rows) if edges else (MATRIX_COLUMNS, _matrix_rows)
                     if matrix else (DEPARTMENT_COLUMNS, _department_rows))
    return csv_text(columns, (
        [found.account.municipality.code, found.account.municipality.name, *map(_cell, row)]
        for found in networks for row in rows(found, year)))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _department_rows(found: Network, year: str | None) -> Iterator[Sequence[object]]:
    names = department_names(found.account)
    for each in ordered_standings(found):
        yield (year, names[each.department], *counts(own_reports(found.account, each.department)),
               each.degree, each.close_degree, rounded(each.weighted_degree),
               rounded(each.betweenness), each.community, rounded(each.participation), each.cut,
               each.bridge, each.department)
    for silent in found.account.silent:
        yield (year, silent.name, 0, *[None] * (len(DEPARTMENT_COLUMNS) - 6), silent.iri)


def _edge_rows(found: Network, year: str | None) -> Iterator[Sequence[object]]:
    names = department_names(found.account)
    for tie in ordered_ties(found):
        numbers = [tie.count(kind) for kind in TieKind]
        for share in tie.shares:
            yield (year, names[tie.one], names[tie.other], rounded(tie.weight), *numbers,
                   share.kind.value, spoken_share(found.account, share), rounded(share.part),
                   "; ".join(places(share.quotes)))


def _matrix_rows(found: Network, _: str | None) -> Iterator[Sequence[object]]:
    names, directions = department_names(found.account), direction_names(found.account)
    for cell in cells(found.account):
        projects = dict.fromkeys(naming.name for naming in cell.namings)
        quotes = dict.fromkeys(quote for report in cell.reports for quote in report.quotes)
        yield (cell.year, directions.get(cell.direction, cell.direction), names[cell.department],
               len(cell.reports), cell.empty, "・".join(projects), "; ".join(places(quotes)))
