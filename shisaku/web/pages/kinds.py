"""What kinds of things have a page, with their names in both languages.

The names are the vocabulary's own labels, so pages, glossary and graph use one word each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import RDFS, Graph, URIRef

from ontology import resources
from ontology.terms import SHISAKU

PAGED = (SHISAKU.Municipality, SHISAKU.Strategy, SHISAKU.Goal, SHISAKU.Direction,
         SHISAKU.Measure, SHISAKU.Project, SHISAKU.Department, SHISAKU.Meeting,
         SHISAKU.AgendaItem, SHISAKU.Statement, SHISAKU.ProgressReport, SHISAKU.Listing,
         SHISAKU.Figure, SHISAKU.SourceDocument, SHISAKU.FiscalYear, SHISAKU.Finding)
"""The classes whose things are shown, the first one that a thing has being its kind."""
NAMED = (SHISAKU.Goal, SHISAKU.Direction, SHISAKU.Measure, SHISAKU.Project, SHISAKU.Department,
         SHISAKU.Meeting, SHISAKU.Strategy, SHISAKU.Municipality)
"""The classes whose things have names that people search for."""


@dataclass(frozen=True, slots=True)
class Label:
    """A term's name in Japanese and English."""

    ja: str
    en: str

    def in_(self, tongue: str) -> str:
        """Return the name in ``tongue`` ("en", anything else gives Japanese)."""
        return self.en if tongue == "en" else self.ja


@cache
def label_of(term: str) -> Label:
    """Return the label of a class or property of ours; the local name where it has none."""
    labels = {getattr(each, "language", ""): str(each)
              for each in _vocabulary().objects(URIRef(term), RDFS.label)}
    local = term.removeprefix(SHISAKU.BASE)
    return Label(labels.get("ja", local), labels.get("en", local))


@cache
def _vocabulary() -> Graph:
    return Graph().parse(data=resources.vocabulary(), format="turtle")
