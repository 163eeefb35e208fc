"""A network of departments as plain values for JSON: what programs and pages rely on.

Every department, tie and cell bears IRIs and names, and every passage the document's SHA-256, so
that whoever shows a line can open what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from graph.editions.inventory import Quote
from graph.findings.facts import spoken_name
from graph.network import (
    Account,
    Cell,
    Department,
    Direction,
    Network,
    Report,
    Share,
    Standing,
    Tie,
    TieKind,
    Witness,
    cells,
)
from graph.network.measures import CONNECTOR, RESOLUTION, RUNS, SEED

_DIGITS = 4
_NUMBER = re.compile(r"\d+")
Record = dict[str, Any]

MEASURES: Record = {
    "weight": "sum of 1/(n-1) over the projects and directions shared by n departments",
    "length": "1/weight", "communities": "louvain", "resolution": RESOLUTION, "seed": SEED,
    "runs": RUNS, "connector": float(CONNECTOR),
}


def network_record(network: Network, year: str | None, edges: bool, matrix: bool) -> Record:
    """Return ``network`` for the fiscal year ``year`` ("FY2023", None for all), with its ties if
    ``edges`` and its matrix if ``matrix``."""
    account = network.account
    record: Record = {
        "municipality": {"iri": account.municipality.iri, "code": account.municipality.code,
                         "name": account.municipality.name},
        "year": year, "measures": MEASURES,
        "departments": [_department(account, each) for each in ordered_standings(network)],
        "without_report": [_named(each) for each in account.silent]}
    if edges:
        record["edges"] = [_edge(account, tie) for tie in ordered_ties(network)]
    if matrix:
        record["matrix"] = _matrix(account)
    return record


def department_names(account: Account) -> Mapping[str, str]:
    """Return the name of each department by IRI."""
    return {each.iri: each.name for each in account.departments}


def direction_names(account: Account) -> Mapping[str, str]:
    """Return each direction as a sentence names it (1-3「…」), by IRI."""
    return {each.iri: spoken_name(each.name, each.notation) if each.name else each.notation
            for each in account.directions}


def ordered_directions(account: Account) -> list[Direction]:
    """Return the directions as the strategies number them, 1-2 before 1-10."""
    return sorted(account.directions, key=lambda each: (
        each.strategy, [int(part) for part in _NUMBER.findall(each.notation)], each.iri))


def ordered_standings(network: Network) -> list[Standing]:
    """Return the standings, those that share the most first, then by name."""
    names = department_names(network.account)
    return sorted(network.standings, key=lambda each: (
        -each.weighted_degree, -each.degree, names[each.department], each.department))


def ordered_ties(network: Network) -> list[Tie]:
    """Return the ties, those of more than directions first, then the strongest, then by name."""
    names = department_names(network.account)
    return sorted(network.ties, key=lambda tie: (
        not tie.close, -tie.weight, names[tie.one], names[tie.other], tie.one, tie.other))


def share_name(account: Account, share: Share, language: str) -> str:
    """Return what is shared, in words: a project, a direction, or what a finding says."""
    witness = share.witnesses[0]
    if share.repeat is not None:
        return share.repeat.ja if language == "ja" else share.repeat.en
    if witness.naming is not None:
        return witness.naming.name
    return direction_names(account).get(witness.report.direction or "", share.thing)


def rounded(number: Fraction | float | None) -> float | None:
    """Return ``number`` with four digits after the point; None stays None."""
    return None if number is None else round(float(number), _DIGITS)


def own_reports(account: Account, department: str) -> list[Report]:
    """Return the reports of ``department`` (IRI), joint ones as well, and the rows of lists that
    print it in charge."""
    return [report for report in account.reports if department in report.departments]


def counts(reports: Iterable[Report]) -> tuple[int, int, int]:
    """Return how many reports there are, rows of lists left out, and how many directions and
    projects they and these rows name."""
    told = list(reports)
    return (sum(not report.listed for report in told),
            len({report.direction for report in told if report.direction}),
            len({project for report in told for project in report.projects}))


def _department(account: Account, standing: Standing) -> Record:
    reports, directions, projects = counts(own_reports(account, standing.department))
    return {
        "iri": standing.department, "name": department_names(account)[standing.department],
        "reports": reports, "directions": directions, "projects": projects,
        "degree": standing.degree, "close_degree": standing.close_degree,
        "weighted_degree": rounded(standing.weighted_degree),
        "betweenness": rounded(standing.betweenness), "community": standing.community,
        "participation": rounded(standing.participation), "cut": standing.cut,
        "bridge": standing.bridge}


def _named(department: Department) -> Record:
    return {"iri": department.iri, "name": department.name}


def _edge(account: Account, tie: Tie) -> Record:
    names = department_names(account)
    return {
        "one": tie.one, "one_name": names[tie.one],
        "other": tie.other, "other_name": names[tie.other],
        "weight": rounded(tie.weight), "projects": tie.count(TieKind.PROJECT),
        "directions": tie.count(TieKind.DIRECTION), "joint_reports": tie.count(TieKind.JOINT),
        "repeated_reports": tie.count(TieKind.REPEATED),
        "shares": [_share(account, share) for share in tie.shares]}


def _share(account: Account, share: Share) -> Record:
    return {
        "kind": share.kind.value, "iri": share.thing, "name_ja": share_name(account, share, "ja"),
        "name_en": share_name(account, share, "en"), "part": rounded(share.part),
        "confidence": float(share.confidence), "passages": network_passages(share.quotes),
        "reports": [_witness(account, witness) for witness in share.witnesses]}


def _witness(account: Account, witness: Witness) -> Record:
    names, told, naming = department_names(account), witness.report, witness.naming
    record: Record = {
        "report": told.iri, "departments": [names[iri] for iri in told.departments],
        "year": told.year, "phase": told.phase, "empty": told.empty,
        "passages": network_passages(witness.quotes)}
    if naming is not None:
        record |= {"words": naming.words, "confidence": _float(naming.confidence)}
    return record


def _matrix(account: Account) -> Record:
    return {
        "directions": [{"iri": each.iri, "notation": each.notation, "name": each.name,
                        "strategy": each.strategy} for each in ordered_directions(account)],
        "cells": [_cell(account, cell) for cell in cells(account)]}


def _cell(account: Account, cell: Cell) -> Record:
    return {
        "department": cell.department,
        "department_name": department_names(account)[cell.department],
        "direction": cell.direction,
        "direction_name": direction_names(account).get(cell.direction, cell.direction),
        "year": cell.year, "empty": cell.empty,
        "reports": [{"report": report.iri, "phase": report.phase, "empty": report.empty,
                     "passages": network_passages(report.quotes)} for report in cell.reports],
        "projects": [_project(cell, project) for project in cell.projects]}


def _project(cell: Cell, project: str) -> Record:
    told = [naming for naming in cell.namings if naming.project == project]
    quotes = sorted({quote for naming in told for quote in naming.quotes})
    surest = max((naming.confidence for naming in told if naming.confidence is not None),
                 default=None)
    return {"iri": project, "name": told[0].name, "confidence": _float(surest),
            "passages": network_passages(quotes)}


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def network_passages(quotes: Sequence[Quote]) -> list[Record]:
    """Return where ``quotes`` stand: document, its digest, page (None without) and lines."""
    return [{"document": quote.document, "sha256": quote.sha256, "page": quote.page or None,
             "first": quote.first, "last": quote.last} for quote in quotes]
