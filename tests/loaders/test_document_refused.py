"""Documents that cannot be read: one clear line that names the file and what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.document import municipality_in, read_document
from loaders.records import Municipality
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
REFUSED = [
    ("a.txt", b"", "empty"),
    ("a.txt", b"\x00\x01\x02\x03", "control"),
    ("a.txt", b"%PDF-1.7 ...", "PDF"),
    ("a.pdf", b"anything", "no heading"),
    ("a.xlsx", b"PK\x03\x04....", "damaged"),
    ("a.docx", b"words", "no heading"),
    ("a.docx", b"\xff\xff\x81\x00\xfd", "not a DOCX"),
    ("a.txt", "霧原町だより\n今月の行事\n".encode(), "no heading"),
    ("a.csv", "氏名,住所\n山,川\n".encode(), "no heading"),
    ("a.txt", b"\xff\xff\x81\x00\xfd", "encoding"),
    ("a.txt", "R5年度（実績） R6年度（取組予定）\n".encode(), "no measure"),
]


def test_number_of_cases() -> None:
    assert len(REFUSED) == 11


@pytest.mark.parametrize(("name", "data", "word"), REFUSED)
def test_refused(name: str, data: bytes, word: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(name, data, TOWN)
    assert word in caught.value.en
    assert caught.value.en.startswith(name)
    assert caught.value.ja.startswith(name)
    assert "\n" not in caught.value.en + caught.value.ja


def test_a_document_of_nobody_is_refused() -> None:
    text = "令和６年度第１回推進会議 議事要旨\n日時：令和６年８月１日\n◎始めます。\n"
    assert municipality_in("a.txt", text.encode()) is None
    with pytest.raises(DocumentError, match="--municipality"):
        read_document("a.txt", text.encode(), None)


PIECES = st.sampled_from([
    "R5年度（実績） R6年度（取組予定）", "所管部署", "進捗報告", "【基本目標１】", "①見出し",
    "ア　施策", "　説明文。", "【主な事業】", "・見本事業", "・見本事業【再掲】",
    "総務課 ・行った。", "総務課", "企画", "画課", "■見出し",
    "を実施した。", "を実施する。", "", " ", "1/3", "\f",
    "（２）", "３０人", "総務課ア 施策",
])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=60))
def test_any_table_is_read_or_refused_and_every_line_accounted_for(pieces: list[str]) -> None:
    data = "\n".join(["R5年度（実績） R6年度（取組予定）", *pieces]).encode("utf-8", "ignore")
    try:
        reading = read_document("a.txt", data, TOWN)
    except DocumentError:
        return
    numbers = {entry.number for entry in reading.ledger}
    assert numbers == set(range(1, len(reading.source.lines) + 1))
    for report in reading.reports:
        assert report.passages
        assert 0 <= report.confidence <= 1


def test_a_direction_without_a_goal_keeps_its_own_number_and_is_told() -> None:
    text = ("R5年度（実績） R6年度（取組予定）\n\n①見出し\n\nア　施策\n　説明文。\n\n"
            "【主な事業】\n・見本事業\n")
    reading = read_document("a.txt", text.encode(), TOWN)
    assert [direction.notation for direction in reading.directions] == ["1"]
    assert [measure.notation for measure in reading.measures] == ["1-ア"]
    assert [entry.listed_in for entry in reading.listings] == ["1"]
    assert reading.warnings == ("a.txt: line 3: no goal is printed for the direction 1",)


def test_a_text_of_nobody_stays_unexplained_and_is_told() -> None:
    text = ("R5年度（実績） R6年度（取組予定）\n\n・誰の報告か分からない。\n\n"
            "【基本目標１】目標\n\n①見出し\n\nア　施策\n　説明文。\n\n【主な事業】\n・見本事業\n")
    reading = read_document("a.txt", text.encode(), TOWN)
    assert [entry.number for entry in reading.ledger if entry.use == "unexplained"] == [3]
    assert "line 3" in reading.warnings[0]
    assert reading.reports == ()
