"""The words of a map's page, in Japanese and English side by side, so that neither can lag.

Data (names, quotes) are never here: they stay as the documents print them. Words in braces are
filled in by whoever shows the sentence.
"""

from __future__ import annotations

import re

from viz.network import Evidence

Pair = tuple[str, str]

FIRST_YEAR_OF_REIWA = 2019
FIRST_YEAR_OF_HEISEI = 1989
PHASES: dict[str, Pair] = {"Result": ("実績", "results"), "Plan": ("予定", "plans")}

WORDS: dict[str, Pair] = {
    "language": ("表示言語", "Language"),
    "skip": ("表へ移動", "Skip to the tables"),
    "tools": ("検索と絞り込み", "Search and filters"),
    "search": ("名称で探す", "Find by name"),
    "search-hint": ("例：移住、ｲｼﾞｭｳ", "e.g. 移住"),
    "ties-shown": ("表示するつながり", "Ties shown"),
    "least": ("共有する数（以上）", "Shared, at least"),
    "year": ("年度", "Fiscal year"),
    "all": ("すべて", "all"),
    "undated": (
        "年度の記載がない箇所（一覧など）は、年度で絞っても残ります。",
        "Passages that tell no year (lists, for one) stay whatever the year."),
    "sure": ("確信度（以上）", "Confidence, at least"),
    "count-cross": ("再掲を数える", "Count re-listings"),
    "goal": ("基本目標", "Goal"),
    "quieted": (
        "「{kind}」だけのつながり（{n} 本）は、初めは表示していません。",
        "At first, ties that only are “{kind}” ({n}) are not shown."),
    "its-page": ("この項目のページ", "Page of this item"),
    "told-page": ("記録のページ", "Page of the record"),
    "reset": ("元に戻す", "Reset"),
    "save": ("保存・印刷", "Save, print"),
    "print": ("印刷", "Print"),
    "picture": ("図", "Picture"),
    "picture-label": (
        "図。同じ内容が下の表にあります。", "Picture. The tables below hold the same content."),
    "zoom-in": ("拡大", "Zoom in"),
    "zoom-out": ("縮小", "Zoom out"),
    "whole": ("全体を表示", "Show all"),
    "wheel": ("Ctrl+ホイールで拡大、ドラッグで移動", "Ctrl + wheel zooms, dragging moves"),
    "legend": ("凡例", "Legend"),
    "size-projects": ("大きさ＝担当する事業の数", "Size: number of projects"),
    "size-directions": ("大きさ＝載っている方向の数", "Size: number of directions"),
    "size-statements": ("大きさ＝名前を挙げた発言の数", "Size: number of statements naming it"),
    "size-members": (
        "大きさ＝まとめた項目または担当する事業の数",
        "Size: items grouped, or projects in charge of"),
    "grouped": (
        "項目が多いため、まとめて示しています。「＋n」はまとめた項目の数です。選ぶと中を開けます。",
        "Too many items for one picture: “＋n” stands for so many. Choose one to open it."),
    "open-group": ("まとめた {n} 件を開く", "Open the {n} items grouped here"),
    "up": ("一つ上の図に戻る", "Back to the picture above"),
    "legend-width": ("線の太さ＝共有する数", "Line width: number shared"),
    "list": ("一覧", "List"),
    "list-hint": ("図か一覧で選ぶと、根拠となる記載を表示します。",
                  "Choose in the picture or here to see the passages behind it."),
    "panel": ("一覧と詳細", "List and details"),
    "details": ("選んだものの詳細", "Details of the choice"),
    "back": ("一覧に戻る", "Back to the list"),
    "ties-of": ("つながり", "Ties"),
    "no-ties": ("表示中のつながりはありません。", "No ties are shown."),
    "other-names": ("別の表記", "Other spellings"),
    "n-ties": ("{n} 本", "ties: {n}"),
    "n-found": ("{n} 件が該当", "{n} found"),
    "n-shown": ("つながり {n} / {all} 本を表示", "{n} of {all} ties shown"),
    "whole-quote": ("全文を表示", "Show all of it"),
    "part-quote": ("折りたたむ", "Show less"),
    "to-check": ("要確認", "To check"),
    "note": (
        "つながりは「要確認」の手がかりで、良し悪しの判定ではありません。",
        "A tie is a hint at what to check, not a verdict."),
    "unsure": ("要確認：一致や対応は推定（確信度 {n}）", "To check: matched with confidence {n}"),
    "table-ties": ("つながりの表", "Table of ties"),
    "table-nodes": ("項目の表", "Table of items"),
    "table-passages": ("出典箇所の表", "Table of passages"),
    "source": ("元", "From"),
    "target": ("先", "To"),
    "department": ("部署", "Department"),
    "other-department": ("相手の部署", "Other department"),
    "breakdown": ("内訳", "What is shared"),
    "about": ("対象", "About"),
    "open": ("根拠", "Passages"),
    "open-passages": ("根拠を開く", "Open the passages"),
    "name": ("名称", "Name"),
    "kind": ("種類", "Kind"),
    "detail": ("説明", "Description"),
    "count": ("つながり", "Ties"),
    "by": ("報告した部署", "Reported by"),
    "when": ("年度・区分", "Year, phase"),
    "place": ("資料と箇所", "Document and place"),
    "quote": ("記載", "Passage"),
    "made-of": ("この図のもと", "What this map is made of"),
    "query": ("SPARQL クエリ", "SPARQL query"),
    "sources": ("資料", "Source documents"),
    "snapshot": ("スナップショット", "Snapshot"),
    "no-snapshot": ("記録なし", "not recorded"),
    "empty-changes": (
        "比べられる二つの年度・版の資料が、このデータにはありません。",
        "There are no documents of two editions or years to compare in this dataset."),
    "empty": ("このマップに示す項目はありません。", "There is nothing to show in this map."),
}


def when(item: Evidence) -> Pair:
    """Return fiscal year and phase, e.g. ("令和5年度 実績", "FY2023 results"); empty if untold."""
    ja, en = PHASES.get(item.phase, ("", ""))
    return " ".join(filter(None, (_era(item.year), ja))), " ".join(filter(None, (item.year, en)))


def fiscal_year(year: str) -> Pair:
    """Return "FY2023" as ("令和5年度", "FY2023")."""
    return _era(year), year


def _era(year: str) -> str:
    """Return "FY2023" as 令和5年度, the first year of an era as 元年度."""
    told = re.fullmatch(r"FY(\d{4})", year)
    if told is None:
        return year
    begins = int(told[1])
    for name, first in (("令和", FIRST_YEAR_OF_REIWA), ("平成", FIRST_YEAR_OF_HEISEI)):
        if begins >= first:
            return f"{name}{'元' if begins == first else begins - first + 1}年度"
    return f"{begins}年度"


def where(item: Evidence) -> Pair:
    """Return document, page and lines of a passage as one phrase."""
    one = item.first_line == item.last_line
    lines = f"{item.first_line}" if one else f"{item.first_line}–{item.last_line}"
    page_ja = f" {item.page}ページ" if item.page is not None else ""
    page_en = f", p. {item.page}" if item.page is not None else ""
    return (f"{item.document}{page_ja} {lines}行",
            f"{item.document}{page_en}, {'line' if one else 'lines'} {lines}")
