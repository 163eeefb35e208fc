"""``/matrix``: which department reports on which direction, in a table whose cells open their list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.network import Account, Cell, accounts, cells
from ontology.terms import SHISAKU
from shisaku.network.record import (
    department_names,
    direction_names,
    network_passages,
    ordered_directions,
)
from shisaku.web.pages.kinds import label_of
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.pages.towns import are_many, part_of, towns

COLUMNS = ("municipality", "department", "departmentName", "direction", "directionName", "year",
           "reports", "projects", "empty")


@dataclass(frozen=True, slots=True)
class Square:
    """A department and a direction: how many reports and named projects, all years shown
    together; ``empty`` where every report is a blank cell."""

    reports: int
    projects: int
    empty: bool


def matrix(request: Request) -> Response:
    """Show one municipality: the one of ``municipality=`` (a code), else the first; for
    ``year=`` (FY2023) or all; with the list behind one cell where ``department=`` and
    ``direction=`` (IRIs) name it."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    asked = request.query_params
    known = _towns(dataset)
    code = asked.get("municipality", "")
    code = code if code in known else next(iter(known), "")
    account = _account(dataset, code)
    title = "部署 × 基本的方向" if tongue == "ja" else "Departments × directions"
    if account is None:
        return respond(request, dataset, Shown(
            "matrix.html", title, {"account": None, "towns": known, "code": code, "years": [],
                                   "year": None}))
    years = sorted({report.year for report in account.reports if report.year})
    year = asked.get("year") if asked.get("year") in years else None
    shown = cells(account.of_year(year))
    opened = [cell for cell in shown if cell.department == asked.get("department")
              and cell.direction == asked.get("direction")]
    return respond(request, dataset, Shown(
        "matrix.html", title,
        {"account": account, "towns": known, "code": code, "years": years, "year": year,
         "directions": [each for each in ordered_directions(account)
                        if any(cell.direction == each.iri for cell in shown)],
         "departments": _departments(account, shown), "squares": _squares(shown),
         "opened": [_opened(account, cell, tongue) for cell in opened],
         "opened_name": (department_names(account).get(asked.get("department", ""), ""),
                         direction_names(account).get(asked.get("direction", ""), ""))},
        Table(COLUMNS, [_row(account, cell) for cell in shown])))


def _towns(dataset: Dataset) -> Mapping[str, str]:
    """Return the names of the municipalities to choose from, by code: of few those that have
    departments, of many all."""
    if are_many(dataset):
        return towns(dataset)
    return {each.municipality.code: each.municipality.name for each in _accounts(dataset, "")}


def _account(dataset: Dataset, code: str) -> Account | None:
    told = _accounts(dataset, code if are_many(dataset) else "")
    return next((each for each in told if each.municipality.code == code), None)


@lru_cache(maxsize=4)
def _accounts(dataset: Dataset, code: str) -> tuple[Account, ...]:
    """What departments report, of all municipalities for "", takes half a second to gather for
    one, and is the same until a build."""
    store = part_of(dataset, code)
    return tuple(accounts(store, dataset.report.base + code if code else None))


def _departments(account: Account, shown: tuple[Cell, ...]) -> list[tuple[str, str]]:
    """Return IRI and name of the departments with a cell, those of the most directions first."""
    directions: defaultdict[str, set[str]] = defaultdict(set)
    for cell in shown:
        directions[cell.department].add(cell.direction)
    names = department_names(account)
    return sorted(((iri, names[iri]) for iri in directions),
                  key=lambda pair: (-len(directions[pair[0]]), pair[1]))


def _squares(shown: tuple[Cell, ...]) -> dict[tuple[str, str], Square]:
    together: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in shown:
        together[cell.department, cell.direction].append(cell)
    return {place: Square(sum(len(cell.reports) for cell in same),
                          len({project for cell in same for project in cell.projects}),
                          all(cell.empty for cell in same))
            for place, same in together.items()}


def _opened(account: Account, cell: Cell, tongue: str) -> dict[str, Any]:
    """Return what the list behind a cell shows: each report and project with its passages."""
    names = {naming.project: naming.name for naming in cell.namings}
    return {
        "year": cell.year,
        "reports": [{"iri": report.iri, "empty": report.empty,
                     "phase": _phase(report.phase, tongue), "listed": report.listed,
                     "passages": network_passages(report.quotes)} for report in cell.reports],
        "projects": [{"iri": project, "name": names[project],
                      "passages": network_passages(sorted(
                          {quote for naming in cell.namings if naming.project == project
                           for quote in naming.quotes}))} for project in cell.projects]}


def _phase(phase: str | None, tongue: str) -> str:
    return label_of(SHISAKU.term(phase)).in_(tongue) if phase else ""


def _row(account: Account, cell: Cell) -> tuple[Any, ...]:
    return (account.municipality.code, cell.department, department_names(account)[cell.department],
            cell.direction, direction_names(account).get(cell.direction, cell.direction),
            cell.year, len(cell.reports), len(cell.projects), cell.empty)
