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
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from graph.dataset_files import (
    LEDGER,
    ORIGINALS,
    SOURCES,
    STORE,
    kept_verdicts,
    read_report,
)
from graph.dataset_parts import (
    DatasetParts,
    LedgerRow,
    Originals,
    SourceEntry,
    SourcePart,
    source_name,
)
from graph.held_folder import HeldFolder
from graph.judged import unjudged_quads, without_verdicts
from graph.ledger_file import LedgerFile, read_rows
from graph.part import PartedStore, Parts
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
            return Dataset(target, folder)
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


def _try_recovery(target: Path) -> None:
    """Put back what a killed build left; where a build is running, wait a moment instead."""
    try:
        with build_lock(target):
            recover(target)
    except DatasetError:
        time.sleep(_PAUSE)


class Dataset:
    """A dataset opened to read, as it was when it was opened; ``path`` is for messages."""

    def __init__(self, path: Path, folder: HeldFolder) -> None:
        self.path = path
        self._folder = folder
        self.report = read_report(folder.path, shown=path)
        self.store = PartedStore.open(folder.path / STORE, shown=path / STORE, keeps=folder)
        self.store.parts = Parts(folder, self.report, shown=path)

    @property
    def is_current(self) -> bool:
        """False once a build has put another dataset in this one's place."""
        return self._folder.is_current

    def ledger(self) -> Iterator[LedgerRow]:
        """Yield the account of every line read."""
        with (self._folder.path / LEDGER).open(encoding="utf-8", newline="") as file:
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
        return LedgerFile(self._folder.path / LEDGER)

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
        return kept_verdicts(self._folder.path, shown=self.path)

    def _document(self, folder: str, sha256: str, suffix: str) -> bytes:
        self.entry(sha256)
        return (self._folder.path / folder / f"{sha256}{suffix}").read_bytes()
