"""Numbers as cells show them; the expected texts are what a spreadsheet program displays, by the
rules of ECMA-376 part 1, 18.8.30 and 18.8.31."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sheet.shown import shown

CASES = (
    # stored, format code, shown
    ("1234", "General", "1234"),
    ("0.85", "General", "0.85"),
    ("0.30000000000000004", "General", "0.3"),
    ("-5", "General", "-5"),
    ("1E3", "General", "1000"),
    ("1234567", "#,##0", "1,234,567"),
    ("12", "#,##0", "12"),
    ("0", "#,##0", "0"),
    ("0", "#,###", ""),
    ("1234.5", "#,##0", "1,235"),
    ("1234.5", "#,##0.00", "1,234.50"),
    ("1234.5", "0.0#", "1234.5"),
    ("0.5", "0.0", "0.5"),
    ("7", "000", "007"),
    ("1234567", "#,##0,", "1,235"),
    ("1234567890", "#,##0,,", "1,235"),
    ("0.85", "0%", "85%"),
    ("0.856", "0.0%", "85.6%"),
    ("1200", '#,##0"千円"', "1,200千円"),
    ("1200", "#,##0\\円", "1,200円"),
    ("1200", "[$¥-411]#,##0", "¥1,200"),
    ("1200", "#,##0_ ", "1,200"),
    ("1200", "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "1,200"),
    ("0", "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "-"),
    ("-5", "#,##0;▲#,##0", "▲5"),
    ("-1234", "#,##0;[Red]△#,##0", "△1,234"),
    ("-5", "#,##0;(#,##0)", "(5)"),
    ("-5", "#,##0_);[Red]\\(#,##0\\)", "(5)"),
    ("0", '#,##0;▲#,##0;"－"', "－"),
    ("-0.4", "0", "0"),
    ("5", ";;;", ""),
    ("0.5", "# ?/?", "0.5"),
    ("45383", "yyyy/m/d", "2024/4/1"),
    ("45383", "yyyy\\-mm\\-dd", "2024-04-01"),
    ("45383", '[$-411]ggge"年"m"月"d"日"', "令和6年4月1日"),
    ("45383", "[$-411]ge.m.d", "R6.4.1"),
    ("43585", '[$-411]ggge"年"', "平成31年"),
    ("45383", 'm"月"d"日"', "4月1日"),
    ("45383", "yyyy年m月", "2024年4月"),
    ("45383.5625", "h:mm", "13:30"),
    ("45383", "aaa", "月"),
    ("abc", "0", "abc"),
    ("1e400", "0", "1e400"),
    ("5", "0" * 300, "5"),
)


def test_number_of_cases() -> None:
    assert len(CASES) == 44


@pytest.mark.parametrize(("stored", "code", "expected"), CASES)
def test_a_number_is_shown_by_its_format(stored: str, code: str, expected: str) -> None:
    assert shown(stored, code) == expected


def test_days_can_be_counted_from_1904() -> None:
    assert shown("43921", "yyyy/m/d", from_1904=True) == "2024/4/1"


@given(st.integers(-10**12, 10**12))
def test_a_whole_number_keeps_its_digits(number: int) -> None:
    assert shown(str(number), "General") == str(number)
    assert shown(str(number), "#,##0") == f"{number:,}"


@given(st.text(max_size=20), st.text('0#?,.%;"\\[]_*ymdhsge@E+/$-年月', max_size=24))
def test_any_format_shows_something(stored: str, code: str) -> None:
    assert isinstance(shown(stored, code), str)


@given(st.floats(-1e6, 1e6), st.text('0#?,.%;"\\[]_*ymdhsge@E+/$-年月', max_size=24))
def test_any_number_is_shown(number: float, code: str) -> None:
    assert isinstance(shown(repr(number), code), str)
