"""The parts of a DOCX package as trees of elements, and how they refer to one another.

Names of elements are those of ECMA-376 part 1 without their namespace: the transitional and the
strict form of the standard, which differ in nothing but that, read alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from loaders.archive import checked_archive
from ontology.errors import DocumentError

LARGEST_PART = 32 * 1024 * 1024
"""An XML part of more bytes is refused."""
DEEPEST = 150
"""Elements nested deeper are refused."""
_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         "http://purl.oclc.org/ooxml/wordprocessingml/main")
_PREFIXES = {
    **dict.fromkeys(_WORD, ""),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
_RELATIONSHIPS = "_rels/.rels"


def name_of(element: Element) -> str:
    """Return the name of a word processor's element, with mc: or m: for those of the two other
    vocabularies that hold text, "" for any other."""
    namespace, _, name = element.tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return "" if prefix is None else prefix + name


def value(element: Element | None, attribute: str = "val") -> str | None:
    """Return an attribute of the word processor's vocabulary, None where there is none."""
    if element is None:
        return None
    return next((element.get(f"{{{word}}}{attribute}") for word in _WORD
                 if element.get(f"{{{word}}}{attribute}") is not None), None)


def whole(printed: str | None, otherwise: int = 0) -> int:
    """Return the whole number that an attribute holds, ``otherwise`` where it holds none."""
    sound = printed is not None and len(printed) < 10 and printed.removeprefix("-").isdecimal()
    return int(printed) if printed is not None and sound else otherwise


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element at the end of the ``path`` of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def switched_on(element: Element | None) -> bool:
    """Return whether a property that is on or off is on."""
    return element is not None and value(element) not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another one refers to: the last word of the kind of reference, and its path."""

    kind: str
    path: str


class Package:
    """A package that has passed ``checked_archive``."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._parts = frozenset(checked_archive(name, data))
        self._file = ZipFile(BytesIO(data))

    def related(self, path: str) -> Iterator[Related]:
        """Yield what the part at ``path`` ("" for the package itself) refers to inside of it."""
        folder, file = posixpath.split(path)
        listed = posixpath.join(folder, f"_rels/{file}.rels") if path else _RELATIONSHIPS
        for one in self.tree(listed) if listed in self._parts else ():
            target = one.get("Target", "")
            if one.get("TargetMode") != "External" and target:
                found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if found in self._parts:
                    yield Related(one.get("Type", "").rpartition("/")[2], found)

    def tree(self, path: str) -> Element:
        """Return the root element of the part at ``path``; DocumentError where it is no sound XML
        or breaks a limit of this module."""
        try:
            information = self._file.getinfo(path)
            if information.file_size > LARGEST_PART:
                raise self._too_large(path)
            root: Element = fromstring(self._file.read(path), forbid_dtd=True)
        except (ParseError, DefusedXmlException, BadZipFile, LookupError, ValueError) as error:
            raise self._broken(path) from error
        if _depth(root) > DEEPEST:
            raise self._too_large(path)
        return root

    def _broken(self, path: str) -> DocumentError:
        shown = path if path.isprintable() else ascii(path)
        return DocumentError(
            ja=f"{self._name}: 部品 {shown} が XML として壊れています。"
            "Word で開いて保存し直してください。",
            en=f"{self._name}: its part {shown} is no sound XML; open it in its program and "
            "save it again.",
        )

    def _too_large(self, path: str) -> DocumentError:
        return DocumentError(
            ja=f"{self._name}: 部品 {path} が上限（{LARGEST_PART // 2**20} MiB、"
            f"入れ子 {DEEPEST} 段）を超えます。分けて保存し直してください。",
            en=f"{self._name}: its part {path} breaks the limit ({LARGEST_PART // 2**20} MiB, "
            f"{DEEPEST} nested elements); split the document.",
        )


def _depth(root: Element) -> int:
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [] if deepest > DEEPEST else [one for element in level for one in element]
    return deepest
