"""Who says what a finding rests on: the reports, listings and statements behind its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.findings.facts import spoken_name
from graph.findings.sentences import sentences
from graph.store import GraphStore
from ontology.names import normalised_name
from ontology.terms import OA, ORE, PROV, RDF, SHISAKU, SKOS
from shisaku.web.pages.rows import rows

_KINDS = {SHISAKU.ProgressReport, SHISAKU.Listing, SHISAKU.Statement}
_SAYS = {SHISAKU.reportedBy, SHISAKU.reportsOn, SHISAKU.fiscalYear, SHISAKU.phase, SHISAKU.text,
         SHISAKU.mentions, SHISAKU.order, ORE.proxyIn, ORE.proxyFor}
_VOICES = f"""SELECT DISTINCT ?finding ?sha256 ?page ?first ?last ?voice ?kind WHERE {{
  ?finding <{PROV.wasQuotedFrom}> ?passage . ?voice <{PROV.wasQuotedFrom}> ?passage ;
    <{RDF.type}> ?kind .
  ?passage <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last ;
    <{OA.hasSource}>/<{SHISAKU.sha256}> ?sha256 .
  OPTIONAL {{ ?passage <{SHISAKU.page}> ?page }} }}"""
_SAID = f"""SELECT ?voice ?property ?value ?label ?notation WHERE {{
  ?voice ?property ?value .
  OPTIONAL {{ ?value <{SKOS.prefLabel}> ?label }}
  OPTIONAL {{ ?value <{SKOS.notation}> ?notation }} }}"""
_NAMED = f"""SELECT DISTINCT ?voice ?project ?words WHERE {{
  ?mention <{SHISAKU.mentionIn}> ?voice ; <{SHISAKU.mentionOf}> ?project ;
    <{SHISAKU.matchedText}> ?words .
  ?project <{RDF.type}> <{SHISAKU.Project}> }}"""
_ABOVE = f"""SELECT DISTINCT ?finding ?place ?above WHERE {{
  ?finding <{PROV.wasQuotedFrom}>/^<{PROV.wasQuotedFrom}> ?voice .
  ?voice <{SHISAKU.reportsOn}> ?place . ?place <{SKOS.broader}> ?above }}"""


@dataclass(frozen=True, slots=True)
class Value:
    """What a voice says of itself: an IRI or a literal, and how people call it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A report, listing or statement that a passage was read from: ``kind`` is its class (local
    name), ``said`` its properties (IRIs), ``named`` the projects (IRIs) that it names, with the
    words that do (normalised)."""

    iri: str
    kind: str
    said: Mapping[str, tuple[Value, ...]]
    named: tuple[tuple[str, str], ...]

    def values(self, predicate: str) -> tuple[Value, ...]:
        """Return what it says for ``predicate``."""
        return self.said.get(predicate, ())

    def iris(self, predicate: str) -> frozenset[str]:
        """Return the values without their names."""
        return frozenset(each.value for each in self.values(predicate))

    @property
    def text(self) -> str:
        """What it says; "" for a listing."""
        return "".join(each.value for each in self.values(SHISAKU.text))

    def about(self, project: str) -> frozenset[str]:
        """Return the keys of its sentences whose paragraph, or else the nearest heading that names
        a project, names ``project``."""
        told = sentences(self.text, {words for _, words in self.named})
        return frozenset(
            each.key for each in told
            if project in next(filter(None, map(self._within, reversed(each.context.split("|")))),
                               ()))

    def _within(self, part: str) -> set[str]:
        return {project for project, words in self.named if words in part}

    @property
    def phase(self) -> str:
        """ "Result", "Plan" or ""."""
        return "".join(each.value.removeprefix(SHISAKU.BASE)
                       for each in self.values(SHISAKU.phase))


def voices_of(
    store: GraphStore, finding: str, *, with_names: bool
) -> Mapping[tuple[str, ...], tuple[Voice, ...]]:
    """Return who says what stands in a passage, by its place. Findings and derived things quote
    passages, too, by the hundred: so kinds are told apart here, and each voice is asked by itself,
    which takes the engine a fraction of the time. What they name is asked ``with_names``."""
    found: defaultdict[tuple[str, ...], list[Voice]] = defaultdict(list)
    known: dict[str, Voice] = {}
    for _, *where, iri, kind in sorted(rows(store, _VOICES, finding=finding)):
        if kind in _KINDS:
            if iri not in known:
                known[iri] = Voice(iri, kind.removeprefix(SHISAKU.BASE), _said(store, iri),
                                   _names(store, iri) if with_names else ())
            found[tuple(where)].append(known[iri])
    return {where: tuple(voices) for where, voices in found.items()}


def _said(store: GraphStore, voice: str) -> Mapping[str, tuple[Value, ...]]:
    found: defaultdict[str, dict[str, Value]] = defaultdict(dict)
    for _, predicate, value, label, notation in sorted(rows(store, _SAID, voice=voice)):
        if predicate in _SAYS:
            name = spoken_name(label, notation or None) if label else notation or value
            found[predicate][value] = Value(value, name)
    return {predicate: tuple(values.values()) for predicate, values in found.items()}


def _names(store: GraphStore, voice: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(project, normalised_name(words))
                         for _, project, words in rows(store, _NAMED, voice=voice)}))


def places_above(store: GraphStore, finding: str) -> Mapping[str, str]:
    """Return what stands above the measures on which the voices of ``finding`` report."""
    return {place: above for _, place, above in rows(store, _ABOVE, finding=finding)}
