"""The two fictional towns, in the store and in a second engine."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from graph.store import EmbeddedStore

TOWNS = Path(__file__).parent / "kirihara.trig"


@pytest.fixture(scope="session")
def towns() -> EmbeddedStore:
    return EmbeddedStore.of(parse(path=TOWNS, format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def towns_in_rdflib() -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=TOWNS.read_text(encoding="utf-8"), format="trig")
    return dataset
