"""Reports, statements and meetings: who says what to whom, what it names and counts."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.terms import DCTERMS, SHISAKU, SKOS
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import fetch_named, ref
from shisaku.web.pages.reading_words import method_label
from shisaku.web.pages.things.common import MOST, changes, figures, findings, statements
from shisaku.web.pages.things.project import number_key
from shisaku.web.pages.things.section import Row, Section
from shisaku.web.pages.things.words import property_label


def report_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the progress report ``iri``."""
    return [_named(facts, iri), _figures(facts, iri), findings(facts, iri)]


def statement_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the statement ``iri``: what it replies to, its replies, the exchange
    that it belongs to."""
    asked = facts.all(iri, SHISAKU.repliesTo)
    answers = facts.pointing(iri, SHISAKU.repliesTo)
    told = {iri, *asked, *answers}
    thread = [each for opened in facts.all(iri, SHISAKU.inThread)
              for each in facts.pointing(opened, SHISAKU.inThread, most=MOST)]
    return [
        statements(facts, "replies-to", "この発言が答える発言", "What it replies to", asked),
        statements(facts, "replies", "この発言への答え", "Its replies", answers,
                   by=(SHISAKU.repliesTo,)),
        statements(facts, "thread", "同じやり取りのほかの発言", "Others in the same exchange",
                   [each for each in thread if each not in told], by=(SHISAKU.inThread,)),
        _named(facts, iri), _figures(facts, iri), findings(facts, iri)]


def words_named(facts: Facts, iri: str) -> list[str]:
    """Return the words of a report or statement that name something."""
    members = facts.pointing(iri, SHISAKU.mentionIn, most=MOST)
    facts.fetch(members)
    return [facts.one(each, SHISAKU.matchedText) for each in members]


def _named(facts: Facts, iri: str) -> Section:
    """What the text names, how it was recognised and how sure that is."""
    members = facts.pointing(iri, SHISAKU.mentionIn, most=MOST)
    facts.fetch_through(members, SHISAKU.mentionOf)
    fetch_named(facts, [each for mention in members
                        for each in facts.all(mention, SHISAKU.mentionOf)])

    def named(mention: str) -> str:
        return facts.one(mention, SHISAKU.mentionOf)

    def row(each: str) -> Row:
        thing = ref(facts, named(each))
        said = [(property_label(predicate, facts.tongue),
                 method_label(facts.one(each, predicate), facts.tongue)
                 if predicate == SHISAKU.matchMethod else facts.one(each, predicate))
                for predicate in (SHISAKU.matchedText, SHISAKU.matchMethod, SHISAKU.confidence)]
        return Row(thing, (each,), (thing.kind_label,), said=tuple(said))

    members.sort(key=lambda each: (ref(facts, named(each)).kind_label,
                                   ref(facts, named(each)).label, each))
    return Section("named", "本文に出てくるもの", "What it names", members, row,
                   (SHISAKU.mentionIn,))


def _figures(facts: Facts, iri: str) -> Section:
    return figures(facts, facts.pointing(iri, SHISAKU.figureIn, most=MOST), (SHISAKU.figureIn,))


def meeting_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the meeting ``iri``: agenda, materials, statements in order."""
    parts = facts.pointing(iri, DCTERMS.isPartOf, most=MOST)
    fetch_named(facts, parts)
    return [*_agenda(facts, parts),
            statements(facts, "statements", "発言", "Statements",
                       [each for each in parts if facts.is_a(each, SHISAKU.Statement)],
                       by=(DCTERMS.isPartOf,)),
            findings(facts, iri), changes(facts, iri)]


def agenda_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the agenda item ``iri``."""
    parts = facts.pointing(iri, SHISAKU.inAgendaItem, most=MOST)
    fetch_named(facts, parts)
    return [*_agenda(facts, parts),
            statements(facts, "statements", "発言", "Statements",
                       [each for each in parts if facts.is_a(each, SHISAKU.Statement)],
                       by=(SHISAKU.inAgendaItem,)),
            findings(facts, iri)]


def _agenda(facts: Facts, parts: Sequence[str]) -> list[Section]:
    def of(kind: str) -> list[str]:
        return sorted((each for each in parts if facts.is_a(each, kind)), key=lambda each: (
            number_key(facts.one(each, SKOS.notation)), each))

    def row(each: str) -> Row:
        return Row(ref(facts, each), (each,))

    return [Section("agenda", "議題", "Agenda", of(SHISAKU.AgendaItem), row),
            Section("materials", "配付資料", "Materials", of(SHISAKU.Material), row)]
