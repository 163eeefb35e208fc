"""The packaged sample, opened, and what a person read in it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.dataset import Dataset, open_dataset

GOLD = Path(__file__).parents[2] / "gold"


@pytest.fixture(scope="session")
def sample(sample_dataset: Path) -> Dataset:
    """The dataset that ``shisaku demo`` makes."""
    return open_dataset(sample_dataset)


@pytest.fixture(scope="session")
def gold() -> Callable[[str], list[dict[str, str]]]:
    """Give the rows of a table of tests/gold."""
    def rows(name: str) -> list[dict[str, str]]:
        with (GOLD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows
