"""The lines of a document as its page shows them: which ones, on which page, what they became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.dataset import Dataset
from graph.dataset_parts import LedgerRow
from loaders.ledger import SKIPPED, UNEXPLAINED
from ontology.terms import SHISAKU
from shisaku.web.pages.asked import Range
from shisaku.web.pages.kinds import label_of
from shisaku.web.pages.reading_words import reason_label

PART = 300
"""Lines that one page of the application shows."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a line became: a name in the page's language, and the reader's own words for it."""

    name: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; ``number`` from 1, ``page`` None in a document without pages."""

    number: int
    text: str
    page: int | None
    marked: bool
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of a document's lines and the account of them, by number; lines within ``marked``
    are marked, and uses are named in ``tongue``."""

    texts: Sequence[str]
    account: Mapping[int, Sequence[LedgerRow]]
    marked: Sequence[Range]
    tongue: str

    @property
    def pages(self) -> dict[int, int]:
        """The first line of each page."""
        found: dict[int, int] = {}
        for number, rows in self.account.items():
            if rows[0].page is not None:
                found.setdefault(rows[0].page, number)
        return found

    def part_of(self, number: int) -> int:
        """Return the part (from 1) that line ``number`` stands in; the last where it is beyond."""
        return min(max(number - 1, 0) // PART + 1, self.parts)

    @property
    def parts(self) -> int:
        return max(1, -(-len(self.texts) // PART))

    def part(self, number: int) -> tuple[Line, ...]:
        """Return the lines of the part ``number`` (from 1)."""
        first = (number - 1) * PART + 1
        return tuple(self._line(each, text) for each, text
                     in enumerate(self.texts[first - 1 : first - 1 + PART], start=first))

    def _line(self, number: int, text: str) -> Line:
        rows = self.account.get(number, ())
        return Line(number, text, rows[0].page if rows else None,
                    any(first <= number <= last for first, last in self.marked),
                    tuple(Use(row.use, _use_label(row.use, self.tongue),
                              reason_label(row.detail, self.tongue)
                              if row.use == SKIPPED else row.detail)
                          for row in rows))


def document(dataset: Dataset, sha256: str, marked: Sequence[Range], tongue: str) -> Document:
    """Return the lines of a document; DatasetError where the dataset has no such document."""
    texts, account = _read(dataset, sha256)
    return Document(texts, account, marked, tongue)


@lru_cache(maxsize=4)
def _read(dataset: Dataset, sha256: str) -> tuple[list[str], Mapping[int, Sequence[LedgerRow]]]:
    """Return a document's lines and the account of each: who reads on would else wait for the
    account of all its lines at every page."""
    account: defaultdict[int, list[LedgerRow]] = defaultdict(list)
    for row in dataset.ledger_of(sha256):
        account[row.number].append(row)
    return dataset.source_text(sha256).split("\n")[:-1], dict(account)


def _use_label(use: str, tongue: str) -> str:
    if use == SKIPPED:
        return "skipped" if tongue == "en" else "読み飛ばし"
    if use == UNEXPLAINED:
        return "unexplained" if tongue == "en" else "説明なし"
    return label_of(SHISAKU.BASE + use).in_(tongue)
