"""The municipalities of a dataset, and one's part of it: where there are many, pages gather nothing
of all of them, so that a page costs the same with one city and with all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import NamedNode

from graph.dataset import Dataset
from graph.part import part_for
from graph.store import GraphStore
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS
from shisaku.web.pages.rows import rows

FEW = 20
"""Of so many municipalities things are gathered together."""
_TOWNS = f"""SELECT ?code ?label WHERE {{
  ?town <{RDF.type}> <{SHISAKU.Municipality}> ; <{DCTERMS.identifier}> ?code ;
    <{SKOS.prefLabel}> ?label }} ORDER BY ?code"""


@lru_cache(maxsize=2)
def towns(dataset: Dataset) -> Mapping[str, str]:
    """Return the names of all municipalities by their codes, in order."""
    return {code: label for code, label, *_ in rows(dataset.store, _TOWNS)}


def are_many(dataset: Dataset) -> bool:
    """Tell whether there are more municipalities than are gathered together."""
    return len(dataset.report.municipalities) > FEW


def part_of(dataset: Dataset, code: str) -> GraphStore:
    """Return what is said of the municipality ``code``; everything for "" and where that is all
    that there is."""
    return part_for(dataset.store, [NamedNode(dataset.report.base + code)] if code else [])
