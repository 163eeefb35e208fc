"""A network too large for one picture as several: groups first, and each opened as its own picture.

Projects stand for nothing but themselves in their direction's picture; above ``MOST_NODES`` nodes
the direction stands for them, a municipality for its departments, the statement that opens a thread
for the thread. Where the documents give no such whole, those that are tied most closely together
are one group (Louvain, from a fixed seed). No tie is lost: one between two groups rests on
everything that the ties between their members rest on, each thing counted once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from ontology.iris import key_digest
from viz.maps.tables import merged
from viz.network import Edge, Evidence, Network, Node, NodeKind, TieKind
from viz.style import TIE_STYLES

MOST_NODES = 400
LEAST_COMMUNITY = 8
CHUNK = 200
NAMED_MEMBERS = 8
SEED = 20_150_401

Members = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class View:
    """One picture of a network: ``opens`` are the nodes (IRIs) that stand for a picture of their
    own, ``above`` is the key of the picture that this one was opened from, None for the first."""

    network: Network
    opens: frozenset[str] = frozenset()
    above: str | None = None


def views(network: Network) -> dict[str, View]:
    """Return the pictures of ``network``: "" is the one to show first, the others bear the IRIs of
    the nodes that open them. None has more than ``MOST_NODES`` nodes."""
    return dict(_views(network, "", None, _by_whole(network)))


def _views(network: Network, key: str, above: str | None,
           groups: Members | None = None) -> Iterator[tuple[str, View]]:
    if len(network.nodes) <= MOST_NODES:
        around = frozenset(node.iri for node in network.nodes if node.members)
        yield key, View(network, around, above)
        return
    groups = groups or _by_ties(network)
    nodes = {node.iri: node for node in (*network.wholes, *network.nodes)}
    standing = {iri: _standing(iri, members, nodes) for iri, members in groups.items()}
    yield key, View(_overview(network, groups, standing), frozenset(groups), above)
    for iri in groups:
        yield from _views(_part(network, iri, groups, standing), iri, key)


def _by_whole(network: Network) -> Members | None:
    """Return the members of each whole; None where that leaves too little or too much to see."""
    known = {node.iri for node in (*network.wholes, *network.nodes)}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for node in network.nodes:
        if node.within in known:
            found[node.within].append(node.iri)
    alone = {node.iri for node in network.nodes if node.within not in known}
    return ({iri: tuple(members) for iri, members in sorted(found.items())}
            if found and 2 <= len(alone | set(found)) <= MOST_NODES else None)


def _by_ties(network: Network) -> Members:
    """Return groups of those tied most closely, by keys of their own; few stand together in the
    order of their IRIs."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.iri for node in network.nodes)
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, weight=edge.weight)
    close = [sorted(each) for each in nx.community.louvain_communities(graph, seed=SEED)]
    large = [each for each in close if LEAST_COMMUNITY <= len(each) < len(network.nodes)]
    kept = {iri for each in large for iri in each}
    rest = [node.iri for node in network.nodes if node.iri not in kept]
    chunks = [rest[at:at + CHUNK] for at in range(0, len(rest), CHUNK)]
    return {f"group:{key_digest(*each)}": tuple(each) for each in (*sorted(large), *chunks)}


def _standing(iri: str, members: Sequence[str], nodes: Mapping[str, Node]) -> Node:
    """Return the node that stands for ``members``: the whole, or the first of them by weight."""
    named = sorted((nodes[each] for each in members), key=lambda node: (
        -node.weight, node.name, node.iri))
    shown = "、".join(node.name for node in named[:NAMED_MEMBERS])
    detail = shown if len(named) <= NAMED_MEMBERS else f"{shown} …"
    whole = nodes.get(iri)
    extra = len(members) if whole else len(members) - 1
    first = whole or replace(named[0], iri=iri, thing="", kind=NodeKind.GROUP)
    return replace(first, label=f"{first.label} ＋{extra}", detail=detail, weight=len(members),
                   members=tuple(node.label for node in named), within="")


def _overview(network: Network, groups: Members, standing: Mapping[str, Node]) -> Network:
    ends = {member: iri for iri, members in groups.items() for member in members}
    alone = [node for node in network.nodes if node.iri not in ends and node.iri not in groups]
    nodes = sorted((*standing.values(), *alone), key=lambda node: node.iri)
    return replace(network, nodes=tuple(nodes), edges=_folded(network.edges, ends), wholes=())


def _part(network: Network, key: str, groups: Members, standing: Mapping[str, Node]) -> Network:
    """Return the members of one group with their ties; what they are tied to stands around them,
    other groups as one node each, as long as that leaves a picture to be read."""
    own = {key, *groups[key]}
    ends = {member: iri for iri, members in groups.items() if iri != key for member in members}
    touching = [edge for edge in network.edges if edge.source in own or edge.target in own]
    edges = _folded(touching, ends)
    around = {iri for edge in edges for iri in (edge.source, edge.target)} - own
    if len(own) + len(around) > MOST_NODES:
        around = set()
        edges = tuple(edge for edge in edges if edge.source in own and edge.target in own)
    nodes = [node for node in network.nodes if node.iri in own or node.iri in around - set(groups)]
    nodes += [standing[iri] for iri in around & set(groups)]
    name = standing[key].name
    return replace(network, title_ja=f"{network.title_ja}：{name}",
                   title_en=f"{network.title_en}: {name}", edges=edges, wholes=(),
                   nodes=tuple(sorted(nodes, key=lambda node: node.iri)))


def _folded(edges: Iterable[Edge], ends: Mapping[str, str]) -> tuple[Edge, ...]:
    """Return ``edges`` between what stands for their ends (``ends``); those within one are left
    out."""
    found: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    same: Counter[tuple[str, str]] = Counter()
    known: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        source, target = (ends.get(iri, iri) for iri in (edge.source, edge.target))
        if source == target:
            continue
        pair = (source, target) if TIE_STYLES[edge.kind].arrow or source < target else (
            target, source)
        found[pair].extend(edge.evidence)
        same[pair] += 1
        known[pair] = replace(edge, source=pair[0], target=pair[1])
    return tuple(known[pair] if same[pair] == 1 else _merged(pair, found[pair])
                 for pair in sorted(found))


def _merged(pair: tuple[str, str], items: list[Evidence]) -> Edge:
    order = list(TieKind)
    unique = sorted(merged(items), key=lambda item: (order.index(item.kind), item.label,
                                                     item.about))
    return Edge(*pair, unique[0].kind, len({item.about for item in unique}), tuple(unique))
