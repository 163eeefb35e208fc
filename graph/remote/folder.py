"""The dataset folder behind an endpoint: its files are fetched when they are first asked for, and
read like those on the disk; its store is asked over HTTP."""

from __future__ import annotations

import json
import time
import weakref
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

from graph.dataset_files import REPORT
from graph.dataset_parts import DatasetReport, LedgerCount
from graph.judged import VERDICTS
from graph.remote.endpoint import Endpoint
from graph.remote.files import file_of
from graph.remote.store import RemoteStore
from ontology.errors import DatasetError
from ontology.iris import DEFAULT_BASE

_LOOKED_AT = 2.0
"""Seconds for which the version at the endpoint is taken for known."""


class RemoteFolder:
    """What a push has put at an endpoint, as it stood there at first; DatasetError once another
    push has replaced it. Where nothing was pushed, there are no files but an empty report."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.store = RemoteStore(endpoint)
        self.store.pin()
        self._manifest = self.store.manifest()
        folder = TemporaryDirectory(prefix="shisaku-")
        weakref.finalize(self, folder.cleanup)
        self._path = Path(folder.name)
        self._lock = RLock()
        self._is_current = True
        self._looked = time.monotonic()

    def file(self, name: str) -> Path:
        """Return where the file ``name`` of the dataset folder can be read; there is none where
        the dataset has none. DatasetError where it cannot be fetched whole."""
        path = self._path / name
        with self._lock:
            if not path.exists():
                data = self._fetched(name)
                if data is not None:
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(data)
        return path

    def _fetched(self, name: str) -> bytes | None:
        if self._manifest is None:
            return _empty_report() if name == REPORT else None
        graph = self._manifest.files.get(name)
        if graph is None and name != VERDICTS:
            raise DatasetError(
                ja=f"{self.store.url}: {name} がありません（--no-documents で push された"
                "データセットには原本がありません）。",
                en=f"{self.store.url}: there is no {name}; one that was pushed with "
                "--no-documents has no originals.")
        if graph is None:
            return None
        return file_of(graph, self.store.quads(graph), f"{self.store.url} ({name})")

    @property
    def is_current(self) -> bool:
        """True while no other push has replaced the dataset."""
        with self._lock:
            if self._is_current and time.monotonic() > self._looked + _LOOKED_AT:
                version = self._manifest.version if self._manifest else ""
                self._is_current = self.store.stamp().version == version
                self._looked = time.monotonic()
        return self._is_current


def _empty_report() -> bytes:
    """Return the report of what is not known: an endpoint that no push has filled."""
    report = DatasetReport(snapshot="", unjudged="", base=DEFAULT_BASE, built_at="", quads=0,
                           sources=(), counts={}, ledger=LedgerCount(0, 0, 0), warnings=(),
                           validation={})
    return json.dumps(report.to_json()).encode()
