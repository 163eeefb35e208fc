"""Bytes to lines: encodings, line ends, pages, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import textfile
from loaders.textfile import decoded, text_source
from ontology.errors import DocumentError

TEXT = "基本目標１\n所管部署\n"
ENCODED = [
    ("utf-8", TEXT.encode()),
    ("utf-8 with a mark", b"\xef\xbb\xbf" + TEXT.encode()),
    ("cp932", TEXT.encode("cp932")),
    ("euc-jp", TEXT.encode("euc-jp")),
    ("utf-16 little end first", b"\xff\xfe" + TEXT.encode("utf-16-le")),
    ("utf-16 big end first", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    ("utf-16 without a mark, little end first", TEXT.encode("utf-16-le")),
    ("utf-16 without a mark, big end first", TEXT.encode("utf-16-be")),
    ("utf-8 with the end mark of old systems", TEXT.encode() + b"\x1a"),
    ("line ends of Windows", TEXT.replace("\n", "\r\n").encode()),
    ("line ends of old Macs", TEXT.replace("\n", "\r").encode()),
]
REFUSED = [
    ("empty", b"", "empty"),
    ("white space only", b" \n\t\n", "empty"),
    ("a mark alone", b"\xfe\xff", "empty"),
    ("ideographic spaces", "　\n　\n".encode(), "empty"),
    ("a null byte", b"abc\x00def", "line 1"),
    ("an escape on line 2", b"abc\n\x1b[31m", "line 2"),
    ("no encoding", b"\xff\xff\x81\x00\xfd\xfe\xff", "encoding"),
    ("random bytes", bytes((number * 89 + 41) % 256 for number in range(5_000)), "encoding"),
    ("NUL bytes alone", bytes(100), "line 1"),
    ("NUL bytes among Japanese", TEXT.encode() + bytes(4), "line 3"),
    # 24 bytes of eight characters, then one byte of the ninth.
    ("truncated UTF-8", "基本目標所管部署一".encode()[:25], "UTF-8 character at byte 25"),
    ("truncated UTF-8 with a mark", b"\xef\xbb\xbf" + "基本".encode()[:5], "at byte 7"),
    ("truncated UTF-16", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "UTF-16 character at byte"),
    # Each line of four characters takes 13 bytes in UTF-8 and 9 in the legacy encodings.
    ("UTF-8, then CP932", "基本目標\n".encode() * 3 + "基本目標の一\n".encode("cp932"),
     "UTF-8 as far as byte 39 (line 4), CP932 after"),
    ("UTF-8, then EUC-JP", "基本目標\n".encode() * 3 + "所管の部署\n".encode("euc-jp"),
     "UTF-8 as far as byte 39 (line 4), EUC-JP after"),
    ("one short line in UTF-8, then CP932",
     "目標一\n".encode() + "基本目標の一\n".encode("cp932"), "UTF-8 as far as byte 10 (line 2)"),
    ("CP932, then UTF-8", "基本の目標\n".encode("cp932") * 3 + "基本目標の一\n".encode(),
     "CP932 as far as byte 33 (line 4), UTF-8 after"),
    ("a stray byte in UTF-8", "基本目標\n".encode() * 3 + b"\xff\n" + "目標\n".encode(),
     "as far as byte 39 (line 4), another encoding after"),
    ("a line of 50 MB", b"x" * 50_000_000, "more than the limit"),
    ("a line of 70,000 characters", "目標\n".encode() + b"x" * 70_000,
     "line 2 has 70,000 characters"),
    ("a million blank lines", b"\n" * 1_000_000, "empty"),
    ("a million blank lines under a heading", TEXT.encode() + b"\n" * 1_000_000, "500,000 lines"),
]


def test_number_of_cases() -> None:
    assert (len(ENCODED), len(REFUSED)) == (11, 22)


@pytest.mark.parametrize(("name", "data"), ENCODED, ids=[name for name, _ in ENCODED])
def test_every_encoding_gives_the_same_lines(name: str, data: bytes) -> None:
    assert text_source("a.txt", data).lines == ("基本目標１", "所管部署")


@pytest.mark.parametrize(("name", "data", "word"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_no_text_is_refused_in_one_line(name: str, data: bytes, word: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decoded("a.txt", data)
    assert word in caught.value.en
    for language in ("ja", "en"):
        message = caught.value.message(language)
        assert message.startswith("a.txt: ")
        assert "\n" not in message


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textfile, "LARGEST", 10)
    with pytest.raises(DocumentError, match="12 bytes are more than the limit of 10"):
        decoded("a.txt", b"0123456789ab")


def test_form_feeds_part_pages_and_leave_no_trace() -> None:
    source = text_source("a.txt", "一\n二\n\f三\n四\n\f五\n".encode())
    assert source.pages == (1, 1, 2, 2, 3)
    assert source.lines == ("一", "二", "三", "四", "五")
    assert source.page_count == 3


def test_a_form_feed_within_a_line_parts_the_last_line_of_a_page_from_the_next() -> None:
    source = text_source("a.txt", "一\n二\f三\n四\f\n五\n".encode())
    assert source.lines == ("一", "二", "三", "四", "五")
    assert source.pages == (1, 1, 2, 2, 3)
    assert source.file_lines == ("一", "二 三", "四", "五")


# Lines first and last of the source, and the first and last line of the file and the page.
PARTED = [
    (1, 1, (1, 1, 1)), (2, 2, (2, 2, 1)), (3, 3, (2, 2, 2)), (2, 3, (2, 2, 1)), (3, 5, (2, 3, 2)),
    (4, 4, (2, 2, 3)), (5, 5, (3, 3, 3)), (6, 6, (4, 4, 3)), (7, 7, (4, 4, 5)), (8, 8, (5, 5, 5)),
]


@pytest.mark.parametrize(("first", "last", "place"), PARTED)
def test_passages_count_the_lines_of_the_file(
    first: int, last: int, place: tuple[int, int, int]
) -> None:
    source = text_source("a.txt", "一\n二\f三\f四\n五\n六\f\f七\n八".encode())
    passage = source.passage(first, last)
    assert (passage.first_line, passage.last_line, passage.page) == place
    assert passage.exact == "\n".join("一二三四五六七八"[first - 1:last])
    assert source.lines_of(passage) == range(first, last + 1)


def test_passages_in_parts_of_one_line_are_told_apart() -> None:
    source = text_source("a.txt", "一\n二\f三\n".encode())
    places = [source.passage(*run) for run in ((2, 2), (3, 3), (2, 3))]
    assert {(place.first_line, place.last_line) for place in places} == {(2, 2)}
    assert len({place.parts for place in places}) == 3
    assert [place.page for place in places] == [1, 2, 1]


def test_a_text_without_form_feeds_has_no_pages() -> None:
    source = text_source("a.txt", TEXT.encode())
    assert source.pages == (None, None)
    assert source.page_count == 0


def test_passages_quote_their_lines_exactly() -> None:
    source = text_source("a.txt", "　一 \n二\n".encode())
    passage = source.passage(1, 2)
    assert (passage.first_line, passage.last_line, passage.exact) == (1, 2, "　一 \n二")


# A person reads each of these with the encoding named; half-width kana in CP932 are valid EUC-JP
# only where nothing else stands beside them.
TOLD_APART = [
    ("cp932", "第２期総合戦略の進捗（令和５年度）"),
    ("cp932", "ｶﾅと漢字の混じる行"),
    ("cp932", "A,B,1,2\n甲,乙,丙の欄,丁"),
    ("euc-jp", "第２期総合戦略の進捗（令和５年度）"),
    ("euc-jp", "事業名,所管課\n観光案内,商工課"),
    ("euc-jp", "これは総合戦略です。"),
    ("utf-8", "ｶﾅと漢字の混じる行"),
    ("utf-8", "あ"),
    ("utf-8", "naïve café"),
]


@pytest.mark.parametrize(("encoding", "text"), TOLD_APART)
def test_encodings_without_a_mark_are_told_apart(encoding: str, text: str) -> None:
    assert len(TOLD_APART) == 9
    assert decoded("a.txt", text.encode(encoding)) == text


LETTERS = st.text(
    st.sampled_from("あいうえおのはアイウエオ基本目標施策事業所管部署第期年度、。「」・①A1 \n"),
    min_size=20)


@given(LETTERS.filter(lambda text: sum(letter > "ん" for letter in text) >= 10),
       st.sampled_from(["utf-8", "cp932", "utf-16"]))
def test_a_text_comes_back_or_is_refused_but_never_in_other_letters(
    text: str, encoding: str
) -> None:
    try:
        read = decoded("a.txt", text.encode(encoding))
    except DocumentError:
        return
    assert read == text


@given(st.lists(LETTERS.map(lambda text: f"基本目標{text}\n"), min_size=1, max_size=5),
       st.integers(min_value=16))
def test_a_truncated_text_gives_its_beginning_or_is_refused(lines: list[str], cut: int) -> None:
    text = "".join(lines)
    data = text.encode()
    try:
        read = decoded("a.txt", data[:cut])
    except DocumentError:
        return
    assert text.startswith(read)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        source = text_source("a.txt", data)
    except DocumentError:
        return
    assert source.lines


def test_signs_that_fonts_tell_for_others_are_mended() -> None:
    source = text_source("a.txt", "‧ 子育て\u2003移住∕定住︑\n".encode())

    assert source.lines == ("・ 子育て\u3000移住／定住、",)
