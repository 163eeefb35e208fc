"""Fiscal years as headings and titles of lists print them."""

from __future__ import annotations

import re

from loaders.dates import fiscal_year_of
from loaders.flat import flat
from loaders.project_list.conventions import TitleForms

_MONTH = re.compile(
    r"(?P<year>(?:令和|平成|(?<![A-Za-z])[RH])\s*(?:元|\d{1,2})|(?<!\d)(?:19|20)\d{2})"
    r"\s*[年./]\s*(?P<month>\d{1,2})(?![\d])(?!\s*年)")
_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\s*年度")
_REIWA, _HEISEI = 2018, 1988
_LAST_REIWA, _FIRST_HEISEI = 15, 25
_FIRST_MONTH = 4


def fiscal_year_in(text: str) -> int | None:
    """Return the fiscal year that ``text`` names (令和6年3月末 → 2023, 5年度 → 2023), or None.

    A year of one or two digits without an era is of 令和 up to 15, of 平成 from 25 on.
    """
    plain = flat(text)
    dated = _MONTH.search(plain)
    if dated and 1 <= int(dated["month"]) <= 12:
        year = fiscal_year_of(dated["year"])
        return None if year is None else year - (int(dated["month"]) < _FIRST_MONTH)
    year = fiscal_year_of(re.sub(r"(?<=[A-Za-z])[RHS](?=\d)", "", plain))
    short = _SHORT.search(plain)
    if year is not None or short is None:
        return year
    count = int(short[1])
    if count <= _LAST_REIWA:
        return _REIWA + count
    return _HEISEI + count if count >= _FIRST_HEISEI else None


def year_of_titles(titles: list[str], forms: TitleForms) -> int | None:
    """Return the one fiscal year that the titles of a list name, None where they name several."""
    years = {fiscal_year_of(found.group())
             for title in titles
             for found in forms.year.finditer(forms.span.sub("", flat(title)))}
    return next(iter(years)) if len(years) == 1 else None
