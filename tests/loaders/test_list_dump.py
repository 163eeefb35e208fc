"""Lists of projects in dumps that keep their page's layout: rows and columns read by eye.

A dump is drawn from lines of cells parted by |, each column as wide as its widest cell.
"""

from __future__ import annotations

import pytest

from loaders.document import read_document
from loaders.records import Municipality, Reading
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
HEAD = """\
霧原町まち・ひと・しごと創生総合戦略　事業一覧
No.|基本目標|施策|事業名|担当課|区分|目標値（件）|実績値（件）
"""
AT_HEAD = HEAD + """\
1|基本目標１ いきいきと働|1-1 産業の振興|朝市開催事業|商工課|新規|10|8
|ける仕事を増やす||||||
2|基本目標１ いきいきと働|1-1 産業の振興|販路開拓と特産品の|商工課|継続|20|22
|ける仕事を増やす||開発を支える事業||||
3|基本目標２ 人の流れ|2-1 移住の促進|移住相談事業|企画課|継続|30|33
"""
IN_THE_MIDDLE = HEAD + """\
|基本目標１ いきいきと働||||||
1||1-1 産業の振興|朝市開催事業|商工課|新規|10|8
|ける仕事を増やす||||||
|||販路開拓と特産品の||||
2||||商工課|継続|20|22
|||開発を支える事業||||
3|基本目標２ 人の流れ|2-1 移住の促進|移住相談事業|企画課|継続|30|33
小計||||||60|63
"""
MERGED = HEAD + """\
1|||朝市開催事業|商工課|新規|10|8
2|基本目標１ 働く場|1-1 産業の振興|販路開拓と特産品の開発を支える事業|商工課|継続|20|22
3|||市場改修事業|農政課|継続|40|44
4|基本目標２ 人の流れ|2-1 移住の促進|移住相談事業|企画課|継続|30|33
"""
CUT_OFF = HEAD + """\
1|||朝市開催事業|商工課|新規|10|8
2|||直売所事業|商工課|継続|20|22
3|基本目標２ 人の流れ|2-1 移住の促進|移住相談事業|企画課|継続|30|33
"""
NUMBERS = """\
霧原町総合戦略　事業一覧

担当課　令和５年度実績　令和６年度計画

商工課

朝市開催事業は順調であった。

""" + "\n\n".join(str(number) for number in range(1000, 1040))


def drawn(text: str) -> bytes:
    rows = [line.split("|") for line in text.splitlines()]
    cells = [row for row in rows if len(row) > 1]
    widths = [max(len(row[n]) for row in cells) + 3 for n in range(len(cells[0]))]
    lines = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
             if len(row) > 1 else row[0] for row in rows]
    return "\n".join(lines).encode()


def read(text: str) -> Reading:
    return read_document("list.txt", drawn(text), TOWN)


@pytest.mark.parametrize("text", [AT_HEAD, IN_THE_MIDDLE])
def test_rows_are_told_by_the_cells_that_never_run_over_a_line(text: str) -> None:
    reading = read(text)

    assert [(goal.notation, goal.label) for goal in reading.goals] == [
        ("1", "いきいきと働ける仕事を増やす"), ("2", "人の流れ")]
    assert [(one.name, one.listed_in, one.departments, one.category)
            for one in reading.listings] == [
        ("朝市開催事業", "1-1", ("商工課",), "新規"),
        ("販路開拓と特産品の開発を支える事業", "1-1", ("商工課",), "継続"),
        ("移住相談事業", "2-1", ("企画課",), "継続"),
    ]
    assert [int(figure.value) for figure in reading.figures] == [10, 8, 20, 22, 30, 33]
    assert len(reading.warnings) == 1
    assert not [entry for entry in reading.ledger if entry.use == "unexplained"]


def test_merged_cells_in_the_middle_of_their_rows_tell_where_they_begin() -> None:
    assert [(one.name, one.listed_in) for one in read(MERGED).listings] == [
        ("朝市開催事業", "1-1"), ("販路開拓と特産品の開発を支える事業", "1-1"),
        ("市場改修事業", "1-1"), ("移住相談事業", "2-1")]


def test_a_list_whose_first_goal_is_nowhere_puts_no_project_under_another() -> None:
    with pytest.raises(DocumentError):
        read(CUT_OFF)


def test_a_list_told_number_by_number_is_no_progress_report() -> None:
    with pytest.raises(DocumentError, match="no heading"):
        read_document("list.txt", NUMBERS.encode(), TOWN)
