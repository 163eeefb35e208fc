"""Automatic numbers: what Word prints before a paragraph and keeps out of its text.

A paragraph, or its style, names a list (num) and a level of it. Levels say how they count and how
the number is written ("（%1）", "%1-%2"). A level begins anew after one above it has counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from loaders.docx.formats import number_text
from loaders.docx.package import child, name_of, switched_on, value, whole
from loaders.docx.symbols import signs_of

_LEVELS = 9
_MOST_STYLES = 20
_LONGEST = 100
_PLACE = re.compile(r"%([1-9])")
_SUFFIX = {"space": " ", "nothing": ""}
_TAB = "\t"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and writes."""

    start: int
    form: str
    text: str
    suffix: str
    legal: bool
    font: str
    restart: int | None
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list; lists of one ``family`` count on from one another."""

    family: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {
            _key(style, "styleId"): style
            for style in (styles if styles is not None else ())
            if name_of(style) == "style"
        }
        self._usual_style = next(filter(self._is_usual, self._styles), "")
        self._lists = self._read(numbering)
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[str] = set()

    def number(self, paragraph: Element) -> str:
        """Return the number that stands before ``paragraph`` with the space after it, "" for none.

        Call it once for each paragraph, in the order of the document.
        """
        found = self._place(paragraph)
        if found is None:
            return ""
        listed, key, depth = found
        level = listed.levels.get(depth)
        if level is None:
            return ""
        self._count(listed, key, depth, level)
        if level.form == "bullet":
            text = signs_of(level.text, level.font)
        else:
            text = _PLACE.sub(lambda at: self._printed(listed, level, int(at[1]) - 1), level.text)
        return text and text + _SUFFIX.get(level.suffix, _TAB)

    def _count(self, listed: _List, key: str, depth: int, level: _Level) -> None:
        start = level.start
        if key not in self._begun:
            self._begun.add(key)
            for over, begin in listed.starts.items():
                self._counts[(listed.family, over)] = begin - 1
        count = self._counts.get((listed.family, depth), start - 1)
        self._counts[(listed.family, depth)] = count + 1
        for below in range(depth + 1, _LEVELS):
            lower = listed.levels.get(below)
            if lower and lower.restart != 0 and (lower.restart is None or depth < lower.restart):
                self._counts.pop((listed.family, below), None)

    def _printed(self, listed: _List, level: _Level, depth: int) -> str:
        other = listed.levels.get(depth)
        if other is None:
            return ""
        count = self._counts.get((listed.family, depth), other.start)
        return number_text(count, "decimal" if level.legal else other.form)

    def _place(self, paragraph: Element) -> tuple[_List, str, int] | None:
        """Return the list of a paragraph, its key, and the level, or None."""
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle")) or self._usual_style
        own = child(properties, "numPr")
        key, depth = value(child(own, "numId")), value(child(own, "ilvl"))
        if key is None:
            key, of_style = self._of_style(style)
            depth = depth or of_style
        listed = self._lists.get(key or "")
        if listed is None or key is None:
            return None
        linked = (at for at, level in listed.levels.items() if level.style and level.style == style)
        at = next(linked, 0) if depth is None else whole(depth)
        return listed, key, at

    def _is_usual(self, key: str) -> bool:
        """Return whether the style is that of paragraphs which name none."""
        style = self._styles[key]
        return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")

    def _of_style(self, key: str) -> tuple[str | None, str | None]:
        """Return list and level that a style or one that it is based on names."""
        for _ in range(_MOST_STYLES):
            style = self._styles.get(key)
            own = child(style, "pPr", "numPr")
            if own is not None and value(child(own, "numId")) is not None:
                return value(child(own, "numId")), value(child(own, "ilvl"))
            key = value(child(style, "basedOn")) or ""
        return None, None

    def _read(self, numbering: Element | None) -> dict[str, _List]:
        if numbering is None:
            return {}
        families = {
            _key(one, "abstractNumId"): one
            for one in numbering
            if name_of(one) == "abstractNum"
        }
        nums = [one for one in numbering if name_of(one) == "num"]
        named = {_key(one, "numId"): value(child(one, "abstractNumId")) or "" for one in nums}
        return {
            _key(one, "numId"): self._list(one, families, named)
            for one in nums
            if value(child(one, "abstractNumId")) in families
        }

    def _list(self, num: Element, families: dict[str, Element], named: dict[str, str]) -> _List:
        family = value(child(num, "abstractNumId")) or ""
        linked = value(child(families[family], "numStyleLink"))
        if linked is not None:
            key, _ = self._of_style(linked)
            family = named.get(key or "", family)
        abstract = families.get(family)
        levels = _levels(abstract)
        starts = {}
        for over in num:
            depth = whole(value(over, "ilvl"))
            if name_of(over) == "lvlOverride":
                levels |= _levels(over)
                start = child(over, "startOverride")
                if start is not None:
                    starts[depth] = whole(value(start), 1)
        return _List(family, levels, starts)


def _key(element: Element, attribute: str) -> str:
    return value(element, attribute) or ""


def _levels(element: Element | None) -> dict[int, _Level]:
    found = {}
    for one in element if element is not None else ():
        if name_of(one) == "lvl" and whole(value(one, "ilvl")) in range(_LEVELS):
            restart = child(one, "lvlRestart")
            found[whole(value(one, "ilvl"))] = _Level(
                start=whole(value(child(one, "start")), 0),
                form=_form(one),
                text=(value(child(one, "lvlText")) or "")[:_LONGEST],
                suffix=value(child(one, "suff")) or "tab",
                legal=switched_on(child(one, "isLgl")),
                font=value(child(one, "rPr", "rFonts"), "ascii") or "",
                restart=None if restart is None else whole(value(restart)),
                style=value(child(one, "pStyle")),
            )
    return found


def _form(level: Element) -> str:
    """Return the number format; Word writes newer ones in an alternative beside the old."""
    choice = child(level, "mc:AlternateContent", "mc:Choice", "numFmt")
    fallback = child(level, "mc:AlternateContent", "mc:Fallback", "numFmt")
    direct = child(level, "numFmt")
    told = (value(one) for one in (direct, choice, fallback))
    return next((form for form in told if form and form != "custom"), "decimal")
