"""The parts of a spreadsheet file that its sheets refer to: their list, texts and formats.

Source: ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles); part 2, 9.3
(relationships). Names of elements are compared without their namespace, so that files of the
strict and the transitional standard read alike.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from loaders.archive import checked_archive
from loaders.sheet import faults
from loaders.sheet.shown import BUILT_IN, GENERAL

VISIBLE = "visible"
DEEPEST = 64
"""Elements of a workbook lie at most a dozen deep in one another."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WORKBOOK, _SHEET = "officeDocument", "worksheet"


def unescaped(text: str) -> str:
    """Return ``text`` with the characters that XML cannot hold (_x000D_) as themselves."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


class Part:
    """One part, walked through by the parser; a subclass takes what it needs.

    ``path`` holds the names of the open elements.
    """

    def __init__(self, name: str, part: str) -> None:
        self.name = name
        self.part = part
        self.path: list[str] = []

    def read(self, data: bytes) -> None:
        """Walk through ``data``; DocumentError where it is no well-formed XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError, OverflowError) as fault:
            raise faults.damaged(self.name, self.part) from fault

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.path) > DEEPEST:
            raise faults.damaged(self.name, self.part)
        local = tag.rpartition(" ")[2]
        self.path.append(local)
        self.start(local, attributes)

    def _end(self, tag: str) -> None:
        self.end(self.path.pop())

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take characters."""


class _Relations(Part):
    """The parts that a part refers to: (kind, target) by identifier."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(name, part)
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class _Workbook(Part):
    """The sheets in their order, and from which day dates are counted."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(name, part)
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items()
                             if key.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", VISIBLE),
                                relation))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Texts(Part):
    """The shared strings; readings (furigana) of a text are no part of it."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(name, part)
        self.found: list[str] = []
        self._pieces: list[str] = []

    def text(self, text: str) -> None:
        if self.path[-1] == "t" and "rPh" not in self.path:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "si":
            self.found.append(unescaped("".join(self._pieces)))
            self._pieces.clear()


class _Styles(Part):
    """The format code of each style of a cell, by its number."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(name, part)
        self._codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
        self._used: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and "cellXfs" in self.path:
            self._used.append(attributes.get("numFmtId", "0"))

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._codes.get(number, GENERAL) for number in self._used)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of cells: its name, whether it is visible, and its XML."""

    name: str
    state: str
    part: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """A spreadsheet file taken apart; ``sheets`` in the order of the workbook."""

    name: str
    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    from_1904: bool = field(default=False)


def open_package(name: str, data: bytes) -> Package:
    """Return the parts of the workbook ``data``; DocumentError where it is none or damaged."""
    checked_archive(name, data)
    with ZipFile(BytesIO(data)) as archive:
        parts = {each: _unfolded(name, archive, each) for each in archive.namelist()
                 if each.endswith((".xml", ".rels"))}
    return _package(name, parts)


def _unfolded(name: str, archive: ZipFile, part: str) -> bytes:
    try:
        return archive.read(part)
    except (BadZipFile, EOFError, zlib.error, NotImplementedError) as fault:
        raise faults.damaged(name, part) from fault


def _package(name: str, parts: Mapping[str, bytes]) -> Package:
    path = next((target for kind, target in _relations(name, parts, "").values()
                 if kind == _WORKBOOK), "")
    if not path.endswith(".xml") or path not in parts:
        raise faults.not_a_workbook(name)
    workbook = _Workbook(name, path)
    workbook.read(parts[path])
    relations = _relations(name, parts, path)
    of_kind = dict(relations.values())
    texts = _Texts(name, of_kind.get("sharedStrings", ""))
    styles = _Styles(name, of_kind.get("styles", ""))
    for part in (texts, styles):
        if part.part in parts:
            part.read(parts[part.part])
    sheets = []
    for title, state, relation in workbook.sheets:
        kind, target = relations.get(relation, ("", ""))
        if kind == _SHEET and target not in parts:
            raise faults.damaged(name, target)
        if kind == _SHEET:
            sheets.append(SheetPart(title, state, target, parts[target]))
    if not sheets:
        raise faults.not_a_workbook(name)
    return Package(name, tuple(sheets), tuple(texts.found), styles.codes, workbook.from_1904)


def _relations(name: str, parts: Mapping[str, bytes], of: str) -> dict[str, tuple[str, str]]:
    """Return what the part ``of`` ("": the package) refers to, with targets as names of parts."""
    folder, file = posixpath.split(of)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path not in parts:
        return {}
    relations = _Relations(name, path)
    relations.read(parts[path])
    return {key: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            for key, (kind, target) in relations.found.items()}
