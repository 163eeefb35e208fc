"""Whose document is it: the municipality that a text names most, or none that stands out."""

import pytest

from loaders.municipality import municipality_of, name_by_form, passages_naming
from loaders.records import Municipality
from loaders.textfile import text_source

# Names and codes are those of the standard list (全国地方公共団体コード).
CASES = [
    ("one name", "小樽市の総合戦略\n小樽市は", ("012033", "小樽市", 1)),
    ("the more frequent of two", "小樽市\n小樽市\n小樽市\n小樽市\n札幌市", ("012033", "小樽市", 1)),
    ("one in the head outweighs one below",
     "会議\n帯広市の会議\n" + "・\n" * 20 + "函館市", ("012076", "帯広市", 2)),
    ("two as frequent as each other", "小樽市\n札幌市", None),
    ("none", "どこの市とも書いていない", None),
    ("a name that several bear", "府中市の計画", None),
    ("told apart by the prefecture", "東京都府中市の計画", ("132063", "府中市", 1)),
    ("full-width and half-width spaces at the ends", " 　小樽市　", ("012033", "小樽市", 1)),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 8


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_municipality_of(name: str, text: str, expected: tuple[str, str, int] | None) -> None:
    found = municipality_of(text_source("a.txt", text.encode()))
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.code, found.name, found.passages[0].first_line) == expected


def test_a_stated_municipality_gets_the_line_that_names_it() -> None:
    source = text_source("a.txt", "表\n霧原町の表\n".encode())
    named = passages_naming(Municipality("990001", "霧原町"), source)
    assert [passage.first_line for passage in named.passages] == [2]
    assert passages_naming(Municipality("990001", "遠原町"), source).passages == ()


BY_FORM = [
    ("第2期霧原町総合戦略", "霧原町"),
    ("令和５年度霧原町まち・ひと・しごと創生推進会議", "霧原町"),
    ("見本県架空市の総合戦略", "架空市"),
    ("見本県架空郡霧原村", "霧原村"),
    ("あさひ野市長あいさつ", "あさひ野市"),
    ("霧原町は雪原町と交流する。霧原町の", "霧原町"),
    ("霧原町と雪原町の交流", None),
    ("近隣市町村との連携", None),
    ("本市では都市と農村の交流を進め、市町村合併", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "name"), BY_FORM)
def test_a_name_that_no_list_has_is_told_by_its_form(line: str, name: str | None) -> None:
    assert len(BY_FORM) == 10
    assert name_by_form(text_source("a.txt", f"{line}\n本文\n".encode())) == name
