"""A process of its own that reads documents: a hostile or broken file can exhaust or crash it, and
nothing but that file's reading is lost.

Limits: memory (where the system can limit it) and time. What it says on its standard streams is
dropped; an error comes back as the error it is, with its traceback as the cause.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection

from loaders.document import Document
from loaders.records import Municipality, Reading
from ontology.errors import DocumentError, ShisakuError
from shisaku.processes import process_context

SECONDS = 50.0
"""A document that takes longer is given up, unless SHISAKU_SECONDS says otherwise."""
SETTING = "SHISAKU_SECONDS"
"""Environment variable with the seconds that one document may take."""
MEMORY = 1_800 * 1024 * 1024
"""Bytes of address space that a reading process may have."""
_GRACE = 5.0


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read, and whose it is: None where the document is to tell; without a name
    where it is to tell that. ``insists`` is true where the reader has to do with what is given."""

    name: str
    data: bytes
    municipality: Municipality | None
    insists: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task: a reading, None where the document is of nobody, or an error and the
    traceback that led to it."""

    outcome: Reading | ShisakuError | None
    trace: str = ""


class OtherProcessError(Exception):
    """The traceback of an error that was met in another process."""


class ReadingProcess:
    """Reads one document after another in a process of its own; ``close`` ends it at once."""

    def __init__(self) -> None:
        context = process_context(__name__)
        self._pipe, far = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(far, seconds()), daemon=True
        )
        self._process.start()
        far.close()
        self.is_open = True

    def read(self, task: Task) -> Reading | None:
        """Return what ``attempt`` returns; DocumentError as well where the document takes too
        long or brings the process down. The process is closed then."""
        try:
            self._pipe.send(task)
            if not self._pipe.poll(seconds()):
                self.close()
                raise _too_slow(task.name)
            answer: Answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise self._ended(task.name) from error
        if isinstance(answer.outcome, ShisakuError):
            raise answer.outcome from OtherProcessError(answer.trace)
        return answer.outcome

    def close(self) -> None:
        """End the process whatever it is doing."""
        self.is_open = False
        self._process.kill()

    def _ended(self, name: str) -> DocumentError:
        self._process.join(_GRACE)
        code = self._process.exitcode or 0
        self.close()
        if code == -getattr(signal, "SIGALRM", 0):
            return _too_slow(name)
        why = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return DocumentError(
            ja=f"{name}: 読み取りの途中で処理が止まりました（{why}）。ファイルが壊れているか"
            "大きすぎます。元のソフトで保存し直すか、分けてください。",
            en=f"{name}: the process that read it broke down ({why}): the file is damaged or needs "
            "too much memory; save it again in its program, or split it.",
        )


def seconds() -> float:
    """Return how long one document may take; ShisakuError where the setting is no such number."""
    text = os.environ.get(SETTING, "")
    with contextlib.suppress(ValueError):
        if not text or 0 < float(text) <= 86_400:
            return float(text or SECONDS)
    raise ShisakuError(
        ja=f"{SETTING}={text}: 秒数（0 より大きく 86400 以下）を指定してください。",
        en=f"{SETTING}={text}: give a number of seconds above 0, up to 86400.",
    )


def serve(pipe: Connection, limit: float) -> None:
    """Read what comes through ``pipe`` until it is closed: the main function of the process."""
    _be_quiet()
    _limit_memory()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        _set_alarm(limit + _GRACE)
        try:
            answer = Answer(attempt(task))
        except ShisakuError as error:
            answer = Answer(error, traceback.format_exc())
        pipe.send(answer)
        _set_alarm(0)


def attempt(task: Task) -> Reading | None:
    """Read a document; None where it does not tell whose it is, unless the task insists.

    DocumentError where it cannot be read, needs too much memory or is nested too deep, and where
    the reader fails in a way that it should not: that is told as what it is.
    """
    name = task.name
    try:
        document = Document(name, task.data)
        owner = task.municipality if task.insists else _owner(task, document)
        if owner is None and not task.insists:
            return None
        return document.reading(owner)
    except ShisakuError:
        raise
    except (MemoryError, RecursionError) as error:
        raise DocumentError(
            ja=f"{name}: 読むには大きすぎるか、入れ子が深すぎます。"
            "分けるか、元のソフトで保存し直してください。",
            en=f"{name}: too large or nested too deep to be read; "
            "split it, or save it again in its program.",
        ) from error
    except Exception as error:  # whatever a library of a file format throws at a broken file
        raise DocumentError(
            ja=f"{name}: 読み取りに失敗しました（{type(error).__name__}）。ファイルの破損か、"
            "このプログラムの誤りです。保存し直しても同じなら --debug の出力を知らせてください。",
            en=f"{name}: reading failed ({type(error).__name__}): a damaged file or a fault of "
            "this program; save the file again, and if that fails report what --debug shows.",
        ) from error


def _owner(task: Task, document: Document) -> Municipality | None:
    stated = task.municipality
    if stated is None:
        return document.municipality()
    if stated.name:
        return stated
    name = document.municipality_name()
    return Municipality(stated.code, name) if name else None


def _be_quiet() -> None:
    """Leave the terminal to the parent: its messages and its interrupt key."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # Some systems know the limit and refuse to set it: they read without.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (wanted, hard))


def _set_alarm(after: float) -> None:
    """Have the system end this process in ``after`` seconds, even one whose parent is gone."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, after)


def _too_slow(name: str) -> DocumentError:
    """Return the error for a document that takes longer than it may."""
    limit = f"{seconds():g}"
    return DocumentError(
        ja=f"{name}: {limit} 秒で読み終わりません。"
        f"分けるか、環境変数 {SETTING} で秒数を増やしてください。",
        en=f"{name}: not read within {limit} seconds; "
        f"split it, or allow more with the environment variable {SETTING}.",
    )
