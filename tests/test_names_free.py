"""The rooms are top-level packages with everyday names: nothing else we install may own one."""

import sys
from importlib.metadata import Distribution, distributions

import pytest

ROOMS = ("ontology", "loaders", "graph", "queries", "viz", "shisaku")


def top_level_names(distribution: Distribution) -> set[str]:
    """Return the first part of each file's path, an extension module by its name alone."""
    return {file.parts[0].split(".")[0] for file in distribution.files or ()}


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_owns_the_name(room: str) -> None:
    owners = {found.name for found in distributions() if room in top_level_names(found)}

    assert owners <= {"shisaku"}
    assert room not in sys.stdlib_module_names


def test_the_distributions_are_seen() -> None:
    seen = {name for found in distributions() for name in top_level_names(found)}

    assert {"rdflib", "networkx", "pyoxigraph", "numpy"} <= seen
