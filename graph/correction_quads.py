"""What a city's staff corrected: who, when and why, and what has become of it.

The statement that a thing was corrected stands with the thing (``shisaku:correctedBy``), so that
whoever looks at a fact sees that a person stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from graph.document import Document
from loaders.records import Correction, CorrectionKind
from ontology.terms import RDFS, SHISAKU


def correction_quads(document: Document) -> Iterator[Quad]:
    """Yield the corrections of the document, and which listings of it were corrected."""
    graph, iris = document.graph, document.iris
    for correction in document.reading.corrections:
        iri = iris.correction(correction.key)
        yield from document.node(iri, SHISAKU.Correction, correction.passages)
        ja, en = _told(correction)
        yield graph.japanese(iri, RDFS.label, ja)
        yield graph.english(iri, RDFS.label, en)
        yield graph.plain(iri, SHISAKU.reviewer, correction.by)
        yield graph.day(iri, SHISAKU.reviewedOn, correction.on)
        yield graph.plain(iri, SHISAKU.reason, correction.why)
        project = iris.project(correction.project)
        if project in document.identity.stated:
            yield graph.link(project, SHISAKU.correctedBy, iri)
    for listing in document.reading.listings:
        for key in listing.corrected_by:
            place = iris.listing(iris.project(listing.name),
                                 document.outline.iri(listing.listed_in))
            yield graph.link(place, SHISAKU.correctedBy, iris.correction(key))


def _told(correction: Correction) -> tuple[str, str]:
    """Return what was corrected, in Japanese and in English."""
    name, here, there = correction.project, correction.listed_in, correction.belongs_in
    match correction.kind:
        case CorrectionKind.MOVE:
            return (f"「{name}」の掲載先を {here} から {there} に訂正",
                    f"“{name}” belongs in {there}, not in {here}")
        case CorrectionKind.SAME:
            others = "、".join(correction.others)
            return (f"「{others}」は「{name}」と同じ事業", f"“{others}” is the project “{name}”")
        case CorrectionKind.NOT_MENTIONED:
            where = f"{correction.document}{f':{correction.line}' if correction.line else ''}"
            return (f"{where} は「{name}」に触れていない", f"{where} does not mention “{name}”")
