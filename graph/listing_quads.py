"""Projects, where they are listed, and the departments that a document prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Quad

from graph.document import Document
from graph.naming import department_names
from graph.outline import Outline
from loaders.records import Listing, Reading, Report
from loaders.source import Passage
from ontology.terms import DCTERMS, ORE, ORG, SHISAKU


@dataclass(frozen=True, slots=True)
class Place:
    """One project in one container of one document, over every printing of it there.

    A place is cross-listed only where each printing carries the mark: a mark beside the home
    listing in the same container repeats it and takes nothing away.
    """

    listing: str
    project: str
    container: str
    direction: str | None
    printings: tuple[Listing, ...]

    @property
    def cross_listed(self) -> bool:
        return all(printing.cross_listed for printing in self.printings)

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(chain.from_iterable(printing.passages for printing in self.printings))

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments that the list prints in charge."""
        return tuple(dict.fromkeys(chain.from_iterable(
            printing.departments for printing in self.printings)))

    @property
    def home(self) -> str:
        """The notation of the place where the list says it is at home, "" where it does not."""
        return next((printing.home for printing in self.printings if printing.home), "")

    @property
    def order(self) -> int:
        return min(printing.order for printing in self.printings)


def places(listings: Sequence[Listing], outline: Outline) -> list[Place]:
    """Return the places of ``listings``, in the order of their first printing."""
    found: dict[tuple[str, str], list[Listing]] = {}
    for listing in listings:
        key = (outline.iris.project(listing.name), outline.iri(listing.listed_in))
        found.setdefault(key, []).append(listing)
    return [
        Place(outline.iris.listing(project, container), project, container,
              outline.direction(printings[0].listed_in), tuple(printings))
        for (project, container), printings in found.items()
    ]


def listing_quads(document: Document) -> Iterator[Quad]:
    """Yield the listings of the document and their projects."""
    graph = document.graph
    for place in places(document.reading.listings, document.outline):
        iri = place.listing
        yield from document.node(place.project, SHISAKU.Project, place.passages)
        kind = SHISAKU.CrossListing if place.cross_listed else SHISAKU.Listing
        yield from document.node(iri, kind, place.passages)
        yield graph.link(iri, ORE.proxyFor, place.project)
        yield graph.link(iri, ORE.proxyIn, place.container)
        yield graph.integer(iri, SHISAKU.order, place.order)
        for printing in place.printings:
            for spelling in printing.spellings or (printing.name,):
                yield graph.plain(iri, SHISAKU.printedName, spelling)
            for name in printing.departments:
                yield graph.link(iri, SHISAKU.inCharge, document.iris.department(name))
            yield from _told(document, place, printing)


def _told(document: Document, place: Place, printing: Listing) -> Iterator[Quad]:
    """Yield what the list says of the project: its description, its class for the year."""
    graph = document.graph
    if printing.description:
        yield graph.japanese(place.project, DCTERMS.description, printing.description)
    if printing.category:
        yield graph.plain(place.listing, SHISAKU.listingClass, printing.category)
        if printing.fiscal_year is not None:
            year = document.iris.fiscal_year(printing.fiscal_year)
            yield graph.link(place.listing, SHISAKU.fiscalYear, year)


def department_quads(document: Document) -> Iterator[Quad]:
    """Yield the departments that the document prints in a list, a table or a report."""
    for name in department_names(document.reading):
        passages = _department_passages(document.reading, name)
        yield from one_department(document, document.iris.department(name), passages)


def one_department(
    document: Document, iri: str, passages: tuple[Passage, ...]
) -> Iterator[Quad]:
    """Yield the department ``iri``, which the document prints at ``passages``."""
    yield from document.node(iri, SHISAKU.Department, passages)
    yield document.graph.link(iri, ORG.unitOf, document.iris.municipality)


def _department_passages(reading: Reading, name: str) -> tuple[Passage, ...]:
    """Where the department is printed: as a name of its own, or else with what names it."""
    own = [record.passages for record in reading.departments if record.name == name]
    naming: tuple[Report | Listing, ...] = (*reading.reports, *reading.listings)
    others = [record.passages for record in naming if name in record.departments]
    return tuple(chain.from_iterable(own or others))
