"""What the readers say of lines and names (methods, reasons, forms), in the words of people.

What is not known here is shown as the readers say it.
"""

from __future__ import annotations

METHODS = {
    "exact": ("一覧の名前のとおり", "the listed name"),
    "stem": ("名前の一部", "part of the name"), "variant": ("別の書き方", "another spelling"),
    "named-here": ("一覧にない名前", "a name that no list has"),
    "label on the line": ("部署名が同じ行にある", "the department stands on the line"),
    "free label": ("部署名が離れている", "the department stands apart"),
    "empty cell": ("空欄", "an empty cell")}
"""Methods of reading that people may want to know, in Japanese and English."""

FORMS = {"progress-table": ("進捗状況の表", "progress table"),
         "project-list": ("事業一覧", "list of projects"), "minutes": ("会議録", "minutes")}
"""Forms of documents, likewise."""

_REASONS = {
    "blank": "空白", "column header": "列の見出し", "end mark": "終わりの印",
    "heading of an exchange": "質疑の見出し", "list heading": "一覧の見出し",
    "page number": "ページ番号", "page title": "ページの題", "procedure note": "進行の記述",
    "table of contents": "目次", "outside the tables": "表の外", "note": "注記", "total": "合計",
    "below the table": "表の下", "above the column header": "列の見出しの上",
    "above a table that is no list of projects": "事業一覧でない表の上",
    "table of another kind": "別の種類の表", "note across the table": "表にまたがる注記",
    "no department": "部署がない", "column not read": "読まない列",
    "its place in the strategy is unknown": "体系での位置が分からない"}
"""Why lines were passed over, in Japanese."""


def reason_label(reason: str, tongue: str) -> str:
    """Return why a line was passed over; what stands after a colon is the document's own."""
    said, colon, rest = reason.partition(":")
    return reason if tongue == "en" else _REASONS.get(said, said) + colon + rest


def method_label(method: str, tongue: str) -> str:
    """Return what a method of reading is called."""
    ja, en = METHODS.get(method, (method, method))
    return en if tongue == "en" else ja
