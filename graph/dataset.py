"""The dataset folder: written all or nothing, opened to read.

A folder holds ``store/`` (the Oxigraph database), ``report.json``, ``ledger.csv``, ``sources/``
(the text of each document, ``{sha256}.txt``) and ``originals/`` (its bytes, ``{sha256}``; the
names are in the report); and, once a person has judged a finding, ``verdicts.jsonl``, which every
later build takes over. It is built beside its place and swapped in whole (``graph.swap``).

A reader holds the folder it opened, not the name: a build that swaps in a new one takes nothing
from under it, and report, texts and store always belong together.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph.canonical import canonical_nquads, snapshot_id
from graph.dataset_files import (
    LEDGER,
    ORIGINALS,
    REPORT,
    SOURCES,
    STORE,
    kept_verdicts,
    read_report,
    write_ledger,
    write_report,
    write_sources,
    write_verdicts,
)
from graph.dataset_parts import (
    DatasetParts,
    DatasetReport,
    LedgerRow,
    Originals,
    SourceEntry,
    SourcePart,
    count_instances,
    count_ledger,
    source_name,
)
from graph.held_folder import HeldFolder
from graph.judged import judge, snapshot_of, unjudged_quads, unplaced, without_verdicts
from graph.ledger_file import LedgerFile, read_rows
from graph.store import EmbeddedStore
from graph.swap import (
    PATIENCE,
    build_lock,
    is_missing,
    make_building_folder,
    needs_recovery,
    put_in_place,
    recover,
    remove_leftovers,
    remove_unless_held,
    sync_tree,
)
from graph.verdicts import Verdict, joined
from ontology.errors import DatasetError

_PATIENCE = 5.0
_PAUSE = 0.02


def write_dataset(
    target: Path, parts: DatasetParts, *, patience: float = PATIENCE
) -> DatasetReport:
    """Put a dataset made of ``parts`` at ``target`` and return its report.

    The verdicts that stand at ``target`` stay, whatever else goes. Until the last step ``target``
    is as it was, and a process killed at any moment leaves the old or the new dataset there.
    DatasetError where ``target`` is something else than a dataset, where others write to it for
    more than ``patience`` seconds, or where the disk refuses.
    """
    target = target.resolve()
    _refuse_foreign(target)
    with reported_unwritable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with build_lock(target, patience):
            recover(target)
            kept = kept_verdicts(target, shown=target)
            with replacing(target) as building:
                return _fill(building, parts, joined(kept, parts.verdicts))


@contextmanager
def reported_unwritable(target: Path) -> Iterator[None]:
    """Turn an OSError into a DatasetError: ``target`` cannot be written."""
    try:
        yield
    except OSError as error:
        raise DatasetError(
            ja=f"{target}: データセットを書き込めません({error})。",
            en=f"{target}: the dataset cannot be written ({error}).",
        ) from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder that takes the place of ``target`` when the block ends well, and is gone
    when it does not. Call it under ``build_lock``."""
    remove_leftovers(target)
    building = make_building_folder(target)
    try:
        yield building
        sync_tree(building)
        put_in_place(building, target)
    finally:
        remove_unless_held(building)


def _refuse_foreign(target: Path) -> None:
    """Raise DatasetError where ``target`` holds something that no build has made."""
    if not target.exists():
        return
    if not target.is_dir() or (any(target.iterdir()) and not (target / REPORT).is_file()):
        raise DatasetError(
            ja=f"{target}: データセットではないものがあります。別のフォルダーを指定してください。",
            en=f"{target}: there is something else than a dataset here; name another folder.",
        )


def _fill(folder: Path, parts: DatasetParts, verdicts: tuple[Verdict, ...]) -> DatasetReport:
    nquads = canonical_nquads(parts.quads)
    unjudged = snapshot_id(nquads)
    store = Store(folder / STORE)
    store.bulk_load(nquads, RdfFormat.N_QUADS)
    del nquads
    judge(store, parts.base, verdicts)
    store.optimize()
    store.flush()
    write_sources(folder, parts.sources)
    write_ledger(folder / LEDGER, parts.ledger)
    report = DatasetReport(
        snapshot=snapshot_of(store, parts.base, unjudged),
        unjudged=unjudged,
        base=parts.base,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        quads=len(store),
        sources=tuple(part.entry for part in parts.sources),
        counts=count_instances(parts.quads),
        ledger=count_ledger(parts.ledger),
        warnings=parts.warnings + unplaced(store, parts.base, verdicts),
        validation=dict(parts.validation),
    )
    write_report(folder, report)
    write_verdicts(folder, verdicts)
    return report


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
        self.store = EmbeddedStore.open(folder.path / STORE, shown=path / STORE, keeps=folder)

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
