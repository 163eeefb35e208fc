"""A cell that holds one number → its value and its unit; a cell that holds none says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.flat import flat
from loaders.project_list.conventions import NumberForms
from loaders.project_list.years import fiscal_year_in


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the unit printed beside it ("" for none), and the year printed beside it."""

    value: Decimal
    unit: str
    fiscal_year: int | None


def is_nothing(cell: str, forms: NumberForms) -> bool:
    """Whether ``cell`` is empty or tells that there is no number."""
    plain = "".join(flat(cell).split())
    return not plain or plain in forms.none


def amount_in(cell: str, forms: NumberForms) -> Amount | None:
    """Return the one number that ``cell`` holds, None where it holds none or several."""
    plain = "".join(flat(cell).split())
    found = forms.number.fullmatch(plain)
    if found is None:
        return None
    digits = found["number"] or found["bracketed"]
    negative = bool(found["sign"] or found["bracketed"])
    value = Decimal(digits.replace(",", ""))
    return Amount(-value if negative else value, found["unit"] or "",
                  fiscal_year_in(found["rest"]) if found["rest"] else None)


def unit_in(heading: str, forms: NumberForms) -> str:
    """Return the unit that ``heading`` gives in brackets or behind 単位, "" where it gives none."""
    plain = "".join(flat(heading).split())
    for bracketed in re.findall(r"[(\[【<]([^()\[\]【】<>]{1,12})[)\]】>]", plain):
        if named := forms.bracketed_unit.fullmatch(bracketed):
            return named[1]
    line = forms.unit_line.search(plain)
    return line[1] if line else ""
