"""Bytes to lines: encodings, line ends, pages, and what is refused."""

import pytest

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
    ("line ends of Windows", TEXT.replace("\n", "\r\n").encode()),
    ("line ends of old Macs", TEXT.replace("\n", "\r").encode()),
]
REFUSED = [
    ("empty", b"", "empty"),
    ("white space only", b" \n\t\n", "empty"),
    ("a null byte", b"abc\x00def", "line 1"),
    ("an escape on line 2", b"abc\n\x1b[31m", "line 2"),
    ("no encoding", b"\xff\xff\x81\x00\xfd\xfe\xff", "encoding"),
]


def test_number_of_cases() -> None:
    assert (len(ENCODED), len(REFUSED)) == (8, 5)


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


def test_a_text_without_form_feeds_has_no_pages() -> None:
    source = text_source("a.txt", TEXT.encode())
    assert source.pages == (None, None)
    assert source.page_count == 0


def test_passages_quote_their_lines_exactly() -> None:
    source = text_source("a.txt", "　一 \n二\n".encode())
    passage = source.passage(1, 2)
    assert (passage.first_line, passage.last_line, passage.exact) == (1, 2, "　一 \n二")
