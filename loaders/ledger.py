"""The account of every line read: what it became, or why it was passed over.

A reader that says nothing about a line leaves it ``unexplained``, and the build lists it.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.source import Source

SKIPPED = "skipped"
UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line's account: its number in the file; ``use`` names what it became (or skipped,
    unexplained)."""

    unit: str
    number: int
    page: int | None
    use: str
    detail: str


class Ledger:
    """Collects the uses of the lines of one source; a line can serve several."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._uses: dict[int, list[tuple[str, str]]] = {}
        for number, line in enumerate(source.lines, start=1):
            if not line.strip():
                self.skip(number, "blank")

    def use(self, number: int, use: str, detail: str = "") -> None:
        """Note that line ``number`` became ``use`` (a class of the vocabulary)."""
        entry = (use, detail)
        if entry not in self._uses.setdefault(number, []):
            self._uses[number].append(entry)

    def skip(self, number: int, reason: str) -> None:
        """Note that line ``number`` says nothing of its own, and why."""
        self.use(number, SKIPPED, reason)

    def entries(self) -> tuple[LedgerEntry, ...]:
        """Return the account in line order, one entry for each use of each line."""
        return tuple(
            LedgerEntry(self._source.unit, self._source.number(number),
                        self._source.pages[number - 1], use, detail)
            for number in range(1, len(self._source.lines) + 1)
            for use, detail in self._uses.get(number, [(UNEXPLAINED, "")])
        )
