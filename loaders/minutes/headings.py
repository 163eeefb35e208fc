"""Headings of the agenda: which lines are one, and the notation that their numbers give.

Notations are the printed numbers in Arabic digits: "3" for a heading, "3(1)" for the first item
under it. Headings without a number, and items that a word announces (議題１, 報告第１号), are
counted.

Inside a statement a heading counts only if it carries the next number and stands after the end of
a sentence or paragraph, since a broken line may well begin with a number; and not if it goes on
with a list that the statement has begun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from loaders.flat import number_of
from loaders.minutes.conventions import AgendaForms
from loaders.minutes.lines import Line

_KANJI = frozenset("一二三四五六七八九十")


class Kind(StrEnum):
    """How the number of a heading is printed; one document keeps to one for each level."""

    DIGITS = "digits"
    ROMAN = "roman"
    KANJI = "kanji"
    CIRCLED = "circled"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's notation, and the offset at which its words begin."""

    notation: str
    offset: int


@dataclass(slots=True)
class _Numbers:
    """The numbering met so far; ``words`` counts the items that each word announced."""

    top: int = 0
    sub: int = 0
    counted: bool = False
    kinds: dict[str, str] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)

    def next_top(self) -> str:
        self.top, self.sub = self.top + 1, 0
        self.words.clear()
        self.kinds.pop("sub", None)
        return str(self.top)

    def next_sub(self) -> str:
        self.sub += 1
        return f"{self.top or ''}({self.sub})"


class Headings:
    """Tells headings in the order of the document."""

    def __init__(self, forms: AgendaForms) -> None:
        self._forms = forms
        self._numbers = _Numbers()
        self._worded_on_top = False
        self._listed: dict[str, int] = {}

    def begin_at(self, sign: str) -> None:
        """Count from the number ``sign``, which stood before the label of a fact."""
        self._numbers = _Numbers(top=_value(sign), counted=True, kinds={"top": _kind(sign)})

    def begin_anew(self) -> None:
        """Count from the start, because what came before was a list of the agenda."""
        self._numbers = _Numbers()
        self._worded_on_top = False

    def hear(self) -> None:
        """Note that a new statement begins."""
        self._listed.clear()

    def first_again(self, line: Line) -> bool:
        """Return whether ``line`` carries the number 1 though headings came before it."""
        top = self._forms.top.search(line.plain)
        anew = bool(top) and self._numbers.counted and _value(top["number"]) == 1 if top else False
        return anew and self._numbers.top >= 1

    def heading(self, line: Line, said: Line | None) -> Heading | None:
        """Return the heading that ``line`` is, or None; ``said`` is the last line of the statement
        that is being made, None outside of one."""
        forms, numbers = self._forms, self._numbers
        bare = forms.brackets.sub("", line.plain)
        if forms.heading.search(bare) and self._stands(line, said):
            start = forms.opening.match(line.plain)
            numbers.counted = False
            return Heading(numbers.next_top(), start.end() if start else 0)
        return self._section(line, said) or self._worded(line, said) or self._numbered(line, said)

    def _section(self, line: Line, said: Line | None) -> Heading | None:
        if not self._forms.section.search(line.plain) or not self._stands(line, said):
            return None
        start = self._forms.opening.match(line.plain)
        return Heading(self._next(), start.end() if start else 0)

    def _next(self) -> str:
        """Return the notation of an item that a word announces: one of the first level, unless
        headings stand above it."""
        self._worded_on_top = self._worded_on_top or not self._numbers.top
        if self._worded_on_top:
            self._numbers.counted = False
            return self._numbers.next_top()
        return self._numbers.next_sub()

    def _numbered(self, line: Line, said: Line | None) -> Heading | None:
        forms, numbers = self._forms, self._numbers
        top, sub = forms.top.search(line.plain), forms.sub.search(line.plain)
        if top and (numbers.counted or not numbers.top):
            if self._follows(line, "top", top["number"], numbers.top, said):
                numbers.counted = True
                return Heading(numbers.next_top(), top.start("label"))
            return None
        found = sub or (top if numbers.top and not numbers.counted else None)
        if found is None:
            return None
        sign = found["number"] if found is top else found["number"] or found["closed"] or (
            found["circled"]
        )
        if self._follows(line, "sub", sign, numbers.sub, said):
            return Heading(numbers.next_sub(), found.start("label"))
        return None

    def _worded(self, line: Line, said: Line | None) -> Heading | None:
        found = self._forms.worded.search(line.plain)
        if found is None or not self._stands(line, said):
            return None
        numbers, word = self._numbers, found["word"]
        value = _value(found["numbered"] or found["number"] or found["bare"])
        if value != numbers.words.get(word, 0) + 1:
            return None
        counts = dict(numbers.words)
        notation = self._next()
        numbers.words = counts | {word: value}
        return Heading(notation, found.start("label"))

    def _follows(
        self, line: Line, level: str, sign: str, last: int, said: Line | None
    ) -> bool:
        """Return whether the number follows ``last`` and the line stands where a heading can."""
        value, kind = _value(sign), _kind(sign)
        listed = said is not None and self._listed.get(level) == value - 1 and value > 1
        known = self._numbers.kinds.get(level, kind)
        if listed or value != last + 1 or known != kind or not self._stands(line, said):
            if said is not None:
                self._listed[level] = value
            return False
        self._numbers.kinds[level] = kind
        return True

    def _stands(self, line: Line, said: Line | None) -> bool:
        if line.plain.endswith(("。", "、")):
            return False
        if said is None or line.opens_paragraph:
            return True
        return bool(self._forms.sentence_end.search(said.plain))


def _kind(sign: str) -> str:
    if re.fullmatch(r"\d+", sign):
        return Kind.DIGITS
    if re.fullmatch(r"[①-⑳]", sign):
        return Kind.CIRCLED
    return Kind.KANJI if sign in _KANJI else Kind.ROMAN


def _value(sign: str) -> int:
    """Return the number that ``sign`` stands for, 0 for letters that stand for none (VX)."""
    try:
        return number_of(sign)
    except ValueError:
        return 0
