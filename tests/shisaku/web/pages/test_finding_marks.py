"""The words that are marked in a passage, told by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import located_name, normalised_name
from shisaku.web.pages.findings.marks import (
    of_numbers,
    of_sentences,
    of_words,
    pieces,
    unchanged_sentences,
    within,
)

# (the passage, the numbers in common, what is marked of it)
NUMBERS = [
    ("作付面積は184haとなった", ["184ha"], ["184ha"]),
    ("延べ４，３００人が訪れた", ["4,300人"], ["４，３００人"]),
    ("延べ4300 人が訪れた", ["4,300人"], ["4300 人"]),
    ("12回と2回、2.2回", ["2回"], ["2回"]),
    ("売上高 4,870万円", ["4,870万円"], ["4,870万円"]),
    ("8回（目標10）", ["10件"], ["10"]),
    ("14,300人", ["4,300人"], []),
    ("4,300.5人", ["4,300人"], []),
    ("受診率97.6％", ["97.6%"], ["97.6％"]),
]
# (the passage, the keys of sentences in common, what is marked of it)
SENTENCES = [
    ("農政畜産課 ・高原そば産地づくり事業【再掲】\n　標高の", ["高原そば産地づくり事業"],
     ["高原そば産地づくり事業"]),
    ("作付面積は184haとなっ\nた。秋", ["作付面積は184haとなった。"],
     ["作付面積は184haとなっ\nた。"]),
    ("ﾃﾞﾏﾝﾄﾞ ﾊﾞｽ運行", ["デマンドバス"], ["ﾃﾞﾏﾝﾄﾞ ﾊﾞｽ"]),
    ("取組（再掲）を続ける", ["取組を続ける"], ["取組（再掲）を続ける"]),
    ("短い", ["短い"], []),
    ("a.b(c", ["a.b("], ["a.b("]),
]


def marked(text: str, spans: object) -> list[str]:
    assert not isinstance(spans, str)
    return [piece.text for piece in pieces(text, spans) if piece.marked]  # type: ignore[arg-type]


def test_number_of_cases() -> None:
    assert (len(NUMBERS), len(SENTENCES)) == (9, 6)


@pytest.mark.parametrize(("text", "numbers", "told"), NUMBERS)
def test_numbers(text: str, numbers: list[str], told: list[str]) -> None:
    assert marked(text, of_numbers(text, numbers)) == told


@pytest.mark.parametrize(("text", "keys", "told"), SENTENCES)
def test_sentences(text: str, keys: list[str], told: list[str]) -> None:
    assert marked(text, of_sentences(text, keys)) == told


def test_words_and_concepts_are_marked_where_they_stand() -> None:
    """運行 is the word itself; デマンド and バス are words of the concept 公共交通."""
    text = "・デマンド バス運行事業"

    assert marked(text, of_words(text, ["運行", "公共交通"])) == ["デマンド", "バス運行"]
    assert marked(text, of_words(text, ["医療"])) == []


def test_a_plan_that_repeats_but_for_the_tense() -> None:
    result = "・駅前の案内所の開所時間を1時間延ばし、利用者の声を聞き取った。\n・別の取組。"
    plan = "・引き続き、駅前の案内所の開所時間を1時間延ばし、利用者の声を聞き取る。\n・新しい催し。"

    assert unchanged_sentences(plan, result) == {
        "引き続き、駅前の案内所の開所時間を1時間延ばし、利用者の声を聞き取る。",
        "駅前の案内所の開所時間を1時間延ばし、利用者の声を聞き取った。"}


def test_spans_that_overlap_make_one_piece_and_nothing_is_lost() -> None:
    found = pieces("abcdef", [(1, 3), (2, 4), (4, 5)])

    assert [(piece.text, piece.marked) for piece in found] == [
        ("a", False), ("bcde", True), ("f", False)]
    assert within([(1, 3), (4, 6)], [(0, 3), (5, 9)]) == [(1, 3)]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60),
       st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_pieces_are_the_text(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [(min(pair), max(pair)) for pair in pairs if max(pair) <= len(text)]

    assert "".join(piece.text for piece in pieces(text, spans)) == text


@given(st.text(alphabet=st.one_of(
    st.characters(codec="utf-8"), st.sampled_from("【再掲】（※） 　\nｶﾞﾊﾟ゛がか゚⼀㌔①")), max_size=40))
def test_places_of_a_key_lie_in_the_text_in_order(text: str) -> None:
    key, places = located_name(text)

    assert key in ("", normalised_name(text))
    assert len(key) == len(places)
    assert all(0 <= first < end <= len(text) for first, end in places)
    assert list(places) == sorted(places)


@pytest.mark.parametrize("text", ["ﾃﾞﾏﾝﾄﾞﾊﾞｽ【再掲】", "⼀般 会計\n（再掲）", "㌔①½", "か゛"])
def test_the_key_is_that_of_names(text: str) -> None:
    assert located_name(text)[0] == normalised_name(text) != ""
