"""A goal, direction or measure as a cell prints it: number and name, and which level it is of."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.flat import flat, in_digits, on_one_line
from loaders.project_list.conventions import LEVELS, OutlineForms

LONGEST = 500
"""A longer text gives no number."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed goal, direction or measure: the parts of its number (none: ()) and its name."""

    number: tuple[str, ...]
    label: str


def heading_in(cell: str, forms: OutlineForms) -> Heading:
    """Return the number and the name that one cell gives."""
    printed = _begun(cell, forms)
    if len(printed) > LONGEST:
        return Heading((), printed)
    plain = _plain(printed)
    for pattern in forms.numbered:
        if found := pattern.fullmatch(plain):
            label = printed[slice(*found.span("label"))] if found["label"] else ""
            return Heading(_parts(found["number"], forms), _without_brackets(plain, label))
    return Heading((), printed)


def is_number(cell: str, forms: OutlineForms) -> bool:
    """Whether ``cell`` gives a number and no name."""
    heading = heading_in(cell, forms)
    return bool(heading.number) and not heading.label.strip()


def level_in(cell: str, forms: OutlineForms) -> str:
    """Return the level whose word ``cell`` begins with (基本目標１ …), "" where it has none."""
    plain = _plain(_begun(cell[:LONGEST], forms))
    return next((level for level in LEVELS if forms.levels[level].match(plain)), "")


def style_of(cell: str, forms: OutlineForms) -> str:
    """Return how ``cell`` is numbered ("①", "(1)", "1", "Ⅰ", "ア"), "" where it is not."""
    plain = _plain(_begun(cell[:LONGEST], forms))
    if not heading_in(cell, forms).number or level_in(cell, forms):
        return ""
    bracketed = plain[0] in "([【"
    sign = plain[1] if bracketed else plain[0]
    kind = ("①" if sign in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else "1" if sign.isdecimal()
            else "ア" if forms.letter.fullmatch(sign) else "Ⅰ")
    return f"({kind})" if bracketed else kind


def _begun(cell: str, forms: OutlineForms) -> str:
    """Return ``cell`` on one line, without a sign that stands before a word or a number."""
    printed = on_one_line(cell).strip()
    bullet = forms.bullet.match(printed)
    return printed[bullet.end():] if bullet and len(printed) > bullet.end() else printed


def _plain(printed: str) -> str:
    return "".join(sign if len(sign := flat(char)) == 1 else char for char in printed)


def _without_brackets(plain: str, label: str) -> str:
    """Take off the bracket that closes 【基本目標１　名】 around number and name."""
    pairs = {"【": "】", "[": "]", "<": ">"}
    closing = pairs.get(plain[:1])
    if closing and label and flat(label[-1]) == closing and flat(label).count(closing) > flat(
            label).count(plain[0]):
        return label[:-1]
    return label


def _parts(number: str, forms: OutlineForms) -> tuple[str, ...]:
    return tuple(part if forms.letter.fullmatch(part) else in_digits(part)
                 for part in forms.part.findall(number))
