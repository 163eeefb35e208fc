"""A folder held by what it is, not by its name: a swap takes nothing from under its reader.

The store opens some of its files late. Through the held folder they are found even after another
folder has taken the name, and the lock tells a build not to delete them yet.
"""

from __future__ import annotations

import os
import sys
import weakref
from pathlib import Path

from graph.swap import is_at, try_lock


class HeldFolder:
    """A folder that stays readable for as long as this object lives.

    Where the system offers no path to an open folder, ``path`` is the name itself; on Windows
    nothing is held, because there an open file cannot be taken away.
    """

    def __init__(self, name: Path, descriptor: int | None) -> None:
        self._name = name
        self._descriptor = descriptor
        if descriptor is not None:
            weakref.finalize(self, os.close, descriptor)

    @classmethod
    def hold(cls, name: Path) -> HeldFolder | None:
        """Hold the folder that stands at ``name``; None where it is just being replaced."""
        if sys.platform == "win32":
            return cls(name, None)
        try:
            folder = cls(name, os.open(name, os.O_RDONLY))
        except FileNotFoundError:
            return None
        return folder if folder._lock() and folder.is_current else None

    def _lock(self) -> bool:
        return self._descriptor is None or try_lock(self._descriptor, shared=True)

    @property
    def path(self) -> Path:
        """Where to read the folder, whatever its name is by now."""
        through_descriptor = Path(f"/proc/self/fd/{self._descriptor}")
        return through_descriptor if through_descriptor.is_dir() else self._name

    def file(self, name: str) -> Path:
        """Return where the file ``name`` of the folder is read."""
        return self.path / name

    @property
    def is_current(self) -> bool:
        """True while the folder still stands at its name."""
        return self._descriptor is None or is_at(self._descriptor, self._name)
