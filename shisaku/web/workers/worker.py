"""The server's end of a worker: asks it, reads its answer into a spool, ends it.

The answer is kept until it is whole: only then is it known whether it was cut, failed or ran out
of time, and a client that reads slowly holds no worker.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graph.place import Place
from ontology.errors import DatasetError, QueryError, QuerySyntaxError, ShisakuError
from shisaku.processes import process_context
from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS, Format
from shisaku.web.limits import Limits
from shisaku.web.workers.process import serve
from shisaku.web.workers.question import (
    DATA,
    END,
    FAULT,
    HEAD,
    QUESTION,
    NotAcceptableError,
    frame,
)

_IN_MEMORY = 1024 * 1024
"""Bytes of an answer that are kept in memory; a larger one goes to a temporary file."""
_OPENING = 60.0
"""Seconds in which a worker must have opened the dataset."""
_ERRORS: dict[str, type[ShisakuError]] = {
    each.__name__: each for each in (QueryError, NotAcceptableError, DatasetError)}


class WorkerLostError(Exception):
    """The process ended before it had answered; the argument is its exit code, or None."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: ``body`` stands at its beginning and has ``size`` bytes; ``cut`` is true
    where it has only as many rows as one answer may have."""

    format: Format
    is_graph: bool
    cut: bool
    size: int
    body: IO[bytes]
    snapshot: str


class Worker:
    """A process that has the dataset open; it answers one question at a time."""

    def __init__(self, process: Any, reader: asyncio.StreamReader,
                 writer: asyncio.StreamWriter) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self.snapshot = ""
        self.quads = 0
        self._is_asked = False
        self._is_tired = False
        self._started = 0.0

    @classmethod
    async def start(cls, path: Place, copies: Path, limits: Limits) -> Worker:
        """Start a worker on the dataset that stands at ``path``; DatasetError where it cannot be
        opened, WorkerLostError where the process ends. ``copies`` is as in ``memory``."""
        near, far = socket.socketpair()
        with contextlib.ExitStack() as undo, far:
            undo.callback(near.close)
            process = await _whole(asyncio.to_thread(_started, far, path, copies, limits))
            undo.pop_all()
        reader, writer = await asyncio.open_connection(sock=near, limit=_IN_MEMORY)
        worker = cls(process, reader, writer)
        with contextlib.ExitStack() as undo:
            undo.callback(worker.close)
            kind, content = await asyncio.wait_for(worker._frame(), _OPENING)
            told = json.loads(content)
            if kind == FAULT:
                raise _error(told)
            undo.pop_all()
        worker.snapshot, worker.quads = told["snapshot"], told["quads"]
        return worker

    async def ask(self, question: bytes) -> Answer:
        """Return the answer to ``question`` (its JSON); QueryError where that is at fault,
        WorkerLostError where the process ends over it."""
        self._is_asked = True
        self._started = _work(self._process.pid)
        self._writer.write(frame(QUESTION, question))
        body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer's
        with contextlib.ExitStack() as undo:
            undo.callback(body.close)
            while True:
                kind, content = await self._frame()
                if kind != DATA:
                    break
                body.write(content)
            self._is_asked = False
            told = json.loads(content)
            if kind != END:
                raise _error(told)
            undo.pop_all()
        self._is_tired |= told["spent"]
        size = body.tell()
        body.seek(0)
        formats = GRAPH_FORMATS if told["graph"] else ROW_FORMATS
        return Answer(formats[told["format"]], told["graph"], told["cut"], size, body,
                      self.snapshot)

    async def _frame(self) -> tuple[bytes, bytes]:
        try:
            kind, length = HEAD.unpack(await self._reader.readexactly(HEAD.size))
            return kind, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            code = await asyncio.to_thread(self._ended)
            raise WorkerLostError(code) from error

    def _ended(self) -> int | None:
        self._process.join(1.0)
        code: int | None = self._process.exitcode
        return code

    @property
    def seconds(self) -> float:
        """How long the question under way has kept a processor busy; where the system does not
        tell, how long it has taken."""
        return _work(self._process.pid) - self._started

    def yield_to_others(self, level: int) -> None:
        """Let the process run the less, the more others want to: ``level`` is 1 to 19, and there
        is no way back."""
        self._is_tired = True
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, level)

    def close(self) -> None:
        """End the process whatever it is doing."""
        self._is_tired = True
        self._process.kill()
        self._writer.close()

    @property
    def is_ready(self) -> bool:
        """True where it can be asked: it runs, answers nobody, and was not worn out."""
        return not (self._is_asked or self._is_tired or self._reader.at_eof())


def ran_out_of_memory(error: WorkerLostError) -> bool:
    """Tell whether the process ended as the engine ends it where it gets no more memory."""
    return bool(error.args[0] == -signal.SIGABRT)


async def _whole(starting: Coroutine[Any, Any, Any]) -> Any:
    """Return the process of ``starting``. Whoever cancels this waits for its start all the same,
    and it is ended then: a half started one would be nobody's."""
    start = asyncio.ensure_future(starting)
    try:
        return await asyncio.shield(start)
    except asyncio.CancelledError:
        (await start).kill()
        raise


def _started(pipe: socket.socket, path: Place, copies: Path, limits: Limits) -> Any:
    process = process_context(serve.__module__).Process(  # type: ignore[attr-defined]
        target=serve, args=(pipe, path, copies, limits), daemon=True, name="shisaku-worker")
    process.start()
    return process


def _work(pid: int) -> float:
    """Return the processor time of a process (Linux's number for its clock), else the time."""
    if not sys.platform.startswith("linux"):
        return time.monotonic()
    try:
        return time.clock_gettime((~pid) << 3 | 2)
    except OSError:
        return 0.0


def _error(told: dict[str, Any]) -> ShisakuError:
    """Return the error that a worker told."""
    if "line" in told:
        return QuerySyntaxError(ja=told["ja"], en=told["en"], line=told["line"],
                                column=told["column"])
    return _ERRORS.get(told["kind"], QueryError)(ja=told["ja"], en=told["en"])
