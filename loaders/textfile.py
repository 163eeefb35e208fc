"""Bytes of a text file → numbered lines, or a clear error: nothing half-decoded gets further."""

from __future__ import annotations

import re

from loaders.encoding import text_of
from loaders.flat import AS_IN_TEXT_FILES
from loaders.source import Source, digest
from ontology.errors import DocumentError

LARGEST = 16 * 1024 * 1024
"""A text file of more bytes is refused."""
LONGEST_LINE = 65_536
"""A text with a line of more characters is refused: printed lines have some hundred."""
MOST_LINES = 500_000
"""A text of more lines is refused."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_END_OF_FILE = "\x1a"
"""Old systems of Microsoft end a text with it."""
_JOINED_PAGES = re.compile(r"(?<=\S)(?=\f+[^\f\n])")


def decoded(name: str, data: bytes) -> str:
    """Return the text of ``data`` with line feeds as line ends.

    DocumentError for an empty, too large, binary or undecodable file, one that changes its
    encoding on the way or ends within a character, and one of too many or too long lines.
    """
    if len(data) > LARGEST:
        raise DocumentError(
            ja=f"{name}: {len(data):,} バイトあり、上限の {LARGEST:,} を超えています。"
            "分けて指定してください。",
            en=f"{name}: {len(data):,} bytes are more than the limit of {LARGEST:,}; "
            "split the file.",
        )
    text = text_of(name, data).removesuffix(_END_OF_FILE)
    if not text.strip():
        raise empty(name)
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise DocumentError(
            ja=f"{name}: {line} 行目に制御文字があり、文字のファイルではないようです。"
            "テキストとして保存し直してください。",
            en=f"{name}: line {line} holds a control character, so this is no text file; "
            "save it as text.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_unprintable(name, text)
    return text


def empty(name: str) -> DocumentError:
    """Return the error that tells that a file holds nothing."""
    return DocumentError(
        ja=f"{name}: 中身がありません。文字のあるファイルを指定してください。",
        en=f"{name}: the file is empty; name one that holds text.",
    )


def _refuse_unprintable(name: str, text: str) -> None:
    """Raise DocumentError for more lines or longer ones than any printed document has."""
    if text.count("\n") > MOST_LINES:
        raise DocumentError(
            ja=f"{name}: {MOST_LINES:,} 行を超えています。分けて指定してください。",
            en=f"{name}: more than {MOST_LINES:,} lines; split the file.",
        )
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise DocumentError(
                ja=f"{name}: {number} 行目が {len(line):,} 文字あり、上限の {LONGEST_LINE:,} を"
                "超えています。改行のあるテキストを指定してください。",
                en=f"{name}: line {number} has {len(line):,} characters, more than the limit of "
                f"{LONGEST_LINE:,}; give a text with line breaks.",
            )


def text_source(name: str, data: bytes) -> Source:
    """Return a text file as a Source; a form feed begins a new page where the text has any, and
    parts a line in two where text stands on both sides of it. Signs that a PDF file's fonts tell
    for others are mended, since the text may be such a file's."""
    whole = decoded(name, data).split("\n")
    if whole[-1] == "":
        whole.pop()
    parts = [_JOINED_PAGES.split(line) for line in whole]
    lines = [part for line in parts for part in line]
    page, pages = 1, []
    for line in lines:
        before = line[: len(line) - len(line.lstrip())].count("\f")
        pages.append(page + before)
        page += line.count("\f")
    numbered = tuple(pages) if page > 1 else (None,) * len(lines)
    return Source(
        name,
        "text/plain",
        digest(data),
        "line",
        tuple(line.replace("\f", "").translate(AS_IN_TEXT_FILES) for line in lines),
        numbered,
        numbers=_numbers(parts) if len(lines) > len(whole) else (),
    )


def _numbers(parts: list[list[str]]) -> tuple[int, ...]:
    return tuple(number for number, line in enumerate(parts, start=1) for _ in line)
