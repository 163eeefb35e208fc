"""The dataset described for catalogues and crawlers, with the addresses at which it is had here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from graph.dataset_parts import DatasetReport
from ontology.terms import DCTERMS, RDF
from shisaku.exports.description import (
    DCAT,
    MEDIA_TYPES,
    VOID,
    Given,
    dataset_description,
    distribution,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the application is asked (``https://…/``, with its slash)."""

    root: str

    def at(self, path: str) -> NamedNode:
        """Return the address of ``path``."""
        return NamedNode(self.root + path)


def description(report: DatasetReport, place: Place) -> Iterator[Triple]:
    """Yield what there is to say of the dataset whose report is ``report``."""
    dataset, service = place.at("about#dataset"), place.at("sparql")
    yield from dataset_description(report, dataset)
    for suffix, media_type in MEDIA_TYPES.items():
        yield from distribution(dataset, Given(place.at(f"download/graph.{suffix}"), media_type))
    yield Triple(dataset, NamedNode(f"{VOID}sparqlEndpoint"), service)
    yield Triple(service, NamedNode(RDF.type), NamedNode(f"{DCAT}DataService"))
    yield Triple(service, NamedNode(f"{DCAT}endpointURL"), service)
    yield Triple(service, NamedNode(f"{DCAT}servesDataset"), dataset)
    for source in report.sources:
        yield Triple(dataset, NamedNode(f"{DCTERMS.BASE}source"),
                     place.at(f"sources/{source.sha256}"))
