"""A store → the accounts of its municipalities, by one .rq file for each question.

What a question answers is grouped by plain dictionaries here; several municipalities never meet,
because every question is asked of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from graph.editions.inventory import Quote
from graph.network.account import (
    Account,
    Department,
    Direction,
    Municipality,
    Naming,
    Repeat,
    Report,
)
from graph.results import Solutions
from graph.store import GraphStore
from ontology.terms import SHISAKU

_Row = Mapping[str, str]
_Quotes = Mapping[str, tuple[Quote, ...]]


def accounts(store: GraphStore, municipality: str | None = None) -> Iterator[Account]:
    """Yield the account of each municipality that has departments, by code; of the one with the
    IRI ``municipality`` where it is given. QueryError where the store cannot answer."""
    seen: set[str] = set()
    for row in _ask(store, "municipalities", municipality):
        if row["municipality"] not in seen:
            seen.add(row["municipality"])
            yield _account(store, _municipality(row))


def _municipality(row: _Row) -> Municipality:
    iri = row["municipality"]
    return Municipality(iri, row.get("code", ""), row.get("label", iri))


def _account(store: GraphStore, municipality: Municipality) -> Account:
    here = municipality.iri
    rows = _ask(store, "passages", here)
    quotes = _quotes(rows)
    printed = {row["thing"]: row["printed"] for row in reversed(rows) if "printed" in row}
    return Account(
        municipality,
        tuple(_departments(_ask(store, "departments", here))),
        tuple(_directions(_ask(store, "directions", here))),
        (*_reports(_ask(store, "reports", here), quotes, printed,
                   _namings(_ask(store, "named-projects", here), quotes)),
         *_charges(_ask(store, "charges", here), quotes, printed)),
        tuple(_repeats(_ask(store, "repeated-reports", here), quotes)))


def _ask(store: GraphStore, name: str, municipality: str | None) -> list[_Row]:
    """Return the rows of the question ``name``, unbound variables left out."""
    text = files("graph.network").joinpath(f"{name}.rq").read_text(encoding="utf-8")
    bound = {"municipality": NamedNode(municipality)} if municipality else {}
    found = store.query(text, bound)
    if not isinstance(found, Solutions):
        raise TypeError(f"{name}.rq is not a SELECT")
    return [{variable: term.value for variable, term in zip(found.variables, row, strict=True)
             if isinstance(term, NamedNode | Literal)} for row in found]


def _departments(rows: Sequence[_Row]) -> Iterator[Department]:
    for department, (row, *_) in _grouped(rows, "department").items():
        yield Department(department, row.get("label", department))


def _directions(rows: Sequence[_Row]) -> Iterator[Direction]:
    for direction, (row, *_) in _grouped(rows, "direction").items():
        yield Direction(direction, row.get("notation", ""), row.get("label", ""),
                        row.get("strategyLabel", ""))


def _quotes(rows: Sequence[_Row]) -> _Quotes:
    return {thing: tuple(sorted({
        Quote(row["file"], row["sha256"], int(row.get("page", 0)), int(row["first"]),
              int(row["last"])) for row in told}))
        for thing, told in _grouped(rows, "thing").items()}


def _reports(rows: Sequence[_Row], quotes: _Quotes, printed: Mapping[str, str],
             namings: Mapping[str, tuple[Naming, ...]]) -> Iterator[Report]:
    for report, (row, *more) in _grouped(rows, "report").items():
        departments = tuple(sorted({each["department"] for each in (row, *more)}))
        phase = row["phase"].removeprefix(SHISAKU.BASE) if "phase" in row else None
        yield Report(report, departments, row["place"], row.get("direction"), row.get("year"),
                     phase, printed.get(report), row.get("empty") == "true",
                     quotes.get(report, ()), namings.get(report, ()))


def _charges(
    rows: Sequence[_Row], quotes: _Quotes, printed: Mapping[str, str]
) -> Iterator[Report]:
    for listing, (row, *more) in _grouped(rows, "listing").items():
        departments = tuple(sorted({each["department"] for each in (row, *more)}))
        project, year = row["project"], printed.get(listing)
        told = quotes.get(listing, ())
        naming = Naming(project, row.get("label", project), "", None, told)
        yield Report(listing, departments, row["place"], row.get("direction"), year, None, year,
                     False, told, (naming,), listed=True)


def _namings(rows: Sequence[_Row], quotes: _Quotes) -> Mapping[str, tuple[Naming, ...]]:
    found: defaultdict[str, dict[tuple[str, str], Naming]] = defaultdict(dict)
    for row in rows:
        confidence = Decimal(row["confidence"]) if "confidence" in row else None
        found[row["report"]].setdefault((row["project"], row.get("mention", "")), Naming(
            row["project"], row.get("label", row["project"]), row.get("words", ""), confidence,
            quotes.get(row.get("mention", row["report"]), ())))
    return {report: tuple(named.values()) for report, named in found.items()}


def _repeats(rows: Sequence[_Row], quotes: _Quotes) -> Iterator[Repeat]:
    for finding, told in _grouped(rows, "finding").items():
        yield Repeat(finding, told[0]["ja"], told[0]["en"],
                     tuple(sorted({row["department"] for row in told})),
                     frozenset(row["report"] for row in told), quotes.get(finding, ()))


def _grouped(rows: Sequence[_Row], key: str) -> Mapping[str, list[_Row]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return dict(sorted(groups.items()))
