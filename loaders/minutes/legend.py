"""The legend of marks: which sign stands for which role.

A legend (◎…議長 ○…委員 ■…事務局) is part of the document and goes before any custom. The word that
explains a mark is often the municipality's own name: whoever is neither chair nor member nor
observer but the municipality is an Official. Where there is no legend the usual marks are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.minutes.conventions import Conventions, LegendForms
from loaders.minutes.lines import Line, plain
from loaders.records import Role

# Signs that may stand around a legend.
_AROUND = " 【】[]<>():"


@dataclass(frozen=True, slots=True)
class Marks:
    """Roles by mark (one sign for all that are printed for it).

    ``legend`` holds the numbers of the lines in which the legend stands, empty where the usual
    marks were taken; ``unknown`` the words of the legend whose role is a guess.
    """

    roles: dict[str, Role]
    legend: frozenset[int]
    unknown: tuple[str, ...]
    same: dict[int, str]

    def mark_of(self, text: str) -> str | None:
        """Return the mark that ``text`` starts with, or None."""
        sign = text[:1].translate(self.same)
        return sign if sign in self.roles else None


def role_of(word: str, municipality: str, forms: LegendForms) -> Role | None:
    """Return the role that ``word`` of a legend names, or None if no form knows it."""
    for role, pattern in forms.roles:
        if pattern.search(word):
            return role
    return Role.OFFICIAL if municipality and plain(municipality) in word else None


def legend_entries(text: str, municipality: str, forms: LegendForms) -> list[re.Match[str]]:
    """Return the entries of the legend in ``text`` (plain), none if it holds no legend.

    A single entry counts only if it is all of the text; an entry without a sign between mark and
    word only if the word names a role.
    """
    entries = [
        entry
        for entry in forms.entry.finditer(text)
        if len(entry["word"].strip()) <= forms.longest
        and (entry["parted"] or role_of(entry["word"], municipality, forms))
    ]
    if len(entries) != 1:
        return entries
    rest = text.replace(forms.opening, "").strip(_AROUND)
    entry = entries[0]
    whole = entry["parted"] and rest == entry.group().strip()
    return entries if whole and role_of(entry["word"], municipality, forms) else []


def marks_in(lines: tuple[Line, ...], municipality: str, forms: Conventions) -> Marks:
    """Return the marks of the document's legend, or the usual ones."""
    roles: dict[str, Role] = {}
    legend, unknown = set(), []
    for line in lines:
        for entry in legend_entries(line.plain, municipality, forms.legend):
            legend.add(line.number)
            mark = entry["mark"].translate(forms.marks.same)
            role = role_of(entry["word"], municipality, forms.legend)
            if mark not in roles and role is None:
                unknown.append(entry["word"].strip())
            roles.setdefault(mark, role or Role.MEMBER)
    roles = roles or _usual_roles(lines, forms)
    return Marks(roles, frozenset(legend), tuple(unknown), forms.marks.same)


def _usual_roles(lines: tuple[Line, ...], forms: Conventions) -> dict[str, Role]:
    first = {line.text[0] for line in lines if line.text[0] in forms.marks.signs}
    used = {sign.translate(forms.marks.same) for sign in first}
    rows = forms.marks.usual
    return next((row for row in rows if used <= row.keys()), rows[-1])
