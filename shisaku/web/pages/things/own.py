"""What a thing says of itself: its values and what it points to, under their names."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.terms import DCTERMS, ORE, ORG, PROV, RDF, RDFS, SHISAKU, SKOS, TIME
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import Ref, fetch_named, ref, value_label
from shisaku.web.pages.reading_words import method_label
from shisaku.web.pages.things.words import property_label

_ELSEWHERE = frozenset({
    RDF.type, RDFS.label, SKOS.prefLabel, SKOS.notation, PROV.wasQuotedFrom, SHISAKU.text,
    SHISAKU.mentions, SHISAKU.homeIn, SHISAKU.crossListedIn, SHISAKU.worksIn,
    SHISAKU.responsibleFor,
    ORG.originalOrganization, ORG.resultingOrganization, TIME.hasBeginning, TIME.hasEnd})
"""Told by the heading, by a section, or by another property that says the same."""
_FIRST = (SKOS.altLabel, DCTERMS.description, SKOS.broader, SKOS.inScheme, SHISAKU.reportedBy,
          SHISAKU.reportsOn, ORE.proxyFor, ORE.proxyIn, SHISAKU.fiscalYear, SHISAKU.phase)


@dataclass(frozen=True, slots=True)
class Said:
    """A property of the thing: its name, and its values as plain texts or as things."""

    name: str
    texts: tuple[str, ...]
    refs: tuple[Ref, ...]


def own_facts(facts: Facts, iri: str) -> tuple[Said, ...]:
    """Return what is said of ``iri``, names first; what sections tell is left out."""
    said = sorted((each for each in facts.predicates(iri) if each not in _ELSEWHERE),
                  key=lambda each: (_FIRST.index(each) if each in _FIRST else len(_FIRST), each))
    pointed = [value for predicate in said for value in facts.all(iri, predicate)
               if value.startswith(facts.base)]
    fetch_named(facts, pointed)
    return tuple(_said(facts, iri, predicate) for predicate in said)


def _said(facts: Facts, iri: str, predicate: str) -> Said:
    values = facts.texts(iri, predicate)
    refs = tuple(ref(facts, value) for value in values if value.startswith(facts.base))
    if predicate in (SHISAKU.matchMethod, SHISAKU.attributionMethod):
        values = tuple(method_label(value, facts.tongue) for value in values)
    texts = tuple(value_label(facts, value) if value.startswith(SHISAKU.BASE) else value
                  for value in values if not value.startswith(facts.base))
    return Said(property_label(predicate, facts.tongue), texts, refs)
