"""Which findings a page shows: everything that its address asks for, and the address again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from starlette.datastructures import QueryParams

from graph.verdicts import Judgement
from ontology.names import normalised_name
from ontology.terms import FINDING_CLASSES, SHISAKU
from shisaku.web.pages.findings.entries import Entries, Entry

KINDS = tuple(kind.removeprefix(SHISAKU.BASE) for kind in FINDING_CLASSES)
STATUSES = ("Candidate", *Judgement)
PAGE = 50
LONGEST = 200
"""So many characters of each thing asked for are read."""
_FARTHEST = 10**7
_SCORE = re.compile(r"[01](\.[0-9]{1,4})?")

_SORTS: Mapping[str, Callable[[Entry], Any]] = {
    "score": lambda entry: entry.row.score if entry.row.score is not None else Decimal(-1),
    "status": lambda entry: STATUSES.index(entry.row.status),
    "label": lambda entry: entry.row.label_ja,
    "place": lambda entry: [(place.document, place.first) for place in entry.row.passages[:1]],
}
SORTS = tuple(_SORTS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, "" for what is left open. ``across`` and ``explained`` are "yes" or "no";
    ``sort`` is one of SORTS, after a "-" for the largest first; ``start`` counts from 0."""

    kind: str = ""
    status: str = ""
    municipality: str = ""
    department: str = ""
    direction: str = ""
    across: str = ""
    explained: str = ""
    score: str = ""
    q: str = ""
    sort: str = ""
    start: int = 0

    @classmethod
    def of(cls, query: QueryParams, base: str) -> Asked:
        """Read an address; what it says wrongly is left open, but an unknown department or
        direction has no findings. They are IRIs, or what these say after ``base``."""
        def said(name: str) -> str:
            return query.get(name, "")[:LONGEST].strip()

        def one_of(name: str, choices: Sequence[str]) -> str:
            return said(name) if said(name) in choices else ""

        def iri(name: str) -> str:
            return said(name) and base + said(name).removeprefix(base)

        sort, start = said("sort"), said("from")
        return cls(
            one_of("kind", KINDS), one_of("status", STATUSES), said("municipality"),
            iri("department"), iri("direction"), one_of("across", ("yes", "no")),
            one_of("explained", ("yes", "no")), _score(said("score")), said("q"),
            sort if sort.removeprefix("-") in SORTS else "",
            min(int(start), _FARTHEST) if start.isascii() and start.isdecimal() else 0)

    def parameters(self) -> dict[str, str]:
        """Return what an address says of this, without where the page begins."""
        names = ("kind", "status", "municipality", "department", "direction", "across",
                 "explained", "score", "q", "sort")
        return {name: value for name in names if (value := getattr(self, name))}

    def found(self, entries: Entries) -> list[Entry]:
        """Return the findings asked for, in order."""
        found = [entry for entry in entries.every if self._holds(entry)]
        order = _SORTS.get(self.sort.removeprefix("-"))
        return sorted(found, key=order, reverse=self.sort.startswith("-")) if order else found

    def by_kind(self, entries: Entries) -> dict[str, int]:
        """Return how many findings of each kind there are but for the kind that is asked for; a
        duplication counts as the overlap that it is, too."""
        found = Counter(entry.row.kind for entry in replace(self, kind="").found(entries))
        found["Overlap"] += found["Duplication"]
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def _holds(self, entry: Entry) -> bool:
        row = entry.row
        return (
            (not self.kind or self.kind == row.kind
             or (self.kind, row.kind) == ("Overlap", "Duplication"))
            and self.status in ("", row.status)
            and self.municipality in ("", entry.code)
            and all(not tied or tied in entry.tied for tied in (self.department, self.direction))
            and (not self.across or entry.across is (self.across == "yes"))
            and (not self.explained or entry.explained is (self.explained == "yes"))
            and (not self.score or (row.score is not None and row.score >= Decimal(self.score)))
            and all(normalised_name(word).lower() in entry.words for word in self.q.split()))


def _score(text: str) -> str:
    """Return ``text`` where it is a plain number from 0 to 1."""
    return text if _SCORE.fullmatch(text) and Decimal(text) <= 1 else ""
