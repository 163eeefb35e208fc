"""Japanese fonts for the PDF files, not embedded, as a viewer of any machine substitutes them.

``Plain`` and ``Radical`` are drawn by glyph numbers of Adobe-Japan1 and tell their characters by a
ToUnicode map, as word processors write it; ``Radical`` maps some glyphs to Kangxi radicals and
CJK Radicals Supplement (金 → ⾦), which is what many real files give. ``HeiseiKakuGo-W5`` is
reportlab's own, read by the predefined map UniJIS-UCS2-H.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pdfminer.cmapdb import CMapDB
from reportlab.pdfbase import cidfonts, pdfdoc, pdfmetrics

PLAIN, RADICAL, PREDEFINED = "Plain", "Radical", "HeiseiKakuGo-W5"
RADICALS = str.maketrans("金水長人大生力子見青食高老日月木土山立用業",
                         "⾦⽔⻑⼈⼤⽣⼒⼦⾒⻘⾷⾼⽼⽇⽉⽊⼟⼭⽴⽤業")
"""Glyphs that one font tells as radicals: some of CJK Radicals Supplement (⻑, ⻘), most Kangxi."""

_HALF_WIDTH_ASCII = 231
"""The glyph of the half-width space; those of the other ASCII characters follow."""


@cache
def _glyphs() -> dict[str, int]:
    """Return the lowest glyph number of each character, half-width ASCII before all."""
    found: dict[str, int] = {}
    unicode_map: Any = CMapDB.get_unicode_map("Adobe-Japan1", False)
    for glyph, character in sorted(unicode_map.cid2unichr.items()):
        found.setdefault(character, glyph)
    # Windows prints its own characters for these two.
    found |= {"－": found["−"], "～": found["〜"]}
    for code in range(0x20, 0x7F):
        found[chr(code)] = _HALF_WIDTH_ASCII + code - 0x20
    return found


def is_half(character: str) -> bool:
    """Tell whether ``character`` is half as wide as it is high."""
    return character < "\u0100" or "\uff61" <= character <= "\uff9f"


def width(text: str) -> float:
    """Return the width of ``text`` in ems."""
    return sum(0.5 if is_half(character) else 1.0 for character in text)


class _ToUnicode(pdfdoc.PDFStream):
    """A ToUnicode map made when the file is written, of the glyphs drawn until then."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: dict[int, str] = {}

    def format(self, document: Any) -> Any:
        """Write the map, 100 characters at a time as the format demands."""
        drawn = sorted(self.characters.items())
        parts = [drawn[start : start + 100] for start in range(0, len(drawn), 100)]
        body = "\n".join(
            f"{len(part)} beginbfchar\n"
            + "\n".join(f"<{glyph:04X}> <{ord(character):04X}>" for glyph, character in part)
            + "\nendbfchar"
            for part in parts
        )
        self.content = (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CMapName /Characters def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )
        return super().format(document)


class _GlyphFont(pdfmetrics.Font):
    """A font drawn by glyph numbers."""

    _multiByte = 1  # noqa: N815 (reportlab's name)
    _dynamicFont = 0  # noqa: N815

    def __init__(self, name: str, radical: bool) -> None:
        self.fontName = self.name = name
        self.radical = radical
        self.face = cidfonts.CIDTypeFace("HeiseiKakuGo-W5")
        self.drawn: dict[int, str] = {}
        self.substitutionFonts: list[object] = []

    def formatForPdf(self, text: str) -> str:  # noqa: N802 (reportlab's name)
        """Return ``text`` as escaped glyph numbers, and note the glyphs as drawn."""
        told = text.translate(RADICALS) if self.radical else text
        glyphs = [_glyphs()[character] for character in text]
        self.drawn.update(zip(glyphs, told, strict=True))
        codes = b"".join(glyph.to_bytes(2) for glyph in glyphs)
        return "".join(f"\\{code:03o}" for code in codes)

    def stringWidth(  # noqa: N802 (reportlab's name)
        self, text: str | bytes, size: float, encoding: str | None = None
    ) -> float:
        """Return the width of ``text`` in points."""
        return width(text if isinstance(text, str) else text.decode()) * size

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        """Put the font into ``doc``, with an empty map of characters."""
        internal = f"F{len(doc.fontMapping) + 1}"
        stream = _ToUnicode()
        self.drawn = stream.characters
        if doc.compression:
            stream.filters = [pdfdoc.PDFZCompress]
        font = cidfonts.structToPDF({  # type: ignore[no-untyped-call]
            "Type": "/Font", "Subtype": "/Type0", "Name": f"/{internal}",
            "BaseFont": f"/{self._base}", "Encoding": "/Identity-H",
            "DescendantFonts": [{
                "Type": "/Font", "Subtype": "/CIDFontType0", "BaseFont": f"/{self._base}",
                "DW": 1000, "W": [231, 632, 500],
                "CIDSystemInfo": {"Registry": "(Adobe)", "Ordering": "(Japan1)", "Supplement": 2},
                "FontDescriptor": {
                    "Type": "/FontDescriptor", "FontName": f"/{self._base}", "Flags": 4,
                    "FontBBox": [-92, -250, 1010, 922], "ItalicAngle": 0, "Ascent": 859,
                    "Descent": -140, "CapHeight": 737, "StemV": 114,
                },
            }],
        })
        font.dict["ToUnicode"] = doc.Reference(stream, f"ToUnicode{internal}")
        doc.idToObject["BasicFonts"].dict[internal] = doc.Reference(font, internal)
        doc.fontMapping[self.name] = f"/{internal}"

    @property
    def _base(self) -> str:
        return "MSGothic-B" if self.radical else "MSGothic"


@cache
def register() -> None:
    """Let reportlab know the fonts, once."""
    pdfmetrics.registerFont(_GlyphFont(PLAIN, False))
    pdfmetrics.registerFont(_GlyphFont(RADICAL, True))
    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(PREDEFINED))
