"""A workbook becomes the cells that a person sees; what is hidden is named and not read."""

from __future__ import annotations

from io import BytesIO
from typing import Literal
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from loaders.layout import Layout
from loaders.sheet import read_workbook
from ontology.errors import DocumentError
from tests.loaders.workbooks import FIRST_SHEET, Cells, edited, sharing, without, workbook

LIST = (("基本目標", "事業名", "担当課"), ("1 しごと", "木育推進事業", "森林課"),
        ("1 しごと", "そば産地づくり事業", "農政課"))


def texts(layout: Layout, sheet: int = 0) -> dict[tuple[int, int], str]:
    """The text of each cell of a sheet by row and column from 0."""
    return {(cell.row, cell.column): cell.text for cell in layout.grids[sheet].cells}


def test_a_row_is_a_line_and_a_cell_keeps_its_place() -> None:
    layout = read_workbook("一覧.xlsx", workbook(LIST))

    assert layout.source.lines == ("基本目標\t事業名\t担当課", "1 しごと\t木育推進事業\t森林課",
                                   "1 しごと\tそば産地づくり事業\t農政課")
    assert (layout.source.unit, layout.source.name) == ("row", "一覧.xlsx")
    assert texts(layout)[1, 1] == "木育推進事業"
    assert [line.number for cell in layout.grids[0].cells for line in cell.lines] == [
        1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert layout.grids[0].name == "一覧"
    assert layout.warnings == ()


def test_merged_cells_are_one_cell() -> None:
    rows: Cells = [["予算額", None, "課"], ["R5", "R6", None], [1, 2, "農政課"], [3, 4, None]]

    layout = read_workbook("a.xlsx", workbook(rows, ["A1:B1", "C1:C2", "C3:C4"]))

    spans = {cell.text: (cell.row, cell.column, cell.rows, cell.columns)
             for cell in layout.grids[0].cells}
    assert spans["予算額"] == (0, 0, 1, 2)
    assert spans["課"] == (0, 2, 2, 1)
    assert spans["農政課"] == (2, 2, 2, 1)
    assert spans["R5"] == (1, 0, 1, 1)


def test_lines_of_a_cell_stay_apart_in_the_cell_and_join_in_the_row() -> None:
    layout = read_workbook("a.xlsx", workbook([["木育\n推進事業", "a\tb"]]))

    assert [line.raw for line in layout.grids[0].cells[0].lines] == ["木育", "推進事業"]
    assert layout.source.lines == ("木育 推進事業\ta b",)


def test_the_lines_of_several_sheets_follow_one_another() -> None:
    layout = read_workbook("a.xlsx", workbook(
        [["一"], [None], ["二"]], title="目標1", further=[("目標2", [["三"]], [])]))

    assert layout.source.lines == ("一", "", "二", "三")
    assert [grid.name for grid in layout.grids] == ["目標1", "目標2"]
    assert layout.grids[1].cells[0].row == 0
    assert layout.grids[1].cells[0].lines[0].number == 4


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_named_and_not_read(state: Literal["hidden", "veryHidden"]) -> None:
    def hide(book: Workbook, _: Worksheet) -> None:
        book["検討用"].sheet_state = state

    layout = read_workbook("a.xlsx", workbook(
        LIST, further=[("検討用", [["没にした事業"]], [])], dress=hide))

    assert "没" not in "".join(layout.source.lines)
    assert [grid.name for grid in layout.grids] == ["一覧"]
    warning, = layout.warnings
    assert "検討用" in warning
    assert "hidden" in warning


def test_hidden_rows_and_columns_are_named_and_not_read() -> None:
    def hide(_: Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    layout = read_workbook("a.xlsx", workbook(LIST, dress=hide))

    assert layout.source.lines == ("基本目標\t事業名", "", "1 しごと\tそば産地づくり事業")
    rows, columns = layout.warnings
    assert "hidden rows are not read (2)" in rows
    assert "hidden columns are not read (C)" in columns


def test_the_reading_of_a_name_is_no_part_of_it() -> None:
    text = '<t>木育</t><rPh sb="0" eb="2"><t>モクイク</t></rPh><phoneticPr fontId="1"/>'
    data = edited(workbook([["木育事業", "担当課"]]), FIRST_SHEET, "<t>木育事業</t>", text)
    shared = sharing(edited(
        workbook([["木育事業", "担当課"]]), FIRST_SHEET,
        't="inlineStr"><is><t>木育事業</t></is>', 't="s"><v>1</v>'),
        f"<si><t>山</t></si><si>{text}</si>")

    assert read_workbook("a.xlsx", data).source.lines == ("木育\t担当課",)
    assert read_workbook("a.xlsx", shared).source.lines == ("木育\t担当課",)


def test_differently_set_parts_of_a_text_are_joined() -> None:
    bold = InlineFont(b=True)
    text = CellRichText("高原", TextBlock(bold, "そば"), "事業")

    assert read_workbook("a.xlsx", workbook([[text]])).source.lines == ("高原そば事業",)


def test_shared_texts_are_joined_and_their_escapes_undone() -> None:
    data = sharing(edited(
        workbook([["木育"]]), FIRST_SHEET, 't="inlineStr"><is><t>木育</t></is>',
        't="s"><v>0</v>'),
        "<si><r><t>高原</t></r><r><rPr><b/></rPr>"
        "<t xml:space='preserve'>_x000D_\nそば</t></r></si>")

    assert texts(read_workbook("a.xlsx", data)) == {(0, 0): "高原\nそば"}


def test_a_text_beginning_with_an_equals_sign_is_a_text() -> None:
    def as_text(_: Workbook, sheet: Worksheet) -> None:
        sheet["A1"].data_type = "s"

    layout = read_workbook("a.xlsx", workbook([["=木育"]], dress=as_text))

    assert layout.source.lines == ("=木育",)
    assert layout.warnings == ()


def test_a_formula_shows_the_stored_value_and_is_never_worked_out() -> None:
    data = workbook([["=1+1", '="木育"&"事業"', "=A1*2", "一覧"]])
    data = edited(data, FIRST_SHEET, "<f>1+1</f><v></v>", "<f>1+1</f><v>7</v>")
    data = edited(data, FIRST_SHEET, 'r="B1"><f>"木育"&amp;"事業"</f><v></v>',
                  'r="B1" t="str"><f>"木育"&amp;"事業"</f><v>木育事業</v>')

    layout = read_workbook("a.xlsx", data)

    assert layout.source.lines == ("7\t木育事業\t\t一覧",)
    unsaved, words = layout.warnings
    assert "without a stored value" in unsaved
    assert "(C1)" in unsaved
    assert "(B1)" in words


def test_an_error_in_a_cell_is_an_empty_cell_with_a_warning() -> None:
    layout = read_workbook("a.xlsx", workbook([["#REF!", "事業"]]))

    assert layout.source.lines == ("\t事業",)
    assert "(A1)" in layout.warnings[0]


def test_formatted_cells_far_below_are_no_rows() -> None:
    def format_far(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(row=1_048_576, column=16_384).number_format = "0%"

    assert len(read_workbook("a.xlsx", workbook(LIST, dress=format_far)).source.lines) == 3


def test_comments_and_numbers_kept_as_text() -> None:
    def comment(_: Workbook, sheet: Worksheet) -> None:
        sheet["A1"].comment = Comment("内緒のコメント", "担当")

    layout = read_workbook("a.xlsx", workbook([["事業", "１，２３４", True]], dress=comment))

    assert layout.source.lines == ("事業\t１，２３４\tTRUE",)


def test_a_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    data = edited(workbook(LIST, ["A1:B1"]), FIRST_SHEET, 'ref="A1:B1"', 'ref="A1:XFD1048576"')

    layout = read_workbook("a.xlsx", data)

    assert texts(layout)[0, 0] == "基本目標"
    assert layout.grids[0].cells[0].rows == 3


def test_of_overlapping_merged_ranges_the_first_counts() -> None:
    data = edited(workbook(LIST, ["A1:B1"]), FIRST_SHEET, '<mergeCell ref="A1:B1"/>',
                  '<mergeCell ref="A1:A2" /><mergeCell ref="A2:B2" />')

    cells = {cell.text: (cell.rows, cell.columns)
             for cell in read_workbook("a.xlsx", data).grids[0].cells if cell.row < 2}

    assert cells["基本目標"] == (2, 1)
    assert cells["木育推進事業"] == (1, 1)


def pdf() -> bytes:
    return b"%PDF-1.7\n"


def package(part: str, text: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(part, text)
    return stream.getvalue()


GOOD = workbook(LIST)
FAULTS: tuple[tuple[str, bytes, str], ...] = (
    # what, the file, a word of the Japanese message
    ("no package", pdf(), "壊れて"),
    ("half of a package", GOOD[: len(GOOD) // 2], "壊れて"),
    ("a package of another kind", package("word/document.xml", "<w/>"), "ブックではありません"),
    ("an old binary file", b"\xd0\xcf\x11\xe0" + bytes(600), "古い形式"),
    ("an encrypted package",
     b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    ("a workbook without its sheet", without(GOOD, FIRST_SHEET), "壊れて"),
    ("a sheet that is no XML", edited(GOOD, FIRST_SHEET, "<sheetData>", "<sheetData"), "壊れて"),
    ("entities", edited(GOOD, FIRST_SHEET, "<worksheet",
                        '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "DTD"),
    ("a text that is not there",
     edited(GOOD, FIRST_SHEET, 't="inlineStr"><is><t>事業名</t></is>', 't="s"><v>9</v>'), "壊れて"),
    ("a merged range that is none",
     edited(workbook(LIST, ["A1:B1"]), FIRST_SHEET, 'ref="A1:B1"', 'ref="木"'), "壊れて"),
    ("an entry in the last row", edited(GOOD, FIRST_SHEET, 'r="A3"', 'r="A1048576"'), "多すぎ"),
    ("columns described twice",
     edited(GOOD, FIRST_SHEET, "<sheetData>",
            '<cols><col min="1" max="9"/><col min="2" max="3"/></cols><sheetData>'), "壊れて"),
    ("nothing but empty cells", workbook([[None]]), "記入がありません"),
)


def test_number_of_faults() -> None:
    assert len(FAULTS) == 13


@pytest.mark.parametrize(("data", "word"), [case[1:] for case in FAULTS],
                         ids=[case[0] for case in FAULTS])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(data: bytes, word: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_workbook("一覧.xlsx", data)

    assert word in caught.value.ja
    for message in (caught.value.ja, caught.value.en):
        assert message.startswith("一覧.xlsx")
        assert "\n" not in message


CELLS = st.one_of(st.none(), st.integers(-10**9, 10**9), st.booleans(),
                  st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
                          max_size=12))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_a_second_engine_finds_the_same_texts(rows: list[list[object]]) -> None:
    def as_text(_: Workbook, sheet: Worksheet) -> None:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type in ("f", "e"):
                cell.data_type = "s"

    data = workbook(rows, dress=as_text)
    sheet = load_workbook(BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    expected = {(cell.row - 1, cell.column - 1): str(cell.value).upper()
                if isinstance(cell.value, bool) else str(cell.value)
                for row in sheet.iter_rows() for cell in row
                if cell.value is not None and str(cell.value).strip()}
    try:
        found = texts(read_workbook("a.xlsx", data))
    except DocumentError:
        found = {}

    assert {place: text.replace("\n", "") for place, text in found.items()} == {
        place: "".join(text.splitlines()) for place, text in expected.items()}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(place: int, bytes_: bytes) -> None:
    damaged = GOOD[:place] + bytes_ + GOOD[place + len(bytes_):]
    try:
        read_workbook("a.xlsx", damaged)
    except DocumentError:
        return


TAGS = ("row", "c", "v", "f", "is", "t", "mergeCell", "col", "sheetData", "rPh")
ATTRIBUTES = st.dictionaries(
    st.sampled_from(("r", "t", "s", "ref", "min", "max", "hidden")),
    st.sampled_from(("A1", "B2", "XFD1048576", "1", "0", "99999999", "-1", "s", "str", "n", "b",
                     "inlineStr", "e", "木", "A1:B2", "B2:A1")), max_size=3)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), ATTRIBUTES, st.booleans(),
                          st.sampled_from(("", "1", "1e9", "木育", "=1"))), max_size=12))
def test_any_elements_of_a_sheet_are_read_or_refused(
    elements: list[tuple[str, dict[str, str], bool, str]]
) -> None:
    text, closing = "", ""
    for tag, attributes, nested, content in elements:
        written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
        text += f"<{tag} {written}>{content}"
        if nested:
            closing = f"</{tag}>{closing}"
        else:
            text += f"</{tag}>"
    data = edited(GOOD, FIRST_SHEET, "<sheetData>", f"{text}{closing}<sheetData>")
    try:
        layout = read_workbook("a.xlsx", data)
    except DocumentError:
        return
    assert layout.source.lines
