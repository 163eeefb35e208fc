"""A dataset's store, ledger and report, made of the portions that stand in its folder.

The store is filled anew, or, where most of it stays, takes over another one's files (which the
database never changes) and what differs. Both give the same dataset.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, Store, parse

from graph.dataset_files import LEDGER, STORE, write_report
from graph.dataset_parts import DatasetReport, LedgerCount, count_instances, labels
from graph.judged import judge, snapshot_of, unplaced
from graph.ledger_file import HEAD
from graph.portion import COMMON, Portion, combined_snapshot, common_nquads, portion_digest
from graph.portion_files import ledger_text, own_nquads, own_stream, sources_of
from graph.verdicts import Verdict

Portions = Mapping[str, Portion]
"""Portions by code, in order."""


BATCH = 400_000
"""Quads that are loaded at once: the engine holds what it loads at once in memory (1.3 GiB for two
million), and with fewer it takes longer."""


def fill_store(folder: Path, portions: Portions) -> Store:
    """Return a new store in ``folder`` with all that its ``portions`` say."""
    store = Store(folder / STORE)
    store.bulk_load(common_nquads(portions.values()), RdfFormat.N_QUADS)
    for codes in _batches(portions):
        streams = (own_stream(folder, code) for code in codes)
        store.bulk_load(cast(IO[bytes], _Joined(streams)), RdfFormat.N_QUADS)
    store.optimize()
    return store


def _batches(portions: Portions) -> Iterator[list[str]]:
    """Yield the codes of ``portions``, as many at a time as are loaded at once."""
    batch: list[str] = []
    quads = 0
    for code, portion in portions.items():
        batch.append(code)
        quads += portion.quads
        if quads >= BATCH:
            yield batch
            batch, quads = [], 0
    if batch:
        yield batch


class _Joined(io.RawIOBase):
    """Streams read one after the other, each opened when its turn comes."""

    def __init__(self, streams: Iterator[io.BufferedIOBase]) -> None:
        self._streams = streams
        self._stream: io.BufferedIOBase | None = next(streams, None)

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes; none at the end of all."""
        while self._stream is not None:
            if chunk := self._stream.read(size):
                return chunk
            self._stream.close()
            self._stream = next(self._streams, None)
        return b""


def change_store(old: Path, folder: Path, before: Portions, after: Portions, base: str) -> Store:
    """Return a store in ``folder``, which has the portions ``after``: that of the dataset ``old``,
    which has the portions ``before``, without anybody's verdicts and with what differs."""
    Store.read_only(str(old / STORE)).backup(str(folder / STORE))
    store = Store(folder / STORE)
    judge(store, base, ())
    gone, come = _lines(old, before, after), _lines(folder, after, before)
    for quad in parse(b"".join(gone - come), RdfFormat.N_QUADS):
        store.remove(quad)
    store.bulk_load(b"".join(come - gone), RdfFormat.N_QUADS)
    return store


def _lines(folder: Path, portions: Portions, others: Portions) -> set[bytes]:
    """Return the lines of those ``portions`` in ``folder`` that are not the same in ``others``,
    and what all of them share."""
    lines = set(common_nquads(portions.values()).splitlines(keepends=True))
    for code, portion in portions.items():
        if code not in others or others[code].digest != portion.digest:
            lines.update(own_nquads(folder, code).splitlines(keepends=True))
    return lines


def write_account(
    folder: Path, store: Store, portions: Portions, base: str, verdicts: tuple[Verdict, ...]
) -> DatasetReport:
    """Let ``store`` say what ``verdicts`` say; write the ledger and the report of the dataset that
    the ``portions`` in ``folder`` make, and return the report."""
    common = common_nquads(portions.values())
    unjudged = _unjudged(folder, portions, common)
    grown = judge(store, base, verdicts)
    store.flush()
    _write_ledger(folder, portions)
    report = DatasetReport(
        snapshot=snapshot_of(store, base, unjudged),
        unjudged=unjudged,
        base=base,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        quads=sum(each.quads for each in portions.values()) + common.count(b"\n") + grown,
        sources=tuple(sources_of(portions.values())),
        counts=dict(sorted(_summed([
            *(each.counts for each in portions.values()),
            count_instances(parse(common, RdfFormat.N_QUADS))]).items())),
        ledger=_ledger_count(each.ledger for each in portions.values()),
        warnings=(*(warning for each in portions.values() for warning in each.warnings),
                  *unplaced(store, base, verdicts)),
        validation=_summed(each.validation for each in portions.values()),
    )
    write_report(folder, report)
    return report


def _unjudged(folder: Path, portions: Portions, common: bytes) -> str:
    """Return the snapshot without verdicts."""
    digests = {code: each.digest for code, each in portions.items()}
    if common or COMMON not in portions:
        own = own_nquads(folder, COMMON) if COMMON in portions else b""
        lines = sorted({*own.splitlines(keepends=True), *common.splitlines(keepends=True)})
        digests[COMMON] = portion_digest(b"".join(lines))
    return combined_snapshot(digests)


def _write_ledger(folder: Path, portions: Portions) -> None:
    names = iter(labels(sources_of(portions.values())))
    with (folder / LEDGER).open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        for portion in portions.values():
            file.write(ledger_text(folder, portion, [next(names) for _ in portion.sources]))


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)


def _ledger_count(counts: Iterable[LedgerCount]) -> LedgerCount:
    found = tuple(counts)
    return LedgerCount(sum(each.used for each in found), sum(each.skipped for each in found),
                       sum(each.unexplained for each in found))
