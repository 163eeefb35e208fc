"""Lines in the one form that patterns are matched on, and names as a person would mend them."""

import re
import unicodedata
from functools import lru_cache

from ontology.names import mend_characters

REMEMBERED = 65_536
"""Lines and characters whose flat form is kept, since a reader asks for each many times."""

AS_IN_TEXT_FILES = str.maketrans(
    "\u2212\u301c\u2016\u2027\u2003\u2215︐︑︒︓︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "\uff0d\uff5e\u2225\u30fb\u3000\uff0f，、。：…（）｛｝〔〕【】《》〈〉「」『』［］")
"""Signs that fonts map to one code point and Japanese text files (CP932) to another: one glyph
serves both, and the lower code point is told; or one glyph is turned, for upright text."""

_CIRCLED = re.compile(r"([①-⑳])")
_JAPANESE = r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]"
_JAPANESE_SIGN = re.compile(_JAPANESE)
_STRAY_SPACE = re.compile(rf"(?<={_JAPANESE})[ \t\u3000]+|[ \t\u3000]+(?={_JAPANESE})")
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6, "Ⅶ": 7, "Ⅷ": 8, "Ⅸ": 9, "Ⅹ": 10}
_ROMAN_ASCII = {unicodedata.normalize("NFKC", sign): value for sign, value in _ROMAN.items()}


@lru_cache(maxsize=REMEMBERED)
def flat(line: str) -> str:
    """Return ``line`` in NFKC without outer white space; circled digits stay as they are,
    since the circle is what tells a direction from a number."""
    parts = _CIRCLED.split(line.strip())
    return "".join(part if _CIRCLED.fullmatch(part) else mend_characters(part) for part in parts)


def mended_name(name: str) -> str:
    """Return ``name`` as printed, without the spaces that stand beside Japanese characters."""
    return _STRAY_SPACE.sub("", name.strip())


def is_japanese(sign: str) -> bool:
    """Tell whether one character is Japanese: kana, an ideograph, a full-width sign."""
    return bool(_JAPANESE_SIGN.match(sign))


def number_of(sign: str) -> int:
    """Return the number that ``sign`` (１, ①, Ⅳ, 四) stands for; ValueError for anything else."""
    mended = unicodedata.normalize("NFKC", sign).strip()
    if mended.isdecimal():
        return int(mended)
    if mended.upper() in _ROMAN_ASCII:
        return _ROMAN_ASCII[mended.upper()]
    if len(sign) != 1:
        raise ValueError(f"{sign!r} is no number")
    return int(unicodedata.numeric(sign))


def in_digits(sign: str) -> str:
    """Return the number that ``sign`` stands for in Arabic digits, and ``sign`` itself where it
    stands for none (VV)."""
    try:
        return str(number_of(sign))
    except ValueError:
        return sign


def on_one_line(text: str) -> str:
    """Return ``text`` with each tab and line break as one space."""
    return " ".join(text.replace("\t", " ").splitlines())
