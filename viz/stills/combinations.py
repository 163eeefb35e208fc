"""Which directions share projects, as an UpSet: every combination of directions is a column with a
bar as high as its number of projects, and a dot in the row of each direction that it is made of.
"""

from __future__ import annotations

import re
from collections import defaultdict

from graph.store import GraphStore
from viz.labels import width
from viz.maps import Params
from viz.maps.choices import chosen_municipality, direction_nodes
from viz.maps.tables import ask, first_labels, shown
from viz.network import Node, TieKind
from viz.stills.still import Cell, Drawing, Sheet

COLUMN = 36
ROW = 30
BARS = 150
NAMES = 470
WIDEST_NAME = 27.0


def combinations(store: GraphStore, params: Params) -> Drawing:
    """Return the UpSet of the projects listed in two directions or more, of one municipality where
    ``params`` names it; QueryError where it names none that there is."""
    nodes = direction_nodes(store, chosen_municipality(store, params.get("municipality")))
    rows = [row for row in ask(store, "listings") if row["direction"] in nodes]
    labels = first_labels(rows, "thing", "thingLabel")
    places: defaultdict[str, set[str]] = defaultdict(set)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        places[row["thing"]].add(row["direction"])
        if row["kind"] == TieKind.HOME:
            homes[row["thing"]].add(row["direction"])
    found: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for project, directions in places.items():
        if len(directions) > 1:
            found[frozenset(directions)].append(project)
    used = _in_order([nodes[iri] for iri in {each for group in found for each in group}])
    ranks = {node.iri: rank for rank, node in enumerate(used)}
    columns = sorted(found.items(), key=lambda pair: (
        -len(pair[1]), sorted(ranks[iri] for iri in pair[0])))
    return Drawing("combinations.svg.j2", _values(used, columns, ranks),
                   (_sheet(columns, ranks, nodes, labels, homes),), shown("listings"))


def _values(used: list[Node], columns: list[tuple[frozenset[str], list[str]]],
            ranks: dict[str, int]) -> dict[str, object]:
    most = max((len(projects) for _, projects in columns), default=1)
    return {
        "width": NAMES + COLUMN * len(columns) + 40, "height": BARS + 50 + ROW * len(used),
        "rows": [{"iri": node.iri, "name": _cut(node.name), "whole": node.name,
                  "y": BARS + 40 + ROW * rank,
                  "count": sum(len(projects) for group, projects in columns if node.iri in group)}
                 for rank, node in enumerate(used)],
        "columns": [{"x": NAMES + COLUMN * at + COLUMN / 2, "count": len(projects),
                     "high": BARS * 0.8 * len(projects) / most, "anchor": f"combination-{at + 1}",
                     "dots": sorted(ranks[iri] for iri in group)}
                    for at, (group, projects) in enumerate(columns)],
        "bars": BARS, "row": ROW, "column": COLUMN, "names": NAMES, "top": BARS + 40}


def _sheet(columns: list[tuple[frozenset[str], list[str]]], ranks: dict[str, int],
           nodes: dict[str, Node], labels: dict[str, str],
           homes: defaultdict[str, set[str]]) -> Sheet:
    rows = []
    for group, projects in columns:
        for project in sorted(projects, key=lambda iri: (labels[iri], iri)):
            ordered = sorted(group, key=lambda iri: ranks[iri])
            rows.append((
                (Cell(labels[project], project),),
                tuple(Cell(nodes[iri].name, iri) for iri in ordered if iri in homes[project]),
                tuple(Cell(nodes[iri].name, iri) for iri in ordered if iri not in homes[project]),
                (Cell(str(len(projects))),)))
    anchors = [f"combination-{at + 1}" if first else "" for at, (_, projects) in enumerate(columns)
               for first in (True, *(False for _ in projects[1:]))]
    return Sheet("combinations", ("組み合わせごとの事業", "Projects of each combination"), (
        ("事業", "Project"), ("掲載", "Listed"), ("再掲", "Cross-listed"),
        ("同じ組み合わせの事業", "Projects with this combination")), tuple(rows), tuple(anchors))


def _in_order(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (
        node.detail.partition(" ")[0], [int(part) for part in re.findall(r"\d+", node.notation)],
        node.iri))


def _cut(name: str) -> str:
    """Return as much of ``name`` as the column of names has room for."""
    kept = name
    while width(kept) > WIDEST_NAME:
        kept = kept[:-1]
    return name if kept == name else f"{kept[:-1]}…"
