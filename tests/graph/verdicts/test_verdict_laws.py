"""The laws of verdicts over random histories: what is said last holds, nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.canonical import canonical_nquads
from graph.judged import judge, snapshot_of, unjudged_quads
from graph.portion import snapshot_id
from graph.validation import validate
from graph.verdicts import Judgement, Verdict, current
from graph.vocabulary import vocabulary_quads
from ontology.terms import DCTERMS, RDF, SHISAKU
from tests.graph.verdicts.conftest import (
    BASE,
    FRAGMENTATION,
    OTHER,
    OVERLAP,
    SHARED,
    SURE,
    TOWN,
    UNREPORTED,
    UNSURE,
    quads_with,
)

KINDS = {
    FRAGMENTATION.iri(BASE): "Fragmentation", UNREPORTED.iri(BASE): "UnreportedProject",
    OVERLAP.iri(BASE): "Overlap", TOWN.change(SURE): "Renamed", TOWN.change(UNSURE): "Renamed",
    OTHER.change(SHARED): "Renamed", TOWN.municipality + "/finding/" + "f" * 16: "EmptyReport",
}
QUADS = quads_with(FRAGMENTATION, UNREPORTED, OVERLAP)
PLAIN = snapshot_id(canonical_nquads(QUADS), BASE)


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    iri = draw(st.sampled_from(sorted(KINDS)))
    return Verdict(iri.removeprefix(BASE), KINDS[iri], draw(st.sampled_from(Judgement)),
                   draw(st.sampled_from(["甲", "乙"])), date(2026, 4, draw(st.integers(1, 3))),
                   draw(st.sampled_from(["同じ。", "違う。"])))


histories = st.lists(verdicts(), max_size=8).map(tuple)


def judged(*histories: Sequence[Verdict], quads: Sequence[Quad] = QUADS) -> Store:
    """A store that has been told each of ``histories`` in turn."""
    store = Store()
    store.extend(quads)
    for history in histories:
        before = len(store)
        grown = judge(store, BASE, history)
        assert len(store) == before + grown
    return store


def statuses(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(SHISAKU.status), None, None):
        found.setdefault(str(quad.subject)[1:-1], []).append(
            str(quad.object)[1:-1].removeprefix(SHISAKU.BASE))
    return found


@given(histories)
def test_every_finding_has_one_status_and_it_is_the_last_said(history: tuple[Verdict, ...]) -> None:
    found = statuses(judged(history))
    for iri, values in found.items():
        last = current(history).get(iri.removeprefix(BASE))
        assert values == [last.status if last else "Candidate"]
    assert set(KINDS) - set(found) == {TOWN.municipality + "/finding/" + "f" * 16}


@given(histories)
def test_telling_it_again_changes_nothing(history: tuple[Verdict, ...]) -> None:
    once = judged(history)
    assert set(judged(history, history)) == set(once)
    assert judge(once, BASE, history) == 0


@given(histories)
def test_one_by_one_is_the_same_as_at_once(history: tuple[Verdict, ...]) -> None:
    one_by_one = judged(*(history[:length + 1] for length in range(len(history))))
    at_once = judged(history)
    assert set(one_by_one) == set(at_once)
    assert snapshot_of(one_by_one, BASE, PLAIN) == snapshot_of(at_once, BASE, PLAIN)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_findings_makes_no_difference(
    history: tuple[Verdict, ...], random: object
) -> None:
    by_finding = sorted(history, key=lambda verdict: verdict.finding)
    assert set(judged(by_finding)) == set(judged(history))


@given(histories)
def test_without_verdicts_everything_is_as_it_was(history: tuple[Verdict, ...]) -> None:
    store = judged(history)
    assert set(unjudged_quads(store, BASE)) == set(QUADS)
    assert set(judged(history, ())) == set(QUADS)
    assert snapshot_of(judged(()), BASE, PLAIN) == PLAIN


@given(histories, histories)
def test_two_snapshots_are_the_same_where_persons_say_the_same(
    one: tuple[Verdict, ...], other: tuple[Verdict, ...]
) -> None:
    ones, others = judged(one), judged(other)
    same = snapshot_of(ones, BASE, PLAIN) == snapshot_of(others, BASE, PLAIN)
    assert same is (set(ones) == set(others))


@given(histories)
def test_only_statuses_and_replacements_change(history: tuple[Verdict, ...]) -> None:
    graph = NamedNode(TOWN.verdicts_graph)
    changed = {quad for quad in set(judged(history)) ^ set(QUADS) if quad.graph_name != graph}
    assert {quad.predicate.value for quad in changed} <= {SHISAKU.status, DCTERMS.replaces}
    told = [quad for quad in judged(history) if quad.graph_name == graph]
    assert {quad.predicate.value for quad in told} <= {
        SHISAKU.status, SHISAKU.reviewer, SHISAKU.reviewedOn, SHISAKU.reason, DCTERMS.replaces}


def said(iri: str, status: Judgement, kind: str) -> Verdict:
    return Verdict(iri.removeprefix(BASE), kind, status, "甲", date(2026, 4, 1), "理由。")


def replacements(store: Store) -> list[tuple[str, str, str]]:
    """Which project replaces which, in which graph."""
    return [tuple(str(node)[1:-1] for node in (quad.subject, quad.object, quad.graph_name))  # type: ignore[misc]
            for quad in store.quads_for_pattern(None, NamedNode(DCTERMS.replaces), None, None)]


def test_a_rejected_rename_replaces_nothing_and_a_confirmed_one_does() -> None:
    before, after = TOWN.project("A"), TOWN.project("B")
    derived = (after, before, TOWN.derived_graph)
    sure, unsure = TOWN.change(SURE), TOWN.change(UNSURE)

    assert replacements(judged(())) == [derived]
    assert replacements(judged([said(sure, Judgement.REJECTED, "Renamed")])) == []
    assert replacements(judged([said(sure, Judgement.REJECTED, "Renamed"),
                                said(unsure, Judgement.REJECTED, "Renamed")])) == []
    assert replacements(judged([said(sure, Judgement.CONFIRMED, "Renamed")])) == [derived]
    for status in (Judgement.CONFIRMED, Judgement.WARRANTED):
        by_person = said(unsure, status, "Renamed")
        assert replacements(judged([by_person])) == [derived]
        assert replacements(judged([said(sure, Judgement.REJECTED, "Renamed"), by_person])) == [
            (after, before, TOWN.verdicts_graph)]
    assert replacements(judged([said(unsure, Judgement.CONFIRMED, "Renamed")],
                               [said(unsure, Judgement.REJECTED, "Renamed")])) == [derived]


def test_what_is_judged_conforms_to_the_shapes_of_verdicts() -> None:
    history = [said(iri, Judgement.WARRANTED, kind) for iri, kind in KINDS.items()]
    store = judged(history)
    store.extend(vocabulary_quads())
    paths = {violation.path for violation in validate(store).violations}
    assert paths & {SHISAKU.status, SHISAKU.reviewer, SHISAKU.reviewedOn, SHISAKU.reason} == set()
    assert not [each for each in validate(store).violations if "judged" in each.message_en]
    types = {quad.object for quad in store.quads_for_pattern(
        None, NamedNode(RDF.type), None, NamedNode(TOWN.verdicts_graph))}
    assert types == set()


def test_the_words_of_a_verdict_are_literals() -> None:
    hostile = '" . <http://a> <http://b> "c'
    verdict = Verdict(OVERLAP.iri(BASE).removeprefix(BASE), "Overlap", Judgement.REJECTED, hostile,
                      date(2026, 4, 1), hostile)
    store = judged([verdict])
    reasons = [quad.object for quad in store.quads_for_pattern(
        NamedNode(OVERLAP.iri(BASE)), NamedNode(SHISAKU.reason), None, None)]
    assert reasons == [Literal(hostile)]
    assert len(store) == len(set(QUADS)) + 3
