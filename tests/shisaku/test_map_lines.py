"""Lines and labels of the maps of real documents, counted point by point."""

from pathlib import Path

import pytest

from graph.dataset import open_dataset
from tests.viz.lines import crossings, lines_behind_labels
from viz.layout import place
from viz.maps import build_network


def test_lines_shown_at_first_cross_nothing(sample_dataset: Path) -> None:
    """The fictional town's departments: of their 30 ties, four are shown at first."""
    network = build_network("departments", open_dataset(sample_dataset).store,
                            {"municipality": "990001"})
    positions = place(network)

    assert len(network.edges) == 30
    assert sum(edge.is_of(network.started) for edge in network.edges) == 4
    assert crossings(network, positions) == 0
    assert lines_behind_labels(network, positions) == []


@pytest.mark.seeds
def test_few_lines_of_a_goal_run_behind_labels(seed_dataset: Path) -> None:
    """Of the 283 lines in the maps of the city's four goals; it was 192 times that a straight line
    ran through the label of another."""
    store, found = open_dataset(seed_dataset).store, 0
    for goal in "1234":
        network = build_network("projects", store, {"goal": goal})
        found += len(lines_behind_labels(network, place(network)))

    assert found <= 60
