"""Meetings: agenda, materials, statements and who answers whom."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from graph.document import Document
from loaders.records import AgendaItem, Material, Meeting, Statement
from ontology.terms import DCTERMS, SHISAKU, SKOS


def meeting_quads(document: Document) -> Iterator[Quad]:
    """Yield the meetings of the document and all that belongs to them."""
    for meeting in document.reading.meetings:
        iri = document.iris.meeting(meeting.series, meeting.fiscal_year, meeting.round)
        yield from _meeting(document, meeting, iri)
        for item in meeting.agenda:
            yield from _agenda_item(document, item, iri)
        for material in meeting.materials:
            yield from _material(document, material, iri)
        for statement in meeting.statements:
            yield from _statement(document, statement, iri)


def _meeting(document: Document, meeting: Meeting, iri: str) -> Iterator[Quad]:
    graph = document.graph
    yield from document.node(iri, SHISAKU.Meeting, meeting.passages)
    yield graph.day(iri, DCTERMS.date, meeting.held_on)
    yield graph.plain(iri, SHISAKU.series, meeting.series)
    yield graph.link(iri, SHISAKU.fiscalYear, document.iris.fiscal_year(meeting.fiscal_year))
    for predicate, text in ((SHISAKU.startTime, meeting.starts), (SHISAKU.endTime, meeting.ends),
                            (SHISAKU.place, meeting.place)):
        if text is not None:
            yield graph.plain(iri, predicate, text)
    for predicate, number in ((SHISAKU.round, meeting.round),
                              (SHISAKU.membersPresent, meeting.members_present),
                              (SHISAKU.membersTotal, meeting.members_total)):
        if number is not None:
            yield graph.integer(iri, predicate, number)


def _agenda_item(document: Document, item: AgendaItem, meeting: str) -> Iterator[Quad]:
    iri = document.iris.agenda_item(meeting, item.notation)
    yield from document.node(iri, SHISAKU.AgendaItem, item.passages)
    yield document.graph.plain(iri, SKOS.notation, item.notation)
    yield document.graph.link(iri, DCTERMS.isPartOf, meeting)


def _material(document: Document, material: Material, meeting: str) -> Iterator[Quad]:
    iri = document.iris.material(meeting, material.number)
    yield from document.node(iri, SHISAKU.Material, material.passages)
    yield document.graph.plain(iri, SKOS.notation, material.number)
    yield document.graph.link(iri, DCTERMS.isPartOf, meeting)
    yield from _in_agenda_item(document, iri, meeting, material.agenda_notation)


def _statement(document: Document, statement: Statement, meeting: str) -> Iterator[Quad]:
    graph, iris = document.graph, document.iris
    iri = iris.statement(meeting, statement.order)
    yield from document.node(iri, SHISAKU.Statement, statement.passages)
    yield graph.integer(iri, SHISAKU.order, statement.order)
    yield graph.link(iri, SHISAKU.speakerRole, SHISAKU.term(statement.role))
    yield graph.link(iri, DCTERMS.isPartOf, meeting)
    yield graph.link(iri, SHISAKU.inThread, iris.statement(meeting, statement.thread))
    if statement.replies_to is not None:
        yield graph.link(iri, SHISAKU.repliesTo, iris.statement(meeting, statement.replies_to))
    yield graph.plain(iri, SHISAKU.text, statement.text.text)
    yield from _in_agenda_item(document, iri, meeting, statement.agenda_notation)


def _in_agenda_item(
    document: Document, iri: str, meeting: str, notation: str
) -> Iterator[Quad]:
    """Link ``iri`` to its agenda item; an empty notation says that it stands under none."""
    if notation:
        item = document.iris.agenda_item(meeting, notation)
        yield document.graph.link(iri, SHISAKU.inAgendaItem, item)
