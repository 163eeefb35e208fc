"""A stored number as its cell shows it: what a reader of the sheet sees is what the list says.

Source of the format codes: ECMA-376 part 1, 18.8.30 (numFmt) and 18.8.31; the built-in codes of
Japanese programs stand there by number.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;-¥#,##0", 6: "¥#,##0;-¥#,##0",
    7: "¥#,##0.00;-¥#,##0.00", 8: "¥#,##0.00;-¥#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "yyyy/m/d", 16: "m/d", 17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "ge.m.d", 28: "ggge年m月d日",
    29: "ggge年m月d日", 30: "m/d/yy", 31: "yyyy年m月d日", 32: "h時mm分", 33: "h時mm分ss秒",
    34: "yyyy年m月", 35: "m月d日", 36: "ge.m.d", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "¥#,##0",
    43: "#,##0.00", 44: "¥#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "0.0E+0",
    50: "ge.m.d", 51: "ggge年m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "ggge年m月d日",
    55: "yyyy年m月", 56: "m月d日", 57: "ge.m.d", 58: "ggge年m月d日",
}
LONGEST_CODE = 255
"""A format code of more characters is taken as General: no program writes one."""

_PRECISE = 15
_LARGEST = Decimal(10) ** _PRECISE
_QUOTED = r'"[^"]*"|\\.|_.|\*.'
_SECTION_TOKEN = re.compile(rf"{_QUOTED}|\[[^\]]*\]|.", re.DOTALL)
_NUMBER_TOKEN = re.compile(
    rf"{_QUOTED}|\[[^\]]*\]|General|(?:[0#?][0#?,]*)?\.[0#?]+,*|[0#?][0#?,]*\.?|.", re.DOTALL)
_DATE_TOKEN = re.compile(
    rf"{_QUOTED}|\[[^\]]*\]|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[gG]+|[eE]+|[aA]{{3,4}}"
    r"|AM/PM|A/P|.", re.DOTALL)
_LITERAL = re.compile(rf"{_QUOTED}|\[[^\]]*\]|General", re.IGNORECASE)
_ERAS = ((datetime(2019, 5, 1), "令和", "R", 2018), (datetime(1989, 1, 8), "平成", "H", 1988),
         (datetime(1926, 12, 25), "昭和", "S", 1925))
_FIRST_DAY = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def shown(stored: str, code: str, *, from_1904: bool = False) -> str:
    """Return the number ``stored`` as the format ``code`` shows it; what is no number, as it is."""
    if code == GENERAL and len(stored) < _PRECISE and stored.isdecimal():
        return stored
    try:
        number = Decimal(f"{float(stored):.{_PRECISE}g}")
    except (ValueError, InvalidOperation):
        return stored
    if not number.is_finite() or abs(number) >= _LARGEST:
        return stored
    if len(code) > LONGEST_CODE or not code:
        code = GENERAL
    section, signed = _section(number, code)
    if _is_date(section):
        day = _day(number, from_1904=from_1904)
        return _date(day, section) if day is not None else stored
    return _number(number if signed else abs(number), section)


def _section(number: Decimal, code: str) -> tuple[str, bool]:
    """Return the part of ``code`` for a number of this sign, and whether a sign is still due."""
    sections = _sections(code)
    if any(re.match(r"(?:\[[^\]]*\])*\[[<>=]", section) for section in sections):
        return GENERAL, True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _sections(code: str) -> list[str]:
    """Return the parts of ``code`` between its semicolons, those in quotes left alone."""
    parts = [""]
    for token in _SECTION_TOKEN.findall(code):
        if token == ";":
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _is_date(section: str) -> bool:
    bare = _LITERAL.sub("", section)
    if re.search(r"[ymdhsg]|a{3,4}", bare, re.IGNORECASE):
        return True
    return bool(re.search(r"e(?![+-])", bare, re.IGNORECASE))


def _day(number: Decimal, *, from_1904: bool) -> datetime | None:
    try:
        day = _FIRST_DAY[from_1904] + timedelta(days=float(number))
    except OverflowError:
        return None
    return day + timedelta(microseconds=500_000)


def _date(day: datetime, section: str) -> str:
    parts: list[str] = []
    hours = False
    for found in _DATE_TOKEN.finditer(section):
        token = found.group()
        minutes = hours or bool(re.match(r"[^a-zA-Z]*[sS]", section[found.end():]))
        parts.append(_date_part(day, token, minutes=minutes))
        if token[0] in "hHsS":
            hours = True
        elif token[0] in "yYmMdD":
            hours = False
    return "".join(parts).strip()


def _date_part(day: datetime, token: str, *, minutes: bool) -> str:
    kind, width = token[0].lower(), len(token)
    if token in ("AM/PM", "A/P"):
        return "AM" if day.hour < 12 else "PM"
    if kind == "y":
        return f"{day.year:04}" if width > 2 else f"{day.year % 100:02}"
    if kind in "ge" and token.lower() == kind * width:
        return _era(day, kind, width)
    if kind == "a" and width > 2:
        return "月火水木金土日"[day.weekday()]
    if kind == "d" and width > 2:
        return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    values = {"m": day.minute if minutes else day.month, "d": day.day, "h": day.hour,
              "s": day.second}
    if kind in values:
        return f"{values[kind]:02}" if width > 1 else str(values[kind])
    return _literal(token)


def _era(day: datetime, kind: str, width: int) -> str:
    name, letter, zero = next(
        ((name, letter, zero) for first, name, letter, zero in _ERAS if day >= first), ("", "", 0))
    if kind == "e":
        return str(day.year - zero)
    return {1: letter, 2: name[:1]}.get(width, name)


def _literal(token: str) -> str:
    """Return what a token that is no placeholder puts into the cell."""
    if token[0] == '"' and len(token) > 1:
        return token[1:-1]
    if token[0] == "\\" and len(token) > 1:
        return token[1]
    if token[0] in "_*" and len(token) > 1:
        return ""
    if token[0] == "[":
        currency = re.match(r"\[\$([^-\]]*)", token)
        return currency[1] if currency else ""
    return token


def _number(number: Decimal, section: str) -> str:
    tokens = _NUMBER_TOKEN.findall(section)
    bare = _LITERAL.sub("", section)
    if re.search(r"[0#?]\s*[eE][+-]|[0#?]\s*/", bare):
        return _plain(number)
    places = [token for token in tokens if token[0] in "0#?" or re.match(r"\.[0#?]", token)]
    scaled = number * Decimal(100) ** bare.count("%")
    sign = "-" if scaled < 0 else ""
    parts: list[str] = []
    for token in tokens:
        if token in places:
            text = _digits(abs(scaled), token) if token is places[0] else ""
            parts.append(text)
        elif token in (GENERAL, "@"):
            parts.append(_plain(abs(number)))
        else:
            parts.append(_literal(token))
    text = "".join(parts).strip()
    return sign + text if re.search(r"[1-9]", text) else text


def _digits(number: Decimal, token: str) -> str:
    whole, _, after = token.partition(".")
    thousands = len(token) - len(token.rstrip(",")) if not after else len(after) - len(
        after.rstrip(","))
    after, whole = after.rstrip(","), whole if after else whole.rstrip(",")
    scaled = number / Decimal(1000) ** thousands
    rounded = scaled.quantize(Decimal(1).scaleb(-len(after)), rounding=ROUND_HALF_UP)
    digits, _, decimals = format(rounded, "f").partition(".")
    needed = after.rstrip("#?")
    decimals = decimals[: len(needed)] + decimals[len(needed):].rstrip("0")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole and digits:
        digits = f"{int(digits):,}" if len(digits) > 3 else digits
    return digits + (f".{decimals}" if decimals else "")


def _plain(number: Decimal) -> str:
    """Return a number in the General format."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
