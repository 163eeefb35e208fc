"""A small dataset held in a worker's memory, where the engine answers several times as quickly.

A copy takes about 0.4 kB for each quad. The first worker writes the quads into a file, from which
the others read them in a quarter of the time that the database takes.
"""

from __future__ import annotations

import os
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize

from graph.dataset import Dataset
from graph.store import EmbeddedStore, GraphStore


def store_of(dataset: Dataset, copies: Path, most: int) -> GraphStore:
    """Return the store of ``dataset``: in memory where it has at most ``most`` quads, by way of a
    file in the folder ``copies``. It answers the same, byte for byte, in every process."""
    if dataset.report.quads > most or not isinstance(dataset.path, Path):
        return dataset.store
    copy = copies / f"{dataset.report.snapshot}.nq"
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            serialize(dataset.store.quads(), file, format=RdfFormat.N_QUADS)
        unfinished.replace(copy)
    store = Store()
    store.bulk_load(path=copy, format=RdfFormat.N_QUADS, lenient=True)
    return EmbeddedStore(store)


def drop_copies(copies: Path, but: str) -> None:
    """Delete the files in ``copies`` of all snapshots but one."""
    for copy in copies.glob("*.nq"):
        if copy.stem != but:
            copy.unlink(missing_ok=True)
