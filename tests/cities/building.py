"""A city's documents through the whole program: read, made a graph, and asked what they say."""

from __future__ import annotations

from pathlib import Path

from loaders.records import Municipality
from shisaku.given import given_files
from shisaku.pipeline import build
from tests.cities.truth import City


def built(city: City, documents: dict[str, bytes], folder: Path) -> Path:
    """Write ``documents`` (by file name) into ``folder``, build a dataset of them there and return
    its folder. Raises ShisakuError where a document is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in documents.items():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    build(given_files(paths, Municipality(city.code, city.name)), folder / "data")
    return folder / "data"
