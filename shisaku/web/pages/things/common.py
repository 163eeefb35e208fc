"""Ties that things of several kinds have: reports and statements that name them, findings, changes,
figures, and whatever else points to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ontology.terms import DCTERMS, PROV, RDF, RDFS, SHISAKU, SKOS, TIME
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import fetch_named, kind_of, ref, value_label, year_label
from shisaku.web.pages.things.section import Row, Section, spans
from shisaku.web.pages.things.words import property_label

MOST = 2_000
"""So many ties of one kind are looked at."""
_PHASES = (SHISAKU.Result, SHISAKU.Plan)


def findings(facts: Facts, iri: str) -> Section:
    """What is to be checked about the thing."""
    members = facts.pointing(iri, SHISAKU.involves, most=MOST)
    facts.fetch(members)
    members.sort(key=lambda each: (kind_of_finding(facts, each),
                                   -float(facts.one(each, SHISAKU.score) or 0), each))
    return Section("findings", "検出事項（要確認）", "Findings to check", members,
                   lambda each: Row(ref(facts, each), (each,), tags=(
                       value_label(facts, kind_of_finding(facts, each)),
                       value_label(facts, facts.one(each, SHISAKU.status)))),
                   (SHISAKU.involves,))


def kind_of_finding(facts: Facts, finding: str) -> str:
    """Return the narrowest class of a finding."""
    kinds = [kind for kind in facts.all(finding, RDF.type)
             if kind.startswith(SHISAKU.BASE) and kind != SHISAKU.Finding]
    return SHISAKU.Duplication if SHISAKU.Duplication in kinds else (*kinds, SHISAKU.Finding)[0]


def changes(facts: Facts, iri: str) -> Section:
    """What became of the thing between two editions or years."""
    by = (SHISAKU.changeOf, SHISAKU.earlier, SHISAKU.later)
    members = sorted({each for predicate in by
                      for each in facts.pointing(iri, predicate, most=MOST)})
    fetch_named(facts, members)
    return Section("changes", "版・年度の間の変化", "Changes between editions or years", members,
                   lambda each: Row(ref(facts, each), (each,), tags=(
                       value_label(facts, facts.one(each, SHISAKU.changeKind)),)), by)


def reports(facts: Facts, key: str, ja: str, en: str, members: Iterable[str],
            words: Sequence[tuple[str, str]] = (), by: tuple[str, ...] = ()) -> Section:
    """The progress reports ``members`` by fiscal year; ``words`` are (report, words to mark)."""
    marked: defaultdict[str, set[str]] = defaultdict(set)
    for report, word in words:
        marked[report].add(word)
    known = list(dict.fromkeys(members))
    fetch_named(facts, known)
    known.sort(key=lambda each: (
        facts.one(facts.one(each, SHISAKU.fiscalYear), SKOS.notation),
        _PHASES.index(phase) if (phase := facts.one(each, SHISAKU.phase)) in _PHASES else 9,
        ref(facts, each).label, each))
    return Section(key, ja, en, known, lambda each: Row(
        ref(facts, each), (each,), text=spans(facts.one(each, SHISAKU.text), marked[each])), by)


def statements(facts: Facts, key: str, ja: str, en: str, members: Iterable[str],
               words: Sequence[tuple[str, str]] = (), by: tuple[str, ...] = ()) -> Section:
    """The statements ``members`` in the order of their meetings; ``words`` as for reports."""
    marked: defaultdict[str, set[str]] = defaultdict(set)
    for statement, word in words:
        marked[statement].add(word)
    known = list(dict.fromkeys(members))
    facts.fetch_through(known, DCTERMS.isPartOf)
    known.sort(key=lambda each: (facts.one(facts.one(each, DCTERMS.isPartOf), DCTERMS.date),
                                 facts.one(each, DCTERMS.isPartOf),
                                 facts.number(each, SHISAKU.order), each))
    return Section(key, ja, en, known, lambda each: _statement(facts, each, marked[each]), by)


def _statement(facts: Facts, iri: str, marked: Iterable[str]) -> Row:
    meeting = facts.one(iri, DCTERMS.isPartOf)
    about = ((property_label(DCTERMS.isPartOf, facts.tongue), (ref(facts, meeting),)),) \
        if meeting else ()
    return Row(ref(facts, iri), (iri,), about=about,
               text=spans(facts.one(iri, SHISAKU.text), marked))


def mentioned(facts: Facts, iri: str) -> tuple[Section, Section]:
    """The reports and the statements that name the thing, with the words that name it marked."""
    mentions = facts.pointing(iri, SHISAKU.mentionOf, most=MOST)
    facts.fetch_through(mentions, SHISAKU.mentionIn)
    words = [(facts.one(each, SHISAKU.mentionIn), facts.one(each, SHISAKU.matchedText))
             for each in mentions]
    within = {text for text, _ in words} | set(facts.pointing(iri, SHISAKU.mentions, most=MOST))
    facts.fetch(within)
    spoken = sorted(each for each in within if facts.is_a(each, SHISAKU.Statement))
    written = sorted(within - set(spoken))
    by = (SHISAKU.mentions, SHISAKU.mentionOf)
    return (reports(facts, "named-in", "名前が出てくる進捗報告", "Progress reports that name it",
                    written, words, by),
            statements(facts, "statements", "会議の発言", "Statements that name it", spoken, words,
                       by))


def figures(facts: Facts, members: Iterable[str], by: tuple[str, ...]) -> Section:
    """Figures by year, then by what they are of."""
    known = list(dict.fromkeys(members))
    facts.fetch_through(known, SHISAKU.firstFiscalYear, SHISAKU.fiscalYear)
    fetch_named(facts, [within for each in known for within in facts.all(each, SHISAKU.figureIn)])
    known.sort(key=lambda each: (
        facts.one(facts.one(each, SHISAKU.fiscalYear), SKOS.notation),
        facts.one(each, RDFS.label), each))
    return Section("figures", "数値", "Figures", known, lambda each: _figure(facts, each), by)


def _figure(facts: Facts, iri: str) -> Row:
    within = facts.one(iri, SHISAKU.figureIn)
    return Row(ref(facts, iri), (iri,),
               tags=(value_label(facts, facts.one(iri, SHISAKU.figureKind)),),
               about=((property_label(SHISAKU.figureIn, facts.tongue),
                       (ref(facts, within),)),) if within else (),
               said=_years(facts, iri))


def _years(facts: Facts, iri: str) -> tuple[tuple[str, str], ...]:
    told = [year_label(facts, facts.one(iri, predicate))
            for predicate in (SHISAKU.firstFiscalYear, SHISAKU.fiscalYear)]
    return ((property_label(SHISAKU.fiscalYear, facts.tongue), "–".join(filter(None, told))),) \
        if any(told) else ()


def evaluations(facts: Facts, members: Sequence[str], by: tuple[str, ...]) -> Section:
    """Grades that lists give."""
    facts.fetch_through(members, SHISAKU.fiscalYear)
    return Section("evaluations", "評価", "Evaluations", members, lambda each: Row(
        ref(facts, each), (each,), said=_years(facts, each)), by)


def others(facts: Facts, iri: str, told: Iterable[str]) -> list[Section]:
    """Whatever else points to the thing, a section for each property that is not ``told``."""
    skipped = {*told, SHISAKU.inThread, PROV.wasQuotedFrom, TIME.hasBeginning, TIME.hasEnd}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for other, predicate in facts.rows(
            f"SELECT ?other ?by WHERE {{ ?other ?by <{iri}> }} LIMIT {MOST}"):
        if predicate not in skipped:
            found[predicate].add(other)
    fetch_named(facts, [each for members in found.values() for each in members])
    return [_pointing(facts, predicate, found[predicate]) for predicate in sorted(found)]


def _pointing(facts: Facts, predicate: str, members: Iterable[str]) -> Section:
    key = predicate.replace("#", "/").rsplit("/", 1)[-1]
    known = sorted(members, key=lambda each: (kind_of(facts, each), ref(facts, each).label, each))
    return Section(f"by-{key}", f"これを指すもの: {property_label(predicate, 'ja')}",
                   f"What points here: {property_label(predicate, 'en')}", known,
                   lambda each: Row(ref(facts, each), (each,)), (predicate,))
