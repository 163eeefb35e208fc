"""Strategies and their outline: goals, directions, measures."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from graph.document import Document
from graph.outline import GOAL, bears_strategy, parent
from loaders.records import Direction, Goal, Listing, Measure, Reading, Report
from loaders.source import Passage
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS


def strategy_quads(document: Document) -> Iterator[Quad]:
    """Yield the strategies that the document names and the outline of the first of them."""
    reading = document.reading
    if bears_strategy(reading) and not reading.strategies:
        yield from one_strategy(document, None, _first_passages(reading))
    for strategy in reading.strategies:
        yield from one_strategy(document, strategy.edition, strategy.passages)
    for goal in reading.goals:
        yield from _part(document, goal, SHISAKU.Goal)
    for direction in reading.directions:
        yield from _part(document, direction, SHISAKU.Direction)
    for measure in reading.measures:
        iri = document.outline.iri(measure.notation)
        yield from _part(document, measure, SHISAKU.Measure)
        if document.outline.is_both(measure.notation):
            yield document.graph.link(iri, RDF.type, SHISAKU.Direction)
        if measure.description:
            yield document.graph.japanese(iri, DCTERMS.description, measure.description)


def one_strategy(
    document: Document, edition: int | None, passages: tuple[Passage, ...]
) -> Iterator[Quad]:
    """Yield the strategy of ``edition``, which the document prints at ``passages``."""
    iri = document.iris.strategy(edition)
    yield from document.node(iri, SHISAKU.Strategy, passages)
    if edition is not None:
        yield document.graph.integer(iri, SHISAKU.edition, edition)
    yield document.graph.link(iri, DCTERMS.publisher, document.iris.municipality)
    yield from document.named_only(iri)


def _part(document: Document, part: Goal | Direction | Measure, kind: str) -> Iterator[Quad]:
    outline, graph = document.outline, document.graph
    iri = outline.iri(part.notation)
    yield from document.node(iri, kind, part.passages)
    yield graph.plain(iri, SKOS.notation, part.notation)
    yield graph.link(iri, SKOS.inScheme, outline.strategy)
    if outline.kind(part.notation) != GOAL:
        above = parent(part.notation)
        if above:
            yield graph.link(iri, SKOS.broader, outline.iri(above))


def _first_passages(reading: Reading) -> tuple[Passage, ...]:
    """Where a strategy without a name of its own shows itself: the first part of its outline."""
    parts: tuple[Goal | Direction | Measure | Listing | Report, ...] = (
        *reading.goals, *reading.directions, *reading.measures,
        *reading.listings, *reading.reports)
    return next((part.passages for part in parts if part.passages), ())
