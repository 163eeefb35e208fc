"""What became of every line of the documents, from the ledger, added up for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from threading import Lock

from graph.dataset import Dataset
from graph.dataset_parts import LedgerRow
from loaders.ledger import SKIPPED, UNEXPLAINED

LINES = 200
"""So many unexplained lines are named."""


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """A document's lines, by what became of them; ``sha256`` is "" where the name tells none."""

    name: str
    sha256: str
    lines: int
    skipped: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that nothing explains."""

    name: str
    sha256: str
    number: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Unread:
    """All documents, the reasons for which lines were passed over (the most frequent first), and
    the first LINES that nothing explains."""

    documents: tuple[DocumentLines, ...]
    reasons: tuple[tuple[str, int], ...]
    lines: tuple[UnreadLine, ...]


class _Kept:
    """The last account made. A verdict changes the snapshot but neither lines nor what tells one
    build from another: the account is kept over it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[object, Unread] | None = None

    def of(self, dataset: Dataset) -> Unread:
        with self._lock:
            report = dataset.report
            key = (dataset.path, report.unjudged, report.built_at, report.sources, report.ledger)
            if self._of is None or self._of[0] != key:
                self._of = key, _account(dataset, dataset.ledger())
            return self._of[1]


_KEPT = _Kept()


def unread(dataset: Dataset, town: str = "") -> Unread:
    """Return the account of the lines of ``dataset``, of the documents of one municipality (its
    code) or of all for ""; DatasetError where its ledger is gone."""
    if not town:
        return _KEPT.of(dataset)
    return _account(dataset, chain.from_iterable(
        dataset.ledger_of(source.sha256) for source in dataset.report.sources
        if source.municipality_code == town))


def _account(dataset: Dataset, ledger: Iterable[LedgerRow]) -> Unread:
    """A line with any use is used, as the build report counts."""
    uses: defaultdict[str, dict[int, set[str]]] = defaultdict(dict)
    reasons: Counter[str] = Counter()
    lines: list[LedgerRow] = []
    for row in ledger:
        uses[row.source].setdefault(row.number, set()).add(row.use)
        if row.use == SKIPPED:
            reasons[row.detail] += 1
        elif row.use == UNEXPLAINED and len(lines) < LINES:
            lines.append(row)
    digests = _digests(dataset)
    return Unread(
        tuple(_document(name, digests.get(name, ""), uses[name]) for name in uses),
        tuple(reasons.most_common(50)),
        tuple(UnreadLine(row.source, digests.get(row.source, ""), row.number, row.page)
              for row in lines))


def _digests(dataset: Dataset) -> Mapping[str, str]:
    """The ledger's names: a name that several documents bear has the digest's start behind it."""
    found = {}
    for source in dataset.report.sources:
        found[source.name] = source.sha256
        found[f"{source.name} ({source.sha256[:8]})"] = source.sha256
    return found


def _document(name: str, sha256: str, uses: Mapping[int, set[str]]) -> DocumentLines:
    unused = [found for found in uses.values() if not found - {SKIPPED, UNEXPLAINED}]
    skipped = sum(SKIPPED in found for found in unused)
    return DocumentLines(name, sha256, len(uses), skipped, len(unused) - skipped)
