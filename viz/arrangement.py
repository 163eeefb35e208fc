"""Who stands near whom: raw places that keep from one year to the next, whatever else changes.

A force layout that starts anywhere ends somewhere else as soon as one node is gone. Here a node
begins where the digest of its IRI says, the more firmly the more ties it has, and is drawn to its
neighbours again and again, which changes little where little changes. Stress majorization (SMACOF)
then brings distances near the number of ties between, while every node is held to where it began,
so that the picture as a whole can neither turn nor mirror itself. No distance is longer than
``FARTHEST``, since one long chain would otherwise make room for itself everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import networkx as nx
import numpy as np

from viz.geometry import Points
from viz.network import Network, Node

FIRMNESS = 0.1
PULLS = 40
ROUNDS = 30
HOLD = 0.05
SPREAD = 1.7
FARTHEST = 5.0
QUIET_DISTANCE = 2


def arranged(network: Network, nodes: Sequence[Node]) -> Points:
    """Return raw places (n × 2) of ``nodes``, each of which has a tie, in their order."""
    begun = np.array([_start(node.iri) for node in nodes], float).reshape(-1, 2)
    if len(nodes) < 2:
        return begun
    graph = _graph(network, nodes)
    drawn = _drawn(np.sign(nx.to_numpy_array(graph, [node.iri for node in nodes])), begun)
    return _majorized(drawn, _distances(graph, [node.iri for node in nodes]))


def _graph(network: Network, nodes: Sequence[Node]) -> nx.Graph[str]:
    """Return the ties, those shown at first as short as any, the others longer."""
    graph: nx.Graph[str] = nx.Graph()
    started = network.started
    graph.add_nodes_from(node.iri for node in nodes)
    for edge in sorted(network.edges, key=lambda edge: (edge.source, edge.target)):
        graph.add_edge(edge.source, edge.target,
                       weight=1 if edge.is_of(started) else QUIET_DISTANCE)
    return graph


def _start(iri: str) -> Points:
    digest = hashlib.sha256(iri.encode()).digest()
    return np.array([int.from_bytes(digest[at:at + 4]) / 2**31 - 1 for at in (0, 4)])


def _distances(graph: nx.Graph[str], iris: Sequence[str]) -> Points:
    """Return how long the way between each two is, at most and where there is none FARTHEST."""
    rank = {iri: at for at, iri in enumerate(iris)}
    found = np.full((len(iris), len(iris)), FARTHEST)
    for one, others in nx.all_pairs_dijkstra_path_length(graph, FARTHEST):
        for other, steps in others.items():
            found[rank[one], rank[other]] = steps
    return found


def _drawn(ties: Points, begun: Points) -> Points:
    """Return ``begun`` drawn to neighbours; those of many ties stay, and theirs come to them."""
    degrees = ties.sum(axis=1)[:, None]
    firm = FIRMNESS * degrees ** 2
    places = begun.copy()
    for _ in range(PULLS):
        places = (firm * begun + ties @ places) / (firm + degrees)
    places -= places.mean(axis=0)
    return np.asarray(places / (np.sqrt((places ** 2).sum(axis=1).mean()) or 1), float)


def _majorized(drawn: Points, distances: Points) -> Points:
    """Return ``drawn`` after ROUNDS of bringing places to ``distances``, near ones first."""
    same = np.eye(len(drawn), dtype=bool)
    weights = np.where(same, 0, 1 / np.where(same, 1, distances) ** 2)
    held = HOLD * weights.sum(axis=1).mean()
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1) + held) - weights)
    anchors = drawn * SPREAD
    places = anchors
    for _ in range(ROUNDS):
        lengths = np.linalg.norm(places[:, None] - places[None], axis=2)
        wanted = np.where(lengths > 1e-9, weights * distances / np.maximum(lengths, 1e-9), 0)
        pulled = (np.diag(wanted.sum(axis=1)) - wanted) @ places
        places = inverse @ (pulled + held * anchors)
    return np.asarray(places, float)
