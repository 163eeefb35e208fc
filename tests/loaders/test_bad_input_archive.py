"""Packages that would unfold into too much, lie about their size or bring entities: refused."""

import struct
import zipfile
from io import BytesIO

import pytest

from loaders import archive
from loaders.archive import checked_archive, refused_compound
from ontology.errors import DocumentError

SHEET = b'<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData/></worksheet>'
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
)


def package(
    parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
        made.comment = comment
    return stream.getvalue()


def with_declared_size(data: bytes, size: int) -> bytes:
    """Change the declared size of a package's only part, in its central directory."""
    place = data.index(b"PK\x01\x02") + 24
    return data[:place] + struct.pack("<L", size) + data[place + 4 :]


def with_flag(data: bytes, flag: int) -> bytes:
    place = data.index(b"PK\x01\x02") + 8
    return data[:place] + struct.pack("<H", flag) + data[place + 2 :]


def overlapping() -> bytes:
    """Two parts in the central directory that share one stored content."""
    data = package({"a.xml": SHEET, "b.xml": SHEET})
    second = data.rindex(b"PK\x01\x02") + 42
    return data[:second] + struct.pack("<L", 0) + data[second + 4 :]


REFUSED = [
    ("random bytes", b"PK\x03\x04" + bytes(range(256)), "damaged"),
    ("a truncated package", package({"a.xml": SHEET})[:60], "damaged"),
    ("a bomb that declares its size", package({"a.xml": bytes(5 * 2**20)}), "more than the limit"),
    ("a part of more than declared",
     with_declared_size(package({"a.xml": SHEET * 100}), 10), "more than the limit"),
    ("a part of less than declared", with_declared_size(package({"a.xml": SHEET}), 1_000),
     "damaged"),
    ("an encrypted part", with_flag(package({"a.xml": SHEET}), 1), "password"),
    ("a strongly encrypted part", with_flag(package({"a.xml": SHEET}), 0x41), "password"),
    ("a part that is a patch", with_flag(package({"a.xml": SHEET}), 0x20), "damaged"),
    ("a wrong checksum", package({"a.xml": SHEET}, zipfile.ZIP_STORED).replace(b"sheet", b"shoot"),
     "damaged"),
    ("two names of one part", package({"a.xml": SHEET}).replace(b"a.xml", b"b.xml", 1), "damaged"),
    ("parts that overlap", overlapping(), "damaged"),
    ("a part above its folder", package({"../a.xml": SHEET}), "damaged"),
    ("a part at the root", package({"/etc/a.xml": SHEET}), "damaged"),
    ("a part on a drive", package({"C:\\a.xml": SHEET}), "damaged"),
    ("another packing", package({"a.xml": SHEET}, zipfile.ZIP_LZMA), "damaged"),
    ("entities", package({"a.xml": SHEET, "xl/b.xml": ENTITIES}), "xl/b.xml"),
    ("entities under another name", package({"b.bin": ENTITIES}), "b.bin"),
    ("entities in UTF-16",
     package({"b.xml": ENTITIES.decode().replace("1.0", "1.0", 1).encode("utf-16")}), "b.xml"),
    ("entities after a long comment",
     package({"b.xml": b"<!--" + bytes(range(48, 58)) * 10_000 + b"-->" + ENTITIES[21:]}), "b.xml"),
    ("a comment without an end",
     package({"b.xml": b"<!--" + b"x" * 2 * 2**20}), "damaged"),
]
LOADED = [
    ("one part", {"a.xml": SHEET}, zipfile.ZIP_DEFLATED),
    ("stored parts", {"a.xml": SHEET, "b/c.xml": SHEET}, zipfile.ZIP_STORED),
    ("a picture", {"a.xml": SHEET, "p.png": bytes(range(256)) * 100}, zipfile.ZIP_DEFLATED),
    ("an empty part", {"a.xml": SHEET, "b.xml": b""}, zipfile.ZIP_DEFLATED),
    ("a part of many chunks", {"a.bin": bytes(range(256)) * 3_000}, zipfile.ZIP_DEFLATED),
    ("a short part of one letter", {"a.xml": SHEET, "b.bin": bytes(2**20)}, zipfile.ZIP_DEFLATED),
]


def test_number_of_cases() -> None:
    assert (len(REFUSED), len(LOADED)) == (20, 6)


@pytest.mark.parametrize(("name", "data", "word"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_package_that_is_not_sound_is_refused_in_one_line(
    name: str, data: bytes, word: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        checked_archive("a.xlsx", data)
    assert word in caught.value.en
    for language in ("ja", "en"):
        message = caught.value.message(language)
        assert message.startswith("a.xlsx: ")
        assert "\n" not in message


@pytest.mark.parametrize(("name", "parts", "method"), LOADED, ids=[case[0] for case in LOADED])
def test_a_sound_package_gives_the_names_of_its_parts(
    name: str, parts: dict[str, bytes], method: int
) -> None:
    assert checked_archive("a.xlsx", package(parts, method)) == tuple(parts)


@pytest.mark.parametrize(("limit", "value"), [
    ("LARGEST_PACKED", 100), ("LARGEST_UNPACKED", 100), ("MOST_PARTS", 1),
])
def test_each_limit_holds(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    data = package({"a.xml": SHEET, "b.xml": SHEET})
    checked_archive("a.docx", data)
    monkeypatch.setattr(archive, limit, value)
    with pytest.raises(DocumentError, match="more than the limit"):
        checked_archive("a.docx", data)


def test_a_part_is_unfolded_no_further_than_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_declared_size(package({"a.bin": bytes(3 * 2**20)}), 1_000)
    unfolded: list[int] = []
    chunks = archive._chunks

    def counted(part: zipfile.ZipInfo, packed: memoryview) -> object:
        for chunk in chunks(part, packed):
            unfolded.append(len(chunk))
            yield chunk

    monkeypatch.setattr(archive, "_chunks", counted)
    with pytest.raises(DocumentError):
        checked_archive("a.xlsx", data)
    assert sum(unfolded) <= 2**16


@pytest.mark.parametrize(("data", "word"), [
    (archive.COMPOUND + bytes(600), "old binary format"),
    (archive.COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
])
def test_the_older_container_is_told_from_an_encrypted_package(data: bytes, word: str) -> None:
    assert word in refused_compound("a.xls", data).en
