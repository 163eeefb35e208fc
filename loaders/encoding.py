"""In which encoding a text file is: told by its bytes, refused where they do not tell it clearly.

Japanese municipalities hand out UTF-8, CP932, EUC-JP and UTF-16, with and without a mark. A wrong
guess gives wrong characters without any error, so a file whose encoding changes on the way or
that ends within a character is never decoded by the next encoding that happens to accept it.
"""

from __future__ import annotations

import re

from ontology.errors import DocumentError

_MARK = "\ufeff"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LEGACY = {"cp932": "CP932", "euc-jp": "EUC-JP"}
_WITHOUT_MARK = ("utf-16-le", "utf-16-be")
TELLING_LINE = 3
"""A whole line with so many characters outside ASCII that is right in UTF-8 is in UTF-8: in two
seed documents put into CP932 and EUC-JP no line is."""
TELLING_START = 4
"""The same for what stands before the first fault, which may end within a line: of 18,800 places
in those documents one has three, none has more."""
_LONGEST_CHARACTER = 4
_UNLIKELY = re.compile(r"[\uff61-\uff9f\ue000-\uf8ff]")
"""Half-width kana and private characters: what one legacy encoding shows in place of another."""
_LIKELY = re.compile(r"[\t\n\f\r -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]")
MOSTLY = 0.9
"""The share of likely characters in a text in UTF-16 without a mark."""


def text_of(name: str, data: bytes) -> str:
    """Return the text of ``data``; DocumentError where its encoding is unknown, changes on the way
    or breaks off within a character (with the position of the byte, counted from 1)."""
    if data.startswith(_UTF16_MARKS):
        text = _decoded(data, "utf-16")
    else:
        text = _unmarked_utf16(data) or _decoded(data, "utf-8")
    if text is not None:
        return text.removeprefix(_MARK)
    _refuse_broken(name, data)
    readable = [text for encoding in _LEGACY if (text := _decoded(data, encoding)) is not None]
    if not readable:
        raise DocumentError(
            ja=f"{name}: 文字コードを判別できません。UTF-8 で保存し直してください。",
            en=f"{name}: the encoding is not UTF-8, CP932, EUC-JP or UTF-16; save it as UTF-8.",
        )
    return min(readable, key=lambda text: len(_UNLIKELY.findall(text)))


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _beyond_ascii(utf8: bytes) -> int:
    """Count the characters outside ASCII; 0 for what is not UTF-8."""
    return sum(character > "\x7f" for character in _decoded(utf8, "utf-8") or "")


def _refuse_broken(name: str, data: bytes) -> None:
    """Raise DocumentError where only a part of ``data`` is in UTF-8 or UTF-16."""
    if data.startswith(_UTF16_MARKS):
        raise _broken(name, data, _fault(data, "utf-16"), "UTF-16")
    fault = _fault(data, "utf-8")
    if data.startswith(_MARK.encode()) or _beyond_ascii(data[:fault]) >= TELLING_START:
        raise _broken(name, data, fault, "UTF-8")
    start = 0
    for line in data.split(b"\n"):
        if not line.isascii() and _beyond_ascii(line) >= TELLING_LINE:
            if start < fault:
                raise _broken(name, data, fault, "UTF-8")
            raise _mixed(name, data, start, _legacy_of(data[:start]), "UTF-8")
        start += len(line) + 1


def _fault(data: bytes, encoding: str) -> int:
    """Return the number of bytes before the first that ``encoding`` does not allow."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _broken(name: str, data: bytes, start: int, encoding: str) -> DocumentError:
    """Return the error for a text in ``encoding`` that cannot be read on from byte ``start``."""
    if len(data) - start >= _LONGEST_CHARACTER:
        then = _legacy_of(data[start:]) if encoding == "UTF-8" else ""
        return _mixed(name, data, start, encoding, then)
    return DocumentError(
        ja=f"{name}: {encoding} の文字の途中（{start + 1:,} バイト目）で終わっています。"
        "欠けていないファイルを指定してください。",
        en=f"{name}: breaks off within a {encoding} character at byte {start + 1:,}; "
        "give the whole file.",
    )


def _legacy_of(data: bytes) -> str:
    """Return the name of the legacy encoding that reads ``data``, "" where none does."""
    return next((shown for encoding, shown in _LEGACY.items()
                 if _decoded(data, encoding) is not None), "")


def _mixed(name: str, data: bytes, start: int, first: str, then: str) -> DocumentError:
    line = data.count(b"\n", 0, start) + 1
    return DocumentError(
        ja=f"{name}: {start:,} バイト目（{line:,} 行目）までは {first or '別の文字コード'}、"
        f"その後は {then or '別の文字コード'} です。全体を UTF-8 で保存し直してください。",
        en=f"{name}: {first or 'another encoding'} as far as byte {start:,} (line {line:,}), "
        f"{then or 'another encoding'} after it; save all of it as UTF-8.",
    )


def _unmarked_utf16(data: bytes) -> str:
    """Return a text in UTF-16 that no mark announces, "" for anything else: its line ends, spaces
    and digits are what puts NUL bytes into the file."""
    if b"\0" not in data:
        return ""
    texts = [_decoded(data, encoding) or "" for encoding in _WITHOUT_MARK]
    likely = [text for text in texts if len(_LIKELY.findall(text)) >= MOSTLY * len(text)]
    return max(likely, key=lambda text: len(_LIKELY.findall(text)), default="")
