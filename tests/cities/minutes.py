"""The minutes of a city's council as text, in three simple conventions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.cities.cells import wrapped
from tests.cities.marks import wide
from tests.cities.truth import City, Statement

CONVENTIONS = ("marks", "speakers", "questions")
"""◎ ○ ■ with a legend; ``委員Ａ：`` before each; ``Ｑ１．`` and ``Ａ１．``."""

SIGNS = {"Chair": "◎", "Member": "○", "Official": "■"}
LINE = 44
"""Ems of a line of the text."""


def minutes_text(city: City, convention: str, *, broken: bool = True) -> str:
    """Return the minutes; lines are ``broken`` where a page's column ends, or else each paragraph
    is one line."""
    lines: list[str] = []
    for paragraph in (*_opening(city, convention), *_spoken(city, convention)):
        lines += wrapped(paragraph, LINE) if broken else [paragraph]
    return "\n".join(lines) + "\n"


def statements_of(city: City, convention: str) -> tuple[Statement, ...]:
    """Return what the minutes tell; questions and answers leave out what nobody asked."""
    if convention != "questions":
        return city.meeting.statements
    kept: list[Statement] = []
    numbers: dict[int, int] = {}
    for order, statement in enumerate(city.meeting.statements, start=1):
        if statement.role != "Chair":
            asked = numbers.get(statement.replies_to or 0)
            kept.append(replace(statement, replies_to=asked))
            numbers[order] = len(kept)
    return tuple(kept)


def _opening(city: City, convention: str) -> Iterator[str]:
    meeting = city.meeting
    date = meeting.held_on
    body = meeting.series.removeprefix(city.name)
    yield (f"令和{wide(meeting.fiscal_year - 2018)}年度第{wide(meeting.round)}回"
           f"{city.name}{body}　議事要旨")
    yield ""
    weekday = "月火水木金土日"[date.weekday()]
    yield (f"日時：令和{wide(date.year - 2018)}年{wide(date.month)}月{wide(date.day)}日"
           f"（{weekday}）　13時30分～15時00分")
    yield "場所：市民交流館２階　大会議室"
    yield ""
    yield "１　開会"
    yield (f"・委員{wide(meeting.total)}名中{wide(meeting.present)}名が出席し、"
           "会議が成立していることを確認。")
    yield ""
    legend = "　【◎…会長　○…委員　■…事務局】" if convention == "marks" else ""
    yield f"２　議事{legend}"
    yield f"（１）{city.strategy}の進捗状況について"
    yield "・事務局より資料１をもとに説明"
    yield ""
    yield "（質疑応答）"


def _spoken(city: City, convention: str) -> Iterator[str]:
    number = 0
    for statement in statements_of(city, convention):
        number += statement.role == "Member"
        letter = "Ｑ" if statement.role == "Member" else "Ａ"
        sign = {"marks": SIGNS[statement.role], "speakers": f"{statement.speaker}：",
                "questions": f"{letter}{wide(number)}．"}[convention]
        yield sign + statement.text
        yield ""
    yield "３　閉会"
