"""The normalised name, against the model's wording and Unicode's own data."""

import csv
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import mend_characters, normalised_name

SAME_NAME = [
    # every bracket and ※ form of the mark, before, after and within
    "移住相談窓口(再掲)",
    "移住相談窓口（再掲）",
    "移住相談窓口[再掲]",
    "移住相談窓口［再掲］",
    "移住相談窓口<再掲>",
    "移住相談窓口＜再掲＞",
    "移住相談窓口≪再掲≫",
    "移住相談窓口《再掲》",
    "移住相談窓口〈再掲〉",
    "移住相談窓口【再掲】",
    "移住相談窓口〔再掲〕",
    "移住相談窓口〖再掲〗",
    "移住相談窓口「再掲」",
    "移住相談窓口｢再掲｣",
    "移住相談窓口『再掲』",
    "移住相談窓口{再掲}",
    "移住相談窓口｛再掲｝",
    "移住相談窓口※再掲",
    "移住相談窓口※ 再掲",
    "移住相談窓口　※　再掲",
    "移住相談窓口（※再掲）",
    "移住相談窓口※（再掲）",
    "（再掲）移住相談窓口",
    "【再掲】 移住相談窓口",
    "移住（再掲）相談窓口",
    # the mark broken by a space or by the end of a table cell's line
    "移住相談窓口（再 掲）",
    "移住相談窓口（再\n掲）",
    "移住相談窓口（\n再掲\n）",
    # white space of every kind, a line break within the name
    " 移住相談窓口 ",
    "移住　相談　窓口",
    "移住相談\n窓口",
    "移住相談\r\n窓口",
    "移住\t相談\u00a0窓口",
    "移住相談\u200b窓口",
    "\ufeff移住相談窓口",
]

MENDED = [
    ("⾦⼭⾏政", "金山行政"),  # Kangxi radicals
    ("⻑野の⻑", "長野の長"),  # CJK radicals supplement, which NFKC leaves alone
    ("⻘少年", "青少年"),
    ("⺠⽣委員", "民生委員"),
    ("⻄⼝", "西口"),
    ("⻝育", "食育"),
    ("⻯神", "竜神"),
    ("⻲⼭", "亀山"),
    ("⺟⼦保健", "母子保健"),
    ("ﾃﾚﾜｰｸ", "テレワーク"),  # half-width kana
    ("ﾃﾞｼﾞﾀﾙﾊﾟｰｸ", "デジタルパーク"),
    ("テ゛シ゛タル", "テ ゙シ ゙タル"),  # a voiced mark of its own is no part of its kana
    ("ＤＸ推進１２３", "DX推進123"),  # full-width letters and digits
    ("㈱霧原", "(株)霧原"),
    ("①窓口", "1窓口"),
    ("か\u3099っこう", "がっこう"),  # combining voiced sound mark
]

# Read from EquivalentUnifiedIdeograph.txt of the Unicode Character Database 16.0.
RADICALS = [
    ("⺁", "厂"), ("⺃", "乚"), ("⺅", "亻"), ("⺌", "小"), ("⺍", "小"), ("⺕", "\U0002b739"),
    ("⺖", "忄"), ("⺘", "扌"),
    ("⺝", "月"), ("⺡", "氵"), ("⺣", "灬"), ("⺤", "爫"), ("⺥", "爫"),
    ("⺩", "王"), ("⺫", "目"), ("⺬", "示"), ("⺭", "礻"), ("⺮", "\U00025ad7"), ("⺹", "耂"),
    ("⺼", "肉"), ("⺾", "艹"),
    ("⺿", "艹"), ("⻀", "艹"), ("⻂", "衤"), ("⻄", "西"), ("⻌", "辶"),
    ("⻎", "辶"), ("⻏", "邑"),
    ("⻑", "長"), ("⻖", "阝"), ("⻗", "雨"), ("⻘", "青"), ("⻝", "食"),
    ("⻣", "骨"), ("⻤", "鬼"),
    ("⻨", "麦"), ("⻩", "黄"), ("⻫", "斉"), ("⻭", "歯"), ("⻯", "竜"),
    ("⻲", "亀"), ("⻳", "龟"),
]

