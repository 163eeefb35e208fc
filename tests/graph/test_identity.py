"""Which spelling of a name is shown, which others are kept, and what only a text names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.identity import Identity, identify
from graph.quads import document_quads
from loaders.records import (
    Department,
    Kind,
    Listing,
    MatchMethod,
    Mention,
    Municipality,
    Reading,
    TextRef,
)
from loaders.source import Passage, Source
from ontology.iris import Iris
from ontology.terms import SHISAKU, SKOS

if TYPE_CHECKING:
    from tests.graph.conftest import Town

BASE = "https://example.org/id/"
IRIS = Iris(BASE, "990001")
HERE = Passage(1, 1, None, "行")


def reading_of(letter: str, **records: object) -> Reading:
    source = Source(f"{letter}.txt", "text/plain", letter * 64, "line", ("行",), (None,))
    empty = Reading(source, "strategy", Municipality("990001", "霧原町"), ())
    return replace(empty, **records)  # type: ignore[arg-type]


def listing(name: str, container: str, *spellings: str, printings: int = 1) -> Listing:
    return Listing(name, spellings or (name,), container, False, 1, (), (HERE,) * printings)


def labels_of(reading: Reading, identity: Identity, iri: str) -> tuple[list[str], list[str]]:
    """Return the preferred and the other labels of ``iri`` in the graph of ``reading``."""
    found: dict[str, list[str]] = {SKOS.prefLabel: [], SKOS.altLabel: []}
    for quad in document_quads(reading, identity, IRIS):
        if quad.subject.value == iri and quad.predicate.value in found:  # type: ignore[union-attr]
            found[quad.predicate.value].append(quad.object.value)  # type: ignore[union-attr]
    return found[SKOS.prefLabel], sorted(found[SKOS.altLabel])


# (what, listings as printed: (name, container, spellings, printings), preferred, others)
SPELLINGS = [
    ("one spelling", [("空き家対策事業", "1-1", (), 1)], "空き家対策事業", []),
    ("the most often printed",
     [("ＵＩＪターン事業", "1-1", (), 1), ("UIJターン事業", "1-2", (), 2)],
     "UIJターン事業", ["ＵＩＪターン事業"]),
    ("as often: the longest",
     [("ﾊﾞｽ運行事業", "1-1", (), 1), ("バス運行事業", "1-2", (), 1)],
     "ﾊﾞｽ運行事業", ["バス運行事業"]),
    ("as often and long: the first by code points",
     [("Ａ地区事業", "1-1", (), 1), ("A地区事業", "1-2", (), 1)],
     "A地区事業", ["Ａ地区事業"]),
    ("a raw spelling with stray spaces is kept",
     [("移住相談事業", "1-1", ("移住 相談事業", "移住相談 事業"), 1)],
     "移住相談事業", ["移住 相談事業", "移住相談 事業"]),
    ("however often it is printed",
     [("移住相談事業", "1-1", ("移住 相談事業",), 5), ("移住相談事業", "1-2", (), 1)],
     "移住相談事業", ["移住 相談事業"]),
    ("a 再掲 mark is no part of a name",
     [("移住相談事業", "1-1", ("移住相談事業【再掲】", "移住相談事業※再掲"), 1)],
     "移住相談事業", []),
]


@pytest.mark.parametrize(("listings", "preferred", "others"), [case[1:] for case in SPELLINGS],
                         ids=[case[0] for case in SPELLINGS])
def test_spellings_of_a_project(
    listings: list[tuple[str, str, tuple[str, ...], int]], preferred: str, others: list[str]
) -> None:
    reading = reading_of("a", listings=tuple(
        listing(name, container, *spellings, printings=printings)
        for name, container, spellings, printings in listings))
    identity = identify([reading], BASE)

    found = labels_of(reading, identity, IRIS.project(preferred))

    assert found == ([preferred], others)
    assert len(SPELLINGS) == 7


def test_one_label_over_all_documents_others_where_they_are_printed() -> None:
    first = reading_of("a", listings=(listing("ＵＩＪターン事業", "1-1"),))
    second = reading_of("b", listings=(listing("UIJターン事業", "1-1", printings=2),))
    identity = identify([first, second], BASE)
    iri = IRIS.project("UIJターン事業")

    assert labels_of(first, identity, iri) == (["UIJターン事業"], ["ＵＩＪターン事業"])
    assert labels_of(second, identity, iri) == (["UIJターン事業"], [])


def test_departments_are_told_by_their_normalised_names() -> None:
    reading = reading_of("a", departments=(
        Department("ＩＣＴ推進室", (HERE,)), Department("ICT 推進室", (HERE,)),
        Department("ICT推進室", (HERE, HERE))))
    identity = identify([reading], BASE)

    found = labels_of(reading, identity, IRIS.department("ICT推進室"))

    assert found == (["ICT推進室"], ["ICT 推進室", "ＩＣＴ推進室"])


def test_the_unstated_strategy_is_named_after_the_municipality() -> None:
    reading = reading_of("a", listings=(listing("空き家対策事業", "1-1"),))
    identity = identify([reading], BASE)

    found = labels_of(reading, identity, IRIS.strategy(None))

    assert found == (["霧原町総合戦略"], [])


def mention(kind: Kind, target: str, words: str, method: MatchMethod) -> Mention:
    return Mention(TextRef("statement", "1"), kind, target, words, method, 0.6, (HERE,))


def test_the_words_of_a_text_are_a_spelling_only_of_the_same_name(town: Town) -> None:
    """Other characters make another spelling, never the preferred one; a variant or stem none."""
    wide = mention(Kind.PROJECT, "ふるさと便り事業", "ふるさと便り 事業", MatchMethod.EXACT)
    minutes = replace(town.minutes, mentions=(*town.minutes.mentions, wide))
    identity = identify([town.plan, minutes], town.base)

    tayori, akiya = town.iris.project("ふるさと便り事業"), town.iris.project("空き家バンク事業")
    assert labels_of(minutes, identity, tayori) == ([], ["ふるさと便り 事業"])
    assert identity.labels[tayori] == "ふるさと便り事業"
    assert identity.labels[akiya] == "空き家バンク事業"


def named_only(reading: Reading, readings: list[Reading], town: Town) -> set[str]:
    identity = identify(readings, town.base)
    return {quad.subject.value for quad in document_quads(reading, identity, town.iris)  # type: ignore[union-attr]
            if quad.predicate.value == SHISAKU.namedOnlyIn}


def test_what_another_document_lists_is_not_only_named(town: Town) -> None:
    listed = reading_of("d", listings=(listing("婚活 支援事業", "1-1"),))
    iris = town.iris
    always = {iris.strategy(3), iris.measure(3, "2-1-エ"), iris.named_plan("DX推進計画")}
    konkatsu, tayori = iris.project("婚活支援事業"), iris.project("ふるさと便り事業")

    assert named_only(town.minutes, [town.minutes, town.plan], town) == always | {konkatsu}
    assert named_only(town.minutes, [town.minutes, town.plan, listed], town) == always
    assert named_only(town.minutes, [town.minutes], town) == always | {konkatsu, tayori}
