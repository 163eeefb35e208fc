"""What a list prints beside a project, as triples written from the model by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graph.assembly import graph_quads
from graph.derived import derived_quads
from graph.validation import validate
from loaders.records import (
    Direction,
    Evaluation,
    Figure,
    FigureKind,
    Goal,
    Listing,
    ListingRef,
    Municipality,
    Reading,
    Strategy,
)
from loaders.source import Source
from ontology.iris import Iris
from ontology.terms import DCTERMS, ORE, PROV, RDF, RDFS, SHISAKU

BASE, CODE = "https://example.org/id/", "990001"
IRIS = Iris(BASE, CODE)
LINES = ("第2期霧原町総合戦略", "1 しごと", "1-1 そば", "1-2 星", "木育事業 300千円 B",
         "木育事業（再掲：1-2）",
         "木育事業")
HERE = ListingRef("1-1", "木育事業")
PROJECT = IRIS.project("木育事業")


def reading(name: str = "一覧.xlsx", sha256: str = "a" * 64) -> Reading:
    source = Source(name, "text/csv", sha256, "row", LINES, (None,) * len(LINES))
    at = source.passage
    listing = Listing("木育事業", ("木育事業",), "1-1", False, 1, ("森林課",), (at(5),),
                      description="木に親しむ。", category="継続", fiscal_year=2023)
    return Reading(
        source=source, form="project-list", municipality=Municipality(CODE, "霧原町", (at(1),)),
        ledger=(), strategies=(Strategy(2, "第2期霧原町総合戦略", (at(1),)),),
        goals=(Goal("1", "しごと", (at(2),)),),
        directions=(Direction("1-1", "そば", (at(3),)), Direction("1-2", "星", (at(4),))),
        listings=(listing,),
        figures=(Figure(HERE, "予算額", Decimal(300), "千円", 2023, FigureKind.BUDGET, (at(5),)),
                 Figure(HERE, "参加者数", Decimal(80), "", None, FigureKind.BASELINE, (at(5),))),
        evaluations=(Evaluation(HERE, "進捗評価", "B", 2024, (at(5),)),))


def told(quads: list[Quad], subject: str) -> set[tuple[str, str]]:
    """Predicate and object of every triple of ``subject``, as plain text."""
    return {(quad.predicate.value, quad.object.value) for quad in quads
            if quad.subject == NamedNode(subject)
            and isinstance(quad.object, NamedNode | Literal)}


def test_a_budget_is_a_figure_of_the_project_in_its_listing() -> None:
    quads = list(graph_quads([reading()], BASE))
    listing = IRIS.listing(PROJECT, IRIS.direction(2, "1-1"))
    passage = IRIS.passage("a" * 64, 5, 5)

    assert told(quads, IRIS.listed_figure("a" * 64, listing, 1)) == {
        (RDF.type, SHISAKU.Figure), (RDF.type, "http://purl.org/linked-data/cube#Observation"),
        (RDFS.label, "予算額"), (SHISAKU.value, "300"), (SHISAKU.unit, "千円"),
        (SHISAKU.figureKind, SHISAKU.Budget), (SHISAKU.figureIn, listing),
        (SHISAKU.figureOf, PROJECT), (SHISAKU.fiscalYear, IRIS.fiscal_year(2023)),
        (PROV.wasQuotedFrom, passage)}


def test_an_evaluation_has_its_grade_and_year() -> None:
    quads = list(graph_quads([reading()], BASE))
    listing = IRIS.listing(PROJECT, IRIS.direction(2, "1-1"))

    assert told(quads, IRIS.evaluation("a" * 64, listing, 1)) == {
        (RDF.type, SHISAKU.Evaluation), (RDF.type, PROV.Entity), (RDFS.label, "進捗評価"),
        (SHISAKU.grade, "B"), (SHISAKU.evaluationIn, listing), (SHISAKU.evaluationOf, PROJECT),
        (SHISAKU.fiscalYear, IRIS.fiscal_year(2024)),
        (PROV.wasQuotedFrom, IRIS.passage("a" * 64, 5, 5))}


def test_class_and_description_stand_on_listing_and_project() -> None:
    quads = list(graph_quads([reading()], BASE))
    listing = IRIS.listing(PROJECT, IRIS.direction(2, "1-1"))

    assert {(SHISAKU.listingClass, "継続"),
            (SHISAKU.fiscalYear, IRIS.fiscal_year(2023))} <= told(quads, listing)
    assert (DCTERMS.description, "木に親しむ。") in told(quads, PROJECT)


def test_two_documents_tell_two_figures_of_one_listing() -> None:
    first, second = reading(), reading("来年.xlsx", "b" * 64)
    quads = list(graph_quads([first, second], BASE))

    figures = {quad.subject for quad in quads if quad.predicate.value == SHISAKU.figureOf}
    assert len(figures) == 4


def test_the_shapes_find_no_fault() -> None:
    quads = tuple(graph_quads([reading()], BASE))

    assert validate(quads).counts.get("Violation", 0) == 0


def test_the_home_that_the_mark_tells_comes_before_the_first_printed() -> None:
    plain = reading()
    at = plain.source.passage
    again = Listing("木育事業", ("木育事業",), "1", True, 1, (), (at(6),), home="1-2")
    other = Listing("木育事業", ("木育事業",), "1-2", False, 1, (), (at(7),))
    whole = replace(plain, listings=(*plain.listings, again, other))
    untold = replace(plain, listings=(*plain.listings, replace(again, home=""), other))
    marked = IRIS.listing(PROJECT, IRIS.goal(2, "1"))

    def home(of: Reading) -> list[str]:
        return [quad.object.value for quad in derived_quads([of], BASE)
                if quad.subject == NamedNode(marked) and quad.predicate.value == ORE.lineage
                and isinstance(quad.object, NamedNode)]

    assert home(whole) == [IRIS.listing(PROJECT, IRIS.direction(2, "1-2"))]
    assert home(untold) == [IRIS.listing(PROJECT, IRIS.direction(2, "1-1"))]
