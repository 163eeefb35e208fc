"""Numbers as Word prints them (ST_NumberFormat of ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
    "ウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
    "ハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_HALF_AIUEO = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_HALF = dict(zip(_AIUEO, _HALF_AIUEO, strict=True))
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN = 3999
_KANJI = "〇一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_LEGAL = str.maketrans("一二三五十", "壱弐参伍拾")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TRADITIONAL, _ZODIAC = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MOST_LETTERS = 780


def number_text(number: int, form: str) -> str:
    """Return ``number`` in the format ``form``; decimal where the format or the number has none."""
    text = _FORMS[form](number) if form in _FORMS and number > 0 else None
    return str(number) if text is None else text


def _one_of(signs: str) -> Callable[[int], str | None]:
    """Return the format of a row of signs that ends: past its end Word prints digits."""
    return lambda number: signs[number - 1] if number <= len(signs) else None


def _again(signs: str) -> Callable[[int], str | None]:
    """Return the format of a row of signs that begins again."""
    return lambda number: signs[(number - 1) % len(signs)]


def _letters(number: int) -> str | None:
    """Return A … Z, AA, BB …"""
    if number > _MOST_LETTERS:
        return None
    return _LETTERS[(number - 1) % len(_LETTERS)] * ((number - 1) // len(_LETTERS) + 1)


def _roman(number: int) -> str | None:
    if number > _MOST_ROMAN:
        return None
    text = ""
    for size, sign in _ROMAN:
        text, number = text + sign * (number // size), number % size
    return text


def _counted(number: int) -> str | None:
    """Return 一 … 十, 十一 … 九千九百九十九."""
    if number >= 10 * _PLACES[0][0]:
        return None
    text = ""
    for size, sign in _PLACES:
        count, number = divmod(number, size)
        text += (_KANJI[count] if count > 1 else "") + sign if count else ""
    return text + (_KANJI[number] if number else "")


def _legal(number: int) -> str | None:
    counted = _counted(number)
    return counted.translate(_LEGAL) if counted else None


def _digits(number: int) -> str:
    return "".join(_KANJI[int(digit)] for digit in str(number))


def _lower(form: Callable[[int], str | None]) -> Callable[[int], str | None]:
    def lower(number: int) -> str | None:
        text = form(number)
        return text.lower() if text else None

    return lower


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


def _circled(number: int) -> str | None:
    return chr(0x2460 + number - 1) if number <= 20 else None


_FORMS: dict[str, Callable[[int], str | None]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: chr(0x2474 + n - 1) if n <= 20 else None,
    "decimalEnclosedFullstop": lambda n: chr(0x2488 + n - 1) if n <= 20 else None,
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": _lower(_roman),
    "upperLetter": _letters,
    "lowerLetter": _lower(_letters),
    "aiueo": _again(_HALF_AIUEO),
    "aiueoFullWidth": _again(_AIUEO),
    "iroha": _again("".join(_HALF.get(sign, sign) for sign in _IROHA)),
    "irohaFullWidth": _again(_IROHA),
    "japaneseCounting": _counted,
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "japaneseLegal": _legal,
    "japaneseDigitalTenThousand": _digits,
    "ideographDigital": _digits,
    "ideographTraditional": _one_of(_TRADITIONAL),
    "ideographZodiac": _one_of(_ZODIAC),
    "ideographEnclosedCircle": _one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
}
