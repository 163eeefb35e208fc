"""What the system tells of processes, where Linux tells it (/proc)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    """A process by its number; what is asked of one that has ended is 0 or False."""

    pid: int

    @property
    def _stat(self) -> list[str]:
        """The fields behind the name: state, parent, …"""
        try:
            return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return []

    @property
    def is_running(self) -> bool:
        return self._stat[:1] not in ([], ["Z"])

    @property
    def parent(self) -> int:
        return int((self._stat[1:2] or ["0"])[0])

    @property
    def seconds(self) -> float:
        """How long it has kept a processor busy."""
        return sum(map(int, self._stat[11:13])) / _TICK

    @property
    def memory(self) -> int:
        """Bytes that it holds."""
        return int((self._stat[21:22] or ["0"])[0]) * _PAGE

    @property
    def has_store(self) -> bool:
        """Tell whether it has files of a dataset's store open."""
        try:
            return any("/store/" in os.readlink(each)
                       for each in Path(f"/proc/{self.pid}/fd").iterdir())
        except (FileNotFoundError, ProcessLookupError):
            return False


def descendants(pid: int) -> Iterator[Process]:
    """Yield the processes that ``pid`` has started, and theirs."""
    everyone = [Process(int(path.name)) for path in Path("/proc").iterdir()
                if path.name.isdigit()]
    for each in everyone:
        if each.parent == pid:
            yield each
            yield from descendants(each.pid)
