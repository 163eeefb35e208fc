"""The dataset folder, opened to read.

A folder holds ``store/`` (the Oxigraph database), ``report.json``, ``ledger.csv``, ``sources/``
(the text of each document, ``{sha256}.txt``) and ``originals/`` (its bytes, ``{sha256}``; the
names are in the report); and, once a person has judged a finding, ``verdicts.jsonl``, which every
later build takes over. ``portions/`` has what is made and replaced by itself: each municipality's
part of it all (``graph.portion_files``).

A reader holds the folder it opened, not the name: a build that swaps in a new one takes nothing
from under it, and report, texts and store always belong together.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from graph.dataset_files import (
    LEDGER,
    ORIGINALS,
    REPORT,
    SOURCES,
    STORE,
    kept_verdicts,
    read_report,
)
from graph.dataset_parts import (
    DatasetParts,
    DatasetReport,
    LedgerRow,
    Originals,
    SourceEntry,
    SourcePart,
    source_name,
)
from graph.held_folder import HeldFolder
from graph.judged import VERDICTS, unjudged_quads, without_verdicts
from graph.ledger_file import LedgerFile, read_rows
from graph.part import PartedStore, Parts
from graph.remote.endpoint import Endpoint
from graph.store import GraphStore
from graph.swap import build_lock, is_missing, needs_recovery, recover
from graph.verdicts import Verdict
from ontology.errors import DatasetError

_PATIENCE = 5.0
_PAUSE = 0.02


def open_dataset(path: Path) -> Dataset:
    """Open the dataset at ``path`` to read; DatasetError where there is none or it is broken."""
    try:
        return _opened(path.resolve())
    except OSError as error:
        raise DatasetError(
            ja=f"{path}: データセットを読めません({error})。",
            en=f"{path}: the dataset cannot be read ({error}).",
        ) from error


def _opened(target: Path) -> Dataset:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if needs_recovery(target):
            _try_recovery(target)
            continue
        folder = HeldFolder.hold(target)
        if folder is not None:
            return _in_folder(target, folder)
        if is_missing(target):
            raise DatasetError(
                ja=f"{target}: データセットがありません。shisaku build で作成してください。",
                en=f"{target}: there is no dataset here; make one with shisaku build.",
            )
        time.sleep(_PAUSE)
    raise DatasetError(
        ja=f"{target}: 作成中のため開けません。終わってから実行してください。",
        en=f"{target}: it is being built and cannot be opened; run again when that is done.",
    )


def _in_folder(target: Path, folder: HeldFolder) -> Dataset:
    def opened(report: DatasetReport) -> PartedStore:
        store = PartedStore.open(folder.path / STORE, shown=target / STORE, keeps=folder)
        store.parts = Parts(folder, report, shown=target)
        return store

    return Dataset(target, folder, opened)


def _try_recovery(target: Path) -> None:
    """Put back what a killed build left; where a build is running, wait a moment instead."""
    try:
        with build_lock(target):
            recover(target)
    except DatasetError:
        time.sleep(_PAUSE)


class Folder(Protocol):
    """Where the files of a dataset are, as it was when it was opened."""

    def file(self, name: str) -> Path:
        """Return where the file ``name`` can be read."""

    @property
    def is_current(self) -> bool:
        """False once another dataset has taken the place."""


class Dataset:
    """A dataset opened to read, as it was when it was opened; ``path`` is for messages."""

    def __init__(self, path: Path | Endpoint, folder: Folder,
                 opened: Callable[[DatasetReport], GraphStore]) -> None:
        self.path = path
        self._folder = folder
        self._shown = Path(str(path))
        self.report = read_report(folder.file(REPORT).parent, shown=self._shown)
        self.store = opened(self.report)

    @property
    def is_current(self) -> bool:
        """False once a build has put another dataset in this one's place."""
        return self._folder.is_current

    def ledger(self) -> Iterator[LedgerRow]:
        """Yield the account of every line read."""
        with self._folder.file(LEDGER).open(encoding="utf-8", newline="") as file:
            yield from read_rows(file)

    def ledger_of(self, sha256: str) -> tuple[LedgerRow, ...]:
        """Return the account of every line of one document; DatasetError where the dataset has no
        such document. Takes as long as that document is large, from the second call on."""
        entry = self.entry(sha256)
        named = Counter(each.name for each in self.report.sources)
        return self._ledger.rows(source_name(entry, named))

    def entry(self, sha256: str) -> SourceEntry:
        """Return what the report says of a document; DatasetError where it has no such one."""
        entry = self._entries.get(sha256)
        if entry is None:
            raise DatasetError(
                ja=f"{self.path}: 資料 {sha256} はありません。",
                en=f"{self.path}: there is no document {sha256}.",
            )
        return entry

    @cached_property
    def _entries(self) -> dict[str, SourceEntry]:
        return {entry.sha256: entry for entry in self.report.sources}

    @cached_property
    def _ledger(self) -> LedgerFile:
        return LedgerFile(self._folder.file(LEDGER))

    def source_text(self, sha256: str) -> str:
        """Return the text of a document, its lines parted by line feeds; DatasetError where the
        dataset has no such document."""
        return self._document(SOURCES, sha256, ".txt").decode()

    def original(self, sha256: str) -> bytes:
        """Return the bytes of a document; DatasetError where the dataset has no such document."""
        return self._document(ORIGINALS, sha256, "")

    def parts(self) -> DatasetParts:
        """Return all that the dataset is made of, to be written again with changes."""
        digests = [entry.sha256 for entry in self.report.sources]
        originals = Originals({sha256: partial(self.original, sha256) for sha256 in digests})
        sources = tuple(
            SourcePart(entry, self.source_text(entry.sha256), originals)
            for entry in self.report.sources)
        quads = tuple(unjudged_quads(self.store.quads(), self.report.base))
        return DatasetParts(self.report.base, quads, sources, tuple(self.ledger()),
                            without_verdicts(self.report.warnings), self.report.validation,
                            self.verdicts())

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return all verdicts that persons gave, the earliest first; DatasetError where their
        file cannot be read."""
        return kept_verdicts(self._folder.file(VERDICTS).parent, shown=self._shown)

    def _document(self, folder: str, sha256: str, suffix: str) -> bytes:
        self.entry(sha256)
        return self._folder.file(f"{folder}/{sha256}{suffix}").read_bytes()

    def files(self) -> dict[str, Path]:
        """Return the plain files of the dataset by name: report, ledger, verdicts, and the texts
        and bytes of all documents."""
        digests = [entry.sha256 for entry in self.report.sources]
        names = [REPORT, LEDGER, VERDICTS, *(f"{SOURCES}/{each}.txt" for each in digests),
                 *(f"{ORIGINALS}/{each}" for each in digests)]
        found = {name: self._folder.file(name) for name in names}
        return {name: path for name, path in found.items() if path.is_file()}
