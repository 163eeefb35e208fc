"""Which edition and fiscal year a document speaks of, and which of two documents is the earlier.

A progress report speaks of the last year that it reports on or plans, since that is the year of
its lists; another document of the year in its title, or else in its file name, where there is one
alone. Where neither is told, nothing is concluded from an order that nobody stated.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from graph.editions.conventions import conventions
from loaders.dates import fiscal_year_of
from loaders.records import Reading


@dataclass(frozen=True, slots=True)
class Period:
    """The edition of the strategy (第2期: 2) and the year in which the fiscal year begins; None
    where no document tells it."""

    edition: int | None
    year: int | None

    @classmethod
    def of(cls, reading: Reading) -> Period:
        """Return the period that ``reading`` speaks of."""
        edition = reading.strategies[0].edition if reading.strategies else None
        return cls(edition, document_year(reading))

    def precedes(self, other: Period) -> bool:
        """Tell whether this is surely the earlier: by edition where both tell different ones, by
        year otherwise."""
        if self.edition is not None and other.edition is not None and self.edition != other.edition:
            return self.edition < other.edition
        return self.year is not None and other.year is not None and self.year < other.year


def document_year(reading: Reading) -> int | None:
    """Return the fiscal year (in which it begins) that the document as a whole speaks of."""
    told = [report.fiscal_year for report in reading.reports]
    told += [meeting.fiscal_year for meeting in reading.meetings]
    if told:
        return max(told)
    named = (_only_year(reading.title), _only_year(PurePath(reading.source.name).stem))
    return next((year for year in named if year is not None), None)


def _only_year(text: str) -> int | None:
    years = set(_years(unicodedata.normalize("NFKC", text)))
    return next(iter(years)) if len(years) == 1 else None


def _years(text: str) -> Iterator[int | None]:
    """Yield each fiscal year named in ``text``; None for a span of years, which is none of them."""
    forms = conventions()
    for found in forms.fiscal_year.finditer(text):
        yield None if forms.span.match(text, found.end()) else fiscal_year_of(found[0])
