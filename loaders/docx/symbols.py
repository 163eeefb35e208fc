"""Signs that Word takes from fonts of symbols, as the Unicode characters that look like them.

Such a sign is stored as the code of its place in the font, with or without F000 added to it.
Source: the mapping tables of Wingdings and Symbol that Unicode publishes (L2/11-052, SYMBOL.TXT).
"""

_PRIVATE = range(0xF000, 0xF100)
_SIGNS = {
    "wingdings": {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0x9E: "・", 0x9F: "・", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "◻", 0xAB: "★",
        0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFC: "✓", 0xFE: "☑",
        **{0x81 + count: chr(0x2460 + count) for count in range(10)},
    },
    "symbol": {0xAE: "→", 0xB7: "・", 0xA8: "♦", 0xD7: "・", 0xDE: "⇒"},
}


def sign_of(code: int, font: str) -> str:
    """Return the character that stands at ``code`` in ``font``; a place that no table has stays
    the character with that code, so that it is not lost."""
    place = code & 0xFF if code in _PRIVATE else code
    known = _SIGNS.get(font.casefold(), {}).get(place)
    if known is None and 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
        known = chr(code)
    return known or ""


def signs_of(text: str, font: str) -> str:
    """Return ``text`` printed in ``font``."""
    return "".join(sign_of(ord(sign), font) for sign in text)
