"""Minutes of a town that does not exist: other marks, other headings, other spacing, and faults."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.ledger import SKIPPED, UNEXPLAINED
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.records import Meeting, Municipality, Reading, Role
from loaders.source import Source, digest
from ontology.errors import DocumentError

TOWN = Municipality("999999", "霧原町")

# Lines are numbered beside the expected values below; single-spaced, two pages, two word breaks.
MINUTES = """\
令和六年度第三回
霧原町まちづくり戦略会議　会議録

開催日時　令和七年二月三日（月）午後２時～３時45分
会　　場　霧原町民センター大ホール
出席者　出席委員９名（定数12名）
　　　　霧野会長、原田委員
配布資料
　資料１　霧原町まちづくり戦略の進み具合と来年度に向けて取り組む事柄の一覧
　資料２－１　霧の湯の入込数

（凡例　□＝会長　△＝委員　◆＝アドバイザー　▲＝霧原町）

【開　会】
・町長が出席者に礼を述べた。

【議　事】
１　戦略の進み具合について
▲資料１のとおり、霧の湯を直した。来年度は、温泉街の歩道も直してい
きたい。

△温泉街の歩道はいつ直すのか。費用は
２ 億円を超えないか。

△冬の除雪も心配だ。

▲歩道は来年の夏に直す。

除雪は町の機械を使う。
- 1 -
□冬に間に合うように進めていただきたい。

２　その他
・事務局より資料３に基づき説明
□アドバイザーから何かあるか。
◆隣の町の例を紹介したい。

□以上で終わる。

