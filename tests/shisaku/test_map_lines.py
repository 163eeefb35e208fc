"""The maps of real documents: lines and labels point by point, and counts by another query."""

from pathlib import Path

import pytest

from graph.dataset import open_dataset
from graph.results import Solutions
from tests.viz.lines import crossings, lines_behind_labels
from viz.layout import place
from viz.maps import build_network
from viz.maps.choices import meeting_choices
from viz.network import TieKind


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


@pytest.mark.seeds
@pytest.mark.parametrize(("kind", "pattern"), [
    (TieKind.REPLIES, "?one a s:Statement ; s:repliesTo ?other"),
    (TieKind.NAMES, "VALUES ?class { s:Project s:Department } "
                     "?one a s:Statement ; s:mentions ?other . ?other a ?class"),
])
def test_counts_of_the_minutes_are_those_of_a_query(
    seed_dataset: Path, kind: TieKind, pattern: str,
) -> None:
    store = open_dataset(seed_dataset).store
    (meeting,) = meeting_choices(store)
    network = build_network("minutes", store, {"meeting": meeting.value})
    found = store.query("PREFIX s: <https://w3id.org/shisaku/ns#> "
                        f"SELECT DISTINCT ?one ?other {{ {pattern} }}")
    assert isinstance(found, Solutions)

    assert sum(edge.kind is kind for edge in network.edges) == len(list(found)) > 0
