"""What must hold for any set of documents, tried on many."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.assembly import graph_quads
from graph.canonical import canonical_nquads
from graph.derived import derived_quads
from graph.identity import identify
from graph.listing_quads import places
from graph.named_graph import NamedGraph
from graph.outline import Outline
from graph.store import EmbeddedStore
from loaders.records import Listing, Measure, Municipality, Reading, Strategy
from loaders.source import Passage, Source
from ontology.names import normalised_name
from ontology.terms import ORE, SHISAKU

BASE = "https://example.org/id/"
NAMES = ("空き家事業", "空き家 事業", "ＵＩＪ事業", "UIJ事業", "便り事業")
NOTATIONS = ("1", "1-1", "1-2", "1-1-ア", "2-1-3")
PASSAGES = st.integers(1, 9).map(lambda line: (Passage(line, line, None, f"行{line}"),))

listings = st.builds(
    Listing, name=st.sampled_from(NAMES), spellings=st.just(()),
    listed_in=st.sampled_from(NOTATIONS), cross_listed=st.booleans(), order=st.integers(1, 9),
    departments=st.sampled_from([(), ("企画課",), ("企画 課", "建設課")]), passages=PASSAGES)
measures = st.builds(
    Measure, notation=st.sampled_from(("1-1-ア", "1-2-イ", "2-1-3")),
    label=st.sampled_from(("住まい", "住 まい", "交流")), description=st.just(""),
    restated=st.booleans(), passages=PASSAGES)


@st.composite
def documents(draw: st.DrawFn) -> list[Reading]:
    """Draw up to four documents of two towns, of two editions or none."""
    letters = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    return [Reading(
        Source(f"{letter}.txt", "text/plain", letter * 64, "line", ("行",) * 9, (None,) * 9),
        "strategy", draw(st.sampled_from([Municipality("990001", "霧原町"),
                                          Municipality("990002", "雲見村")])), (),
        strategies=tuple(Strategy(edition, f"第{edition}期総合戦略", ())
                         for edition in draw(st.sampled_from([(), (2,), (3, 2)]))),
        measures=tuple(draw(st.lists(measures, max_size=3))),
        listings=tuple(draw(st.lists(listings, max_size=6)))) for letter in letters]


@settings(deadline=None)
@given(documents(), st.randoms())
def test_the_order_of_documents_changes_nothing(readings: list[Reading], random: Random) -> None:
    shuffled = random.sample(readings, len(readings))

    assert (canonical_nquads(graph_quads(readings, BASE))
            == canonical_nquads(graph_quads(shuffled, BASE)))
    assert list(derived_quads(readings, BASE)) == list(derived_quads(shuffled, BASE))


@settings(deadline=None)
@given(documents())
def test_a_home_is_an_unmarked_listing_of_the_same_project(readings: list[Reading]) -> None:
    found = [(place, reading.source.sha256) for reading in readings
             for place in places(reading.listings, Outline.of(reading, BASE))]
    marked = {place.listing for place, _ in found if place.cross_listed}
    project = {place.listing: place.project for place, _ in found}
    lineage = [(quad.subject.value, quad.object.value)  # type: ignore[union-attr]
               for quad in derived_quads(readings, BASE) if quad.predicate.value == ORE.lineage]

    assert len({subject for subject, _ in lineage}) == len(lineage)
    assert all(crossed in marked and home not in marked for crossed, home in lineage)
    assert all(project[crossed] == project[home] for crossed, home in lineage)


@settings(deadline=None)
@given(documents(), listings)
def test_one_more_cross_listing_moves_no_home(readings: list[Reading], more: Listing) -> None:
    """In one document: two documents may disagree about a listing, and then the mark counts."""
    for reading in readings:
        listed = Listing(more.name, (), more.listed_in, True, 9, (), more.passages)
        richer = Reading(reading.source, reading.form, reading.municipality, (),
                         strategies=reading.strategies, listings=(*reading.listings, listed))
        homes = [quad for quad in derived_quads([richer], BASE)
                 if quad.predicate.value == SHISAKU.homeIn]

        assert homes == [quad for quad in derived_quads([reading], BASE)
                         if quad.predicate.value == SHISAKU.homeIn]


@settings(deadline=None)
@given(documents())
def test_each_thing_has_one_label_and_it_is_printed(readings: list[Reading]) -> None:
    identity = identify(readings, BASE)
    printed = {listing.name for reading in readings for listing in reading.listings}
    projects = {iri: label for iri, label in identity.labels.items() if "/project/" in iri}

    assert set(projects.values()) <= printed
    assert len(projects) == len({(reading.municipality.code, normalised_name(listing.name))
                                 for reading in readings for listing in reading.listings})


@settings(deadline=None)
@given(documents())
def test_what_the_store_gives_back_is_what_was_put_in(readings: list[Reading]) -> None:
    quads = list(graph_quads(readings, BASE))

    assert set(EmbeddedStore.of(quads).quads()) == set(quads)


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12,
                   places=4))
def test_a_number_keeps_its_value_and_has_one_form(value: Decimal) -> None:
    graph = NamedGraph("https://example.org/g")
    quad = graph.decimal("https://example.org/s", SHISAKU.value, value)

    assert Decimal(quad.object.value) == value  # type: ignore[union-attr]
    assert quad == graph.decimal("https://example.org/s", SHISAKU.value, value * Decimal("1.00"))
    assert list(EmbeddedStore.of([quad]).quads()) == [quad]
