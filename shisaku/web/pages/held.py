"""The dataset that the pages read, kept open and exchanged when a build has put a new one there.

The SPARQL endpoint asks processes of its own, because anybody's query may cost anything; the pages
ask their own small queries here.
"""

from __future__ import annotations

from threading import Lock

from graph.dataset import Dataset
from graph.place import Place, open_place


class Held:
    """Opens the dataset at ``path``; DatasetError where there is none."""

    def __init__(self, path: Place) -> None:
        self._path = path
        self._lock = Lock()
        self._dataset = open_place(path)

    def current(self) -> Dataset:
        """Return the dataset as the last build left it. One that a page is still reading stays
        readable until it is let go."""
        with self._lock:
            if not self._dataset.is_current:
                self._dataset = open_place(self._path)
            return self._dataset
