"""Texts as lines of a column: broken where the column ends, as Japanese is set."""

from __future__ import annotations

from tests.cities.fonts import width

NOT_FIRST = "ﾞﾟ、。，．・：；？！）〕］｝〉》」』】々ーっゃゅょァィゥェォッャュョ％"
"""Signs that do not begin a line."""
NOT_LAST = "（〔［｛〈《「『【"
"""Signs that do not end a line."""


HANG = "\ue000"
"""Stands for white space of one em at the head of a line that no character makes."""
ITEM_MARKS = "・○●◆■◎"


def wrapped(text: str, ems: float, *, hanging: bool = False) -> list[str]:
    """Return ``text`` in lines of at most ``ems``; a line feed in it ends a line.

    Runs of ASCII letters and digits are kept whole where they fit. Where ``hanging``, the lines
    that go on with an item stand one em to the right, by HANG.
    """
    return [
        line
        for part in text.split("\n")
        for line in _broken(part, ems, HANG if hanging and part[:1] in tuple(ITEM_MARKS) else "")
    ]


def _broken(text: str, ems: float, hang: str) -> list[str]:
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word) > ems:
            lines.append(line)
            line = hang
        line += word
    return [*lines, line]


def _words(text: str) -> list[str]:
    """Cut ``text`` into what may not be broken."""
    words: list[str] = []
    for character in text:
        joins = words and (
            character in NOT_FIRST
            or words[-1][-1] in NOT_LAST
            or (_latin(character) and _latin(words[-1][-1]) and len(words[-1]) < 12)
        )
        if joins:
            words[-1] += character
        else:
            words.append(character)
    return words


def _latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,-%")
