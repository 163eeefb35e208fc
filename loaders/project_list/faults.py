"""What can be wrong with a project list: each error says file, row and what to do."""

from __future__ import annotations

from ontology.errors import DocumentError, UnknownMunicipalityError


def too_large(name: str, size: str) -> DocumentError:
    """Return the error for a file of more bytes or rows (``size``) than are read."""
    return DocumentError(
        ja=f"{name}: 大きすぎて読めません（{size}）。一覧だけを残すか、分けて指定してください。",
        en=f"{name}: is too large to be read ({size}); keep the list alone, or split the file.")


def not_text(name: str) -> DocumentError:
    """Return the error for a file with NUL characters."""
    return DocumentError(
        ja=f"{name}: NUL 文字が含まれており、CSV の文字データではありません。"
           "表計算ソフトから「CSV UTF-8」で書き出してください。",
        en=f"{name}: the file holds NUL characters, so it is not the text of a CSV file; "
           "export it from the spreadsheet as \"CSV UTF-8\".")


def not_csv(name: str, row: int, line: int, reason: str) -> DocumentError:
    """Return the error for a record that breaks the rules of CSV."""
    return DocumentError(
        ja=f"{name}: {row} 行目（ファイルの {line} 行）を CSV として読めません（{reason}）。"
           "引用符の対応とセルの大きさを確かめてください。",
        en=f"{name}, row {row} (line {line} of the file): not readable as CSV ({reason}); "
           "check the quotation marks and the size of the cell.")


def no_project_column(name: str, first_row: str) -> DocumentError:
    """Return the error for a sheet in which no column is headed 事業名 or the like."""
    shown = first_row[:40] or "(空 / empty)"
    return DocumentError(
        ja=f"{name}: 「事業名」の列見出しが見つかりません（1 行目: {shown}）。"
           "見出しの行に「事業名」を入れ、文字化けしていれば UTF-8 で保存し直してください。",
        en=f"{name}, row 1: no column is headed 事業名 (found: {shown}); head the column of "
           "project names 事業名, and save as UTF-8 if the characters are garbled.")


def no_place_column(name: str, row: int) -> DocumentError:
    """Return the error for a header that has projects but nothing to list them under."""
    return DocumentError(
        ja=f"{name}: {row} 行目の見出しに「基本目標」「基本的方向」「施策」の列がありません。"
           "いずれかの列を加えてください。",
        en=f"{name}, row {row}: no column is headed 基本目標, 基本的方向 or 施策; add one of them.")


def doubled_column(name: str, row: int, heading: str) -> DocumentError:
    """Return the error for two columns with one heading."""
    return DocumentError(
        ja=f"{name}: {row} 行目に見出し「{heading}」が二つあります。一方の名前を変えてください。",
        en=f"{name}, row {row}: two columns are headed {heading}; rename one of them.")


def ragged(name: str, row: int, found: int, expected: int) -> DocumentError:
    """Return the error for a row with more or fewer cells than the header."""
    return DocumentError(
        ja=f"{name}: {row} 行目のセルは {found} 個で、見出しの {expected} 個と合いません。"
           "区切りのカンマと引用符を確かめてください。",
        en=f"{name}, row {row}: {found} cells where the header has {expected}; "
           "check the commas and quotation marks.")


def no_listing(name: str, row: int) -> DocumentError:
    """Return the error for a list without a single project; ``row`` is the header's."""
    return DocumentError(
        ja=f"{name}: {row} 行目の見出しの下に事業が一つもありません。事業の行を加えてください。",
        en=f"{name}: no project stands below the header in row {row}; add the rows of projects.")


def no_place(name: str, row: int) -> DocumentError:
    """Return the error for a project above which no goal, direction or measure stands."""
    return DocumentError(
        ja=f"{name}: {row} 行目の事業に基本目標・基本的方向・施策がありません。"
           "その行か、より上の行に記入してください。",
        en=f"{name}, row {row}: no goal, direction or measure stands in this row or above it; "
           "fill in one of them.")


def no_number(name: str, row: int, cell: str) -> DocumentError:
    """Return the error for a cell of a number column that holds no number."""
    return DocumentError(
        ja=f"{name}: {row} 行目の番号「{cell}」を番号として読めません。"
           "「1」「①」「1-3」のように記入してください。",
        en=f"{name}, row {row}: 「{cell}」 is no number; write it as 1, ① or 1-3.")


def misplaced(name: str, row: int, number: str, parent: str) -> DocumentError:
    """Return the error for a number that contradicts what it stands under."""
    above = parent or "-"
    return DocumentError(
        ja=f"{name}: {row} 行目の番号「{number}」は、上位の番号「{above}」の下に置けません。"
           "どちらかの番号を直してください。",
        en=f"{name}, row {row}: number {number} cannot stand under {above}; mend one of the two.")


def no_upper(name: str, row: int, printed: str) -> DocumentError:
    """Return the error for a direction or measure of which no row tells the goal."""
    return DocumentError(
        ja=f"{name}: {row} 行目の「{printed}」がどの基本目標の下にあるか分かりません。"
           "基本目標の列を加えるか、番号を「1-3」のように記入してください。",
        en=f"{name}, row {row}: no row tells the goal of 「{printed}」; "
           "add a column 基本目標, or write the number as 1-3.")


def bad_code(name: str, row: int, cell: str) -> DocumentError:
    """Return the error for a municipality code that is not one."""
    return DocumentError(
        ja=f"{name}: {row} 行目の市町村コード「{cell}」は 6 桁（または 5 桁）の数字ではありません。"
           "全国地方公共団体コードを記入してください。",
        en=f"{name}, row {row}: 「{cell}」 is not a municipality code of six (or five) digits; "
           "write the 全国地方公共団体コード.")


def two_municipalities(name: str, row: int, first: str, second: str) -> DocumentError:
    """Return the error for a list that holds more than one municipality."""
    return DocumentError(
        ja=f"{name}: {row} 行目の市町村「{second}」が、それまでの「{first}」と異なります。"
           "市町村ごとにファイルを分けてください。",
        en=f"{name}, row {row}: the municipality is {second} here and {first} above; "
           "give each municipality a file of its own.")


def no_municipality(name: str, found: str) -> UnknownMunicipalityError:
    """Return the error for a list whose municipality is not known for certain."""
    shown = found or "-"
    return UnknownMunicipalityError(
        ja=f"{name}: 市町村を特定できません（表の記載: {shown}）。"
           "「市町村コード」と「市町村」の列を加えるか、--municipality で指定してください。",
        en=f"{name}: the municipality is not known for certain (the list gives: {shown}); "
           "add the columns 市町村コード and 市町村, or name it with --municipality.")
