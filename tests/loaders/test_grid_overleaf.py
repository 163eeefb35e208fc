"""What a page's end cuts, what stands between tables, and headings in brackets. Read by eye."""

from __future__ import annotations

from loaders.records import Reading
from tests.loaders.test_grid_progress import read

HEAD = "基本目標 | 基本的方向 | 所管部署 | R5年度（実績）"
BEFORE = f"{HEAD}\n基本目標１　里の力を | ①稼ぐ農業 | 農林課 | 育てた。"


def goals(reading: Reading) -> list[tuple[str, str]]:
    return [(goal.notation, goal.label) for goal in reading.goals]


def test_a_label_that_a_page_cuts_goes_on_overleaf() -> None:
    reading = read(BEFORE, f"{HEAD}\n生かす | ②憩う森林 | 林業室 | 植えた。")

    assert goals(reading) == [("1", "里の力を生かす")]
    assert {one.reports_on for one in reading.reports} == {"1-1", "1-2"}


def test_a_label_printed_again_overleaf_without_its_sign_is_not_added() -> None:
    reading = read(BEFORE, f"{HEAD}\n里の力を | ②憩う森林 | 林業室 | 植えた。")

    assert goals(reading) == [("1", "里の力を")]


def test_a_goal_whose_word_and_number_a_narrow_column_parts_is_another() -> None:
    reading = read(BEFORE, f"{HEAD}\n基本目標/２　人の和を結ぶ | ①集う人 | 林業室 | 植えた。")

    assert goals(reading) == [("1", "里の力を"), ("2", "人の和を結ぶ")]


def test_brackets_around_number_and_name_are_none_of_the_name() -> None:
    reading = read(f"{HEAD}\n基本目標１「里の力を生かす」 | 【①稼ぐ農業】 | 農林課 | 育てた。")

    assert goals(reading) == [("1", "里の力を生かす")]
    assert [one.label for one in reading.directions] == ["稼ぐ農業"]


def test_quotation_marks_around_a_part_of_a_name_stay() -> None:
    reading = read(f"{HEAD}\n基本目標１「里」の力を「生かす」 | ①稼ぐ農業 | 農林課 | 育てた。")

    assert goals(reading) == [("1", "「里」の力を「生かす」")]


HEADED = "事業名 | 担当課 | R5年度（実績） | R6年度（計画）"
TABLE = f"{HEADED}\n就農支援事業 | 農林課 | 育てた。 | 育てる。"


def test_what_stands_between_a_measure_and_its_table_describes_it() -> None:
    reading = read("■基本目標１　里の力を生かす", "①稼ぐ農業", "ア　担い手の確保",
                   "人を育て、/土地を守る。", "※数値は年度末のもの。", TABLE)

    assert [(one.notation, one.label, one.description) for one in reading.measures] == [
        ("1-1-ア", "担い手の確保", "人を育て、土地を守る。")]
    assert goals(reading) == [("1", "里の力を生かす")]


def test_what_is_no_sentence_describes_nothing() -> None:
    reading = read("基本目標１　里の力を生かす", "①稼ぐ農業", "ア　担い手の確保", "単位：千円",
                   TABLE)

    assert [one.description for one in reading.measures] == [""]


def test_a_numbered_section_above_the_first_goal_is_no_measure() -> None:
    reading = read("１　事業一覧", f"{HEAD}\n基本目標１　里の力 | (1)稼ぐ農業 | 農林課 | 育てた。")

    assert reading.measures == ()


def test_lists_under_a_measure_that_is_not_its_directions_last_stand_under_measures() -> None:
    reading = read("基本目標１　里の力を生かす", "①稼ぐ農業", "ア　担い手の確保", TABLE,
                   "イ　土地の保全", "②憩う森林", "ア　道の手入れ",
                   f"{HEADED}\n林道整備事業 | 林業室 | 直した。 | 直す。")

    assert [(one.name, one.listed_in) for one in reading.listings] == [
        ("就農支援事業", "1-1-ア"), ("林道整備事業", "1-2-ア")]


def test_a_heading_behind_a_mark_ends_the_list_above_it() -> None:
    strategy = ("■基本目標１　里の力/①稼ぐ農業/【主な事業】/◎就農支援事業/◎直売事業/"
                "■基本目標２　人の和/①集う人/【主な事業】/◎盆踊り大会")
    reading = read("基本目標・基本的方向・施策 | 所管部署 | R5年度（実績）\n"
                   f"{strategy} | 農林課 | 育てた。")

    assert [(one.name, one.listed_in) for one in reading.listings] == [
        ("就農支援事業", "1-1"), ("直売事業", "1-1"), ("盆踊り大会", "2-1")]


def test_marks_on_both_sides_head_a_list() -> None:
    reading = read("基本目標・基本的方向・施策 | 所管部署 | R5年度（実績）\n"
                   "基本目標１　里の力/①稼ぐ農業/ア　担い手の確保/"
                   "◆主な事業◆/①就農支援事業/②直売事業 | 農林課 | 育てた。")

    assert [(one.name, one.listed_in) for one in reading.listings] == [
        ("就農支援事業", "1-1"), ("直売事業", "1-1")]


def test_lists_beside_cells_of_several_measures_stand_under_directions() -> None:
    reading = read("基本目標 | 基本的方向 | 施策 | 主な事業 | 担当課 | R5年度（実績）\n"
                   "１ 里の力 | ①稼ぐ農業 | ア 担い手 | ・就農支援事業 | 農林課 | 育てた。\n"
                   "^ | ^ | イ 土地 | ^ | 林業室 | 植えた。\n"
                   "^ | ②集う人 | ア 祭り | ・盆踊り大会 | 商工課 | 開いた。")

    assert [(one.name, one.listed_in) for one in reading.listings] == [
        ("就農支援事業", "1-1-ア"), ("盆踊り大会", "1-2-ア")]
