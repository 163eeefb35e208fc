"""The cross-listing map: projects that stand in two directions or more, and these directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.store import GraphStore
from viz.maps.projects import first_places, listing_edges
from viz.maps.tables import Parts, ask, first_labels, shown, spellings
from viz.network import Node, NodeKind


def cross_listings_map(store: GraphStore, directions: Mapping[str, Node]) -> Parts:
    """Return the map; ``directions`` gives the nodes of those to look at by IRI."""
    rows = [row for row in ask(store, "listings") if row["direction"] in directions]
    every = listing_edges(rows)
    listed = Counter(edge.source for edge in every)
    edges = [edge for edge in every if listed[edge.source] > 1]
    labels = first_labels(rows, "thing", "thingLabel")
    other = spellings(store)
    nodes = [directions[iri] for iri in {edge.target for edge in edges}]
    within = first_places(rows)
    nodes += [Node(iri, labels[iri], NodeKind.PROJECT, "", other.get(iri, ()), "", listed[iri],
                   within[iri])
              for iri in {edge.source for edge in edges}]
    return Parts.of(nodes, edges, (shown("directions"), shown("listings")))
