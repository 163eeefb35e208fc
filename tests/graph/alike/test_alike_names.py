"""Which names are alike: what a person expects, and what comparing all with all gives."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.alike import Municipality, Project, alike_projects
from graph.alike.names import Limits, Names, limits
from graph.findings.overlap.concepts import lexicon
from graph.words import words
from ontology.names import normalised_name

FILLER = (
    "下水道更新事業", "消防車両更新事業", "図書館運営事業", "商店街活性化事業", "茶業振興事業",
    "奨学金貸付事業", "文化財保存事業", "路線バス維持事業", "介護予防事業", "橋梁補修事業",
    "観光案内所運営事業", "予防接種事業", "企業誘致推進事業", "婚活支援事業", "林道整備事業")
"""Other names: rarity is counted over all."""

PARTS = ("子育て", "相談", "窓口", "観光", "農業", "バス", "公園", "事業", "推進", "支援", "の", "")
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join)


def towns(*lists: tuple[str, ...]) -> list[Project]:
    return [Project(f"{place}/{number}", name, Municipality(str(place), f"{place}市", f"m{place}"),
                    ())
            for place, listed in enumerate(lists) for number, name in enumerate(listed)]


def found(*lists: tuple[str, ...]) -> dict[str, list[tuple[str, bool]]]:
    """The alike projects of the first town."""
    return {each.project.name: [(other.project.name, other.same) for other in each.others]
            for each in alike_projects(towns(*lists), "m0")}


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("空き家バンク事業", "空き家バンク事業", True),
    ("空き家バンク 事業", "空き家バンク事業（再掲）", True),
    ("空き家バンク事業", "空き家バンク運営事業", True),
    ("ファミリー・サポート・センター運営事業", "ファミリー・サポート・センター事業", True),
    ("スポーツ合宿誘致事業", "合宿スポーツ誘致推進事業", True),
    ("移住相談窓口運営事業", "法律相談事業", False),
    ("休日保育事業", "休日診療事業", False),
    ("推進事業", "推進支援事業", False),
    ("推進事業", "推進事業", True),
    ("", "", False),
])
def test_what_is_alike(one: str, other: str, alike: bool) -> None:
    same = normalised_name(one) == normalised_name(other)

    assert found((one,), (other, *FILLER)).get(one, []) == ([(other, same)] if alike else [])


def test_within_one_town_nothing_is_compared() -> None:
    assert found(("空き家バンク事業", "空き家バンク運営事業"), FILLER) == {}


def test_the_same_name_comes_first() -> None:
    listed = "空き家バンク事業"
    others = found((listed,), ("空き家バンク運営事業", *FILLER), (listed,))[listed]

    assert others == [(listed, True), ("空き家バンク運営事業", False)]


def content(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The content words of a name, and those that are not plain."""
    every = {word.normal: word.written for word in words(name)
             if word.has_content and not word.is_place}
    return frozenset(every), frozenset(
        word for word, written in every.items() if not {word, written} & lexicon().plain)


def all_with_all(every: set[str], by: Limits) -> dict[tuple[str, str], float]:
    """What comparing each with each gives: the cosine of those that share two telling words or
    all."""
    sets = {name: content(name) for name in every if content(name)[1]}
    distinct = set(sets.values())
    frequency = Counter(word for whole, _ in distinct for word in whole)
    weight = {word: math.log((len(distinct) + 1) / count) for word, count in frequency.items()}
    alike = {}
    for one, two in combinations(sorted(sets), 2):
        (first, telling), (second, other) = sets[one], sets[two]
        shared = sum(weight[word] ** 2 for word in first & second)
        lengths = [math.sqrt(sum(weight[word] ** 2 for word in each)) for each in (first, second)]
        cosine = shared / math.prod(lengths)
        if (len(telling & other) > 1 or telling == other) and cosine >= by.least:
            alike[one, two] = cosine
    return alike


@settings(deadline=None, max_examples=200)
@given(every=st.sets(names, max_size=14), least=st.floats(0.1, 0.95))
def test_blocks_find_what_comparing_all_finds(every: set[str], least: float) -> None:
    by = Limits(least, 10, 40)
    known = Names(every, by)
    alike = {(one, two): score for one in every for two, score in known.alike(one) if one < two}
    expected = all_with_all(every, by)

    for pair in alike.keys() ^ expected.keys():
        assert {**alike, **expected}[pair] == pytest.approx(least, abs=1e-3)
    for pair in alike.keys() & expected.keys():
        assert alike[pair] == pytest.approx(expected[pair], abs=1e-3)
    assert all((two, score) in set(known.alike(one)) and (one, score) in set(known.alike(two))
               for (one, two), score in alike.items())


@pytest.mark.parametrize("name", [
    "子育て相談" * 2_000, '"><script>子育て相談</script>', "=子育て相談()", "子育て\x00相談",
    "\u202e相談子育て"])
def test_hostile_names(name: str) -> None:
    key = normalised_name(name)

    assert dict(Names({key, "子育て相談事業", *FILLER}, limits()).alike("橋梁補修事業")) == {}
    assert found((name,), (name, *FILLER))[name] == [(name, True)]


def test_a_crowded_block_is_compared_within_the_window() -> None:
    fields = ("農業", "林業", "水産", "観光", "福祉", "医療", "教育", "文化", "交通", "防災")
    tools = ("講座", "研修", "電話", "手帳", "地図", "公園", "放送", "会議", "バス", "図書館")
    every = {f"子育ての相談と{one}の{two}" for one in fields for two in tools}
    by = Limits(0.0, 10, 5)
    few, whole = ({frozenset((one, two)) for one in every for two, _ in known.alike(one)}
                  for known in (Names(every, by), Names(every, Limits(0.0, 10, 100))))

    assert len(whole) == math.comb(len(every), 2)
    assert few < whole
    assert {name for pair in few for name in pair} == every
