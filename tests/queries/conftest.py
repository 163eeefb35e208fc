"""The two fictional towns, in the store, at an endpoint and in a second engine."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Dataset

from graph.remote import RemoteStore
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


@pytest.fixture(scope="session")
def towns_endpoint(
    towns: EmbeddedStore, sparql_endpoint: Callable[[Iterable[Quad]], str]
) -> RemoteStore:
    return RemoteStore(f"{sparql_endpoint(towns.quads())}/sparql")
