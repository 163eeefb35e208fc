"""How a setting writes the headings of goals, directions and measures."""

from __future__ import annotations

from tests.strangers.city import Branch, Stem
from tests.strangers.setting import Setting

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
ROMAN, CIRCLED, KANA, HALF = "ⅠⅡⅢⅣⅤ", "①②③④⑤⑥", "アイウエオカ", "ｱｲｳｴｵｶ"


def wide(number: int) -> str:
    """Return ``number`` in full-width digits."""
    return str(number).translate(WIDE)


class Signs:
    """The headings of one setting; numbers count from 1."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting

    def goal_line(self, number: int, stem: Stem) -> str:
        return self.s.goal.format(n=number, w=wide(number), r=ROMAN[number - 1], label=stem.label)

    def direction_line(self, goal: int, number: int, branch: Branch) -> str:
        return self.s.direction.format(
            n=number,
            w=wide(number),
            c=CIRCLED[number - 1],
            g=goal,
            G=wide(goal),
            label=branch.label,
        )

    def measure_line(self, goal: int, direction: int, number: int, label: str) -> str:
        return self.s.measure.format(
            n=number,
            w=wide(number),
            k=KANA[number - 1],
            hk=HALF[number - 1],
            g=goal,
            d=direction,
            G=wide(goal),
            D=wide(direction),
            label=label,
        )

    def measure_notation(self, goal: int, direction: int, number: int) -> str:
        own = (
            str(number) if "{g}" in self.s.measure or "{G}" in self.s.measure else KANA[number - 1]
        )
        return f"{goal}-{direction}-{own}"
