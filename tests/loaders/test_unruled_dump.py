"""Dumps that keep a page's layout, written here by hand: which cells stand side by side in them."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import read_document
from loaders.layout import Grid, Layout
from loaders.records import Municipality
from loaders.textfile import text_source
from loaders.unruled import layout_of_dump, looks_like_layout_dump

LEFTS = (2, 24, 34, 56)
"""Where the columns of the tables below begin, in characters."""

HEADING = """基本目標と施策|所管部署|R5年度（実績）|R6年度（予定）"""

AT_HEAD = """
【基本目標１】はたらく|農林課|・苗木を配った。|・苗木を配る。
①山を守る||・下草を刈り、作業道を|・下草を刈る。
ア　森づくり||直した。|
【主な事業】|水産課|・稚魚を放した。|・稚魚を放す。
・植林事業||・港を直した。|・港を直す。
②まちをひらく|商工労政|・催しを開いた。|・催しを開く。
ア　にぎわい|課|・店を開いた。|・店を開く。
"""
EXPECTED_AT_HEAD = (
    ("【基本目標１】はたらく/①山を守る/ア 森づくり/【主な事業】/・植林事業",
     "農林課", "・苗木を配った。/・下草を刈り、作業道を/直した。", "・苗木を配る。/・下草を刈る。"),
    ("", "水産課", "・稚魚を放した。/・港を直した。", "・稚魚を放す。/・港を直す。"),
    ("②まちをひらく/ア にぎわい", "商工労政/課", "・催しを開いた。/・店を開いた。",
     "・催しを開く。/・店を開く。"),
)

CENTRED = """
①山を守る||・苗木を配った。|・苗木を配る。
ア　森づくり|農林課|・下草を刈り、作業道を|・下草を刈る。
【主な事業】||直した。|・道を直す。
・植林事業||・稚魚を放した。|・稚魚を放す。
・放流事業|水産課|・網を貸した。|・網を貸す。
||・港を直した。|・港を直す。
"""
EXPECTED_CENTRED = (
    ("①山を守る/ア 森づくり/【主な事業】/・植林事業/・放流事業", "農林課",
     "・苗木を配った。/・下草を刈り、作業道を/直した。",
     "・苗木を配る。/・下草を刈る。/・道を直す。"),
    ("", "水産課", "・稚魚を放した。/・網を貸した。/・港を直した。",
     "・稚魚を放す。/・網を貸す。/・港を直す。"),
)


def width(text: str, wide: bool) -> int:
    """The columns that a text takes; Japanese characters take two where ``wide``."""
    return sum(2 if wide and ord(character) > 0x2000 else 1 for character in text)


def printed(table: str, wide: bool, lefts: tuple[int, ...] = LEFTS) -> str:
    """The lines of a table (cells parted by |) with spaces between its columns."""
    lines = []
    for row in table.strip().split("\n"):
        line = ""
        for left, text in zip(lefts, row.replace("\u3000", " ").split("|"), strict=True):
            line += " " * (left * (1 + wide) - width(line, wide)) + text
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def layout(text: str) -> Layout:
    return layout_of_dump(text_source("dump.txt", text.encode()))


def rows(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The texts of a grid's rows below its heading, "" where a cell is empty or goes on."""
    texts = {(cell.row, cell.column): "/".join(line.raw for line in cell.lines)
             for cell in grid.cells}
    return tuple(tuple(texts.get((row, column), "") for column in range(grid.width))
                 for row in range(1, grid.height))


@dataclass(frozen=True)
class Case:
    table: str
    expected: tuple[tuple[str, ...], ...]


CASES = {"labels at the head": Case(AT_HEAD, EXPECTED_AT_HEAD),
         "labels in the middle": Case(CENTRED, EXPECTED_CENTRED)}


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_cells_stand_where_the_eye_sees_them(name: str, wide: bool) -> None:
    case = CASES[name]
    (grid,) = layout(printed(HEADING + "\n" + case.table.strip(), wide)).grids
    assert grid.guessed
    assert rows(grid) == case.expected


def test_count_of_the_cases() -> None:
    assert len(CASES) == 2


def test_a_page_without_a_heading_goes_on_with_the_columns_of_the_page_before() -> None:
    first = printed(HEADING + "\n" + AT_HEAD.strip(), wide=False)
    second = printed(
        "||・祭りを手伝った。|・祭りを手伝う。\n|建設課|・橋を直した。|・橋を直す。", wide=False)
    _, grid = layout(first + "\f" + second).grids
    assert (grid.page, grid.width) == (2, 4)
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells if cell.lines}
    assert texts == {(0, 2): "・祭りを手伝った。", (0, 3): "・祭りを手伝う。", (1, 1): "建設課",
                     (1, 2): "・橋を直した。", (1, 3): "・橋を直す。"}


