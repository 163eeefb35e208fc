"""The smallest pieces of a dump that prints cells one after the other, and what each shows of the
cell it belongs to.

An extractor puts what stands on one base line into one line, parted by a space: a line can hold the
end of one cell and the beginning of the next. An atom is what stands between such spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from loaders.flat import flat
from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.dump_signs import DumpSigns
from loaders.progress.items import TextBlock
from loaders.progress.labels import is_label
from loaders.progress.report_text import width_of
from loaders.progress.signs import Level, parted_sign, sign_of
from loaders.progress.tense import tense_of
from loaders.similarity import bigrams, dice

LONGEST_LABEL_LINE = 16
"""A department's name takes no more characters of a line."""
_INDENT = "\u3000"
_ENDS = ("。", "】", "》", "」", "〉", ">")
_LABEL = re.compile(r"^[・●○]?[々ぁ-んァ-ヶー一-鿿A-Za-z・、,，/／&]+$")
_SENTENCE = re.compile("を|する|した")
_UNIT = re.compile(r"[A-Za-z0-9０-９.,，．%％]+|.")
_HELD_BACK = re.compile("^[、。，．・：；？！）〕］｝〉》」』】々ーっゃゅょァィゥェォッャュョ％]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a line.

    ``width`` and ``unit`` are in half-width columns: of the whole, and of what could have been set
    on the line above. ``same_line``: it stands behind a space on the line of the atom before.
    ``begins``: it begins a paragraph by its mark or because the one before is ended. ``tense`` is
    that of the sentences that end here, ``tells`` that of the paragraph that begins here, ``told``
    whether its paragraph ends in a full stop. ``heading`` is the level of the sign that it begins
    with, ``opens`` whether it opens a list, ``listed`` whether it is an entry of one, ``project``
    whether its paragraph is only a name, ``label`` whether it can be a line of a department's
    label, ``named`` whether it is a whole one. ``grams`` are the pairs of letters of its paragraph.
    """

    line: Line
    width: int
    unit: int
    same_line: bool
    mark: str
    begins: bool
    ended: bool
    tense: float
    tells: float
    told: bool
    heading: Level | None
    opens: bool
    listed: bool
    project: bool
    label: bool
    named: bool
    below_headings: bool
    grams: frozenset[str]


def atoms_of(
    lines: Sequence[Line], below: frozenset[int], signs: DumpSigns, forms: Conventions
) -> list[Atom]:
    """Return the atoms of ``lines``; those in ``below`` stand right below headings of columns."""
    pieces = [(line, piece, bool(number)) for line in lines
              for number, piece in enumerate(_pieces(line, forms))]
    flats = [flat(piece) for _, piece, _ in pieces]
    marks = [_mark(piece, forms) for _, piece, _ in pieces]
    signs_of = _levels(flats, signs)
    opens = [bool(forms.list_heading.match(piece.strip())) for _, piece, _ in pieces]
    begins = [
        not n or bool(marks[n] or signs_of[n] or opens[n]) or pieces[n][2]
        or flats[n - 1].endswith(_ENDS) or pieces[n][0].number in below
        for n in range(len(pieces))
    ]
    ends = [n for n in range(1, len(pieces) + 1) if n == len(pieces) or begins[n]]
    atoms: list[Atom] = []
    for n, (line, piece, same) in enumerate(pieces):
        end = next(e for e in ends if e > n)
        whole = "".join(flats[n:end])
        before = flats[n - 1] if n and not begins[n] else ""
        atoms.append(Atom(
            line=Line(line.number, piece),
            width=width_of(piece),
            unit=_first_unit(piece.strip(_INDENT)),
            same_line=same,
            mark=marks[n],
            begins=begins[n],
            ended=flats[n].endswith(_ENDS),
            tense=_tense(before, flats[n], closed=end == n + 1, forms=forms),
            tells=tense_of(TextBlock((Line(0, whole),)), forms) if begins[n] else 0.0,
            told=whole.endswith("。") or "。" in flats[n],
            heading=None if "。" in whole else signs_of[n],
            opens=opens[n],
            listed=bool(forms.list_item.match(piece.strip())) and "。" not in whole,
            project="。" not in whole and bool(forms.project_end.search(whole)),
            label=_can_be_label(flats[n], forms),
            named=_is_label(flats[n], forms),
            below_headings=line.number in below and not same,
            grams=bigrams(whole),
        ))
    return atoms


def _pieces(line: Line, forms: Conventions) -> Iterator[str]:
    """Yield what spaces part, signs with what they number and marks with what they belong to."""
    waiting = ""
    for piece in re.split(" +", line.raw.strip(" \r")):
        if not waiting:
            waiting = piece
        elif _is_bare_sign(waiting, forms) or _goes_with(waiting, piece, forms):
            waiting += f" {piece}"
        else:
            yield waiting
            waiting = piece
    yield waiting


def _is_bare_sign(piece: str, forms: Conventions) -> bool:
    sign = sign_of(f"{flat(piece)} 見", forms.signs)
    return sign is not None and sign.label_at >= len(flat(piece))


def _goes_with(piece: str, following: str, forms: Conventions) -> bool:
    latin = piece[-1:].isascii() and following[:1].isascii() and following[:1].isalnum()
    return latin or bool(forms.cross_listing.match(flat(following)))


def _mark(piece: str, forms: Conventions) -> str:
    """Return what marks ``piece`` as the beginning of a paragraph, "" for nothing."""
    if piece.startswith(_INDENT):
        return _INDENT
    return piece[0] if forms.paragraph.match(flat(piece)) else ""


def _levels(texts: Sequence[str], signs: DumpSigns) -> list[Level | None]:
    """Return the level of the sign that each text begins with; a sign that two lines share begins
    the first of them."""
    found: list[Level | None] = []
    parted = False
    for text, following in zip_longest(texts, texts[1:], fillvalue=""):
        sign = None if parted else sign_of(text, signs.patterns)
        shared = parted_sign(text, following, signs.patterns)
        parted = shared is not None and signs.levels.get(shared.kind) is not None
        sign = shared if parted else sign
        found.append(signs.levels.get(sign.kind) if sign else None)
    return found


def _tense(before: str, text: str, *, closed: bool, forms: Conventions) -> float:
    """Return the tense of the sentences that end in ``text``; ``before`` is what the first of them
    begins with, ``closed`` whether the paragraph ends here."""
    told = text if closed else text[: text.rfind("。") + 1]
    if not told:
        return 0.0
    open_part = before[before.rfind("。") + 1 :]
    return tense_of(TextBlock((Line(0, open_part + told),)), forms)


def _first_unit(piece: str) -> int:
    """Return the width of the least that can be set on a line of what ``piece`` begins with."""
    found = _UNIT.match(piece)
    end = found.end() if found else 0
    held = _HELD_BACK.match(piece[end:])
    return width_of(piece[: end + (held.end() if held else 0)])


def _can_be_label(text: str, forms: Conventions) -> bool:
    plain = text.replace(" ", "")
    return (
        len(plain) <= LONGEST_LABEL_LINE
        and bool(_LABEL.match(plain))
        and not _SENTENCE.search(plain)
        and not _is_project(plain, forms)
        and not forms.cross_listing.search(f"({plain.strip('()')})")
    )


def _is_label(text: str, forms: Conventions) -> bool:
    text = text.strip("・、,/ ")
    bare = forms.department_end.fullmatch(text)
    return bare is None and is_label(text, forms) and not forms.project_end.search(
        text) and not _SENTENCE.search(text)


def _names_project(text: str, forms: Conventions) -> bool:
    return bool(forms.project_end.search(text) or forms.heading.match(text))


def _is_project(text: str, forms: Conventions) -> bool:
    """Tell whether ``text`` ends as projects do and departments do not."""
    return bool(forms.project_end.search(text)) and not forms.department_end.search(text)


def alike(one: Atom, other: Atom) -> float:
    """Return how alike the paragraphs are that two atoms begin (0–1)."""
    return dice(one.grams, other.grams)


def in_one_tense(one: Atom, other: Atom) -> bool:
    """Tell whether the paragraphs that two atoms begin both tell of results, or both of plans."""
    return one.tells * other.tells > 0
