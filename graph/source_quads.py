"""The document itself, its municipality, and the fiscal years that its facts belong to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Quad

from graph.document import Document
from graph.editions.period import document_year
from graph.named_graph import NamedGraph
from ontology.iris import Iris
from ontology.terms import DCAT, DCTERMS, RDF, SHISAKU, SKOS, TIME


def source_quads(document: Document) -> Iterator[Quad]:
    """Yield the source document and the municipality that publishes it."""
    graph, iri, source = document.graph, document.iri, document.reading.source
    yield from document.graph.classes(iri, SHISAKU.SourceDocument)
    yield graph.plain(iri, SHISAKU.fileName, source.name)
    yield graph.plain(iri, DCAT.mediaType, source.media_type)
    yield graph.plain(iri, SHISAKU.sha256, source.sha256)
    if source.page_count:
        yield graph.integer(iri, SHISAKU.pageCount, source.page_count)
    if document.reading.title:
        yield graph.japanese(iri, DCTERMS.title, document.reading.title)
    year = document_year(document.reading)
    if year is not None:
        yield graph.link(iri, SHISAKU.fiscalYear, document.iris.fiscal_year(year))
    yield graph.link(iri, DCTERMS.publisher, document.iris.municipality)
    yield from _municipality_quads(document)


def _municipality_quads(document: Document) -> Iterator[Quad]:
    municipality, iri = document.reading.municipality, document.iris.municipality
    yield from document.node(iri, SHISAKU.Municipality, municipality.passages)
    yield document.graph.plain(iri, DCTERMS.identifier, municipality.code)


def fiscal_year_quads(document: Document) -> Iterator[Quad]:
    """Yield every fiscal year that a report, a meeting, a figure, an evaluation or the class of a
    listing belongs to, and that of the document itself."""
    reading = document.reading
    years = {report.fiscal_year for report in reading.reports}
    years |= {meeting.fiscal_year for meeting in reading.meetings}
    years |= {year for figure in reading.figures
              for year in (figure.fiscal_year, figure.first_year) if year is not None}
    years |= {each.fiscal_year for each in reading.evaluations if each.fiscal_year is not None}
    years |= {each.fiscal_year for each in reading.listings if each.fiscal_year is not None}
    own = document_year(reading)
    years |= set() if own is None else {own}
    for year in sorted(years):
        yield from _fiscal_year(document.graph, document.iris, year)


def _fiscal_year(graph: NamedGraph, iris: Iris, year: int) -> Iterator[Quad]:
    """A Japanese fiscal year runs from 1 April to 31 March."""
    iri = iris.fiscal_year(year)
    yield from graph.classes(iri, SHISAKU.FiscalYear)
    yield graph.plain(iri, SKOS.notation, f"FY{year}")
    for name, end, day in (("beginning", TIME.hasBeginning, date(year, 4, 1)),
                           ("end", TIME.hasEnd, date(year + 1, 3, 31))):
        instant = f"{iri}/{name}"
        yield graph.link(iri, end, instant)
        yield graph.link(instant, RDF.type, TIME.Instant)
        yield graph.day(instant, TIME.inXSDDate, day)
