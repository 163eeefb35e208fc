"""Documents as they are handed in: known by name and digest, their bytes fetched when needed, so
that many documents need no more memory than one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from loaders.records import Municipality
from loaders.source import digest
from ontology.errors import DocumentError

LARGEST = 256 * 1024 * 1024
"""A file of more bytes is refused, whatever its form; the readers of forms have lower limits."""


@dataclass(frozen=True, slots=True)
class Given:
    """A document as handed in: file name, SHA-256 of its bytes, how to fetch them, and whose it is
    where that was stated."""

    name: str
    sha256: str
    fetch: Callable[[], bytes]
    municipality: Municipality | None = None

    @classmethod
    def of(
        cls, name: str, fetch: Callable[[], bytes], municipality: Municipality | None = None
    ) -> Given:
        """Return the document whose bytes ``fetch`` gives."""
        return cls(name, digest(fetch()), fetch, municipality)

    def data(self) -> bytes:
        """Return the bytes; DocumentError where they are no longer what was handed in."""
        data = self.fetch()
        if digest(data) != self.sha256:
            raise DocumentError(
                ja=f"{self.name}: 指定された後に中身が変わりました。もう一度指定してください。",
                en=f"{self.name}: has changed since it was handed in; hand it in again.",
            )
        return data

    def of_municipality(self, municipality: Municipality | None) -> Given:
        """Return the document as one of ``municipality``."""
        return replace(self, municipality=municipality)


def given_files(paths: Iterable[Path], municipality: Municipality | None) -> list[Given]:
    """Look at the files; DocumentError where one cannot be read or two differ but share their
    name."""
    found: dict[str, Given] = {}
    for path in paths:
        given = Given.of(path.name, partial(bytes_of, path), municipality)
        if found.setdefault(path.name, given).sha256 != given.sha256:
            raise DocumentError(
                ja=f"{path}: 同じ名前で中身の違う資料が二つあります。"
                "どちらかの名前を変えてください。",
                en=f"{path}: two documents that differ share this name; rename one.",
            )
    return list(found.values())


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; DocumentError where it cannot be read, is too large, or is none."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _no_file(path)
            data = file.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise _no_file(path) from error
    except OSError as error:
        raise DocumentError(
            ja=f"{path}: 読み込めません（{error.strerror}）。パスを確かめてください。",
            en=f"{path}: cannot be read ({error.strerror}); check the path.",
        ) from error
    if len(data) > LARGEST:
        raise DocumentError(
            ja=f"{path}: 上限の {LARGEST // 2**20} MiB を超えています。分けて指定してください。",
            en=f"{path}: is larger than the limit of {LARGEST // 2**20} MiB; split the file.",
        )
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to must not hold the program up."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _no_file(path: Path) -> DocumentError:
    return DocumentError(
        ja=f"{path}: フォルダーやパイプなどで、ファイルではありません。"
        "資料のファイルを指定してください。",
        en=f"{path}: is a folder, a pipe or a device, not a file; name the file of a document.",
    )
