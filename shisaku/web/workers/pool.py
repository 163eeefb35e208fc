"""Keeps workers at hand, gives each question to one, and ends what takes too long.

A query that takes long leaves its place to others (``lanes``, ``watch``). At the time limit it is
ended, whatever it is doing, and its memory with it. Spare workers stand ready for those that are
in use or ended.

The pool follows the dataset: when a build puts another one in its place, the next question goes to
new workers. A query that is under way ends on the dataset on which it began.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from graph.dataset import Folder
from graph.place import Place as DatasetPlace
from graph.place import hold
from ontology.errors import DatasetError
from shisaku.web.limits import Limits
from shisaku.web.problems import busy, out_of_memory, snapshot_gone, worker_lost
from shisaku.web.workers.lanes import LaneFullError, Lanes, Place
from shisaku.web.workers.memory import drop_copies
from shisaku.web.workers.watch import Watch
from shisaku.web.workers.worker import Answer, Worker, WorkerLostError, ran_out_of_memory


async def _stays() -> None:
    """Wait without end: the client that never leaves."""
    await asyncio.Event().wait()


class Pool:
    """The workers on the dataset at ``path``; use it as an asynchronous context. ``copies`` is a
    folder of the pool's own."""

    def __init__(self, path: DatasetPlace, copies: Path, limits: Limits) -> None:
        self._path = path.resolve() if isinstance(path, Path) else path
        self._copies = copies
        self._limits = limits
        self._lanes = Lanes(limits.short, limits.long)
        self._most_idle = limits.short
        self._idle: list[Worker] = []
        self._folder: Folder | None = None
        self._following = asyncio.Lock()
        self._filling: asyncio.Task[None] | None = None
        self.snapshot = ""
        """Of the dataset that the next question is answered on."""
        self.quads = 0

    async def __aenter__(self) -> Pool:
        await self.follow()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._filling is not None:
            self._filling.cancel()
            await asyncio.wait({self._filling})
        self._drop_idle()

    async def follow(self) -> None:
        """Go over to the dataset that stands at the path now; DatasetError where none does."""
        if await self._is_current():
            return
        async with self._following:
            if await self._is_current():
                return
            folder = await asyncio.to_thread(hold, self._path)
            worker = await self._started()
            self._drop_idle()
            drop_copies(self._copies, worker.snapshot)
            self._folder = folder
            self.snapshot, self.quads = worker.snapshot, worker.quads
            self._idle.append(worker)
            self._refill()

    def _refill(self) -> None:
        """See to it that there are spare workers, without waiting for them."""
        few = self._spare() <= self._most_idle // 2
        if few and (self._filling is None or self._filling.done()):
            self._filling = asyncio.create_task(self._fill())

    async def _fill(self) -> None:
        """Start workers until there are enough. One that cannot be started is told to the next
        who asks."""
        with contextlib.suppress(DatasetError, WorkerLostError, TimeoutError):
            while self._spare() < self._most_idle:
                folder = self._folder
                self._put_back(await self._started(), folder)

    def _spare(self) -> int:
        """Return how many workers are idle, or will be after a short query."""
        return len(self._idle) + self._lanes.short_taken

    async def _is_current(self) -> bool:
        if self._folder is None:
            return False
        if isinstance(self._path, Path):
            return self._folder.is_current
        return await asyncio.to_thread(lambda folder: folder.is_current, self._folder)

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
                    return await self._answer(worker, question, place, left)
                finally:
                    self._put_back(worker, folder)
                    self._refill()
        except LaneFullError as error:
            raise busy(self._limits) from error
        except WorkerLostError as error:  # one that was only starting
            raise worker_lost() from error

    async def _worker(self) -> Worker:
        """Return an idle worker, or a new one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.is_ready:
                return worker
            worker.close()
        return await self._started()

    async def _started(self) -> Worker:
        return await Worker.start(self._path, self._copies, self._limits)

    def _put_back(self, worker: Worker, folder: Folder | None) -> None:
        if worker.is_ready and folder is self._folder and len(self._idle) < self._most_idle:
            self._idle.append(worker)
        else:
            worker.close()

    async def _answer(self, worker: Worker, question: bytes, place: Place,
                      left: Callable[[], Awaitable[None]]) -> Answer:
        with Watch(worker, place, self._limits, left) as watch:
            try:
                return await worker.ask(question)
            except WorkerLostError as error:
                if watch.reason is not None:
                    raise watch.reason from error
                raise (out_of_memory(self._limits) if ran_out_of_memory(error)
                       else worker_lost()) from error
