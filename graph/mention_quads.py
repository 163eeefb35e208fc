"""Mentions: which text names which thing, how it was recognised, and things named only there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Quad

from graph.document import Document
from graph.listing_quads import one_department
from graph.naming import target_edition, target_iri
from graph.report_quads import text_iri
from graph.strategy_quads import one_strategy
from loaders.records import Kind, Mention
from ontology.terms import SHISAKU, SKOS


def mention_quads(document: Document) -> Iterator[Quad]:
    """Yield the mentions of the document, and the things that no document lists."""
    found: dict[str, list[Mention]] = {}
    for mention in document.reading.mentions:
        within = text_iri(document, mention.within)
        target = target_iri(mention, document.outline)
        iri = document.iris.mention(within, target, mention.matched_text)
        found.setdefault(iri, []).append(mention)
        yield document.graph.link(within, SHISAKU.mentions, target)
        if target in document.identity.stated:
            yield from document.other_spellings(target)
        else:
            yield from _named_here(document, mention, target)
    for iri, mentions in found.items():
        yield from _mention(document, iri, mentions)


def _mention(document: Document, iri: str, mentions: list[Mention]) -> Iterator[Quad]:
    """One node for the same words in the same text, as sure as the surest of its finds."""
    graph = document.graph
    surest = max(mentions, key=lambda mention: mention.confidence)
    for mention in mentions:
        yield from document.node(iri, SHISAKU.Mention, mention.passages)
    yield graph.link(iri, SHISAKU.mentionIn, text_iri(document, surest.within))
    yield graph.link(iri, SHISAKU.mentionOf, target_iri(surest, document.outline))
    yield graph.plain(iri, SHISAKU.matchedText, surest.matched_text)
    yield graph.plain(iri, SHISAKU.matchMethod, surest.method)
    yield graph.decimal(iri, SHISAKU.confidence, Decimal(str(surest.confidence)))


def _named_here(document: Document, mention: Mention, target: str) -> Iterator[Quad]:
    """Yield a thing that no list has: all that is known of it is what this text says."""
    match mention.kind:
        case Kind.PROJECT:
            yield from document.node(target, SHISAKU.Project, mention.passages)
        case Kind.DEPARTMENT:
            yield from one_department(document, target, mention.passages)
        case Kind.MEASURE:
            yield from _measure(document, mention, target)
        case Kind.STRATEGY:
            edition = target_edition(mention, document.outline)
            yield from one_strategy(document, edition, mention.passages)
        case Kind.NAMED_PLAN:
            yield from document.node(target, SHISAKU.NamedPlan, mention.passages)
    yield from document.named_only(target)


def _measure(document: Document, mention: Mention, target: str) -> Iterator[Quad]:
    strategy = document.iris.strategy(target_edition(mention, document.outline))
    yield from document.node(target, SHISAKU.Measure, mention.passages)
    yield document.graph.plain(target, SKOS.notation, mention.target)
    if strategy in document.identity.labels:
        yield document.graph.link(target, SKOS.inScheme, strategy)
