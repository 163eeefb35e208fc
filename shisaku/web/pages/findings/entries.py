"""The findings of a dataset with what the page narrows them by, gathered once for each snapshot:
of all municipalities together where they are few, else of each one that is asked for, from its part
of the dataset, so that a page costs the same with one city and with all.

A finding about projects belongs to the departments that report on them and to the directions that
list them, though it names neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal

from graph.dataset import Dataset
from graph.findings.facts import spoken_name
from graph.findings.table import FindingRow, finding_rows
from graph.store import GraphStore
from ontology.names import normalised_name
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS
from shisaku.web.pages.rows import rows
from shisaku.web.pages.towns import are_many, part_of, towns
from shisaku.web.problems import bad_request

_DEPARTMENTS = f"""SELECT ?department ?label WHERE {{
  ?department <{RDF.type}> <{SHISAKU.Department}> ; <{SKOS.prefLabel}> ?label }} ORDER BY ?label"""
_DIRECTIONS = f"""SELECT ?direction ?label ?notation WHERE {{
  ?direction <{RDF.type}> <{SHISAKU.Direction}> ; <{SKOS.notation}> ?notation .
  OPTIONAL {{ ?direction <{SKOS.prefLabel}> ?label }} }} ORDER BY ?notation"""
_FINDING = f"SELECT ?finding WHERE {{ ?finding <{DCTERMS.identifier}> %s }}"
_TIES = f"""SELECT DISTINCT ?thing ?tied WHERE {{
  {{ ?tied <{SHISAKU.responsibleFor}> ?thing }} UNION
  {{ ?thing <{SHISAKU.homeIn}> ?tied }} UNION
  {{ ?thing <{SHISAKU.crossListedIn}> ?tied }} UNION
  {{ ?thing <{RDF.type}> <{SHISAKU.Measure}> ; <{SKOS.broader}> ?tied }} }}"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding: ``code`` is that of its municipality, ``tied`` holds the departments and
    directions (IRIs) it belongs to, ``words`` is what is looked in (normalised, small letters)."""

    row: FindingRow
    code: str
    tied: frozenset[str]
    words: str

    @property
    def across(self) -> bool | None:
        """Whether the two have no department in common; None where that is not told."""
        told = self.row.details.get("acrossDepartments", ())
        return bool(told[0]) if told else None

    @property
    def explained(self) -> bool:
        """Whether the documents themselves make it natural."""
        return "explainedBy" in self.row.details


@dataclass(frozen=True, slots=True)
class Entries:
    """All findings in the order of the model, and what to choose from: code or IRI, and name;
    ``store`` is what they were gathered from. ``crowded`` tells that there are too many
    municipalities to gather all, and none was chosen: then there are no findings here."""

    store: GraphStore
    every: tuple[Entry, ...]
    towns: Mapping[str, str]
    departments: Mapping[str, str]
    directions: Mapping[str, str]
    base: str
    crowded: bool = False

    def refuse_crowd(self) -> None:
        """Raise ProblemError (400) where nothing was gathered."""
        if self.crowded:
            raise bad_request(
                ja="自治体が多いため、municipality= に団体コードを指定してください。",
                en="There are many municipalities; name the code of one by municipality=.")

    def of(self, identifier: str) -> Entry | None:
        """Return the finding with ``identifier``; None where there is none."""
        return next((entry for entry in self.every if entry.row.id == identifier), None)

    def within(self, choices: Mapping[str, str], code: str) -> dict[str, str]:
        """Return those of ``choices`` that belong to the municipality ``code``; all for ""."""
        start = f"{self.base}{code}/" if code else self.base
        return {iri: name for iri, name in choices.items() if iri.startswith(start)}


def entries_of(dataset: Dataset, code: str) -> Entries:
    """Return the findings of ``dataset``, which may be those of the municipality ``code`` alone;
    none where there are many municipalities and ``code`` is none of them."""
    if not are_many(dataset):
        return _gathered(dataset, "")
    if code in towns(dataset):
        return _gathered(dataset, code)
    return Entries(dataset.store, (), towns(dataset), {}, {}, dataset.report.base, crowded=True)


def entries_with(dataset: Dataset, identifier: str) -> Entries:
    """Return findings among which the one with ``identifier`` is, if there is one."""
    if not are_many(dataset):
        return _gathered(dataset, "")
    iri = next((iri for (iri,) in rows(dataset.store, _FINDING % Literal(identifier))), "")
    return entries_of(dataset, iri.removeprefix(dataset.report.base).partition("/")[0])


@lru_cache(maxsize=4)
def _gathered(dataset: Dataset, code: str) -> Entries:
    """Gathering takes half a second for a city, and is the same until a build or verdict."""
    base = dataset.report.base
    store = part_of(dataset, code)
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for thing, tied in rows(store, _TIES):
        ties[thing].add(tied)
    return Entries(
        store,
        tuple(_entry(row, ties, base) for row in finding_rows(store)),
        towns(dataset),
        _choices(store, _DEPARTMENTS),
        {iri: spoken_name(label, notation) if label else notation
         for iri, label, notation in rows(store, _DIRECTIONS)}, base)


def _choices(store: GraphStore, query: str) -> Mapping[str, str]:
    return {value: label for value, label, *_ in rows(store, query)}


def _entry(row: FindingRow, ties: Mapping[str, Iterable[str]], base: str) -> Entry:
    things = [thing.iri for thing in row.things]
    tied = frozenset(other for thing in things for other in (thing, *ties.get(thing, ())))
    text = " ".join((row.label_ja, row.label_en, *row.involved,
                     *(passage.text for passage in row.passages)))
    return Entry(row, row.iri.removeprefix(base).partition("/")[0], tied,
                 normalised_name(text).lower())