【閉　会】
以上
"""

STATEMENTS = [
    # first, last, role, item, replies to, thread, paragraphs
    (19, 20, Role.OFFICIAL, "2(1)", None, 1, 1),
    (22, 23, Role.MEMBER, "2(1)", None, 2, 1),
    (25, 25, Role.MEMBER, "2(1)", None, 3, 1),
    (27, 29, Role.OFFICIAL, "2(1)", 3, 3, 2),
    (31, 31, Role.CHAIR, "2(1)", None, 3, 1),
    (35, 35, Role.CHAIR, "2(2)", None, 6, 1),
    (36, 36, Role.OBSERVER, "2(2)", 6, 6, 1),
    (38, 38, Role.CHAIR, "2(2)", None, 6, 1),
]
AGENDA = [("1", "開会", 14), ("2", "議事", 17), ("2(1)", "戦略の進み具合について", 18),
          ("2(2)", "その他", 33), ("3", "閉会", 40)]
MATERIALS = [("1", "霧原町まちづくり戦略の進み具合と来年度に向けて取り組む事柄の一覧", "", 9),
             ("2-1", "霧の湯の入込数", "", 10), ("3", "資料３", "2(2)", 34)]
SKIPPED_LINES = {7: "list of people", 8: "list of materials", 12: "legend of marks",
                 15: "procedure note", 30: "page number", 41: "end mark"}

HEAD = "霧原町会議 議事録\n日時：令和７年10月６日\n"
SPEECH = "○はい。\n"


def source_of(text: str) -> Source:
    lines = tuple(text.split("\n"))
    sha256 = digest(text.encode("utf-8", "surrogatepass"))
    return Source("霧原.txt", "text/plain", sha256, "line", lines, (None,) * len(lines))


def reading_of(text: str) -> Reading:
    return read_minutes(source_of(text), TOWN)


def meeting_of(text: str) -> Meeting:
    return reading_of(text).meetings[0]


def test_facts_of_the_fictional_meeting() -> None:
    reading = reading_of(MINUTES)
    (meeting,) = reading.meetings

    assert looks_like_minutes(reading.source)
    assert reading.warnings == ()
    assert reading.title == "令和六年度第三回 霧原町まちづくり戦略会議　会議録"
    assert meeting.label == "令和六年度第三回 霧原町まちづくり戦略会議"
    assert meeting.series == "霧原町まちづくり戦略会議"
    assert (meeting.fiscal_year, meeting.round) == (2024, 3)
    assert (meeting.held_on, meeting.starts, meeting.ends) == (date(2025, 2, 3), "14:00", "15:45")
    assert meeting.place == "霧原町民センター大ホール"
    assert (meeting.members_present, meeting.members_total) == (9, 12)
    assert [(p.first_line, p.last_line) for p in meeting.passages] == [(1, 2), (4, 6)]


def test_parts_of_the_fictional_meeting() -> None:
    meeting = meeting_of(MINUTES)

    assert [(i.notation, i.label, i.passages[0].first_line) for i in meeting.agenda] == AGENDA
    assert [
        (m.number, m.title, m.agenda_notation, m.passages[0].first_line) for m in meeting.materials
    ] == MATERIALS
    for said, expected in zip(meeting.statements, STATEMENTS, strict=True):
        (place,), paragraphs = said.passages, said.text.text.count("\n") + 1
        found = (said.role, said.agenda_notation, said.replies_to, said.thread, paragraphs)
        assert (place.first_line, place.last_line, *found) == expected


def test_broken_lines_are_joined() -> None:
    texts = [said.text.text for said in meeting_of(MINUTES).statements]

    assert texts[0] == "資料１のとおり、霧の湯を直した。来年度は、温泉街の歩道も直していきたい。"
    assert texts[1] == "温泉街の歩道はいつ直すのか。費用は２ 億円を超えないか。"
    assert texts[3] == "歩道は来年の夏に直す。\n除雪は町の機械を使う。"


def test_each_line_of_the_fictional_minutes_is_explained() -> None:
    entries = reading_of(MINUTES).ledger

    assert not [entry for entry in entries if entry.use == UNEXPLAINED]
    skipped = {entry.number: entry.detail for entry in entries if entry.use == SKIPPED}
    assert {number: why for number, why in skipped.items() if why != "blank"} == SKIPPED_LINES


TITLES = [
    # printed, label, series, fiscal year, round
    ("令和７年度第１回霧原町会議 議事要旨", "令和７年度第１回霧原町会議", "霧原町会議", 2025, 1),
    ("【会議録】湯会議（令和元年度第12回）", "湯会議（令和元年度第12回）", "湯会議", 2019, 12),
    ("2024（令和6）年度第２回湯の会の議事録", "2024（令和6）年度第２回湯の会", "湯の会", 2024, 2),
    ("議事録\n平成30年度第４回議会（湯）", "平成30年度第４回議会（湯）", "議会（湯）", 2018, 4),
    ("霧原町会議　議　事　概　要", "霧原町会議", "霧原町会議", 2025, 1),
]


@pytest.mark.parametrize(("title", "label", "series", "year", "number"), TITLES)
def test_titles(title: str, label: str, series: str, year: int, number: int) -> None:
    meeting = meeting_of(f"{title}\n日時：令和７年10月６日\n{SPEECH}")

    assert (meeting.label, meeting.series) == (label, series)
    assert (meeting.fiscal_year, meeting.round) == (year, number)


DATES = [
    ("日時：令和７年 10 月６日 10 時 30 分～11 時 50 分", date(2025, 10, 6), "10:30", "11:50"),
    ("日　時　令和元年5月7日（火）午前９時半から正午", date(2019, 5, 7), "09:30", "12:00"),
    ("１　日時　２０２５年３月３１日（月）13:00-14:05", date(2025, 3, 31), "13:00", "14:05"),
    ("開催日：R7.4.1", date(2025, 4, 1), None, None),
    ("開催日：⼆〇⼆五年⼗⽉六⽇", date(2025, 10, 6), None, None),
    ("日時：昭和64年１月７日 午後１時～午後２時", date(1989, 1, 7), "13:00", "14:00"),
    ("日時\n平成31年４月30日", date(2019, 4, 30), None, None),
    ("日時：令和７年13月40日\n平成３年４月１日", date(1991, 4, 1), None, None),
]


@pytest.mark.parametrize(("line", "day", "starts", "ends"), DATES)
def test_dates(line: str, day: date, starts: str | None, ends: str | None) -> None:
    meeting = meeting_of(f"霧原町会議 議事録\n{line}\n\n{SPEECH}")

    assert (meeting.held_on, meeting.starts, meeting.ends) == (day, starts, ends)


LEGENDS = [
    ("【◎…会長 ○…委員 ●…オブザーバー ■…霧原町】", "◎○●■", "Chair Member Observer Official"),
    ("○：事務局　●：委員", "○●", "Official Member"),
    ("★座長　☆副座長　◇教育委員会", "★☆◇", "Chair Member Official"),
    ("凡例\n◎：委員長\n〇：委員\n■：企画課", "◎◯■", "Chair Member Official"),
    ("（〇・・・質問、●・・・回答）", "○●", "Member Official"),
]


@pytest.mark.parametrize(("legend", "marks", "roles"), LEGENDS)
def test_legends(legend: str, marks: str, roles: str) -> None:
    reading = reading_of(f"{HEAD}{legend}\n\n" + "".join(f"{mark}はい。\n" for mark in marks))

    assert " ".join(said.role for said in reading.meetings[0].statements) == roles
    assert not [warning for warning in reading.warnings if "legend" in warning]


USUAL = [
    ("◎○●", "Chair Member Official"),
    ("〇■", "Member Official"),
    ("◎○●■", "Chair Member Observer Official"),
    ("○△", "Member Observer"),
]


@pytest.mark.parametrize(("marks", "roles"), USUAL)
def test_usual_marks_are_taken_with_a_warning(marks: str, roles: str) -> None:
    reading = reading_of(HEAD + "".join(f"{mark}はい。\n" for mark in marks))

    assert " ".join(said.role for said in reading.meetings[0].statements) == roles
    assert [warning for warning in reading.warnings if "no legend" in warning]


def test_what_a_legend_leaves_open_is_told() -> None:
    reading = reading_of(f"{HEAD}【○…委員 ◇…霧の精】\n○はい。\n○\n◇はい。\n▲はい。\n")

    assert [said.role for said in reading.meetings[0].statements] == [Role.MEMBER, Role.MEMBER]
    assert reading.ledger[4].detail == "mark without words"
    assert [warning.split(": ", 1)[1] for warning in reading.warnings] == [
        "the title gives no round (第N回); taken as the first of its year",
        "the legend's 「霧の精」 is no known role; taken as a member",
        "line 7: the legend has no ▲; read as plain text",
    ]


CITATIONS = [
    ("・事務局より「資料１ 湯」、「資料２ 歩道」をもとに説明", [("1", "湯"), ("2", "歩道")]),
    ("・事務局より「資料８ 湯と資料９ 道と\nKPI」をもとに説明", [("8", "湯"), ("9", "道とKPI")]),
    ("・事務局から資料１「湯」及び資料２「歩道」により説明", [("1", "湯"), ("2", "歩道")]),
    ("・事務局から資料１、資料２に基づき説明", [("1", "資料１"), ("2", "資料２")]),
    ("・事務局から参考資料１を配布", []),
]


@pytest.mark.parametrize(("note", "materials"), CITATIONS)
def test_materials(note: str, materials: list[tuple[str, str]]) -> None:
    meeting = meeting_of(f"{HEAD}１ 議事\n{note}\n{SPEECH}")

    assert [(material.number, material.title) for material in meeting.materials] == materials


FAULTS = [
    ("", "題名", "title"),
    ("霧原町会議\n日時：令和７年10月６日\n○はい。", "題名", "title"),
    (f"霧原町会議 議事録\n{SPEECH}", "開催日", "date"),
    ("霧原町会議 議事録\n日時：令和７年13月40日\n○はい。", "開催日", "date"),
    (HEAD, "発言", "statement"),
]


@pytest.mark.parametrize(("text", "ja", "en"), FAULTS)
def test_what_is_missing_is_said_in_one_line(text: str, ja: str, en: str) -> None:
    with pytest.raises(DocumentError) as caught:
        reading_of(text)

    for language, word in (("ja", ja), ("en", en)):
        message = caught.value.message(language)
        assert message.startswith("霧原.txt: ")
        assert word in message.splitlines()[0] == message


def test_the_tables_are_whole() -> None:
    tables = (STATEMENTS, TITLES, DATES, LEGENDS, USUAL, CITATIONS, FAULTS)

    assert [len(table) for table in tables] == [8, 5, 8, 5, 4, 5, 5]


lines_of_minutes = st.one_of(
    st.sampled_from([
        "", " ", "１ 開会", "２ 議事", "（１）湯", "(2) 道", "【議事】", "（了）", "- 3 -",
        "日時：令和７年10月６日", "日時", "場所：", "出席者", "資料１", "・事務局より「資料１ 湯",
        "【◎…会長 ○…委員", "■…霧原町】", "（質疑応答）", "議事録", "第２回", "委員11名中７名出席",
    ]),
    st.text(st.sampled_from("◎○〇●■□△…：（）「」と資料１２年月日時分第回、。 　ab①"), max_size=20),
    st.text(st.characters(blacklist_characters="\n"), max_size=12),
)


@given(head=st.sampled_from(["", HEAD, MINUTES]), lines=st.lists(lines_of_minutes, max_size=12))
def test_any_text_is_read_or_refused(head: str, lines: list[str]) -> None:
    source = source_of(head + "\n".join(lines))
    try:
        reading = read_minutes(source, TOWN)
    except DocumentError:
        return

    assert {entry.number for entry in reading.ledger} == set(range(1, len(source.lines) + 1))
    meeting = reading.meetings[0]
    orders = [said.order for said in meeting.statements]
    assert orders == list(range(1, len(orders) + 1))
    notations = [item.notation for item in meeting.agenda]
    assert len(notations) == len(set(notations))
    for said in meeting.statements:
        assert said.agenda_notation in ("", *notations)
        assert said.thread <= said.order
        assert said.replies_to is None or said.replies_to < said.order
        use = ("Statement", str(said.order))
        spoken = {entry.number for entry in reading.ledger if (entry.use, entry.detail) == use}
        assert set(said.text.numbers) <= spoken
