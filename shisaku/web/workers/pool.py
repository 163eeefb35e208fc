"""Keeps workers at hand, gives each question to one, and ends what takes too long.

A query that takes long leaves its place to others (``lanes``); a little later its process runs
only where no other one wants to, and is not used again. At the time limit it is ended, whatever
it is doing, and its memory with it.

The pool follows the dataset: when a build puts another one in its place, the next question goes to
new workers. A query that is under way ends on the dataset on which it began.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from graph.held_folder import HeldFolder
from shisaku.web.limits import Limits
from shisaku.web.problems import (
    busy,
    out_of_memory,
    out_of_time,
    snapshot_gone,
    worker_lost,
)
from shisaku.web.workers.lanes import LaneFullError, Lanes
from shisaku.web.workers.worker import Answer, Worker, WorkerLostError, ran_out_of_memory

LONG_AFTER = 0.25
"""Seconds after which a query moves to the long lane."""
YIELDS_AFTER = 1.0
"""Seconds after which it yields to others."""


class ClientLeftError(Exception):
    """Who asked is gone."""


async def _stays() -> None:
    """Wait without end: the client that never leaves."""
    await asyncio.Event().wait()


class Pool:
    """The workers on the dataset at ``path``; use it as an asynchronous context."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path.resolve()
        self._limits = limits
        self._lanes = Lanes(limits.short, limits.long)
        self._idle: list[Worker] = []
        self._folder: HeldFolder | None = None
        self._following = asyncio.Lock()
        self.snapshot = ""
        """Of the dataset that the next question is answered on."""
        self.quads = 0

    async def __aenter__(self) -> Pool:
        await self.follow()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._drop_idle()

    async def follow(self) -> None:
        """Go over to the dataset that stands at the path now; DatasetError where none does."""
        if self._is_current():
            return
        async with self._following:
            if self._is_current():
                return
            folder = HeldFolder.hold(self._path)
            worker = await Worker.start(self._path, self._limits)
            self._drop_idle()
            self._folder = folder
            self.snapshot, self.quads = worker.snapshot, worker.quads
            self._idle.append(worker)

    def _is_current(self) -> bool:
        return self._folder is not None and self._folder.is_current

    def _drop_idle(self) -> None:
        while self._idle:
            self._idle.pop().close()

    async def ask(self, question: bytes, allowed: Callable[[str], bool] = bool,
                  left: Callable[[], Awaitable[None]] = _stays) -> Answer:
        """Return the answer of the present dataset to ``question`` (``Question.to_json``).

        ``allowed`` tells of a snapshot whether the answer may come from it; ``left`` returns when
        the client has gone, and the query ends then (ClientLeftError). QueryError where the
        question is at fault, ProblemError where it is not answered for any other reason.
        """
        await self.follow()
        try:
            with await self._lanes.enter() as place:
                worker, folder = await self._worker(), self._folder
                try:
                    if not allowed(worker.snapshot):
                        raise snapshot_gone(worker.snapshot)
                    return await self._answer(worker, question, place.move, left)
                finally:
                    self._put_back(worker, folder)
        except LaneFullError as error:
            raise busy(self._limits) from error
        except WorkerLostError as error:
            raise (out_of_memory(self._limits) if ran_out_of_memory(error)
                   else worker_lost()) from error

    async def _worker(self) -> Worker:
        """Return an idle worker, or a new one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.is_ready:
                return worker
            worker.close()
        return await Worker.start(self._path, self._limits)

    def _put_back(self, worker: Worker, folder: HeldFolder | None) -> None:
        if worker.is_ready and folder is self._folder and len(self._idle) < self._limits.short:
            self._idle.append(worker)
        else:
            worker.close()

    async def _answer(self, worker: Worker, question: bytes, move: Callable[[], None],
                      left: Callable[[], Awaitable[None]]) -> Answer:
        asked = asyncio.create_task(worker.ask(question))
        try:
            if not await _done(asked, LONG_AFTER):
                move()
                await self._long(worker, asked, left)
            return await asked
        finally:
            if not asked.done():
                asked.cancel()
                worker.close()

    async def _long(self, worker: Worker, asked: asyncio.Task[Answer],
                    left: Callable[[], Awaitable[None]]) -> None:
        """See a long query to its end; ProblemError or ClientLeftError where it has to be ended."""
        leaving = asyncio.ensure_future(left())
        try:
            if await _done(asked, YIELDS_AFTER - LONG_AFTER, leaving):
                return
            worker.yield_to_others()
            if not await _done(asked, self._limits.seconds - YIELDS_AFTER, leaving):
                raise out_of_time(self._limits)
        finally:
            leaving.cancel()


async def _done(asked: asyncio.Task[Answer], seconds: float,
                leaving: asyncio.Future[None] | None = None) -> bool:
    """Wait for the answer; False where it has not come within ``seconds``, ClientLeftError where
    the client leaves first."""
    waited: set[asyncio.Future[Answer] | asyncio.Future[None]] = {asked}
    if leaving is not None:
        waited.add(leaving)
    await asyncio.wait(waited, timeout=max(seconds, 0), return_when=asyncio.FIRST_COMPLETED)
    if asked.done():
        return True
    if leaving is not None and leaving.done():
        raise ClientLeftError
    return False
