"""A file that appears whole or not at all, with the rights that any new file gets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; it takes the place of ``path`` when the block ends well, and is
    gone when it does not. OSError where the folder refuses."""
    building = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with building.open("wb") as file:
            yield file
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)
