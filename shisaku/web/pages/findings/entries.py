"""The findings of a dataset with what the page narrows them by, gathered once for each snapshot.

A finding about projects belongs to the departments that report on them and to the directions that
list them, though it names neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.dataset import Dataset
from graph.findings.facts import spoken_name
from graph.findings.table import FindingRow, finding_rows
from ontology.names import normalised_name
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS
from shisaku.web.pages.rows import rows

_TOWNS = f"""SELECT ?code ?label WHERE {{
  ?town <{RDF.type}> <{SHISAKU.Municipality}> ; <{DCTERMS.identifier}> ?code ;
    <{SKOS.prefLabel}> ?label }} ORDER BY ?code"""
_DEPARTMENTS = f"""SELECT ?department ?label WHERE {{
  ?department <{RDF.type}> <{SHISAKU.Department}> ; <{SKOS.prefLabel}> ?label }} ORDER BY ?label"""
_DIRECTIONS = f"""SELECT ?direction ?label ?notation WHERE {{
  ?direction <{RDF.type}> <{SHISAKU.Direction}> ; <{SKOS.notation}> ?notation .
  OPTIONAL {{ ?direction <{SKOS.prefLabel}> ?label }} }} ORDER BY ?notation"""
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
    """All findings in the order of the model, and what to choose from: code or IRI, and name."""

    every: tuple[Entry, ...]
    towns: Mapping[str, str]
    departments: Mapping[str, str]
    directions: Mapping[str, str]
    base: str

    def of(self, identifier: str) -> Entry | None:
        """Return the finding with ``identifier``; None where there is none."""
        return next((entry for entry in self.every if entry.row.id == identifier), None)

    def within(self, choices: Mapping[str, str], code: str) -> dict[str, str]:
        """Return those of ``choices`` that belong to the municipality ``code``; all for ""."""
        start = f"{self.base}{code}/" if code else self.base
        return {iri: name for iri, name in choices.items() if iri.startswith(start)}


@lru_cache(maxsize=2)
def entries_of(dataset: Dataset) -> Entries:
    """Gathering takes half a second for a city, and is the same until a build or verdict."""
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for thing, tied in rows(dataset.store, _TIES):
        ties[thing].add(tied)
    base = dataset.report.base
    return Entries(
        tuple(_entry(row, ties, base) for row in finding_rows(dataset.store)),
        _choices(dataset, _TOWNS),
        _choices(dataset, _DEPARTMENTS),
        {iri: spoken_name(label, notation) if label else notation
         for iri, label, notation in rows(dataset.store, _DIRECTIONS)}, base)


def _choices(dataset: Dataset, query: str) -> Mapping[str, str]:
    return {value: label for value, label, *_ in rows(dataset.store, query)}


def _entry(row: FindingRow, ties: Mapping[str, Iterable[str]], base: str) -> Entry:
    things = [thing.iri for thing in row.things]
    tied = frozenset(other for thing in things for other in (thing, *ties.get(thing, ())))
    text = " ".join((row.label_ja, row.label_en, *row.involved,
                     *(passage.text for passage in row.passages)))
    return Entry(row, row.iri.removeprefix(base).partition("/")[0], tied,
                 normalised_name(text).lower())
