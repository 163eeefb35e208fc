"""What a worker gives up before it reads a query: the network, and memory without end.

The guard refuses ``SERVICE`` in the text already; here the system refuses it to the process, so
that no text can get by. On Linux a seccomp filter lets no socket be made (an architecture that the
filter does not know may make no system call of that kind at all); elsewhere the guard stands alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import signal
import sys
from pathlib import Path

_AUDIT_AND_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: the number by which the kernel knows its calls, and that of ``socket``."""
_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EACCES
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_OOM_SCORE = Path("/proc/self/oom_score_adj")


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("if_true", ctypes.c_ubyte),
                ("if_false", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def forbid_network() -> bool:
    """Let this process, for good, make no new socket; tell whether the system did so."""
    known = _AUDIT_AND_SOCKET.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    architecture, socket = known
    instructions = (
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 0, 4, architecture),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 2, 0, _X32), (_EQUAL, 1, 0, socket),
        (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY))
    array = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    program = _Program(len(instructions), array)
    return bool(prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def limit_memory(more: int) -> None:
    """Let this process take ``more`` bytes beyond what it has now; the system ends it where it
    wants more still. Where memory runs out for the whole machine, it is the first to go."""
    if sys.platform == "win32":
        return
    import resource

    for limit, most in ((resource.RLIMIT_AS, _address_space() + more), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # Some systems know the limit and refuse to set it: they work without.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (wanted, hard))
    with contextlib.suppress(OSError):
        _OOM_SCORE.write_text("1000", encoding="ascii")


def _address_space() -> int:
    """Return the bytes of address space that this process has."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def peak_memory() -> int:
    """Return the most bytes that this process has ever held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def end_within(seconds: float) -> None:
    """Have the system end this process after ``seconds``, even one whose parent is gone; 0 takes
    that back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def be_quiet() -> None:
    """Leave the terminal, and its interrupt key, to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
