"""How wide a label is and where it breaks, so that layout and drawing agree on its box.

Widths are in em: a full-width character is 1, any other a little over a half. Where a name breaks
is a choice among all breaks, by what each costs: behind the end of a part of an office's name
(部, 課, ・) nothing, inside a word of kana or letters much, against the rules of Japanese setting
(a line that begins with a closing bracket or a small kana) never.
"""

from __future__ import annotations

import unicodedata
from functools import cache

MAX_LINES = 4
ELLIPSIS = "…"
HALF_WIDTH_EM = 0.56
_PART_ENDS = ("部", "局", "室", "課", "係", "所", "館", "委員会", "・", "、", "/", "／", "」", "』",
              ")", "）", "】")
_NEVER_FIRST = set("ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々・、。，．」』】）)]〕〉》！？!?：；…")
_NEVER_LAST = set("「『【（([〔〈《")
_COST_OF_PART, _COST_OF_SCRIPT, _COST_IN_KANJI, _COST_IN_WORD = 0.0, 4.0, 20.0, 40.0
_COST_OF_LINE = 7.0

Lines = tuple[str, ...]


def width(text: str) -> float:
    """Return the width of ``text`` in em."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else HALF_WIDTH_EM for c in text)


@cache
def wrap(label: str, widest: float) -> Lines:
    """Return ``label`` as at most ``MAX_LINES`` lines, none wider than ``widest`` em.

    What does not fit is cut, and an ellipsis says so.
    """
    text = " ".join(label.split()) or ELLIPSIS
    if width(text) <= widest:
        return (text,)
    room = widest * MAX_LINES
    while (found := _broken(text, widest, MAX_LINES)) is None:
        text = _cut(text.removesuffix(ELLIPSIS), min(room, width(text) - 1))
    return found[1]


def _cut(text: str, room: float) -> str:
    """Return as much of ``text`` as leaves an ellipsis inside ``room`` em."""
    while text and width(text) > room - 1:
        text = text[:-1]
    return text + ELLIPSIS


@cache
def _broken(text: str, widest: float, most: int) -> tuple[float, Lines] | None:
    """Return the cheapest way to set ``text`` in at most ``most`` lines, with its cost."""
    if width(text) <= widest:
        return (widest - width(text)) ** 2 / 6, (text.strip(),)
    found: list[tuple[float, Lines]] = []
    for at in range(1, len(text) if most > 1 else 1):
        line, rest = text[:at].strip(), text[at:].strip()
        if width(line) > widest:
            break
        if line and rest and rest[0] not in _NEVER_FIRST and line[-1] not in _NEVER_LAST:
            below = _broken(rest, widest, most - 1)
            slack = (widest - width(line)) ** 2 / 6
            if below is not None:
                found.append((_COST_OF_LINE + _cost(text, at) + slack + below[0],
                              (line, *below[1])))
    return min(found, default=None)


def _cost(text: str, at: int) -> float:
    """Return what a break before ``text[at]`` costs."""
    if text[:at].endswith(_PART_ENDS):
        return _COST_OF_PART
    before, behind = _script(text[at - 1]), _script(text[at])
    if before != behind:
        return _COST_OF_SCRIPT
    return _COST_IN_WORD if before != "kanji" else _COST_IN_KANJI + _splits_pair(text, at)


def _splits_pair(text: str, at: int) -> float:
    """Return what it costs to part two kanji that likely are one word: names mostly end in words
    of two (整備事業), so they are counted from the end."""
    ends = at
    while ends < len(text) and _script(text[ends]) == "kanji":
        ends += 1
    return _COST_OF_SCRIPT * ((ends - at) % 2)


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if name.startswith("CJK"):
        return "kanji"
    kana = next((kana for kana in ("KATAKANA", "HIRAGANA") if name.startswith(kana)), None)
    return kana or "other"
