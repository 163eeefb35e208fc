"""What documents are made of, for texts and tables drawn at random: the readers' own marks,
headings and labels, so that chance reaches their branches."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

PROGRESS = (
    "R5年度（実績） R6年度（取組予定）", "令和５年度実績 令和６年度予定", "所管部署", "進捗報告",
    "【基本目標１】目標", "基本目標Ⅱ", "①見出し", "（１）見出し", "1-1 見出し", "ア　施策",
    "イ　施策【再掲】", "　説明文。", "【主な事業】", "主要事業", "・見本事業",
    "・見本事業【再掲】", "※再掲", "（再掲）", "総務課 ・行った。", "総務課", "総務課・企画課",
    "企画", "画課", "■見出し", "を実施した。", "を実施する。", "1/3", "\f", "- 3 -", "３０人",
    "R2～R6累計 45件", "第２期", "総合戦略", "第2期霧原町総合戦略", "総務課ア 施策",
)
MINUTES = (
    "令和６年度第１回霧原町推進会議 議事要旨", "日時：令和６年８月１日（木）10時～12時",
    "場所：役場", "出席者：委員10名中8名出席", "１ 開会", "２ 議事", "（１）進捗について",
    "【質疑】", "◎始めます。", "○質問です。", "●答えです。", "■事務局",
    "◎…会長　○…委員　●…事務局", "Ｑ１．質問", "Ａ１．答え", "委員Ａ：質問", "会長：では",
    "商工労政課長：答え", "→ 答え", "・資料１「題名」をもとに説明。", "以上", "了", "- 2 -",
    "（事務局より説明）", "基本目標２の①の施策エ「名称」", "霧原町の総合戦略", "観光推進事業",
    "企画課",
)
CELLS = (
    "事業名", "所管課", "基本目標", "基本目標番号", "基本的方向", "施策", "区分", "再掲", "備考",
    "令和５年度予算（千円）", "KPI", "目標値", "実績値", "評価", "見本事業", "見本事業【再掲】",
    "総務課", "総務課、企画課", "１ 目標", "①方向", "ア 施策", "1-1", "", "", "〃", "同上",
    "小計", "合計", "※注記", "1,200", "▲5", "12.5%", "A", "012068", "霧原町", "=1+1", "改\n行",
    "\t", "再掲（1-1）", "-",
)
SIGNS = "「」【】（）()[]『』・①ア第期年度0123456789,.，。、：:/-ー～■●◎○\u3000 \t事課市ｱﾊﾞ⾦a<>="


class Choices:
    """Bytes as a row of choices; when they run out, every choice is the first one."""

    def __init__(self, data: bytes) -> None:
        self._data = iter(data)
        self.left = len(data)

    def below(self, count: int) -> int:
        """Return a number from 0 to ``count - 1``, at most 255."""
        self.left -= 1
        return next(self._data, 0) % count

    def piece(self, pieces: Sequence[str]) -> str:
        """Return one of ``pieces``, now and then some signs in its place or behind it."""
        kind = self.below(8)
        signs = "".join(SIGNS[self.below(len(SIGNS))] for _ in range(self.below(12) if kind < 2
                                                                     else 0))
        return signs if kind == 0 else pieces[self.below(len(pieces))] + signs


def text_from(data: bytes, pieces: Sequence[str]) -> bytes:
    """Return a text of ``pieces`` in an order that ``data`` chooses, under their first one."""
    choices, lines = Choices(data), [pieces[0]]
    while choices.left > 0:
        lines.append(choices.piece(pieces))
        if choices.below(4) == 0:
            lines.append("")
    return "\n".join(lines).encode()


def table_from(data: bytes) -> list[list[str]]:
    """Return the rows of a table whose cells ``data`` chooses; the first row may head a list."""
    choices = Choices(data)
    width = 1 + choices.below(8)
    rows = [["事業名", "所管課", "基本目標", "基本的方向", "施策", "区分", "KPI", "評価"][:width]]
    while choices.left > 0:
        rows.append([choices.piece(CELLS) for _ in range(width)])
    return rows


def csv_from(data: bytes) -> bytes:
    """Return a CSV file whose cells ``data`` chooses."""
    file = io.StringIO()
    csv.writer(file).writerows(table_from(data))
    return file.getvalue().encode()


def damaged(sound: bytes, data: bytes) -> bytes:
    """Return ``sound`` with changes that ``data`` chooses: bytes set, cut out or said twice."""
    choices, changed = Choices(data), bytearray(sound)
    while choices.left > 0 and changed:
        place = (choices.below(256) << 16 | choices.below(256) << 8 | choices.below(256)) % len(
            changed)
        length, kind = 1 + choices.below(32), choices.below(3)
        if kind == 0:
            changed[place] = choices.below(256)
        elif kind == 1:
            del changed[place: place + length]
        else:
            changed[place:place] = changed[place: place + length]
    return bytes(changed)
