"""Where labels break: the rules of Japanese setting, and the parts of an office's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.labels import ELLIPSIS, MAX_LINES, width, wrap

CASES = [
    ("水産課", ("水産課",)),
    ("総合政策部政策企画課", ("総合政策部", "政策企画課")),
    ("市民環境部ゼロカーボン推進担当", ("市民環境部", "ゼロカーボン", "推進担当")),
    ("教育委員会文化振興部図書運営課", ("教育委員会", "文化振興部", "図書運営課")),
    ("自主防災組織育成事業", ("自主防災組織", "育成事業")),
    ("スポーツ合宿誘致事業", ("スポーツ", "合宿誘致事業")),
    ("二 つの  空白", ("二 つの 空白",)),
    ("", (ELLIPSIS,)),
]
WIDTHS = [("水産課", 3.0), ("MICE", 2.24), ("ｲｼﾞｭｳ", 2.8), ("（再掲）", 4.0)]
NEVER_FIRST = "ーっゃゅょ、。」）)・"


@pytest.mark.parametrize(("label", "lines"), CASES)
def test_breaks_behind_a_part_of_the_name(label: str, lines: tuple[str, ...]) -> None:
    assert wrap(label, 9.0) == lines
    assert len(CASES) == 8


@pytest.mark.parametrize(("text", "em"), WIDTHS)
def test_width(text: str, em: float) -> None:
    assert width(text) == pytest.approx(em)


@given(st.text(alphabet="総合政策部課ゼロカーボンっ、。」（ABC 再掲", max_size=60))
def test_no_line_is_too_wide_and_nothing_is_lost(label: str) -> None:
    lines = wrap(label, 9.0)
    text = "".join(label.split())
    kept = "".join("".join(lines).split())

    assert 1 <= len(lines) <= MAX_LINES
    assert all(width(line) <= 9.0 for line in lines)
    assert kept == text or text.startswith(kept.removesuffix(ELLIPSIS))
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])


def test_endless_name_is_cut_and_says_so() -> None:
    assert wrap("あ" * 500, 9.0) == ("あ" * 9, "あ" * 9, "あ" * 9, "あ" * 8 + ELLIPSIS)
