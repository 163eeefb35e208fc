"""Numbers and years in the signs that a layout prints, and the notations they stand for."""

from __future__ import annotations

import unicodedata

from tests.cities.layouts import Layout
from tests.cities.truth import City

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANA = "アイウエオカキク"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def wide(number: int) -> str:
    """Return ``number`` in full-width digits."""
    return str(number).translate(WIDE)


HALF_KANA = {
    unicodedata.normalize("NFKC", kana): kana
    for sign in map(chr, range(0xFF66, 0xFF9E))
    for kana in (sign, sign + "ﾞ", sign + "ﾟ")
    if len(unicodedata.normalize("NFKC", kana)) == 1
}


def in_signs(text: str, signs: str) -> str:
    """Return ``text`` "as written", in "half-width kana" or in "full-width digits"."""
    if signs == "half-width kana":
        return "".join(HALF_KANA.get(character, character) for character in text)
    return text.translate(WIDE) if signs == "full-width digits" else text


def goal_line(layout: Layout, goal: int, label: str) -> str:
    """Return the heading of a goal (from 1)."""
    return layout.goal_form.format(n=wide(goal), a=goal, r=ROMAN[goal - 1], label=label)


def direction_line(layout: Layout, goal: int, direction: int, label: str) -> str:
    """Return the heading of a direction (from 1)."""
    return layout.direction_form.format(
        n=wide(direction), a=direction, c=CIRCLED[direction - 1], g=goal, G=wide(goal),
        label=label)


def measure_line(layout: Layout, goal: int, direction: int, measure: int, label: str) -> str:
    """Return the heading of a measure (from 1)."""
    return layout.measure_form.format(
        k=KANA[measure - 1], g=goal, d=direction, a=measure, label=label)


def measure_notation(layout: Layout, goal: int, direction: int, measure: int) -> str:
    """Return the notation of a measure: the direction's, then the mark it bears."""
    mark = KANA[measure - 1] if "{k}" in layout.measure_form else str(measure)
    return f"{goal}-{direction}-{mark}"


def year_columns(city: City, layout: Layout) -> dict[str, str]:
    """Return the heading of the column of each phase."""
    year = city.year - 2018
    values = {"y": year, "z": year + 1, "Y": wide(year), "Z": wide(year + 1),
              "w": city.year, "x": city.year + 1}
    return {phase: form.format(**values)
            for phase, form in zip(layout.phases, layout.year_columns, strict=True)}


def told_of(city: City, phase: str) -> tuple[int, str]:
    """Return the fiscal year and the phase, in the vocabulary's words, that a column tells of."""
    return {"earlier": (city.year, "Plan"), "result": (city.year, "Result"),
            "plan": (city.year + 1, "Plan")}[phase]
