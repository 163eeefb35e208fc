"""The packaged list of one city's strategy, against what two people read in the document."""

import csv
from pathlib import Path

import pytest

from loaders.project_list import read_csv, read_project_list
from loaders.records import Reading

# Notation, name, listings, of them 再掲, page: read in the progress table, list by list.
DIRECTIONS = (
    ("1-1", "釧路らしさを生み出す農林水産業の成長産業化", 18, 0, 1),
    ("1-2", "釧路の「食」の高付加価値化と地場産品の販路拡大", 4, 2, 2),
    ("1-3", "釧路の自然文化を生かした世界一級の観光地域づくり", 18, 0, 3),
    ("1-4", "中小企業・小規模事業者の「外から稼ぐ力」の強化", 8, 0, 5),
    ("1-5", "地域に根ざした石炭産業の振興", 2, 0, 5),
    ("1-6", "釧路の強みを生かした交流人口・関係人口の拡大", 11, 4, 5),
    ("2-1", "地域を支える人材の確保", 8, 1, 7),
    ("2-2", "地域特性を生かした企業誘致", 4, 3, 8),
    ("2-3", "釧路の強みを生かした移住・定住の促進及び関係人口の創出", 3, 3, 8),
    ("2-4", "安心な暮らしを守る人材づくり", 3, 0, 8),
    ("2-5", "就労自立支援対策", 5, 0, 9),
    ("3-1", "結婚や妊娠を支える環境づくり", 5, 0, 10),
    ("3-2", "安心して子どもを生み育てられる環境づくり", 32, 4, 11),
    ("3-3", "子どもの成長を支える環境づくり", 20, 5, 13),
    ("3-4", "医療・保健サービスの充実", 12, 1, 15),
    ("4-1", "コンパクト・プラス・ネットワークの推進", 10, 0, 16),
    ("4-2", "ひがし北海道の中核都市としての拠点性の向上", 17, 16, 18),
)


@pytest.fixture(scope="module")
def path() -> Path:
    return Path(__file__).parents[2] / "shisaku" / "sample" / "kushiro_facts.csv"


@pytest.fixture(scope="module")
def reading(path: Path) -> Reading:
    return read_project_list(read_csv(path.name, path.read_bytes()))


def test_directions_and_their_counts(reading: Reading) -> None:
    found = {direction.notation: direction.label for direction in reading.directions}

    assert len(DIRECTIONS) == 17
    assert list(found.items()) == [(notation, label) for notation, label, *_ in DIRECTIONS]
    for notation, _, listings, crossed, _ in DIRECTIONS:
        marks = [listing.cross_listed for listing in reading.listings
                 if listing.listed_in == notation]
        assert (notation, len(marks), sum(marks)) == (notation, listings, crossed)
    assert len(reading.listings) == 180
    assert len({listing.name for listing in reading.listings}) == 141


def test_municipality_and_goals(reading: Reading) -> None:
    assert (reading.municipality.code, reading.municipality.name) == ("012068", "釧路市")
    assert [(goal.notation, goal.label) for goal in reading.goals] == [
        ("1", "地域の魅力を生かして、経済・産業・交流人口・関係人口の拡大を目指す"),
        ("2", "雇用・就業機会の創出と地域を支える人材育成・人材確保を図る"),
        ("3", "地域が支え、安心して働ける環境をつくる"),
        ("4", "持続可能なまちをつくる"),
    ]
    assert len(reading.departments) == 13
    assert reading.warnings == ()


def test_the_lists_agree_with_the_other_reading_of_the_document(reading: Reading) -> None:
    gold = Path(__file__).parents[1] / "gold" / "listings.csv"
    with gold.open(encoding="utf-8", newline="") as file:
        expected = [(row["direction"], row["order"], row["name"], row["cross_listed"])
                    for row in csv.DictReader(file)]

    assert [(found.listed_in, str(found.order), found.name, str(found.cross_listed).lower())
            for found in reading.listings] == expected


def test_every_marked_project_has_its_home_in_the_list(reading: Reading) -> None:
    homes = [listing.name for listing in reading.listings if not listing.cross_listed]
    crossed = [listing.name for listing in reading.listings if listing.cross_listed]

    assert len(homes) == len(set(homes)) == 141
    assert len(crossed) == 39
    assert set(crossed) <= set(homes)


def test_one_project_in_two_pieces_is_one(reading: Reading) -> None:
    names = [listing.name for listing in reading.listings if "長期滞在" in listing.name]

    assert names == ["移住定住・長期滞在促進事業", "移住定住・長期滞在促進事業"]


def test_pages_and_the_absence_of_sentences(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    pages = {(row["基本目標番号"] + "-" + row["基本的方向番号"], row["資料頁"]) for row in rows}

    assert pages == {(notation, str(page)) for notation, _, _, _, page in DIRECTIONS}
    assert "。" not in text
    assert "\r" not in text
    assert not any(set(row["事業名"]) & set(" 　") for row in rows)


def test_departments_are_those_whose_reports_name_the_project(reading: Reading) -> None:
    charge = {(listing.listed_in, listing.name): listing.departments
              for listing in reading.listings if listing.departments}

    assert len(charge) == 58
    assert charge["1-1", "コンブ漁場整備事業"] == ("水産課",)
    assert charge["1-1", "市有林管理事業"] == ("農林課",)
    assert charge["1-6", "ＭＩＣＥ産業強化推進事業"] == ("観光振興室",)
    assert charge["3-2", "一時預かり事業"] == ("こども育成課", "阿寒保健福祉課")
    assert charge["4-2", "港湾計画推進事業"] == ("港湾空港課",)
    assert ("2-3", "ＵＩＪターン推進事業") not in charge
