"""Bytes of a text file → numbered lines, or a clear error: nothing half-decoded gets further."""

from __future__ import annotations

from loaders.source import Source, digest
from ontology.errors import DocumentError

LARGEST = 16 * 1024 * 1024
"""A text file of more bytes is refused."""
ENCODINGS = ("utf-8-sig", "cp932", "euc-jp")
"""Tried in this order where no byte order mark tells the encoding."""
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decoded(name: str, data: bytes) -> str:
    """Return the text of ``data`` with line feeds as line ends.

    DocumentError for an empty, too large, binary or undecodable file.
    """
    if not data.strip():
        raise DocumentError(
            ja=f"{name}: 中身がありません。文字のあるファイルを指定してください。",
            en=f"{name}: the file is empty; name one that holds text.",
        )
    if len(data) > LARGEST:
        raise DocumentError(
            ja=f"{name}: {len(data):,} バイトあり、上限の {LARGEST:,} を超えています。"
            "分けて指定してください。",
            en=f"{name}: {len(data):,} bytes are more than the limit of {LARGEST:,}; "
            "split the file.",
        )
    text = _text(name, data)
    controls = next(
        (offset for offset, character in enumerate(text) if ord(character) in _CONTROLS), None
    )
    if controls is not None:
        line = text.count("\n", 0, controls) + 1
        raise DocumentError(
            ja=f"{name}: {line} 行目に制御文字があり、文字のファイルではないようです。"
            "テキストとして保存し直してください。",
            en=f"{name}: line {line} holds a control character, so this is no text file; "
            "save it as text.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(name: str, data: bytes) -> str:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError(
        ja=f"{name}: 文字コードを判別できません。UTF-8 で保存し直してください。",
        en=f"{name}: the encoding is not UTF-8, CP932, EUC-JP or UTF-16; save it as UTF-8.",
    )


def text_source(name: str, data: bytes) -> Source:
    """Return a text file as a Source; a form feed begins a new page where the text has any."""
    text = decoded(name, data)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    page, pages = 1, []
    for line in lines:
        page += line.count("\f")
        pages.append(page)
    numbered = tuple(pages) if page > 1 else (None,) * len(lines)
    return Source(
        name,
        "text/plain",
        digest(data),
        "line",
        tuple(line.replace("\f", "") for line in lines),
        numbered,
    )
