"""What is wrong with a list is told in one line, with file and row, in both languages."""

import pytest

from loaders.project_list import read_csv, read_project_list
from loaders.records import Municipality
from ontology.errors import DocumentError

HEAD = "基本目標,事業名,所管課\n"
ROW = "1,木育推進事業,森林資源課\n"

FAULTS: tuple[tuple[str, bytes | str, str | None, str], ...] = (
    # what, the file, the row that the message names (None: none), a word of the Japanese message
    ("no encoding fits", b"\x81\xff\xff", None, "文字コード"),
    ("half of a UTF-16 character", b"\xff\xfe\x3d\x84\x58", None, "途中"),
    ("UTF-8, then CP932", (HEAD + ROW).encode() + ROW.encode("cp932"), None, "72 バイト目"),
    ("CP932, then UTF-8", (HEAD + ROW).encode("cp932") + ROW.encode(), None, "49 バイト目"),
    ("200,001 rows", HEAD + "\n" * 200_001, None, "大きすぎ"),
    ("17 MiB", HEAD + " " * 17 * 2**20, None, "大きすぎ"),
    ("NUL characters", HEAD + "1,木育\0推進事業,\n", None, "NUL"),
    ("a cell of 200,000 characters", HEAD + "1," + "木" * 200_000 + ",\n", "2", "CSV"),
    ("a quotation mark without its pair", HEAD + '1,木育推進事業,"森林資源課\n', "2", "CSV"),
    ("an empty file", "", None, "中身がありません"),
    ("no column of projects", "基本目標,取組\n1,木育\n", "1", "取組"),
    ("nothing to list under", "事業名,所管課\n木育推進事業,森林資源課\n", "1", "基本的方向"),
    ("only a header", HEAD, "1", "事業の行"),
    ("only blank rows and a sum", HEAD + ",,\n\n,合計,\n", "1", "事業の行"),
    ("a heading twice", "基本目標,事業名,事業名\n1,木育事業,そば事業\n", "1", "二つ"),
    ("a row too short", HEAD + ROW + "1,薬草栽培実証事業\n", "3", "2 個"),
    ("a row too long", HEAD + "1,木育推進事業,森林資源課,学校教育課\n", "2", "4 個"),
    ("a project before any goal", HEAD + ",木育推進事業,森林資源課\n", "2", "基本目標"),
    ("no number in a number column", "目標番号,事業名\n一番目,木育推進事業\n", "2", "一番目"),
    ("a direction of another goal", "基本目標,基本的方向,事業名\n1,2-1,木育事業\n", "2", "2-1"),
    ("a direction without goal", "基本的方向,事業名\n①そばの里,木育事業\n", "2", "そばの里"),
    ("no code", "市町村コード,基本目標,事業名\n99A001,1,木育事業\n", "2", "99A001"),
    ("two names", "市町村,基本目標,事業名\n釧路市,1,木育\n\n霧原町,1,そば\n", "4", "霧原町"),
    ("two codes", "団体コード,基本目標,事業名\n990001,1,木育\n012068,1,そば\n", "3", "012068"),
    ("an unknown name alone", "市町村,基本目標,事業名\n霧原町,1,木育事業\n", None, "霧原町"),
    ("an unknown code alone", "市町村コード,基本目標,事業名\n990001,1,木育事業\n", None, "990001"),
    ("no municipality at all", HEAD + ROW, None, "--municipality"),
)


def test_number_of_faults() -> None:
    assert len(FAULTS) == 27


@pytest.mark.parametrize(("data", "row", "word"), [case[1:] for case in FAULTS],
                         ids=[case[0] for case in FAULTS])
def test_fault(data: bytes | str, row: str | None, word: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_project_list(read_csv("一覧.csv", data if isinstance(data, bytes) else data.encode()))

    ja, en = caught.value.message("ja"), caught.value.message("en")
    assert word in ja
    for message in (ja, en):
        assert message.startswith("一覧.csv")
        assert "\n" not in message
        assert len(message) < 300
    if row is not None:
        assert f"{row} 行目" in ja
        assert f"row {row}" in en


def test_cells_beyond_the_header_may_be_empty() -> None:
    table = read_csv("list.csv", (HEAD + "1,木育推進事業,森林資源課,,\n").encode())

    reading = read_project_list(table, Municipality("990001", "霧原町"))

    assert [listing.name for listing in reading.listings] == ["木育推進事業"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_a_table_of_values_without_any_is_told_as_empty(data: bytes) -> None:
    with pytest.raises(DocumentError, match="empty"):
        read_csv("list.csv", data)
