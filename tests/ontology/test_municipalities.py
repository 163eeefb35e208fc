"""The list of municipalities, against published codes, counts and the rule of the check digit."""

from collections import Counter

import pytest

from ontology.errors import ShisakuError
from ontology.municipalities import by_code, by_name, check_digit, known_municipalities

# Codes as published by the Ministry of Internal Affairs and Communications.
PUBLISHED = [
    ("011002", "北海道", "札幌市"),
    ("012025", "北海道", "函館市"),
    ("012068", "北海道", "釧路市"),
    ("012114", "北海道", "網走市"),
    ("013030", "北海道", "当別町"),
    ("014001", "北海道", "倶知安町"),
    ("014231", "北海道", "南幌町"),
    ("015202", "北海道", "幌延町"),
    ("016616", "北海道", "釧路町"),
    ("041009", "宮城県", "仙台市"),
    ("131016", "東京都", "千代田区"),
    ("132063", "東京都", "府中市"),
    ("133086", "東京都", "奥多摩町"),
    ("134015", "東京都", "八丈町"),
    ("141003", "神奈川県", "横浜市"),
    ("221309", "静岡県", "浜松市"),
    ("231002", "愛知県", "名古屋市"),
    ("271004", "大阪府", "大阪市"),
    ("271403", "大阪府", "堺市"),
    ("272078", "大阪府", "高槻市"),
    ("282219", "兵庫県", "丹波篠山市"),
    ("392081", "高知県", "宿毛市"),
    ("401307", "福岡県", "福岡市"),
    ("473502", "沖縄県", "南風原町"),
]

# How many cities, towns, villages and special wards each prefecture has (市町村数, 特別区数).
BY_PREFECTURE = {
    "北海道": 179, "青森県": 40, "岩手県": 33, "宮城県": 35, "秋田県": 25, "山形県": 35,
    "福島県": 59, "茨城県": 44, "栃木県": 25, "群馬県": 35, "埼玉県": 63, "千葉県": 54,
    "東京都": 62, "神奈川県": 33, "新潟県": 30, "富山県": 15, "石川県": 19, "福井県": 17,
    "山梨県": 27, "長野県": 77, "岐阜県": 42, "静岡県": 35, "愛知県": 54, "三重県": 29,
    "滋賀県": 19, "京都府": 26, "大阪府": 43, "兵庫県": 41, "奈良県": 39, "和歌山県": 30,
    "鳥取県": 19, "島根県": 19, "岡山県": 27, "広島県": 23, "山口県": 19, "徳島県": 24,
    "香川県": 17, "愛媛県": 20, "高知県": 34, "福岡県": 60, "佐賀県": 20, "長崎県": 21,
    "熊本県": 45, "大分県": 18, "宮崎県": 26, "鹿児島県": 43, "沖縄県": 41,
}

DESIGNATED_CITIES = [
    "札幌市", "仙台市", "さいたま市", "千葉市", "横浜市", "川崎市", "相模原市", "新潟市", "静岡市",
    "浜松市", "名古屋市", "京都市", "大阪市", "堺市", "神戸市", "岡山市", "広島市", "北九州市",
    "福岡市", "熊本市",
]

SHARED_NAMES = [
    ("伊達市", ["012335", "072133"]),
    ("府中市", ["132063", "342084"]),
    ("池田町", ["016446", "183822", "204811", "214043"]),
]


def test_number_of_cases() -> None:
    assert (len(PUBLISHED), len(BY_PREFECTURE), len(DESIGNATED_CITIES)) == (24, 47, 20)


def test_count_by_kind() -> None:
    known = known_municipalities()
    assert len(known) == 1741
    assert Counter(each.name[-1] for each in known) == {"市": 792, "町": 743, "村": 183, "区": 23}


def test_count_by_prefecture() -> None:
    assert Counter(each.prefecture for each in known_municipalities()) == BY_PREFECTURE


def test_codes_are_sorted_and_follow_the_order_of_the_prefectures() -> None:
    codes = [each.code for each in known_municipalities()]
    assert codes == sorted(set(codes))
    number = {name: f"{index:02}" for index, name in enumerate(BY_PREFECTURE, start=1)}
    assert [each for each in known_municipalities()
            if not each.code.startswith(number[each.prefecture])] == []


def test_every_check_digit_is_right() -> None:
    assert [each for each in known_municipalities()
            if each.code[5] != check_digit(each.code[:5])] == []


def test_designated_cities_are_in_and_their_wards_are_not() -> None:
    assert [name for name in DESIGNATED_CITIES if len(by_name(name)) != 1] == []
    wards = [each for each in known_municipalities() if each.name.endswith("区")]
    assert {each.prefecture for each in wards} == {"東京都"}


def test_no_prefecture_has_one_name_twice() -> None:
    assert len({(each.prefecture, each.name) for each in known_municipalities()}) == 1741


@pytest.mark.parametrize(("code", "prefecture", "name"), PUBLISHED)
def test_published_codes(code: str, prefecture: str, name: str) -> None:
    known = by_code(code)
    assert known is not None
    assert (known.prefecture, known.name) == (prefecture, name)
    assert check_digit(code[:5]) == code[5]
    assert known in by_name(name)
    assert by_name(prefecture + name) == (known,)


@pytest.mark.parametrize(("name", "codes"), SHARED_NAMES)
def test_shared_names(name: str, codes: list[str]) -> None:
    assert [each.code for each in by_name(name)] == codes


@pytest.mark.parametrize("name", ["釧 路 市", "釧路\n市", " 北海道　釧路市"])
def test_names_with_spaces(name: str) -> None:
    assert [each.code for each in by_name(name)] == ["012068"]


@pytest.mark.parametrize("name", ["鎌ケ谷市", "鎌ヶ谷市"])
def test_small_and_large_ke(name: str) -> None:
    assert [each.prefecture for each in by_name(name)] == ["千葉県"]


@pytest.mark.parametrize("unknown", ["霧原町", "", "北海道"])
def test_unknown_names(unknown: str) -> None:
    assert by_name(unknown) == ()


@pytest.mark.parametrize("unknown", ["990001", "01206", "012069", ""])
def test_unknown_codes(unknown: str) -> None:
    assert by_code(unknown) is None


@pytest.mark.parametrize("wrong", ["", "0120", "012068", "0120a", "０１２０６"])
def test_check_digit_needs_five_digits(wrong: str) -> None:
    with pytest.raises(ShisakuError) as caught:
        check_digit(wrong)
    assert wrong in caught.value.ja
    assert wrong in caught.value.en
