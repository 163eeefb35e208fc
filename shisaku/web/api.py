"""``/api/…``: the same as the pages for programs, in JSON that ``/openapi.json`` describes.

Long lists come in pages: ``limit`` and ``offset``, with the ``total`` told.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from graph.network import accounts, network
from ontology.errors import QueryError
from ontology.terms import SHISAKU
from queries.lookup import fiscal_year_notation, look_up
from shisaku.findings import KINDS, finding_record
from shisaku.network.record import network_record
from shisaku.web.pages.findings.entries import entries_of
from shisaku.web.pages.kinds import NAMED
from shisaku.web.pages.links import thing_path
from shisaku.web.pages.search import LONGEST, found
from shisaku.web.pages.shown import dataset_of
from shisaku.web.pages.towns import towns
from shisaku.web.problems import ProblemError, bad_request

router = APIRouter(prefix="/api")

MOST = 1_000
"""Things of one answer."""
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="how many to pass over")]
Kind = Annotated[str, Query(max_length=100, description="a class of the vocabulary, by its name")]
Words = Annotated[str, Query(max_length=LONGEST, description="a name, its part or its reading")]
Town = Annotated[str, Query(max_length=LONGEST, description="a municipality's code or name")]
Code = Annotated[str, Query(max_length=LONGEST, description="a municipality's code")]
Year = Annotated[str, Query(max_length=20, description="a fiscal year: FY2023, R5, 令和5年度")]


class Thing(BaseModel):
    """A thing that has a name; ``page`` is its address here."""

    iri: str
    kind: str
    name: str
    notation: str
    page: str


class Things(BaseModel):
    """Things, the best first; ``total`` is how many there are in all."""

    snapshot: str
    total: int
    things: list[Thing]


class Findings(BaseModel):
    """Findings by kind, the highest score first; each as ``shisaku findings`` writes it."""

    snapshot: str
    total: int
    findings: list[dict[str, Any]]


class Networks(BaseModel):
    """The network of the departments of each municipality; docs/network.md tells the members."""

    snapshot: str
    networks: list[dict[str, Any]]


@router.get("/things", summary="Things by name")
def things(request: Request, q: Words = "", kind: Kind = "", municipality: Code = "",
           limit: Limit = 100, offset: Offset = 0) -> Things:
    """Give the things whose name holds ``q`` (all without it), of one kind or of all, of one
    municipality (its code) or of all; of many municipalities, where none is named, only they
    themselves and what is spelled exactly so."""
    _one_of("kind", kind, [name.removeprefix(SHISAKU.BASE) for name in NAMED])
    dataset = dataset_of(request)
    every = found(dataset, q, kind, municipality if municipality in towns(dataset) else "")
    return Things(
        snapshot=dataset.report.snapshot, total=len(every),
        things=[Thing(iri=each.iri, kind=each.kind.removeprefix(SHISAKU.BASE), name=each.name,
                      notation=each.notation, page=thing_path(dataset.report.base, each.iri))
                for each in every[offset : offset + limit]])


@router.get("/findings", summary="Findings with their evidence")
def findings(request: Request, kind: Kind = "", status: Kind = "", municipality: Code = "",
             limit: Limit = 100, offset: Offset = 0) -> Findings:
    """Give the findings, of one kind, status and municipality (its code) or of all; where there are
    many municipalities, one is to be named."""
    _one_of("kind", kind, KINDS)
    dataset = dataset_of(request)
    known = entries_of(dataset, municipality)
    known.refuse_crowd()
    every = [entry.row for entry in known.every
             if kind in ("", entry.row.kind) and status in ("", entry.row.status)
             and municipality in ("", entry.code)]
    return Findings(snapshot=dataset.report.snapshot, total=len(every),
                    findings=[finding_record(row) for row in every[offset : offset + limit]])


@router.get("/network", summary="Who shares what with whom")
def networks(request: Request, municipality: Town = "", year: Year = "", edges: bool = True,
             matrix: bool = False) -> Networks:
    """Give the network of departments, with its ties and the matrix of directions if asked."""
    dataset = dataset_of(request)
    try:
        town = look_up(dataset.store, "municipality", municipality).value if municipality else None
        of_year = fiscal_year_notation(year) if year else None
    except QueryError as error:
        raise ProblemError(404, "not-found", ja=error.ja, en=error.en) from error
    return Networks(
        snapshot=dataset.report.snapshot,
        networks=[network_record(network(account.of_year(of_year)), of_year, edges, matrix)
                  for account in accounts(dataset.store, town)])


def _one_of(name: str, value: str, known: list[str] | tuple[str, ...]) -> None:
    if value and value not in known:
        raise bad_request(ja=f"{name} に使えるもの: {', '.join(known)}",
                          en=f"{name} can be: {', '.join(known)}")
