"""The text of paragraphs as it is printed, without what was deleted, is hidden or only instructs.

Words can be broken into runs anywhere; runs are joined. Tracked insertions are kept, deletions are
not. Of a field only the result counts, of ruby only the base, of alternatives for newer and older
programs only the first. A text box gives paragraphs of its own, after the one it is tied to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from loaders.docx.package import child, name_of, switched_on, value
from loaders.docx.symbols import sign_of, signs_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Deleted text, text moved elsewhere, properties, instructions of fields, the reading over ruby.
_UNPRINTED = frozenset({
    "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr",
    "rt", "rubyPr", "footnoteReference", "endnoteReference", "commentReference", "annotationRef",
    "m:rPr", "m:ctrlPr", "tblPr", "trPr", "tcPr", "sectPr", "binData", "fldData",
})
_BREAKS = frozenset({"br", "cr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_TEXTS = frozenset({"t", "m:t"})
_FONT_OF_SYMBOLS = ("wingdings", "symbol")


@dataclass(slots=True)
class _Printed:
    """The pieces of one paragraph, a line feed for a printed break, and its text boxes."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class TextReader:
    """Reads the paragraphs of one story (body, header, footnotes) in their order, since a field or
    a deleted paragraph mark runs on into the next one."""

    def __init__(self) -> None:
        self.hidden = 0
        self._fields: list[bool] = []
        self._kept = ""

    def text(self, paragraph: Element) -> tuple[str, list[Element]]:
        """Return the text of ``paragraph``, line feeds where it breaks a line, and its text boxes
        (w:txbxContent). The text of one whose mark was deleted comes with the next paragraph's."""
        printed = _Printed()
        self._walk(paragraph, printed)
        text = self._kept + "".join(printed.pieces)
        self._kept = ""
        if child(paragraph, "pPr", "rPr", "del") is not None:
            self._kept, text = text, ""
        return text, printed.boxes

    def rest(self) -> str:
        """Return the text that waits for a paragraph that never came."""
        kept, self._kept = self._kept, ""
        return kept

    def _walk(self, element: Element, printed: _Printed, font: str = "") -> None:
        for one in element:
            name = name_of(one)
            if name in _UNPRINTED:
                continue
            if name == "r":
                self._run(one, printed)
            elif name == "txbxContent":
                printed.boxes.append(one)
            elif name == "mc:AlternateContent":
                chosen = child(one, "mc:Choice")
                self._walk(chosen if chosen is not None else one, printed, font)
            elif name == "fldChar":
                self._turn(value(one, "fldCharType"))
            elif all(self._fields):
                self._leaf(one, name, printed, font)

    def _run(self, run: Element, printed: _Printed) -> None:
        properties = child(run, "rPr")
        if switched_on(child(properties, "vanish")):
            self.hidden += any(name_of(one) == "t" for one in run)
            return
        font = value(child(properties, "rFonts"), "ascii") or ""
        self._walk(run, printed, font if font.casefold() in _FONT_OF_SYMBOLS else "")

    def _turn(self, kind: str | None) -> None:
        """Follow a field: its instruction, then its result."""
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _leaf(self, element: Element, name: str, printed: _Printed, font: str) -> None:
        if name in _TEXTS:
            text = _text(element)
            printed.pieces.append(signs_of(text, font) if font else text)
        elif name in _SIGNS:
            printed.pieces.append(_SIGNS[name])
        elif name in _BREAKS:
            printed.pieces.append("\n")
        elif name == "sym":
            printed.pieces.append(_symbol(element))
        else:
            self._walk(element, printed, font)


def _text(element: Element) -> str:
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r", " ").replace("\n", " ")


def _symbol(element: Element) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return sign_of(code, value(element, "font") or "")


def blocks_of(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """Yield the elements of ``names`` below ``element``, through whatever only wraps them (content
    controls, tracked insertions, alternatives), but not through one another."""
    for one in element:
        name = name_of(one)
        if name in names:
            yield one
        elif name == "mc:AlternateContent":
            chosen = child(one, "mc:Choice")
            yield from blocks_of(chosen if chosen is not None else one, names)
        elif name not in _UNPRINTED:
            yield from blocks_of(one, names)
