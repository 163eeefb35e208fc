"""The signs that number goals, directions and measures: what cities print, read by eye."""

import pytest

from loaders.flat import flat
from loaders.progress.conventions import conventions
from loaders.progress.signs import Level, levels_of, sign_of

G, D, M = Level.GOAL, Level.DIRECTION, Level.MEASURE

SIGNS = [
    ("【基本目標１】里の力を生かす", "goal_word", ("1",), "里の力を生かす"),
    ("基本目標Ⅰ　里の力を生かす", "goal_word", ("1",), "里の力を生かす"),
    ("基本目標（２）里の力を生かす", "goal_word", ("2",), "里の力を生かす"),
    ("基本目標一　里の力を生かす", "goal_word", ("1",), "里の力を生かす"),
    ("政策目標３：里の力を生かす", "goal_word", ("3",), "里の力を生かす"),
    ("Ⅳ．里の力を生かす", "roman_number", ("4",), "里の力を生かす"),
    ("Ⅱ里の力を生かす", "roman_number", ("2",), "里の力を生かす"),
    ("基本的方向①　稼ぐ農業", "direction_word", ("1",), "稼ぐ農業"),
    ("施策の方向（３）稼ぐ農業", "direction_word", ("3",), "稼ぐ農業"),
    ("■基本目標１　里の力を生かす", "goal_word", ("1",), "里の力を生かす"),
    ("【①稼ぐ農業】", "circled_number", ("1",), "稼ぐ農業】"),
    ("1-2.稼ぐ農業", "two_numbers", ("1", "2"), "稼ぐ農業"),
    ("（１）稼ぐ農業", "bracketed_number", ("1",), "稼ぐ農業"),
    ("⑴ 稼ぐ農業", "bracketed_number", ("1",), "稼ぐ農業"),
    ("①稼ぐ農業", "circled_number", ("1",), "稼ぐ農業"),
    ("⑫ 稼ぐ農業", "circled_number", ("12",), "稼ぐ農業"),
    ("１－２　稼ぐ農業", "two_numbers", ("1", "2"), "稼ぐ農業"),
    ("1-10 稼ぐ農業", "two_numbers", ("1", "10"), "稼ぐ農業"),
    ("１‐１‐３　担い手の確保", "three_numbers", ("1", "1", "3"), "担い手の確保"),
    ("1-1-ア 担い手の確保", "three_numbers", ("1", "1", "ア"), "担い手の確保"),
    ("施策１－２－１　担い手の確保", "measure_word", ("1", "2", "1"), "担い手の確保"),
    ("施策エ　担い手の確保", "measure_word", ("エ",), "担い手の確保"),
    ("ア　担い手の確保", "kana", ("ア",), "担い手の確保"),
    ("ｲ 担い手の確保", "kana", ("イ",), "担い手の確保"),
    ("ウ．担い手の確保", "kana", ("ウ",), "担い手の確保"),
    ("（ア）担い手の確保", "bracketed_kana", ("ア",), "担い手の確保"),
    ("３．担い手の確保", "number", ("3",), "担い手の確保"),
    ("4　担い手の確保", "number", ("4",), "担い手の確保"),
]
NO_SIGNS = [
    "・担い手確保事業", "【主な事業】", "アユの放流事業", "アイヌ文化の継承", "IoT推進事業",
    "VR体験", "2030年の目指す姿", "5000人を超える", "（仮称）里の駅整備事業", "施策の体系",
    "基本目標と施策", "方向を定める", "",
]
LEVELS = [
    # A word tells its goal; a circled number directions, a letter measures.
    (["goal_word", "circled_number", "kana"], set(),
     {"goal_word": G, "circled_number": D, "kana": M}),
    (["goal_word", "bracketed_number", "kana"], set(),
     {"goal_word": G, "bracketed_number": D, "kana": M}),
    (["goal_word", "two_numbers", "three_numbers"], set(),
     {"goal_word": G, "two_numbers": D, "three_numbers": M}),
    # Two signs without words below a goal, in the order of use.
    (["goal_word", "bracketed_number", "circled_number"], set(),
     {"goal_word": G, "bracketed_number": D, "circled_number": M}),
    (["goal_word", "circled_number", "bracketed_number"], set(),
     {"goal_word": G, "circled_number": D, "bracketed_number": M}),
    (["roman_number", "circled_number", "bracketed_kana"], set(),
     {"roman_number": G, "circled_number": D, "bracketed_kana": M}),
    # A line that a column breaks before a letter is no measure where others are.
    (["goal_word", "circled_number", "kana", "bracketed_kana", "bracketed_kana"], set(),
     {"goal_word": G, "circled_number": D, "bracketed_kana": M}),
    (["bracketed_kana", "goal_word", "circled_number", "kana", "kana"], set(),
     {"goal_word": G, "circled_number": D, "kana": M}),
    # The same sign is a goal where directions have signs that tell themselves.
    (["bracketed_number", "two_numbers", "kana"], set(),
     {"bracketed_number": G, "two_numbers": D, "kana": M}),
    (["two_numbers", "bracketed_number"], {G}, {"two_numbers": D, "bracketed_number": M}),
    (["bracketed_number", "circled_number", "three_numbers"], set(),
     {"bracketed_number": G, "circled_number": D, "three_numbers": M}),
    # The titles of the pages name the goals.
    (["circled_number", "kana"], {G}, {"circled_number": D, "kana": M}),
    (["circled_number"], {G}, {"circled_number": D}),
    # One sign alone numbers directions; two are goals and directions.
    (["circled_number"], set(), {"circled_number": D}),
    (["number", "bracketed_number"], set(), {"number": G, "bracketed_number": D}),
    # Columns of their own tell goals and directions.
    (["number"], {G, D}, {"number": M}),
]


def test_number_of_cases() -> None:
    assert (len(SIGNS), len(NO_SIGNS), len(LEVELS)) == (28, 13, 16)


@pytest.mark.parametrize(("line", "kind", "number", "label"), SIGNS)
def test_a_line_begins_with_a_sign(
    line: str, kind: str, number: tuple[str, ...], label: str
) -> None:
    sign = sign_of(flat(line), conventions().signs)

    assert sign is not None
    assert (sign.kind, sign.number) == (kind, number)
    assert flat(line)[sign.label_at:] == label


@pytest.mark.parametrize("line", NO_SIGNS)
def test_a_line_begins_with_no_sign(line: str) -> None:
    assert sign_of(flat(line), conventions().signs) is None


@pytest.mark.parametrize(("kinds", "told", "levels"), LEVELS)
def test_signs_stand_for_levels_by_what_they_are_used_with(
    kinds: list[str], told: set[Level], levels: dict[str, Level]
) -> None:
    assert levels_of(kinds, told) == levels
