"""The networks of a dataset as networkx graphs, for tools and for people who calculate.

- *departments*: departments tied by the projects, directions and joint reports that they share,
  with the measures and the weight that ``graph.network`` defines;
- *projects*: departments → the projects that they carry → the directions that list them;
- *cross-listings*: projects that two directions or more list → these directions.

A node is named by its IRI. Attributes are texts, numbers and truths alone, which every format
holds; what is not known is left out. ``years`` are fiscal years, the earliest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from graph.network import Account, Network, Tie, TieKind, accounts, network
from graph.results import Solutions
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import SHISAKU, SKOS
from queries.lookup import look_up
from shisaku.network.record import (
    counts,
    department_names,
    ordered_ties,
    own_reports,
    rounded,
    share_name,
)
from viz.maps.choices import direction_nodes
from viz.maps.cross_listings import cross_listings_map
from viz.maps.projects import projects_map
from viz.maps.tables import Parts
from viz.network import Edge, Node

NETWORKS = ("departments", "projects", "cross-listings")
_BETWEEN = "; "
_YEARS = f"""SELECT DISTINCT ?sha256 ?year WHERE {{
  ?document <{SHISAKU.sha256}> ?sha256 ; <{SHISAKU.fiscalYear}> ?of .
  ?of <{SKOS.notation}> ?year }} ORDER BY ?sha256 ?year"""


def network_graph(store: GraphStore, kind: str, municipality: str | None = None) -> nx.Graph[str]:
    """Return the network ``kind`` (of NETWORKS) of all municipalities, or of the one that
    ``municipality`` names (code, name or IRI).

    Departments make an undirected graph, the others directed ones. QueryError for another kind
    and for a municipality that is not there.
    """
    if kind not in NETWORKS:
        raise QueryError(
            ja=f"ネットワーク「{kind}」はありません。使えるもの: {', '.join(NETWORKS)}",
            en=f'There is no network "{kind}". Choose one of: {", ".join(NETWORKS)}')
    town = look_up(store, "municipality", municipality).value if municipality else None
    if kind == "departments":
        return _departments(accounts(store, town))
    directions = direction_nodes(store, town)
    parts = (projects_map(store, list(directions.values()), "") if kind == "projects"
             else cross_listings_map(store, directions))
    return _drawn(parts, kind, _printed(store))


def _departments(told: Iterable[Account]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph(name="departments")
    for account in told:
        _add_departments(graph, network(account))
    return graph


def _add_departments(graph: nx.Graph[str], found: Network) -> None:
    account, names = found.account, department_names(found.account)
    standings = {each.department: each for each in found.standings}
    for iri, name in sorted(names.items()):
        own = own_reports(account, iri)
        reports, directions, projects = counts(own)
        node: dict[str, Any] = {
            "label": name, "kind": "department", "municipality": account.municipality.name,
            "reports": reports}
        if iri in standings:
            told = standings[iri]
            node |= {"directions": directions, "projects": projects,
                     **_years(report.year for report in own), "ties": told.degree,
                     "close_ties": told.close_degree,
                     "weighted_degree": rounded(told.weighted_degree),
                     "betweenness": rounded(told.betweenness), "community": told.community,
                     "participation": rounded(told.participation), "bridge": told.bridge}
        graph.add_node(iri, **_known(node))
    for tie in ordered_ties(found):
        graph.add_edge(tie.one, tie.other, **_tie(account, tie))


def _tie(account: Account, tie: Tie) -> dict[str, Any]:
    shared = dict.fromkeys(share_name(account, share, "ja") for share in tie.shares
                           if share.kind in (TieKind.PROJECT, TieKind.DIRECTION))
    witnesses = (witness for share in tie.shares for witness in share.witnesses)
    return {
        "weight": float(round(tie.weight, 4)), "kind": tie.shares[0].kind.value,
        "projects": tie.count(TieKind.PROJECT), "directions": tie.count(TieKind.DIRECTION),
        "joint_reports": tie.count(TieKind.JOINT), "repeated_reports": tie.count(TieKind.REPEATED),
        "shared": _BETWEEN.join(shared), **_years(each.report.year for each in witnesses)}


def _drawn(parts: Parts, kind: str, printed: Mapping[str, list[str]]) -> nx.Graph[str]:
    """Return what a map shows as a graph; ``printed`` are the years of documents by digest, for
    evidence that tells none itself."""
    graph: nx.Graph[str] = nx.DiGraph(name=kind)
    for node in parts.nodes:
        graph.add_node(node.iri, **_node(node))
    for edge in parts.edges:
        graph.add_edge(edge.source, edge.target, **_edge(edge, printed))
    return graph


def _node(node: Node) -> dict[str, Any]:
    told = {"label": node.name, "kind": node.kind.value, "notation": node.notation or None,
            "detail": node.detail or None, "weight": node.weight or None,
            "spellings": _BETWEEN.join(node.alternatives) or None}
    return _known(told)


def _edge(edge: Edge, printed: Mapping[str, list[str]]) -> dict[str, Any]:
    years = (year for item in edge.evidence
             for year in ([item.year] if item.year else printed.get(item.sha256, [])))
    return {"weight": float(edge.weight), "kind": edge.kind.value,
            "confidence": max(item.confidence for item in edge.evidence), **_years(years)}


def _years(years: Iterable[str | None]) -> dict[str, Any]:
    told = sorted({year for year in years if year})
    numbers = [int(year[-4:]) for year in told]
    return {"years": " ".join(told), "first_year": numbers[0],
            "last_year": numbers[-1]} if told else {}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _printed(store: GraphStore) -> dict[str, list[str]]:
    found = store.query(_YEARS)
    years: dict[str, list[str]] = {}
    if isinstance(found, Solutions):
        for digest, year in found:
            years.setdefault(getattr(digest, "value", ""), []).append(getattr(year, "value", ""))
    return years