def test_a_heading_of_two_levels_spans_its_columns() -> None:
    over = " " * 50 + "進捗報告\n"
    (grid,) = layout(over + printed(HEADING + "\n" + AT_HEAD.strip(), False)).grids
    heads = {cell.text: (cell.row, cell.column, cell.rows, cell.columns)
             for cell in grid.cells if cell.row < 2}
    assert heads == {"進捗報告": (0, 2, 1, 2), "基本目標と施策": (0, 0, 2, 1),
                     "所管部署": (0, 1, 2, 1), "R5年度（実績）": (1, 2, 1, 1),
                     "R6年度（予定）": (1, 3, 1, 1)}


def test_titles_goals_and_page_numbers_stay_outside_the_table() -> None:
    table = printed(HEADING + "\n" + AT_HEAD.strip(), wide=False)
    page = "総合戦略の進捗状況について\n" + table + "- 1 -\n\f" + "総合戦略の進捗状況について\n"
    found = layout(page + table + "- 2 -\n")
    outside = [part.raw for part in found.parts if not isinstance(part, Grid)]
    assert outside == ["総合戦略の進捗状況について", "- 1 -", "総合戦略の進捗状況について", "- 2 -"]
    assert len(found.grids) == 2


@pytest.mark.parametrize(("text", "expected"), [
    (printed(HEADING + "\n" + AT_HEAD.strip(), wide=False), True),
    (printed(HEADING + "\n" + AT_HEAD.strip(), wide=True), True),
    (AT_HEAD.replace("|", "\n"), False),
    (AT_HEAD.replace("|", " "), False),
    ("一行だけの文書。\n", False),
])
def test_a_layout_is_told_by_wide_spaces(text: str, expected: bool) -> None:
    assert looks_like_layout_dump(text_source("dump.txt", text.encode())) is expected


WORDS = st.sampled_from([
    "", " ", "   ", "        ", "農林課", "R5年度（実績）", "R6年度（予定）", "所管部署",
    "①山を守る", "・苗木を配った。", "基本目標", "【基本目標１】はたらく", "- 1 -", "長" * 40])


@given(st.lists(st.lists(WORDS, max_size=6).map("".join), min_size=1, max_size=25))
def test_every_line_stands_in_exactly_one_part(lines: list[str]) -> None:
    source = text_source("dump.txt", ("\n".join(lines) + "\n。\n").encode())
    found = layout_of_dump(source)
    parts: list[set[int]] = []
    for part in found.parts:
        if isinstance(part, Grid):
            parts.append({line.number for cell in part.cells for line in cell.lines})
            assert not _overlapping(part)
        else:
            parts.append({part.number})
    counted = Counter(number for numbers in parts for number in numbers)
    assert counted == Counter(range(1, len(source.lines) + 1))


def _overlapping(grid: Grid) -> list[tuple[int, int]]:
    places = Counter(
        (row, column) for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns))
    return [place for place, count in places.items() if count > 1]


NAMED = (
    ("事業名", "令和５年度実績", "令和６年度計画", "予算額（千円）", "担当課"),
    ("就農支援フィールド", "・苗木を植え、下草を刈った。", "・苗木を植える。", "317", "農林課"),
    ("ワーク", "・水路を直した。", "・水路を直す。", "", ""),
    ("里の手しごと講座", "・藁細工の講座を開いた。", "・藁細工を広める。", "634", "商工課"),
    ("", "・写真展を開いた。", "・写真展を開く。", "", ""),
    ("森の学び舎スクール", "・森の教室を開いた。", "・教室を増やす。", "951", "林業室"),
    ("", "・広場を直した。", "・広場を広げる。", "", ""),
)


def test_a_column_of_names_holds_one_in_each_row_of_a_dump() -> None:
    lines = ["第２期霧原町総合戦略　令和５年度進捗状況", "基本目標１　里の力を生かす",
             "①　稼ぐ農業", "ア　担い手の確保"]
    for row in NAMED:
        line = ""
        for left, text in zip((0, 24, 56, 82, 98), row, strict=True):
            width = sum(1 if sign < "\u0100" else 2 for sign in line)
            line += " " * (left - width) + text
        lines.append(line.rstrip())

    reading = read_document("a.txt", "\n".join(lines).encode(), Municipality("990001", "霧原町"))

    assert [one.name for one in reading.listings] == [
        "就農支援フィールドワーク", "里の手しごと講座", "森の学び舎スクール"]
    assert {one.departments for one in reading.reports} == {
        ("農林課",), ("商工課",), ("林業室",)}
