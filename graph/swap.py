"""Puts a folder in another's place so that a reader finds the old or the new one, never neither.

On Linux the two folders change names in one step (renameat2 with RENAME_EXCHANGE). Where the
system or its file system cannot do that, the old folder is first renamed to ``.{name}.old``: a
process killed between the two renames leaves no folder of the proper name, and whoever comes next
puts the old one back (``recover``).

Beside a folder there may stand, for the time of a build or after a killed one: ``.{name}.lock``,
``.{name}.building-{pid}`` (the unfinished new folder or the replaced old one), ``.{name}.old``.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from ontology.errors import DatasetError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)
_PAUSE = 0.02
PATIENCE = 20.0
"""Seconds for which one who writes waits for others: a build for a person's verdict, say."""


def make_building_folder(target: Path) -> Path:
    """Make a folder beside ``target`` for this process to build in, and return it."""
    name = f"{_building_prefix(target)}{os.getpid()}"
    folder = target.with_name(name)
    numbers = count(2)
    while folder.exists():
        folder = target.with_name(f"{name}-{next(numbers)}")
    folder.mkdir()
    return folder


def _building_prefix(target: Path) -> str:
    return f".{target.name}.building-"


def _old_folder(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


@contextmanager
def build_lock(target: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the right to change ``target``; DatasetError where another process has it, and keeps
    it for ``patience`` seconds.

    The lock goes with the process that holds it, so a killed build blocks nobody.
    """
    path = target.with_name(f".{target.name}.lock")
    descriptor = _locked(path, target, time.monotonic() + patience)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _locked(path: Path, target: Path, deadline: float) -> int:
    """Open and lock ``path``; anew where its last holder took the file away meanwhile."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        locked = try_lock(descriptor)
        if locked and is_at(descriptor, path):
            return descriptor
        os.close(descriptor)
        if not locked and time.monotonic() >= deadline:
            raise DatasetError(
                ja=f"{target}: 別の処理が作成中です。終わってから実行してください。",
                en=f"{target}: another process is building it; run again when it is done.",
            )
        if not locked:
            time.sleep(_PAUSE)


def is_at(descriptor: int, path: Path) -> bool:
    """Tell whether the open file or folder ``descriptor`` is the one that stands at ``path``."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Lock an open file or folder without waiting; tell whether that was possible."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def put_in_place(new: Path, target: Path) -> None:
    """Let ``new`` stand at ``target``; what stood there is at ``new`` afterwards, if anything.

    Call it under ``build_lock``. OSError where the file system refuses.
    """
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = _old_folder(target)
        target.rename(old)
        new.rename(target)
        old.rename(new)
    sync(target.parent)


def _exchange(first: Path, second: Path) -> bool:
    """Let two paths change names in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))


def needs_recovery(target: Path) -> bool:
    """Tell whether a killed process has left ``target`` under its old name."""
    return not target.exists() and _old_folder(target).exists()


def is_missing(target: Path) -> bool:
    """Tell whether there is neither ``target`` nor an old one, even while they change names: the
    name is looked up before and after the other one."""
    return not (target.exists() or _old_folder(target).exists() or target.exists())


def recover(target: Path) -> None:
    """Put back what a killed process left under its old name, or take it away where the new
    folder is in place. Call it under ``build_lock``."""
    if needs_recovery(target):
        _old_folder(target).rename(target)
        sync(target.parent)
    remove_unless_held(_old_folder(target))


def remove_leftovers(target: Path) -> None:
    """Take away what dead builds of ``target`` left. Call it under ``build_lock``: its holder is
    the one live builder, so every building folder is a dead one's. A folder that a reader still
    holds open stays for the next build."""
    for path in target.parent.iterdir():
        if path.name.startswith(_building_prefix(target)):
            remove_unless_held(path)


def remove_unless_held(folder: Path) -> None:
    """Remove ``folder`` where it exists and no reader holds a lock on it."""
    if not folder.is_dir():
        return
    if sys.platform == "win32":
        shutil.rmtree(folder, ignore_errors=True)
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if try_lock(descriptor):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Have every file and folder below ``folder``, and itself, written to the disk. A file that
    stands in another folder as well is there already."""
    for path in folder.rglob("*"):
        if path.is_dir() or path.stat().st_nlink == 1:
            sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Have one file or folder written to the disk; folders only where the system can."""
    if sys.platform == "win32" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
