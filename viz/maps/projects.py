"""The map of one direction: its projects, and the departments whose reports name them.

A project that the direction lists under 再掲 has a shape of its own. A department that reports on
the direction without naming any of its projects is tied to the direction itself, so that nobody
who works there is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.store import GraphStore
from viz.maps.tables import (
    Parts,
    Row,
    ask,
    evidence,
    first_labels,
    merged,
    project_kind,
    shown,
    spellings,
)
from viz.network import Edge, Evidence, Node, NodeKind, TieKind

_QUERIES = ("listings", "project-departments", "direction-departments")


def projects_map(store: GraphStore, direction: Node) -> Parts:
    """Return the map of ``direction``, a node of kind DIRECTION."""
    bound = {"direction": direction.iri}
    listings, naming, reporting = (ask(store, name, bound) for name in _QUERIES)
    departments = first_labels([*naming, *reporting], "department", "departmentLabel")
    projects = first_labels(listings, "thing", "thingLabel")
    edges = [*listing_edges(listings), *_naming_edges(naming, departments, projects),
             *_reporting_edges(reporting, naming, departments, direction)]
    other = spellings(store)
    homes = {row["thing"] for row in listings if row["kind"] == TieKind.HOME}
    nodes = [direction]
    nodes += [Node(iri, label, project_kind(iri not in homes), "", other.get(iri, ()))
              for iri, label in projects.items()]
    nodes += [Node(iri, label, NodeKind.DEPARTMENT, "", other.get(iri, ()), "",
                   len({row["thing"] for row in naming if row["department"] == iri}))
              for iri, label in departments.items()]
    query = (shown(name, bound) for name in _QUERIES)
    return Parts.of(nodes, edges, query, direction.name)


def listing_edges(rows: Iterable[Row]) -> list[Edge]:
    """Return one edge for each (project, direction): 再掲 only where it is not at home there."""
    pairs: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    rows = list(rows)
    labels = first_labels(rows, "thing", "thingLabel")
    for row in rows:
        item = evidence(row, TieKind(row["kind"]), labels[row["thing"]])
        pairs[row["thing"], row["direction"]].append(item)
    return [_edge(project, direction, items) for (project, direction), items in pairs.items()]


def _naming_edges(rows: list[Row], departments: dict[str, str],
                  projects: dict[str, str]) -> list[Edge]:
    pairs: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in rows:
        item = evidence(row, TieKind.RESPONSIBLE, projects[row["thing"]],
                        departments[row["department"]])
        pairs[row["department"], row["thing"]].append(item)
    return [_edge(department, project, items)
            for (department, project), items in pairs.items()]


def _reporting_edges(rows: list[Row], naming: list[Row], departments: dict[str, str],
                     direction: Node) -> list[Edge]:
    named = {row["department"] for row in naming}
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        if row["department"] not in named:
            item = evidence({**row, "thing": direction.iri}, TieKind.REPORTS_ON, direction.name,
                            departments[row["department"]])
            found[row["department"]].append(item)
    return [_edge(department, direction.iri, items) for department, items in found.items()]


def _edge(source: str, target: str, items: list[Evidence]) -> Edge:
    unique = merged(items)
    kinds = {item.kind for item in unique}
    kind = next(kind for kind in TieKind if kind in kinds)
    return Edge(source, target, kind, len({item.about for item in unique}), unique)
