"""The co-responsibility map: departments tied by the projects and directions that they share.

Each department's own things are asked for; the ties are the projection of that two-part graph
onto departments (networkx), so that every shared thing counts once however often it is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

import networkx as nx

from graph.store import GraphStore
from viz.maps.tables import (
    Parts,
    Row,
    ask,
    evidence,
    first_labels,
    merged,
    shown,
    spellings,
)
from viz.network import Edge, Evidence, Node, NodeKind, TieKind

_QUERIES = {
    "department-projects": TieKind.SHARED_PROJECT,
    "department-directions": TieKind.SHARED_DIRECTION,
}
Claims = Mapping[tuple[str, str], list[Evidence]]


def departments_map(store: GraphStore, municipality: str | None) -> Parts:
    """Return the map of all departments, or of those of one ``municipality`` (IRI)."""
    bound = {"municipality": municipality} if municipality else {}
    rows = ask(store, "departments", bound)
    labels = first_labels(rows, "department", "label")
    claims: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for name, kind in _QUERIES.items():
        answers = [row for row in ask(store, name, bound) if row["department"] in labels]
        _claim(answers, kind, labels, claims)
    query = (shown(name, {each: [iri] for each, iri in bound.items()})
             for name in ("departments", *_QUERIES))
    towns = first_labels((row for row in rows if "municipalityLabel" in row),
                         "municipality", "municipalityLabel")
    return Parts.of(_nodes(labels, rows, claims, spellings(store)), _edges(labels, claims), query,
                    "", (Node(iri, label, NodeKind.MUNICIPALITY) for iri, label in towns.items()))


def _claim(rows: list[Row], kind: TieKind, departments: Mapping[str, str],
           claims: defaultdict[tuple[str, str], list[Evidence]]) -> None:
    """Add to ``claims`` what each (department, thing) rests on."""
    things = first_labels(rows, "thing", "thingLabel")
    for row in rows:
        label = " ".join(filter(None, (row.get("notation"), things[row["thing"]])))
        item = evidence(row, kind, label, departments[row["department"]])
        claims[row["department"], row["thing"]].append(item)


def _nodes(labels: Mapping[str, str], rows: list[Row], claims: Claims,
           other: Mapping[str, tuple[str, ...]]) -> list[Node]:
    projects = {key for key, items in claims.items() if items[0].kind is TieKind.SHARED_PROJECT}
    counts = {iri: sum(key[0] == iri for key in projects) for iri in labels}
    towns = {row["department"]: row for row in reversed(rows)}
    return [Node(iri, label, NodeKind.DEPARTMENT, towns[iri].get("municipalityLabel", ""),
                 other.get(iri, ()), "", counts[iri], towns[iri]["municipality"])
            for iri, label in labels.items()]


def _edges(labels: Mapping[str, str], claims: Claims) -> list[Edge]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(labels)
    graph.add_edges_from(claims)
    shared = ((one, other, sorted(nx.common_neighbors(graph, one, other)))
              for one, other in combinations(sorted(labels), 2))
    return [_edge(one, other, things, claims) for one, other, things in shared if things]


def _edge(one: str, other: str, things: list[str], claims: Claims) -> Edge:
    items = [item for thing in things
             for item in merged((*claims[one, thing], *claims[other, thing]))]
    items.sort(key=lambda item: (list(TieKind).index(item.kind), item.label, item.about))
    return Edge(one, other, items[0].kind, len(things), tuple(items))
