"""One municipality's part of a dataset as a store of its own, for questions that ask of nothing
else: they then cost what they cost in a dataset of one city, whatever else the dataset holds.

An engine can narrow what stands in a query's outer pattern to a municipality, but not what stands
in a subselect or on the right of a ``MINUS``: those are worked out for all first.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Protocol, runtime_checkable

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.dataset_files import kept_verdicts
from graph.dataset_parts import DatasetReport
from graph.held_folder import HeldFolder
from graph.judged import judge
from graph.portion import COMMON
from graph.portion_files import PORTIONS, own_nquads, read_portion
from graph.results import Term
from graph.store import EmbeddedStore, GraphStore
from graph.verdicts import Verdict

KEPT = 4
"""So many parts are kept at hand, those that were asked last; each takes some 20 MiB."""


@runtime_checkable
class Parted(Protocol):
    """A store that can be asked for a part of itself."""

    def part(self, things: Iterable[Term]) -> GraphStore | None:
        """Return what is said of the one municipality that all ``things`` below a municipality
        are of; None where they are of none or several, or where that is all that there is."""


def part_for(store: GraphStore, things: Iterable[Term]) -> GraphStore:
    """Return the part of ``store`` that ``things`` are in, or all of it."""
    part = store.part(things) if isinstance(store, Parted) else None
    return store if part is None else part


class Parts:
    """The parts of the dataset that ``folder`` holds, which messages call ``shown``."""

    def __init__(self, folder: HeldFolder, report: DatasetReport, *, shown: Path) -> None:
        self._folder = folder
        self.base = report.base
        self._code = re.compile(re.escape(report.base) + r"([0-9]{6})(?:/|$)")
        self._codes = report.municipalities
        self.shown = shown
        self._kept: OrderedDict[str, EmbeddedStore] = OrderedDict()
        self._lock = Lock()

    @property
    def folder(self) -> Path:
        """The dataset's folder."""
        return self._folder.path

    @property
    def codes(self) -> Sequence[str]:
        """The codes of all municipalities, in order."""
        return sorted(self._codes)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The codes of those that persons have judged something of."""
        return frozenset(verdict.finding.split("/", 1)[0] for verdict in self._verdicts)

    @cached_property
    def _verdicts(self) -> Sequence[Verdict]:
        return kept_verdicts(self._folder.path, shown=self.shown)

    def of(self, things: Iterable[Term]) -> EmbeddedStore | None:
        """See ``Parted.part``."""
        codes = {match[1] for thing in things if isinstance(thing, NamedNode)
                 if (match := self._code.match(thing.value))}
        if len(codes) != 1 or len(self._codes) < 2 or not codes <= self._codes:
            return None
        return self.of_code(*codes)

    def of_code(self, code: str) -> EmbeddedStore:
        """Return what is said of the municipality ``code``, which is one of ``codes``."""
        with self._lock:
            if code not in self._kept:
                self._kept[code] = self._read(code)
            self._kept.move_to_end(code)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[code]

    def _read(self, code: str) -> EmbeddedStore:
        store = portion_store(self._folder.path, code, shown=self.shown)
        judge(store, self.base, [verdict for verdict in self._verdicts
                                  if verdict.finding.startswith(f"{code}/")])
        return EmbeddedStore(store)


def portion_store(folder: Path, code: str, *, shown: Path) -> Store:
    """Return a store in memory with what the portion ``code`` in a dataset's ``folder`` says, what
    it has in common with others, and the vocabulary; nobody's verdicts."""
    store = Store()
    shared = "\n".join(read_portion(folder, code, shown=shown).shared)
    for nquads in (own_nquads(folder, code), own_nquads(folder, COMMON), shared.encode()):
        store.bulk_load(nquads, RdfFormat.N_QUADS)
    return store


class PartedStore(EmbeddedStore):
    """The store of a dataset, and the parts of it."""

    parts: Parts | None = None

    def part(self, things: Iterable[Term]) -> EmbeddedStore | None:
        """See ``Parted``."""
        return None if self.parts is None else self.parts.of(things)


def parts_of(store: GraphStore) -> Parts | None:
    """Return the parts of ``store``, None where it has only one, or none, as where an earlier
    program made the dataset."""
    parts = store.parts if isinstance(store, PartedStore) else None
    if parts is None or len(parts.codes) < 2 or not (parts.folder / PORTIONS).is_dir():
        return None
    return parts
