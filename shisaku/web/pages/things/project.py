"""A project: where it is listed, who answers for it, who reports and speaks of it, its figures."""

from __future__ import annotations

from ontology.terms import ORE, SHISAKU, SKOS
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import Ref, fetch_named, ref, year_label
from shisaku.web.pages.things.common import changes, evaluations, figures, findings, mentioned
from shisaku.web.pages.things.named import naming_mentions
from shisaku.web.pages.things.section import Row, Section
from shisaku.web.pages.things.words import property_label


def project_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the project ``iri``."""
    listings = facts.pointing(iri, ORE.proxyFor)
    fetch_listings(facts, listings)
    written, spoken = mentioned(facts, iri)
    return [
        Section("listings", "掲載（再掲を含む）", "Where it is listed", in_order(facts, listings),
                lambda each: listing_row(facts, each, place_of(facts, each)), (ORE.proxyFor,)),
        _departments(facts, iri, listings),
        written, spoken,
        figures(facts, facts.pointing(iri, SHISAKU.figureOf), (SHISAKU.figureOf,)),
        evaluations(facts, facts.pointing(iri, SHISAKU.evaluationOf), (SHISAKU.evaluationOf,)),
        findings(facts, iri), changes(facts, iri)]


def fetch_listings(facts: Facts, listings: list[str]) -> None:
    """Fetch what the rows of listings tell."""
    fetch_named(facts, listings)
    homes = [home for each in listings for home in facts.all(each, ORE.lineage)]
    fetch_named(facts, homes)
    facts.fetch_through(listings, SHISAKU.inCharge)


def in_order(facts: Facts, listings: list[str]) -> list[str]:
    """Return listings by the number of their place and their order there, 再掲 last."""
    def key(each: str) -> tuple[bool, list[tuple[int, str]], int, str]:
        notation = facts.one(facts.one(each, ORE.proxyIn), SKOS.notation)
        return (facts.is_a(each, SHISAKU.CrossListing), number_key(notation),
                facts.number(each, SHISAKU.order), each)
    return sorted(listings, key=key)


def number_key(notation: str) -> list[tuple[int, str]]:
    """Sort key of a place's number: 1-10 after 1-9; what is no number sorts as printed."""
    return [(int(part), "") if part.isdecimal() else (10**6, part)
            for part in notation.split("-")]


def place_of(facts: Facts, listing: str) -> Ref:
    """Return the goal, direction or measure in whose list a listing stands."""
    return ref(facts, facts.one(listing, ORE.proxyIn))


def listing_row(facts: Facts, listing: str, leads_to: Ref) -> Row:
    """Return a listing as a tie to its place or to its project."""
    tongue = facts.tongue
    homes = tuple(place_of(facts, home) for home in facts.all(listing, ORE.lineage))
    charged = tuple(ref(facts, each) for each in facts.all(listing, SHISAKU.inCharge))
    marks = ("再掲",) if facts.is_a(listing, SHISAKU.CrossListing) else ()
    year = year_label(facts, facts.one(listing, SHISAKU.fiscalYear))
    classed = tuple(" ".join(filter(None, (year, each)))
                    for each in facts.all(listing, SHISAKU.listingClass))
    printed = tuple(each for each in facts.all(listing, SHISAKU.printedName)
                    if each != facts.one(facts.one(listing, ORE.proxyFor), SKOS.prefLabel))
    return Row(leads_to, (listing,), (*marks, *classed),
               tuple((property_label(predicate, tongue), refs) for predicate, refs in
                     ((ORE.lineage, homes), (SHISAKU.inCharge, charged)) if refs),
               ((property_label(SHISAKU.printedName, tongue), "、".join(printed)),)
               if printed else (), own=listing)


def _departments(facts: Facts, iri: str, listings: list[str]) -> Section:
    """The departments that answer for it: those whose reports name it, those that a list names."""
    charged = {department: each for each in listings
               for department in facts.all(each, SHISAKU.inCharge)}
    reporting = facts.pointing(iri, SHISAKU.responsibleFor)
    members = list(dict.fromkeys((*reporting, *charged)))
    facts.fetch(members)
    mentions = naming_mentions(facts, [iri])
    named = ("進捗報告", "reports") if reporting else ("", "")

    def row(each: str) -> Row:
        lists = tuple(listing for listing in listings
                      if each in facts.all(listing, SHISAKU.inCharge))
        how = [named] * (each in reporting) + [("事業一覧", "list")] * bool(lists)
        return Row(ref(facts, each), (*mentions.get((each, iri), ()), *lists),
                   tuple(en if facts.tongue == "en" else ja for ja, en in how))

    return Section("departments", "担当する部署", "Departments that answer for it", members, row,
                   (SHISAKU.responsibleFor,))


def listing_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the listing ``iri``."""
    again = facts.pointing(iri, ORE.lineage)
    fetch_listings(facts, again)
    return [
        Section("again", "この掲載の再掲", "Listed again", in_order(facts, again),
                lambda each: listing_row(facts, each, place_of(facts, each)), (ORE.lineage,)),
        figures(facts, facts.pointing(iri, SHISAKU.figureIn), (SHISAKU.figureIn,)),
        evaluations(facts, facts.pointing(iri, SHISAKU.evaluationIn), (SHISAKU.evaluationIn,)),
        findings(facts, iri)]


