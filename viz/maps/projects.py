"""The map of one direction, or of those of a goal or department: the projects there, and the
departments whose reports name them.

A project that a direction lists under 再掲 has a shape of its own. A department that reports on
the direction without naming any of its projects is tied to the direction itself, so that nobody
who works there is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.store import GraphStore
from viz.maps.tables import (
    Parts,
    Row,
    ask_each,
    evidence,
    first_labels,
    merged,
    project_kind,
    shown,
    spellings,
)
from viz.network import Edge, Evidence, Node, NodeKind, TieKind

_QUERIES = ("listings", "project-departments", "direction-departments")


def projects_map(store: GraphStore, directions: Sequence[Node], subject: str,
                 department: str | None = None) -> Parts:
    """Return the map of ``directions`` (nodes of kind DIRECTION), or of that part of it that the
    ``department`` (IRI) works in: its projects with everybody in charge of them."""
    bound = {"direction": [each.iri for each in directions]}
    listings, naming, reporting = (ask_each(store, name, bound) for name in _QUERIES)
    if department is not None:
        own = {row["thing"] for row in naming if row["department"] == department}
        listings = [row for row in listings if row["thing"] in own]
        naming = [row for row in naming if row["thing"] in own]
        reporting = [row for row in reporting if row["department"] == department]
    departments = first_labels([*naming, *reporting], "department", "departmentLabel")
    projects = first_labels(listings, "thing", "thingLabel")
    homes = {row["thing"] for row in listings if row["kind"] == TieKind.HOME}
    edges = [*listing_edges(listings), *_naming_edges(naming, departments, projects, homes),
             *_reporting_edges(reporting, naming, departments, directions)]
    ends = {edge.target for edge in edges}
    other = spellings(store)
    nodes = [each for each in directions if department is None or each.iri in ends]
    within = first_places(listings)
    nodes += [Node(iri, label, project_kind(iri not in homes), "", other.get(iri, ()),
                   within=within[iri])
              for iri, label in projects.items()]
    nodes += [Node(iri, label, NodeKind.DEPARTMENT, "", other.get(iri, ()), "",
                   len({row["thing"] for row in naming if row["department"] == iri}))
              for iri, label in departments.items()]
    query = (shown(name, bound) for name in _QUERIES)
    return Parts.of(nodes, edges, query, subject)


def first_places(listings: Iterable[Row]) -> dict[str, str]:
    """Return the direction of each project: where it is at home, else where it is listed first."""
    found: dict[str, str] = {}
    for row in sorted(listings, key=lambda row: row["kind"] != TieKind.HOME):
        found.setdefault(row["thing"], row["direction"])
    return found


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
                  projects: dict[str, str], homes: set[str]) -> list[Edge]:
    """Return an edge for each department and project; it rests on a 再掲 where the project is not
    at ``homes`` in what the map shows."""
    pairs: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in rows:
        item = evidence(row, TieKind.RESPONSIBLE, projects[row["thing"]],
                        departments[row["department"]])
        pairs[row["department"], row["thing"]].append(
            replace(item, cross=row["thing"] not in homes))
    return [_edge(department, project, items)
            for (department, project), items in pairs.items()]


def _reporting_edges(rows: list[Row], naming: list[Row], departments: dict[str, str],
                     directions: Sequence[Node]) -> list[Edge]:
    """Return an edge for each department and direction that it reports on, naming no project."""
    named = {(row["department"], row["direction"]) for row in naming}
    names = {direction.iri: direction.name for direction in directions}
    found: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in rows:
        pair = (row["department"], row["direction"])
        if pair not in named:
            item = evidence({**row, "thing": row["direction"]}, TieKind.REPORTS_ON, names[pair[1]],
                            departments[row["department"]])
            found[pair].append(item)
    return [_edge(department, direction, items)
            for (department, direction), items in found.items()]


def _edge(source: str, target: str, items: list[Evidence]) -> Edge:
    unique = merged(items)
    kinds = {item.kind for item in unique}
    kind = next(kind for kind in TieKind if kind in kinds)
    return Edge(source, target, kind, len({item.about for item in unique}), unique)
