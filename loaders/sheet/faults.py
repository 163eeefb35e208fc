"""What can be wrong with a spreadsheet file: each error says what to do."""

from __future__ import annotations

from ontology.errors import DocumentError


def not_a_workbook(name: str) -> DocumentError:
    """Return the error for a package without a workbook (another format under this name)."""
    return DocumentError(
        ja=f"{name}: XLSX のブックではありません。"
        "表計算ソフトで開き、XLSX として保存し直してください。",
        en=f"{name}: is no XLSX workbook; open it in a spreadsheet and save it as XLSX.",
    )


def damaged(name: str, part: str) -> DocumentError:
    """Return the error for a part that is missing or no well-formed XML of a workbook."""
    shown = part if part.isprintable() else ascii(part)
    return DocumentError(
        ja=f"{name}: 部品 {shown} が壊れています。"
        "元のソフトで開いて保存し直してください。",
        en=f"{name}: its part {shown} is damaged; open it in its program and save it again.",
    )


def too_large(name: str, sheet: str) -> DocumentError:
    """Return the error for a sheet with more rows, cells or text than is read."""
    shown = sheet if sheet.isprintable() else ascii(sheet)
    return DocumentError(
        ja=f"{name}: シート「{shown}」の行・セル・文字が多すぎます（離れた場所の記入を含む）。"
        "表だけを残して保存し直してください。",
        en=f"{name}: sheet 「{shown}」 holds too many rows, cells or characters (entries far from "
        "the table count); save it with the table alone.",
    )


def nothing_visible(name: str) -> DocumentError:
    """Return the error for a workbook whose sheets are all hidden or empty."""
    return DocumentError(
        ja=f"{name}: 表示されているシートに記入がありません。"
        "一覧のシートを表示して保存し直してください。",
        en=f"{name}: no visible sheet holds anything; unhide the sheet of the list and save again.",
    )
