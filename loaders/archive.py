"""The packages that spreadsheets and word processors write (XLSX, DOCX), held to limits before
any library opens them: a small file may not unfold into more than the machine can hold."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ontology.errors import DocumentError

ZIP = b"PK\x03\x04"
"""The first bytes of a package."""
COMPOUND = b"\xd0\xcf\x11\xe0"
"""The first bytes of the older binary files (.doc, .xls, .ppt), and of encrypted packages."""
LARGEST_PACKED = 64 * 1024 * 1024
"""A package of more bytes is refused."""
LARGEST_UNPACKED = 256 * 1024 * 1024
"""A package whose parts are more bytes together, as declared or in truth, is refused."""
LARGEST_RATIO = 200
"""A package of more than RATIO_FROM bytes may unfold to this many times its size: a sheet of
empty formatted cells reaches about 60."""
RATIO_FROM = 4 * 1024 * 1024
MOST_PARTS = 10_000
"""A package of more parts is refused."""
LARGEST_PROLOG = 1024 * 1024
"""So many bytes may stand before the root element of an XML part."""
_CHUNK = 64 * 1024
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1 | 0x40
_SEALED = "EncryptedPackage".encode("utf-16-le")


def checked_archive(name: str, data: bytes) -> tuple[str, ...]:
    """Return the names of the parts of the package ``data``, every one of which was unfolded once.

    DocumentError for a damaged or encrypted package, one that breaks a limit of this module, whose
    parts overlap, leave their folder or unfold to another size than declared, and one whose XML
    brings a document type (the standard, ECMA-376 part 2, forbids it; entities come that way).
    """
    if len(data) > LARGEST_PACKED:
        _too_large(name)
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = sorted(package.infolist(), key=lambda part: part.header_offset)
            _refuse_declared(name, parts, len(data))
            for part in parts:
                package.open(part).close()
    except (BadZipFile, NotImplementedError, ValueError, EOFError, struct.error) as error:
        raise _damaged(name) from error
    total, free_from = 0, 0
    for part in parts:
        start = _content_start(name, part, data)
        if part.header_offset < free_from or start + part.compress_size > len(data):
            raise _damaged(name)
        free_from = start + part.compress_size
        total += _unfold(name, part, memoryview(data)[start:free_from])
        if total > _most(len(data)):
            _too_large(name)
    return tuple(part.filename for part in parts)


def refused_compound(name: str, data: bytes) -> DocumentError:
    """Return the error for a file that begins with COMPOUND: encrypted, or of the old format."""
    if _SEALED in data:
        return _encrypted(name)
    return DocumentError(
        ja=f"{name}: 古い形式（.doc・.xls・.ppt）は読めません。"
        "DOCX か XLSX で保存し直してください。",
        en=f"{name}: the old binary format (.doc, .xls, .ppt) cannot be read; "
        "save it as DOCX or XLSX.",
    )


def _most(packed: int) -> int:
    return min(LARGEST_UNPACKED, max(RATIO_FROM, packed * LARGEST_RATIO))


def _refuse_declared(name: str, parts: list[ZipInfo], packed: int) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > _most(packed):
        _too_large(name)
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise _encrypted(name)
        steps = part.filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or steps[0].endswith(":"):
            raise _damaged(name)
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _damaged(name)


def _content_start(name: str, part: ZipInfo, data: bytes) -> int:
    """Return where the packed bytes of ``part`` begin, after its own header."""
    try:
        header = _LOCAL.unpack_from(data, part.header_offset)
    except struct.error as error:
        raise _damaged(name) from error
    if header[0] != ZIP:
        raise _damaged(name)
    return part.header_offset + _LOCAL.size + int(header[-2]) + int(header[-1])


def _unfold(name: str, part: ZipInfo, packed: memoryview) -> int:
    """Return the true size of a part; DocumentError where it or the checksum is not as declared."""
    size, checksum, prolog = 0, 0, _Prolog()
    try:
        for chunk in _chunks(part, packed):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if size > part.file_size:
                _too_large(name)
            prolog.feed(chunk)
            if prolog.is_endless:
                raise _damaged(name)
    except zlib.error as error:
        raise _damaged(name) from error
    if prolog.has_document_type:
        raise _with_entities(name, part.filename)
    if (size, checksum) != (part.file_size, part.CRC):
        raise _damaged(name)
    return size


def _chunks(part: ZipInfo, packed: memoryview) -> Iterator[bytes]:
    """Yield the content of a part in pieces of bounded size."""
    if part.compress_type == ZIP_STORED:
        for start in range(0, len(packed), _CHUNK):
            yield bytes(packed[start : start + _CHUNK])
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _CHUNK):
        waiting: bytes | memoryview = packed[start : start + _CHUNK]
        while waiting and not unpacker.eof:
            yield unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
    yield unpacker.flush()


class _Prolog:
    """Watches what stands before the root element of a part, if the part is XML at all."""

    def __init__(self) -> None:
        self.has_document_type = False
        self.is_endless = False
        self._open = True
        self._length = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._root

    def feed(self, chunk: bytes) -> None:
        if not self._open:
            return
        self._length += len(chunk)
        try:
            self._parser.Parse(chunk, False)
        except (expat.ExpatError, LookupError, ValueError):
            self._open = False  # no XML, or none that a library will read
        self.is_endless = self._open and self._length > LARGEST_PROLOG

    def _document_type(self, *_: object) -> None:
        self.has_document_type, self._open = True, False

    def _root(self, *_: object) -> None:
        self._open = False


def _too_large(name: str) -> NoReturn:
    raise DocumentError(
        ja=f"{name}: 展開すると上限（{LARGEST_UNPACKED // 2**20} MiB、{LARGEST_RATIO} 倍、"
        f"{MOST_PARTS:,} 部品）を超えます。必要な部分だけを保存し直してください。",
        en=f"{name}: unfolds to more than the limit ({LARGEST_UNPACKED // 2**20} MiB, "
        f"{LARGEST_RATIO} times its size, {MOST_PARTS:,} parts); save only what is needed.",
    )


def _damaged(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: XLSX・DOCX として壊れています。元のソフトで開いて保存し直してください。",
        en=f"{name}: is damaged as an XLSX or DOCX file; open it in its program and save it again.",
    )


def _encrypted(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: パスワードで保護されています。保護を外して保存し直してください。",
        en=f"{name}: is protected by a password; save it without one.",
    )


def _with_entities(name: str, part: str) -> DocumentError:
    shown = part if part.isprintable() else ascii(part)
    return DocumentError(
        ja=f"{name}: 部品 {shown} に文書型宣言（DTD）があります。"
        "元のソフトで開いて保存し直してください。",
        en=f"{name}: its part {shown} declares a document type (DTD); "
        "open it in its program and save it again.",
    )
