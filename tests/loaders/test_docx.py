"""DOCX files, made by python-docx or written out in XML, and what Word prints of them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from loaders.docx import read_docx
from loaders.layout import Grid, Layout
from ontology.errors import DocumentError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(parts: dict[str, str]) -> bytes:
    """Return a DOCX package: the body as "document", other parts by their kind."""
    files = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{parts['document']}</w:body>"
        "</w:document>",
    }
    others = [kind for kind in parts if kind != "document"]
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONSHIPS}">'
        + "".join(
            f'<Relationship Id="{kind}" Type="{OFFICE}/{kind.rstrip("12")}" Target="{kind}.xml"/>'
            for kind in others
        )
        + "</Relationships>"
    )
    roots = {"header": "hdr", "footer": "ftr"}
    for kind in others:
        root = roots.get(kind.rstrip("12"), kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {NAMESPACES}>{parts[kind]}</w:{root}>"
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for path, text in files.items():
            file.writestr(path, text)
    return held.getvalue()


def read(body: str, **parts: str) -> Layout:
    return read_docx("minutes.docx", package({"document": body, **parts}))


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field_char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


INSTRUCTION = '<w:r><w:instrText xml:space="preserve"> REF x \\h </w:instrText></w:r>'
BOX = "<w:txbxContent><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:txbxContent>"
TEXTS = [
    # what it is, the body, the lines that are printed
    ("runs broken in a word", p(r("総合"), r("戦"), r("略")), ["総合戦略"]),
    ("spaces that are kept", p(r("会　長　"), r(" はい")), ["会　長　 はい"]),
    ("spaces not kept", "<w:p><w:r><w:t> 会長 </w:t></w:r></w:p>", ["会長"]),
    ("a line feed in the XML", p(r("会\n長")), ["会 長"]),
    ("insertion", p(r("町"), "<w:ins>" + r("内") + "</w:ins>", r("会")), ["町内会"]),
    ("deletion", p(r("町"), "<w:del><w:r><w:delText>村</w:delText></w:r></w:del>"), ["町"]),
    ("moved away", p(r("甲"), "<w:moveFrom>" + r("乙") + "</w:moveFrom>"), ["甲"]),
    ("moved here", p(r("甲"), "<w:moveTo>" + r("乙") + "</w:moveTo>"), ["甲乙"]),
    ("insertion that was deleted", p("<w:ins><w:del>" + r("乙") + "</w:del></w:ins>", r("甲")),
     ["甲"]),
    ("paragraph mark deleted", p(r("前半"), properties="<w:rPr><w:del/></w:rPr>") + p(r("後半")),
     ["", "前半後半"]),
    ("mark deleted at the end", p(r("前半"), properties="<w:rPr><w:del/></w:rPr>"), ["", "前半"]),
    ("hyperlink", p(r("資料"), "<w:hyperlink>" + r("の一覧") + "</w:hyperlink>"), ["資料の一覧"]),
    ("simple field", p('<w:fldSimple w:instr="PAGE">' + r("3") + "</w:fldSimple>"), ["3"]),
    ("complex field", p(field_char("begin"), INSTRUCTION, field_char("separate"), r("図１"),
                        field_char("end"), r("を見る")), ["図１を見る"]),
    ("field in a field", p(field_char("begin"), INSTRUCTION, field_char("begin"), INSTRUCTION,
                           field_char("separate"), r("内"), field_char("end"),
                           field_char("separate"), r("外"), field_char("end")), ["外"]),
    ("field over paragraphs", p(field_char("begin"), INSTRUCTION, field_char("separate"), r("一"))
     + p(r("二"), field_char("end"), r("三")), ["一", "二三"]),
    ("content control in a line", p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("選択") +
                                    "</w:sdtContent></w:sdt>"), ["選択"]),
    ("content control of paragraphs", "<w:sdt><w:sdtContent>" + p(r("甲")) + p(r("乙")) +
     "</w:sdtContent></w:sdt>", ["甲", "乙"]),
    ("text box", p(r("本文"), "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
                   f"<wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                   f"<v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                   r("続き")), ["本文続き", "枠の中"]),
    ("older text box", p(r("本文"), f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"),
     ["本文", "枠の中"]),
    ("footnote mark", p(r("人"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("は")), ["人は"]),
    ("ruby", p("<w:r><w:ruby><w:rubyPr/><w:rt>" + r("きり") + "</w:rt><w:rubyBase>" + r("霧") +
               "</w:rubyBase></w:ruby></w:r>", r("原")), ["霧原"]),
    ("manual line break", p(r("一行目"), "<w:r><w:br/></w:r>", r("二行目")), ["一行目", "二行目"]),
    ("page break", p(r("前"), '<w:r><w:br w:type="page"/></w:r>', r("後")), ["前", "後"]),
    ("tab", p(r("会長"), "<w:r><w:tab/></w:r>", r("はい")), ["会長\tはい"]),
    ("tab stops are no tabs", p(r("会長"), properties='<w:tabs><w:tab w:val="left"/></w:tabs>'),
     ["会長"]),
    ("hyphen that does not break", p(r("1"), "<w:r><w:noBreakHyphen/></w:r>", r("2")), ["1-2"]),
    ("sign of Wingdings", p('<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>', r("はい")),
     ["●はい"]),
    ("text in Wingdings", p(r("l", '<w:rFonts w:ascii="Wingdings"/>'), r("はい")), ["●はい"]),
    ("sign of another font", p('<w:r><w:sym w:font="Arial" w:char="25A0"/></w:r>'), ["■"]),
    ("hidden text", p(r("見える"), r("見えない", "<w:vanish/>")), ["見える"]),
    ("text that is not hidden", p(r("見える", '<w:vanish w:val="0"/>')), ["見える"]),
    ("formula", p(r("率"), "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["率x=1"]),
    ("smart tag", p("<w:smartTag>" + r("霧原町") + "</w:smartTag>"), ["霧原町"]),
    ("blank paragraph", p(r("甲")) + p() + p(r("乙")), ["甲", "", "乙"]),
    ("markup in the text", p(r("&lt;b&gt;=1+1&lt;/b&gt;")), ["<b>=1+1</b>"]),
]


@pytest.mark.parametrize(("body", "lines"), [row[1:] for row in TEXTS],
                         ids=[row[0] for row in TEXTS])
def test_paragraphs_are_read_as_printed(body: str, lines: list[str]) -> None:
    layout = read(body)

    assert list(layout.source.lines) == lines
    assert [part.number for part in layout.parts if not isinstance(part, Grid)] == list(
        range(1, len(lines) + 1)
    )
    assert layout.source.unit == "paragraph"
    assert set(layout.source.pages) == {None}


def test_the_strict_form_reads_alike() -> None:
    data = package({"document": p(r("総合"), r("戦略"))})
    with zipfile.ZipFile(BytesIO(data)) as file:
        files = {n: file.read(n).decode().replace(W, STRICT) for n in file.namelist()}

    assert read_docx("a.docx", zipped(files)).source.lines == ("総合戦略",)


def test_what_stands_beside_the_text_is_kept_aside() -> None:
    layout = read(
        p(r("本文")),
        header1=p(r("霧原町総合戦略")), footer1=p(r("- 1 -")),
        footnotes='<w:footnote w:type="separator">' + p(r("――")) + "</w:footnote><w:footnote>"
        + p(r("注：国の推計")) + "</w:footnote>",
    )

    assert [part.raw for part in layout.parts if not isinstance(part, Grid)] == ["本文"]
    assert [(line.number, line.raw) for line in layout.aside] == [
        (2, "霧原町総合戦略"), (3, "- 1 -"), (4, "注：国の推計"),
    ]
    assert layout.source.lines == ("本文", "霧原町総合戦略", "- 1 -", "注：国の推計")


def test_hidden_text_is_told() -> None:
    assert read(p(r("甲"), r("乙", "<w:vanish/>"))).warnings == (
        "minutes.docx: 1 pieces of hidden text were left out",
    )


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


SPAN, BEGIN, GO_ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
NESTED = table(cell(p(r("内１"))) + cell(p(r("内２"))))
TABLES = [
    # what it is, the rows, cells as (row, column, rows, columns, lines)
    ("plain", table(cell(p(r("甲"))) + cell(p(r("乙"))), cell(p(r("丙"))) + cell(p())),
     [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "")]),
    ("two paragraphs in a cell", table(cell(p(r("甲")), p(r("乙")))), [(0, 0, 1, 1, "甲 乙")]),
    ("merged sidewards", table(cell(p(r("甲")), properties=SPAN) + cell(p(r("乙")))),
     [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]),
    ("merged downwards", table(cell(p(r("甲")), properties=BEGIN) + cell(p(r("乙"))),
                               cell(p(), properties=GO_ON) + cell(p(r("丙")))),
     [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")]),
    ("merged both ways", table(cell(p(r("甲")), properties=SPAN + BEGIN) + cell(p(r("乙"))),
                               cell(p(), properties=SPAN + GO_ON) + cell(p(r("丙")))),
     [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 2, 1, 1, "丙")]),
    ("going on with nothing", table(cell(p(r("甲")), properties=GO_ON)), [(0, 0, 1, 1, "甲")]),
    ("the older way to merge", table(cell(p(r("甲")), properties='<w:hMerge w:val="restart"/>')
                                     + cell(p(), properties="<w:hMerge/>") + cell(p(r("乙")))),
     [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]),
    ("a row that begins later",
     table('<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell(p(r("甲")))), [(0, 1, 1, 1, "甲")]),
    ("a deleted row", table("<w:trPr><w:del/></w:trPr>" + cell(p(r("甲"))), cell(p(r("乙")))),
     [(0, 0, 1, 1, "乙")]),
    ("a table in a cell", table(cell(p(r("前")), NESTED, p(r("後"))) + cell(p(r("乙")))),
     [(0, 0, 1, 1, "前 内１ 内２ 後"), (0, 1, 1, 1, "乙")]),
    ("a content control around a cell", table("<w:sdt><w:sdtContent>" + cell(p(r("甲"))) +
                                              "</w:sdtContent></w:sdt>" + cell(p(r("乙")))),
     [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]),
    ("a span beyond reason", table(cell(p(r("甲")), properties='<w:gridSpan w:val="999999999"/>')),
     [(0, 0, 1, 63, "甲")]),
]


@pytest.mark.parametrize(("body", "cells"), [row[1:] for row in TABLES],
                         ids=[row[0] for row in TABLES])
def test_tables_are_read_cell_by_cell(
    body: str, cells: list[tuple[int, int, int, int, str]]
) -> None:
    layout = read(p(r("前")) + body + p(r("後")))
    before, grid, after = layout.parts

    assert isinstance(grid, Grid)
    assert [
        (c.row, c.column, c.rows, c.columns, c.text.replace("\n", " ")) for c in grid.cells
    ] == cells
    numbers = [line.number for c in grid.cells for line in c.lines]
    assert not isinstance(before, Grid)
    assert not isinstance(after, Grid)
    assert [before.number, *sorted(numbers), after.number] == list(
        range(1, len(layout.source.lines) + 1)
    )


def test_a_document_of_python_docx() -> None:
    document = Document()
    document.add_heading("霧原町会議　議事録", 0)
    document.add_paragraph("会長：").add_run("始めます。")
    document.add_table(2, 2).cell(0, 1).text = "一\n二"
    document.sections[0].header.paragraphs[0].text = "霧原町"
    held = BytesIO()
    document.save(held)
    layout = read_docx("a.docx", held.getvalue())

    assert layout.source.lines == ("霧原町会議　議事録", "会長：始めます。", "一", "二", "霧原町")
    assert [line.raw for line in layout.aside] == ["霧原町"]


BOMB = '<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def with_entities() -> bytes:
    data = package({"document": p(r("甲"))})
    with zipfile.ZipFile(BytesIO(data)) as file:
        files = {name: file.read(name).decode() for name in file.namelist()}
    files["word/document.xml"] = BOMB + files["word/document.xml"].replace("甲", "&b;")
    return zipped(files)


def workbook() -> bytes:
    return zipped({"_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship '
                   f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
                   "xl/workbook.xml": "<workbook/>"})


FAULTS: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("old format", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "古い形式", "old binary"),
    ("encrypted", lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
     "パスワード", "password"),
    ("no package", lambda: b"PK\x03\x04 nothing", "壊れています", "damaged"),
    ("cut off", lambda: package({"document": p(r("甲"))})[:-40], "壊れています", "damaged"),
    ("entities", with_entities, "DTD", "DTD"),
    ("no XML", lambda: zipped({"_rels/.rels": "<Relationships"}), "XML として", "no sound XML"),
    ("a workbook", workbook, "本文がありません", "no body"),
    ("nothing in it", lambda: zipped({"a": "b"}), "本文がありません", "no body"),
    ("no text", lambda: package({"document": p()}), "OCR", "OCR"),
    ("nested too deep", lambda: package({"document": "<w:sdt>" * 500 + "</w:sdt>" * 500}),
     "入れ子", "nested"),
]


@pytest.mark.parametrize(("made", "ja", "en"), [row[1:] for row in FAULTS],
                         ids=[row[0] for row in FAULTS])
def test_what_cannot_be_read_is_told_in_one_line(
    made: Callable[[], bytes], ja: str, en: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        read_docx("霧.docx", made())

    for language, word in (("ja", ja), ("en", en)):
        message = caught.value.message(language)
        assert message.startswith("霧.docx: ")
        assert word in message.splitlines()[0] == message


def test_the_tables_of_cases_are_whole() -> None:
    assert [len(TEXTS), len(TABLES), len(FAULTS)] == [36, 12, 10]


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    sound = bytearray(package({"document": p(r("甲")) + table(cell(p(r("乙"))))}))
    for at in data.draw(st.lists(st.integers(0, len(sound) - 1), max_size=4)):
        sound[at] = data.draw(st.integers(0, 255))
    try:
        layout = read_docx("a.docx", bytes(sound))
    except DocumentError:
        return

    assert layout.source.lines
