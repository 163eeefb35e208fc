"""Measures of a department's place among the ties, by their published definitions.

All but the degrees use the weight of ``graph.network.ties``. Departments are numbered in the
order of their IRIs before networkx sees them, so that neither the order of the quads nor the hash
seed can change a figure; sums of weights are fractions and lengths of paths whole numbers, because
two paths of one length must not be told apart by a rounding.

- *degree*: with how many departments it is tied; *close degree*: with how many by more than
  shared directions.
- *weighted degree*: the sum of the weights of its ties.
- *betweenness*: the share of the shortest paths between two other departments that lead over it,
  summed over all pairs and divided by their number (L. C. Freeman, A set of measures of
  centrality based on betweenness, Sociometry 40(1), 1977; computed after U. Brandes, A faster
  algorithm for betweenness centrality, 2001). The length of a tie is 1/weight, as in Newman's
  paper: the more two departments share, the nearer they are.
- *community*: the partition of highest modularity that RUNS runs of the Louvain method find (V.
  D. Blondel et al., Fast unfolding of communities in large networks, J. Stat. Mech. P10008,
  2008). Numbered from 1, the largest first. None without ties.
- *participation*: 1 - Σ (k_c / k)² over the communities c, where k is the weighted degree and k_c
  its share within c: 0 where all ties stay in one community (R. Guimerà & L. A. N. Amaral,
  Functional cartography of complex metabolic networks, Nature 433, 2005). None without ties.
- *cut*: an articulation point; without the department, others would be tied by nothing.
- *bridge*: a cut, or a participation above CONNECTOR, Guimerà and Amaral's border between the
  peripheral nodes and the connectors among nodes that are no hubs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import networkx as nx

from graph.network.ties import Tie

RESOLUTION = 1
"""Of the modularity that communities maximise: 1 is Newman and Girvan's own."""
SEED = 1
"""Of the first run of the Louvain method, which looks at the departments in an order drawn by lot;
each further run has the next number."""
RUNS = 20
"""So many orders are tried; of partitions that are equally good, the first is taken."""
CONNECTOR = Fraction(62, 100)


@dataclass(frozen=True, slots=True)
class Standing:
    """The measures of one ``department`` (IRI), as the module defines them; ``betweenness`` and
    ``participation`` are 0–1."""

    department: str
    degree: int
    close_degree: int
    weighted_degree: Fraction
    betweenness: float
    community: int | None
    participation: Fraction | None
    cut: bool

    @property
    def bridge(self) -> bool:
        """True where it holds parts of the network together."""
        return self.cut or (self.participation or 0) > CONNECTOR


def standings(departments: Sequence[str], ties: Sequence[Tie]) -> tuple[Standing, ...]:
    """Return the standing of each of ``departments`` (IRIs), in the order of the IRIs.

    ``ties`` tie two of them each, every pair once. A tie without weight counts in the degrees
    alone.
    """
    ordered = sorted(departments)
    graph = _graph(ordered, ties)
    between = nx.betweenness_centrality(graph, weight="length", normalized=True)
    communities = _communities(graph)
    cuts = set(nx.articulation_points(graph))
    degrees, close = _degrees(ties), _degrees([tie for tie in ties if tie.close])
    return tuple(
        Standing(iri, degrees[iri], close[iri], _strength(graph, number), between[number],
                 communities.get(number), _participation(graph, number, communities),
                 number in cuts)
        for number, iri in enumerate(ordered))


def _graph(ordered: Sequence[str], ties: Sequence[Tie]) -> nx.Graph[int]:
    numbers = {iri: number for number, iri in enumerate(ordered)}
    weights = {(numbers[tie.one], numbers[tie.other]): tie.weight
               for tie in sorted(ties, key=lambda tie: (tie.one, tie.other)) if tie.weight}
    scale = lcm(*(weight.numerator for weight in weights.values()))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ordered)))
    for ends, weight in weights.items():
        graph.add_edge(*ends, exact=weight, weight=float(weight), length=int(scale / weight))
    return graph


def _degrees(ties: Sequence[Tie]) -> Mapping[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for tie in ties:
        counts[tie.one] += 1
        counts[tie.other] += 1
    return counts


def _communities(graph: nx.Graph[int]) -> Mapping[int, int]:
    """Return the number of the community of each department that has ties."""
    tied = graph.subgraph([number for number in sorted(graph) if graph.degree(number)]).copy()
    if not tied:
        return {}
    found = dict.fromkeys(_partition(tied, SEED + run) for run in range(RUNS))
    ordered = max(found, key=lambda parts: round(_modularity(tied, parts), 9))
    return {number: place for place, part in enumerate(ordered, start=1) for number in part}


def _partition(graph: nx.Graph[int], seed: int) -> tuple[frozenset[int], ...]:
    """Return the communities that one run finds, the largest first."""
    found = nx.community.louvain_communities(graph, resolution=RESOLUTION, seed=seed)
    return tuple(sorted(map(frozenset, found), key=lambda part: (-len(part), min(part))))


def _modularity(graph: nx.Graph[int], parts: Sequence[frozenset[int]]) -> float:
    return float(nx.community.modularity(graph, map(set, parts), resolution=RESOLUTION))


def _strength(graph: nx.Graph[int], number: int) -> Fraction:
    return sum((tie["exact"] for tie in graph[number].values()), Fraction(0))


def _participation(
    graph: nx.Graph[int], number: int, communities: Mapping[int, int]
) -> Fraction | None:
    total = _strength(graph, number)
    if not total:
        return None
    within: defaultdict[int, Fraction] = defaultdict(Fraction)
    for other, tie in graph[number].items():
        within[communities[other]] += tie["exact"]
    return 1 - sum(((part / total) ** 2 for part in within.values()), Fraction(0))
