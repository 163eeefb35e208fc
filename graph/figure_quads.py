"""Figures and evaluations: numbers in texts and beside listings, and the grades that lists give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Quad

from graph.document import Document
from graph.report_quads import text_iri
from loaders.records import Evaluation, Figure, ListingRef
from ontology.terms import RDFS, SHISAKU


def figure_quads(document: Document) -> Iterator[Quad]:
    """Yield the figures of the document; they are numbered within their text or listing."""
    numbers: Counter[str] = Counter()
    sha256 = document.reading.source.sha256
    for figure in document.reading.figures:
        if isinstance(figure.within, ListingRef):
            within = _listing(document, figure.within)
            numbers[within] += 1
            iri = document.iris.listed_figure(sha256, within, numbers[within])
            yield from _figure(document, figure, within, iri)
            project = document.iris.project(figure.within.name)
            yield document.graph.link(iri, SHISAKU.figureOf, project)
        else:
            within = text_iri(document, figure.within)
            numbers[within] += 1
            iri = document.iris.figure(within, numbers[within])
            yield from _figure(document, figure, within, iri)


def evaluation_quads(document: Document) -> Iterator[Quad]:
    """Yield the evaluations of the document; they are numbered within their listing."""
    numbers: Counter[str] = Counter()
    for evaluation in document.reading.evaluations:
        within = _listing(document, evaluation.within)
        numbers[within] += 1
        iri = document.iris.evaluation(
            document.reading.source.sha256, within, numbers[within])
        yield from _evaluation(document, evaluation, within, iri)


def _listing(document: Document, reference: ListingRef) -> str:
    iris = document.iris
    return iris.listing(
        iris.project(reference.name), document.outline.iri(reference.listed_in))


def _figure(document: Document, figure: Figure, within: str, iri: str) -> Iterator[Quad]:
    graph, iris = document.graph, document.iris
    yield from document.node(iri, SHISAKU.Figure, figure.passages)
    yield graph.japanese(iri, RDFS.label, figure.label)
    yield graph.decimal(iri, SHISAKU.value, figure.value)
    yield graph.plain(iri, SHISAKU.unit, figure.unit)
    yield graph.link(iri, SHISAKU.figureKind, SHISAKU.term(figure.kind))
    yield graph.link(iri, SHISAKU.figureIn, within)
    for predicate, year in ((SHISAKU.fiscalYear, figure.fiscal_year),
                            (SHISAKU.firstFiscalYear, figure.first_year)):
        if year is not None:
            yield graph.link(iri, predicate, iris.fiscal_year(year))


def _evaluation(
    document: Document, evaluation: Evaluation, within: str, iri: str
) -> Iterator[Quad]:
    graph, iris = document.graph, document.iris
    yield from document.node(iri, SHISAKU.Evaluation, evaluation.passages)
    yield graph.japanese(iri, RDFS.label, evaluation.label)
    yield graph.plain(iri, SHISAKU.grade, evaluation.grade)
    yield graph.link(iri, SHISAKU.evaluationIn, within)
    yield graph.link(iri, SHISAKU.evaluationOf, iris.project(evaluation.within.name))
    if evaluation.fiscal_year is not None:
        yield graph.link(iri, SHISAKU.fiscalYear, iris.fiscal_year(evaluation.fiscal_year))
