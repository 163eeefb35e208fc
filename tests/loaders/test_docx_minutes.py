"""Minutes written with a word processor: as paragraphs, and as tables of speeches."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table

from loaders.docx import read_docx
from loaders.ledger import SKIPPED, UNEXPLAINED
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.records import Municipality, Reading

CITY = Municipality("999999", "朝凪市")
ROLES = {"C": "Chair", "M": "Member", "B": "Observer", "O": "Official"}


def started(title: str = "令和７年度第１回朝凪市推進会議 会議録") -> WordDocument:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "朝凪市企画課"
    document.add_paragraph(title)
    return document


def filled(table: Table, rows: Sequence[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text


def tabled(document: WordDocument, rows: Sequence[tuple[str, ...]]) -> Table:
    table: Table = document.add_table(len(rows), len(rows[0]))
    filled(table, rows)
    return table


def reading_of(document: WordDocument) -> Reading:
    held = BytesIO()
    document.save(held)
    layout = read_docx("minutes.docx", held.getvalue())
    assert looks_like_minutes(layout)
    reading = read_minutes(layout, CITY)
    assert not [entry for entry in reading.ledger if entry.use == UNEXPLAINED]
    aside = [entry.number for entry in reading.ledger if "header" in entry.detail]
    assert [reading.source.lines[number - 1] for number in aside] == ["朝凪市企画課"]
    return reading


def told(reading: Reading) -> list[tuple[str, str, int | None, int, str]]:
    return [
        (said.role[0] if said.role != "Observer" and said.role != "Official" else
         {"Observer": "B", "Official": "O"}[said.role],
         said.agenda_notation, said.replies_to, said.thread, said.text.text)
        for said in reading.meetings[0].statements
    ]


FACTS = [("日　時", "令和７年10月６日（月）10:00～11:30"), ("場　所", "朝凪市役所"),
         ("出席者", "委員10名中８名")]
SPEECHES = [
    ("発言者", "発言内容"),
    ("会長", "議題１に入ります。\n説明をお願いします。"),
    ("事務局", "資料１のとおりです。"),
    ("委員Ａ", "空き家は何戸ありますか。"),
    ("企画課長\n（桑野）", "412 戸です。"),
    ("", "うち 60 戸は使えます。"),
    ("福祉課長", "施設に使う例もあります。"),
]
MORE_SPEECHES = [
    ("発言者", "発言内容"),
    ("", "市の補助もあります。"),
    ("副会長", "補助の額はいくらですか。"),
    ("企画課長", "上限は 50 万円です。"),
    ("オブザーバー", "県の補助もあります。"),
    ("山田", "使いやすくしてください。"),
]
SPOKEN = [
    ("C", "", None, 1, "議題１に入ります。\n説明をお願いします。"),
    ("O", "", 1, 1, "資料１のとおりです。"),
    ("M", "", None, 3, "空き家は何戸ありますか。"),
    ("O", "", 3, 3, "412 戸です。\nうち 60 戸は使えます。"),
    ("O", "", 3, 3, "施設に使う例もあります。\n市の補助もあります。"),
    ("M", "", None, 6, "補助の額はいくらですか。"),
    ("O", "", 6, 6, "上限は 50 万円です。"),
    ("B", "", None, 8, "県の補助もあります。"),
    ("M", "", None, 9, "使いやすくしてください。"),
]


def test_a_table_of_speeches_that_goes_on_over_the_page() -> None:
    document = started()
    tabled(document, FACTS)
    document.add_paragraph("議事の内容")
    tabled(document, SPEECHES)
    document.add_paragraph("")
    tabled(document, MORE_SPEECHES)
    reading = reading_of(document)

    assert told(reading) == SPOKEN
    meeting = reading.meetings[0]
    assert str(meeting.held_on) == "2025-10-06"
    assert (meeting.place, meeting.starts, meeting.ends) == ("朝凪市役所", "10:00", "11:30")
    assert (meeting.members_present, meeting.members_total) == (8, 10)
    assert reading.warnings == (
        "minutes.docx: the speaker 「山田」 has no known role; taken as a member",
    )
    skipped = {e.number: e.detail for e in reading.ledger if e.use == SKIPPED}
    assert [reading.source.lines[n - 1] for n, why in skipped.items() if why == "column headings"
            ] == ["発言者", "発言内容", "発言者", "発言内容"]


def test_a_table_of_speeches_without_headings() -> None:
    document = started()
    document.add_paragraph("日時：令和７年10月６日")
    tabled(document, [*SPEECHES[1:5], *SPEECHES[6:]])
    found = told(reading_of(document))

    assert [row[:4] for row in found] == [row[:4] for row in SPOKEN[:5]]


QUESTIONS = [
    ("№", "質問・意見", "市の回答"),
    ("１", "港の使用料は上がりましたか。", "上げていません。"),
    ("２", "夜間の照明は足りますか。", "（港湾課）\n10 基を足します。"),
    ("", "", "（総務課）防犯灯も直します。"),
    ("３", "釣り人のごみが増えています。", "－"),
    ("４", "清掃は誰がしますか。\n回数も教えてください。", "委託した会社が、月に２回行います。"),
]
ANSWERED = [
    ("M", "1", None, 1, "港の使用料は上がりましたか。"),
    ("O", "1", 1, 1, "上げていません。"),
    ("M", "1", None, 3, "夜間の照明は足りますか。"),
    ("O", "1", 3, 3, "10 基を足します。"),
    ("O", "1", 3, 3, "防犯灯も直します。"),
    ("M", "1", None, 6, "釣り人のごみが増えています。"),
    ("M", "1", None, 7, "清掃は誰がしますか。\n回数も教えてください。"),
    ("O", "1", 7, 7, "委託した会社が、月に２回行います。"),
]


def test_a_table_of_questions_and_answers() -> None:
    document = started("令和７年度第２回朝凪市推進会議 会議結果（書面）")
    document.add_paragraph("期日：令和７年12月１日")
    document.add_paragraph("１　港湾の整備について")
    table = tabled(document, QUESTIONS)
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(2, 1).merge(table.cell(3, 1))

    assert told(reading_of(document)) == ANSWERED


PARAGRAPHS = [
    # style of python-docx's template that numbers by itself, text
    ("", "日時：2025/10/06　午前９時～"),
    ("List Number", "開会"),
    ("List Number", "議事"),
    ("", "会長：始めます。"),
    ("", "委員Ａ：資料はどこですか。"),
    ("", "事務局：お配りします。"),
    ("List Number", "閉会"),
]


def test_headings_that_word_numbers_by_itself() -> None:
    document = started()
    for style, text in PARAGRAPHS:
        document.add_paragraph(text, style or None)
    reading = reading_of(document)

    items = [(item.notation, item.label) for item in reading.meetings[0].agenda]
    assert items == [("1", "開会"), ("2", "議事"), ("3", "閉会")]
    assert [row[:4] for row in told(reading)] == [
        ("C", "2", None, 1), ("M", "2", None, 2), ("O", "2", 2, 2),
    ]


@pytest.mark.parametrize("rows", [FACTS, [("事業名", "担当課"), ("港の整備", "港湾課")]])
def test_other_tables_are_no_speeches(rows: Sequence[tuple[str, ...]]) -> None:
    document = started()
    tabled(document, FACTS)
    document.add_paragraph("会長：始めます。")
    document.add_paragraph("次の表のとおりです。")
    tabled(document, rows)
    reading = reading_of(document)

    assert [row[0] for row in told(reading)] == ["C"]
