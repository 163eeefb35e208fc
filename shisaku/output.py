"""Where a command's answer goes: a file that appears whole or not at all, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.whole_file import whole_file
from ontology.errors import DatasetError


@contextmanager
def output_to(path: Path | None) -> Iterator[BinaryIO]:
    """Give the file at ``path`` to write to, or standard output; DatasetError where it cannot be
    written."""
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        with whole_file(path) as file:
            yield file
    except OSError as error:
        raise DatasetError(
            ja=f"{path}: 書き込めません（{error.strerror}）。",
            en=f"{path}: cannot be written ({error.strerror}).",
        ) from error
