"""Where a dataset is: a folder on the disk, or an endpoint that a push has filled. Either is opened
to the same Dataset."""

from __future__ import annotations

from pathlib import Path

from graph.dataset import Dataset, Folder, open_dataset
from graph.held_folder import HeldFolder
from graph.remote import Endpoint, endpoint_set, is_endpoint
from graph.remote.folder import RemoteFolder

Place = Path | Endpoint


def place_of(text: str) -> Place:
    """Return the place that ``text`` names: a path, or an http(s) address with what the environment
    sets for it. ShisakuError where a setting is wrong."""
    return endpoint_set(text) if is_endpoint(text) else Path(text)


def open_place(place: Place) -> Dataset:
    """Open the dataset at ``place`` to read; DatasetError where there is none or it is broken,
    QueryError where an endpoint does not answer."""
    if isinstance(place, Path):
        return open_dataset(place)
    folder = RemoteFolder(place)
    return Dataset(place, folder, lambda _: folder.store)


def hold(place: Place) -> Folder | None:
    """Hold the files of the dataset at ``place``, to be told when another has taken its place; None
    where a folder is just being replaced."""
    return HeldFolder.hold(place) if isinstance(place, Path) else RemoteFolder(place)