SUPPLEMENT = range(0x2E80, 0x2EF4)
KANGXI = range(0x2F00, 0x2FD6)
# U+2E9A is not assigned; U+2E80 has no equivalent in Unicode's file.
WITHOUT_EQUIVALENT = {0x2E80, 0x2E9A}

NAMES = st.text(alphabet="移住相談窓口アイかきＡＢ12ｱｲ⾦⻑", min_size=1)
MARKS = st.sampled_from(["（再掲）", "[再掲]", "【再掲】", "＜再掲＞", "※再掲", "（※再掲）"])


def radical_table() -> dict[int, int]:
    text = files("ontology").joinpath("radicals.csv").read_text(encoding="utf-8")
    return {int(row["radical"], 16): int(row["ideograph"], 16)
            for row in csv.DictReader(text.splitlines())}


def test_number_of_cases() -> None:
    assert (len(SAME_NAME), len(MENDED), len(RADICALS)) == (35, 16, 42)


@pytest.mark.parametrize("spelling", SAME_NAME)
def test_spellings_of_one_name_have_one_key(spelling: str) -> None:
    assert normalised_name(spelling) == "移住相談窓口"


@pytest.mark.parametrize(("printed", "expected"), MENDED)
def test_characters_are_mended(printed: str, expected: str) -> None:
    assert mend_characters(printed) == expected


@pytest.mark.parametrize(("radical", "ideograph"), RADICALS)
def test_radical_gives_its_unified_ideograph(radical: str, ideograph: str) -> None:
    assert radical_table()[ord(radical)] == ord(ideograph)
    assert mend_characters(radical) == ideograph


def test_every_radical_is_in_the_table() -> None:
    assert set(radical_table()) == {*SUPPLEMENT, *KANGXI} - WITHOUT_EQUIVALENT
    assert len(radical_table()) == 114 + 214


def test_kangxi_radicals_agree_with_nfkc() -> None:
    table = radical_table()
    assert [chr(table[code]) for code in KANGXI] == [
        unicodedata.normalize("NFKC", chr(code)) for code in KANGXI
    ]


def test_ideographs_are_unified_ideographs() -> None:
    # CJK Unified Ideographs and their extensions A to H (Unicode blocks).
    blocks = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))
    assert [hex(code) for code in radical_table().values()
            if not any(code in block for block in blocks)] == []


def test_voiced_mark_joins_its_kana_over_a_line_break() -> None:
    assert normalised_name("ｶ\nﾞｲﾄﾞ") == "ガイド"


def test_voiced_mark_printed_apart_joins_its_kana() -> None:
    assert normalised_name("テ゛シ゛タル") == "デジタル"


def test_words_of_the_mark_without_bracket_stay() -> None:
    assert normalised_name("再掲載の支援") == "再掲載の支援"


def test_marks_within_marks_go() -> None:
    assert normalised_name("((再掲)再掲)窓口") == "窓口"


def test_name_of_marks_alone_is_empty() -> None:
    assert normalised_name("　（再掲）\n") == ""


def test_different_names_stay_different() -> None:
    assert normalised_name("移住相談窓口") != normalised_name("移住相談会")


@given(st.text())
def test_key_of_a_key_is_the_key(name: str) -> None:
    assert normalised_name(normalised_name(name)) == normalised_name(name)


@given(st.text())
def test_key_has_no_white_space_and_is_nfkc(name: str) -> None:
    key = normalised_name(name)
    assert not any(character.isspace() for character in key)
    assert unicodedata.normalize("NFKC", key) == key


@given(NAMES, MARKS)
def test_mark_changes_nothing(name: str, mark: str) -> None:
    assert normalised_name(name + mark) == normalised_name(mark + name) == normalised_name(name)


@given(NAMES, st.data())
def test_line_break_changes_nothing(name: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(name)))
    assert normalised_name(f"{name[:cut]}\n{name[cut:]}") == normalised_name(name)
