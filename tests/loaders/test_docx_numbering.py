"""Automatic numbers of DOCX files: what Word prints before a paragraph and keeps out of its text.

The expected numbers follow ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from loaders.docx.formats import number_text


def _neighbour(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_docx = _neighbour("test_docx")
p, r, read = _docx.p, _docx.r, _docx.read

FORMATS = [
    ("decimal", [1, 2, 10, 21], "1 2 10 21"),
    ("decimalZero", [1, 10], "01 10"),
    ("decimalFullWidth", [1, 12], "１ １２"),
    ("decimalEnclosedCircle", [1, 9, 20, 21], "① ⑨ ⑳ 21"),
    ("decimalEnclosedParen", [1, 20], "⑴ ⒇"),
    ("decimalEnclosedFullstop", [1, 20], "⒈ ⒛"),
    ("upperRoman", [1, 4, 9, 40, 1994], "I IV IX XL MCMXCIV"),
    ("lowerRoman", [3, 8], "iii viii"),
    ("upperLetter", [1, 26, 27, 53], "A Z AA AAA"),
    ("lowerLetter", [2, 28], "b bb"),
    ("aiueo", [1, 2, 46, 47], "ｱ ｲ ﾝ ｱ"),
    ("aiueoFullWidth", [1, 3, 5, 10], "ア ウ オ コ"),
    ("iroha", [1, 2, 4], "ｲ ﾛ ﾆ"),
    ("irohaFullWidth", [1, 2, 3, 47], "イ ロ ハ ス"),
    ("japaneseCounting", [1, 10, 11, 20, 105, 1000], "一 十 十一 二十 百五 千"),
    ("japaneseDigitalTenThousand", [10, 25], "一〇 二五"),
    ("japaneseLegal", [1, 2, 3, 10], "壱 弐 参 拾"),
    ("ideographTraditional", [1, 3, 10, 11], "甲 丙 癸 11"),
    ("ideographZodiac", [1, 12], "子 亥"),
    ("ideographEnclosedCircle", [1, 10], "㊀ ㊉"),
    ("unheardOf", [7], "7"),
]


@pytest.mark.parametrize(("form", "numbers", "printed"), FORMATS)
def test_formats(form: str, numbers: list[int], printed: str) -> None:
    assert " ".join(number_text(number, form) for number in numbers) == printed


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    """Return one family of lists, with list 1 of it and what ``more`` adds."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def item(text: str, depth: int = 0, key: int = 1) -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
    return str(p(r(text), properties=own))


TWO = numbering(level(0, "decimalFullWidth", "（%1）"), level(1, "aiueoFullWidth", "%2　"))
LEGAL = numbering(
    level(0, "upperRoman", "第%1章 "), level(1, "decimal", "%1-%2 ", "<w:isLgl/>")
)
ANEW = numbering(level(0, "decimal", "%1."), more=(
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
))
KEPT = numbering(
    level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
)
BULLET = numbering(
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="\uf06c"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>'
)
TAB = ('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
       '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
       '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
LISTS = [
    # what it is, the lists, the paragraphs, the lines that are printed
    ("two levels", TWO, item("甲") + item("乙", 1) + item("丙", 1) + item("丁") + item("戊", 1),
     ["（１）甲", "ア　乙", "イ　丙", "（２）丁", "ア　戊"]),
    ("a number of two levels in digits", LEGAL, item("甲") + item("乙", 1) + item("丙", 1),
     ["第I章 甲", "1-1 乙", "1-2 丙"]),
    ("counting over other paragraphs", TWO, item("甲") + p(r("本文")) + item("乙"),
     ["（１）甲", "本文", "（２）乙"]),
    ("lists of one family", ANEW, item("甲") + item("乙") + item("丙", key=2) + item("丁", key=2)
     + item("戊", key=3), ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]),
    ("a level that does not begin anew", KEPT,
     item("甲") + item("乙", 1) + item("丙") + item("丁", 1), ["1.甲", "(1)乙", "2.丙", "(2)丁"]),
    ("signs of a font", BULLET, item("甲"), ["●甲"]),
    ("a tab after the number", TAB, item("甲"), ["3.\t甲"]),
    ("no list", TWO, item("甲", key=0) + item("乙", key=9), ["甲", "乙"]),
    ("a level that is not there", TWO, item("甲", 5), ["甲"]),
]


@pytest.mark.parametrize(("lists", "body", "lines"), [row[1:] for row in LISTS],
                         ids=[row[0] for row in LISTS])
def test_lists(lists: str, body: str, lines: list[str]) -> None:
    assert list(read(body, numbering=lists).source.lines) == lines


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="d"><w:basedOn w:val="d"/></w:style>'
)
LINKED = numbering(
    level(0, "decimal", "%1.", '<w:pStyle w:val="b"/>'),
    level(1, "decimal", "%1-%2 ", '<w:pStyle w:val="c"/>'),
)


def test_numbers_of_styles() -> None:
    styled = [p(r(text), properties=f'<w:pStyle w:val="{style}"/>')
              for text, style in (("甲", "b"), ("乙", "c"), ("丙", "c"), ("丁", "d"), ("戊", "b"))]
    layout = read("".join(styled), numbering=LINKED, styles=STYLES)

    assert list(layout.source.lines) == ["1.甲", "1-1 乙", "1-2 丙", "丁", "2.戊"]


def test_numbers_inside_cells_count_on() -> None:
    cells = f"<w:tc>{item('甲')}</w:tc><w:tc>{item('乙')}</w:tc>"
    layout = read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", numbering=TWO)

    assert list(layout.source.lines) == ["（１）甲", "（２）乙"]


def test_the_tables_of_cases_are_whole() -> None:
    assert [len(FORMATS), len(LISTS)] == [21, 9]
