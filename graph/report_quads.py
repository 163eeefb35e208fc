"""Progress reports, and what points into their texts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Quad

from graph.document import Document
from loaders.records import Report, TextRef
from ontology.terms import SHISAKU


def report_quads(document: Document) -> Iterator[Quad]:
    """Yield the progress reports of the document."""
    for report in document.reading.reports:
        yield from _report(document, report)


def _report(document: Document, report: Report) -> Iterator[Quad]:
    graph, iris = document.graph, document.iris
    iri = iris.report(document.reading.source.sha256, report.key)
    yield from document.node(iri, SHISAKU.ProgressReport, report.passages)
    for name in report.departments:
        yield graph.link(iri, SHISAKU.reportedBy, iris.department(name))
    yield graph.link(iri, SHISAKU.reportsOn, document.outline.iri(report.reports_on))
    yield graph.link(iri, SHISAKU.fiscalYear, iris.fiscal_year(report.fiscal_year))
    yield graph.link(iri, SHISAKU.phase, SHISAKU.term(report.phase))
    yield graph.plain(iri, SHISAKU.text, report.text.text)
    yield graph.decimal(iri, SHISAKU.confidence, Decimal(str(report.confidence)))
    yield graph.plain(iri, SHISAKU.attributionMethod, report.method)


def text_iri(document: Document, within: TextRef) -> str:
    """Return the IRI of the report or statement that ``within`` points to.

    A document holds the statements of one meeting; with several, the first that has the number.
    """
    iris = document.iris
    if within.kind == "report":
        return iris.report(document.reading.source.sha256, within.key)
    order = int(within.key)
    meeting = next(meeting for meeting in document.reading.meetings
                   if any(statement.order == order for statement in meeting.statements))
    return iris.statement(
        iris.meeting(meeting.series, meeting.fiscal_year, meeting.round), order)
