"""Where nodes stand: the same every time, and no label over another."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from viz.boxes import Position, box
from viz.layout import place
from viz.network import Edge, Network, Node, NodeKind, TieKind
from viz.payload import frame
from viz.style import FONT_SIZE

MakeNetwork = Callable[[int, int], Network]
SIZES = [(0, 0), (1, 0), (2, 1), (7, 0), (12, 5), (30, 60), (40, 90), (40, 300), (250, 500)]
# The map beside the panel at 1400 × 900, and the smallest letters that are read with ease.
MAP_WIDTH, MAP_HEIGHT = 1016, 600
READABLE = 11.0


def overlapping(network: Network, positions: Mapping[str, Position]) -> list[tuple[str, str]]:
    rooms = {node.iri: (positions[node.iri], box(node)) for node in network.nodes}
    found = []
    for one, other in combinations(network.nodes, 2):
        (x1, y1), a = rooms[one.iri]
        (x2, y2), b = rooms[other.iri]
        apart = (abs(x1 - x2) >= a.half_width + b.half_width
                 or y1 + a.down <= y2 - b.up or y2 + b.down <= y1 - a.up)
        if not apart:
            found.append((one.label, other.label))
    return found


@pytest.mark.parametrize(("departments", "ties"), SIZES)
def test_no_two_labels_overlap(make_network: MakeNetwork, departments: int, ties: int) -> None:
    network = make_network(departments, ties)

    assert len(network.edges) == ties
    assert overlapping(network, place(network)) == []


@pytest.mark.parametrize(("departments", "ties"), [(30, 60), (40, 90), (40, 300)])
def test_letters_are_readable_on_an_office_screen(
    make_network: MakeNetwork, departments: int, ties: int,
) -> None:
    network = make_network(departments, ties)
    room = frame(network, place(network))

    assert min(MAP_WIDTH / room.width, MAP_HEIGHT / room.height) * FONT_SIZE >= READABLE


def test_same_network_same_places_whatever_the_order(make_network: MakeNetwork) -> None:
    network = make_network(30, 60)
    turned = replace(network, nodes=network.nodes[::-1], edges=network.edges[::-1])

    assert place(network) == place(network) == place(turned)


def city() -> Network:
    """Six directions with ten projects each, and twelve departments in charge of five each."""
    chance = random.Random(6)
    directions = [f"d{n}" for n in range(6)]
    projects = [f"p{n:02}" for n in range(60)]
    departments = [f"s{n:02}" for n in range(12)]
    ties = {(project, directions[at // 10]) for at, project in enumerate(projects)}
    ties |= {(one, projects[(5 * at + chance.randrange(8)) % 60]) for at, one in
             enumerate(departments) for _ in range(5)}
    kinds = {"d": NodeKind.DIRECTION, "p": NodeKind.PROJECT, "s": NodeKind.DEPARTMENT}
    nodes = tuple(Node(f"https://example.org/{name}", f"第{name}推進事業", kinds[name[0]])
                  for name in sorted((*directions, *projects, *departments)))
    edges = tuple(Edge(f"https://example.org/{one}", f"https://example.org/{other}",
                       TieKind.HOME, 1, ()) for one, other in sorted(ties))
    return Network("projects", "図", "map", nodes, edges, "", "", ())


def test_who_stays_keeps_the_place() -> None:
    """Next year four of the 78 are gone, in eight ways: half of the others stand, in the mean of
    these, within 45 % of the radius of where they stood; places that have nothing to do with the
    old ones are 100 % away and more."""
    network = city()
    shifts = []
    for year in range(8):
        gone = set(random.Random(year).sample([node.iri for node in network.nodes], 4))
        left = {node.iri for node in network.nodes} - gone
        later = replace(network, nodes=tuple(node for node in network.nodes if node.iri in left),
                        edges=tuple(edge for edge in network.edges
                                    if {edge.source, edge.target} <= left))
        one, other = (scaled(place(each), left) for each in (network, later))
        shifts.append(float(np.median(np.linalg.norm(one - other, axis=1))))

    assert sum(shifts) / len(shifts) < 0.45


def scaled(positions: Mapping[str, Position], iris: set[str]) -> NDArray[np.float64]:
    points = np.array([positions[iri] for iri in sorted(iris)], float)
    points -= points.mean(axis=0)
    return np.asarray(points / np.sqrt((points ** 2).sum(axis=1).mean()), float)


def test_every_node_has_a_whole_pixel(make_network: MakeNetwork) -> None:
    network = make_network(12, 5)
    positions = place(network)

    assert set(positions) == {node.iri for node in network.nodes}
    assert all(isinstance(value, int) for spot in positions.values() for value in spot)


def test_untied_nodes_stand_below(make_network: MakeNetwork) -> None:
    network = make_network(30, 8)
    positions = place(network)
    tied = {iri for edge in network.edges for iri in (edge.source, edge.target)}
    lowest = max(positions[iri][1] for iri in tied)

    assert 0 < len(tied) < 30
    assert all(y > lowest for iri, (_, y) in positions.items() if iri not in tied)
