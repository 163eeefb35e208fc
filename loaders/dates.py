"""Japanese dates and fiscal years: 和暦 or western, full-width or not.

Eras begin as in the 元号法 and the imperial ordinances before it: 昭和 1926, 平成 1989, 令和 2019.
"""

import re
import unicodedata
from datetime import date

_ERA_YEAR_ZERO = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_ERA_YEAR = re.compile(r"(令和|平成|昭和|[RHS])\s*(元|\d{1,2})")
_WESTERN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DAY = re.compile(
    r"(?P<year>(?:令和|平成|昭和|(?<![A-Za-z])[RHS])\s*(?:元|\d{1,2})|(?<!\d)(?:19|20)\d{2})"
    r"\s*(?:\([^()]{1,8}\))?\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})(?!\d)"
)
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十百]{1,7}(?=\s*[年月日時分回期名人])")
_KANJI_DIGITS = "〇一二三四五六七八九"
_FIRST_MONTH = 4


def year_of(text: str) -> int | None:
    """Return the western year that ``text`` names first (令和５年 → 2023), or None."""
    mended = unicodedata.normalize("NFKC", text)
    era = _ERA_YEAR.search(mended)
    if era:
        count = 1 if era.group(2) == "元" else int(era.group(2))
        return _ERA_YEAR_ZERO[era.group(1)] + count
    western = _WESTERN_YEAR.search(mended)
    return int(western.group(1)) if western else None


def fiscal_year_of(text: str) -> int | None:
    """Return the western year in which the fiscal year named in ``text`` begins, or None."""
    return year_of(text)


def fiscal_year_on(day: date) -> int:
    """Return the western year in which the fiscal year that holds ``day`` begins (April)."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def day_in(text: str) -> date | None:
    """Return the first day that ``text`` gives in full (令和７年10月６日, 2025/10/6), or None.

    A day that no calendar has (13月40日) is passed over.
    """
    for found in _DAY.finditer(arabic_numerals(text)):
        year = year_of(found["year"])
        try:
            return date(year or 0, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def arabic_numerals(text: str) -> str:
    """Return ``text`` in NFKC with 漢数字 that count something (十月, 第二回) in Arabic digits."""
    mended = unicodedata.normalize("NFKC", text)
    return _KANJI_NUMBER.sub(lambda found: str(_kanji_value(found.group())), mended)


def _kanji_value(number: str) -> int:
    """Return the value of ``number`` in 漢数字, with places (二十五) or positional (二〇二五)."""
    if "十" not in number and "百" not in number:
        return int("".join(str(_KANJI_DIGITS.index(sign)) for sign in number))
    total = count = 0
    for sign in number:
        if sign in _KANJI_DIGITS:
            count = _KANJI_DIGITS.index(sign)
        else:
            total, count = total + (count or 1) * (10 if sign == "十" else 100), 0
    return total + count
