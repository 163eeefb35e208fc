"""Departments in cells: joined where broken, parted where several. Read by eye."""

import pytest

from loaders.layout import Cell, Line
from loaders.progress.conventions import conventions
from loaders.progress.grid_departments import DepartmentColumn

CELLS = [
    ("農林課", ("農林課",)),
    ("農林課\n水産課", ("農林課", "水産課")),
    ("農林課、水産課", ("農林課", "水産課")),
    ("農林課／水産課", ("農林課", "水産課")),
    ("農林課，財\n政経営課", ("農林課", "財政経営課")),
    ("・農林課\n・水産課", ("農林課", "水産課")),
    ("・農業委員会事務\n局\n・農林課", ("農業委員会事務局", "農林課")),
    ("里山観光振\n興課", ("里山観光振興課",)),
    ("観光推進室\n里山観光振\n\n興課", ("観光推進室", "里山観光振興課")),
    ("子育て支援・青少年課", ("子育て支援・青少年課",)),
    ("子育て支援・\n青少年課", ("子育て支援・青少年課",)),
    ("農林課・水産課", ("農林課", "水産課")),
    ("住宅・公園\n課\n図書館", ("住宅・公園課", "図書館")),
    ("健康増進課\n農業委員会\n事務局", ("健康増進課", "農業委員会事務局")),
    ("保育園係　", ("保育園係",)),
    ("健康課（主）", ("健康課",)),
    ("⽔産課", ("水産課",)),
    ("地域包括支援セン\nター", ("地域包括支援センター",)),
    ("町立病院\n議会事務局", ("町立病院", "議会事務局")),
    ("東部支所", ("東部支所",)),
    ("まちなか再生室\n東部\n支所", ("まちなか再生室", "東部支所")),
    ("農林課 水産課", ("農林課", "水産課")),
    ("農林課　危機管理\n室", ("農林課", "危機管理室")),
    ("建設部 土木課", ("建設部土木課",)),
    ("町立病院及\nび水産課", ("町立病院", "水産課")),
    ("農林課並び\nに水産課", ("農林課", "水産課")),
    ("農林課∕水産課", ("農林課", "水産課")),
    ("移住‧定住推進課", ("移住・定住推進課",)),
    ("－", ()),
    ("", ()),
]


def cell(text: str) -> Cell:
    lines = [line for line in text.split("\n") if line.strip()]
    return Cell(0, 0, 1, 1, tuple(Line(n, line) for n, line in enumerate(lines, start=1)))


def test_number_of_cases() -> None:
    assert len(CELLS) == 30


@pytest.mark.parametrize(("text", "names"), CELLS)
def test_a_cell_names_its_departments(text: str, names: tuple[str, ...]) -> None:
    assert DepartmentColumn([], conventions()).names(cell(text)) == names


def test_a_name_that_stands_whole_elsewhere_is_not_parted() -> None:
    whole = "資料館・美術館"
    column = DepartmentColumn([cell(whole)], conventions())

    assert column.names(cell(whole)) == (whole,)
    assert DepartmentColumn([], conventions()).names(cell(whole)) == ("資料館", "美術館")


def test_two_sections_are_two_even_if_they_always_stand_together() -> None:
    joint = "生活課・環境課"

    assert DepartmentColumn([cell(joint)], conventions()).names(cell(joint)) == (
        "生活課", "環境課")


def test_many_lines_cost_no_search() -> None:
    names = tuple(f"第{'一二三四五六七八九十'[n % 10]}{n}課" for n in range(30))

    assert DepartmentColumn([], conventions()).names(cell("\n".join(names))) == names
