"""The state of the program, named: two builds by the same state give the same from the same
documents, so what one has made another may keep."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from packaging.requirements import Requirement

from loaders.forms import SETTING

_ROOMS = ("ontology", "loaders", "graph", "queries")
"""The packages that what is read, concluded and kept as answers depends on."""
_SUFFIXES = (".py", ".toml", ".ttl", ".csv", ".rq")


@cache
def program_state() -> str:
    """Return a digest of the program's own files, of the versions of what it runs on, and of the
    conventions that the operator has added."""
    known = hashlib.sha256()
    for package in _ROOMS:
        for name, data in _files(resources.files(package), package):
            known.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    for requirement in sorted(metadata.requires("shisaku") or ()):
        known.update(f"{requirement} {_version(requirement)}\n".encode())
    for name, data in _own_conventions():
        known.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return known.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{name}/{entry.name}")
        elif entry.name.endswith(_SUFFIXES):
            yield f"{name}/{entry.name}", entry.read_bytes()


def _version(requirement: str) -> str:
    """Return the installed version of what a requirement names, "" where it is not installed."""
    name = Requirement(requirement).name
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _own_conventions() -> Iterator[tuple[str, bytes]]:
    folder = os.environ.get(SETTING)
    if folder and Path(folder).is_dir():
        for path in sorted(Path(folder).glob("*.toml")):
            yield path.name, path.read_bytes()
