"""Watches over one query: moves it to the long lane, lets it yield, ends it at the time limit.

Most queries are over before the watch begins. It ends a query by ending its worker, so the query
fails with WorkerLostError; ``reason`` tells then why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from shisaku.web.limits import Limits
from shisaku.web.problems import busy, out_of_time
from shisaku.web.workers.lanes import LaneFullError, Place
from shisaku.web.workers.worker import Worker

LONG_AFTER = 0.1
"""Seconds of a processor's time after which a query moves to the long lane."""
VERY_LONG_AFTER = 0.6
"""Seconds of a processor's time after which it runs only where no other one wants to."""
_NO_LATER = 2.0
"""Seconds after which it moves on even if it waits for something else."""
_YIELDING, _LAST = 10, 19


class ClientLeftError(Exception):
    """Who asked is gone."""


class Watch:
    """Begins with a ``with`` and ends with it."""

    def __init__(self, worker: Worker, place: Place, limits: Limits,
                 left: Callable[[], Awaitable[None]]) -> None:
        """``left`` returns when the client has gone."""
        self._worker = worker
        self._place = place
        self._limits = limits
        self._left = left
        self._tasks: list[asyncio.Future[None]] = []
        self.reason: Exception | None = None

    def __enter__(self) -> Watch:
        self._timer = asyncio.get_running_loop().call_later(LONG_AFTER, self._begin)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for task in self._tasks:
            task.cancel()

    def _begin(self) -> None:
        self._tasks = [asyncio.ensure_future(self._see_through()),
                       asyncio.ensure_future(self._see_off())]

    async def _see_through(self) -> None:
        """Follow the query to its time limit."""
        try:
            async with asyncio.timeout(self._limits.seconds - LONG_AFTER):
                await self._has_worked(LONG_AFTER)
                self._place.move()
                if self._place.is_crowded:
                    self._worker.yield_to_others(_YIELDING)
                await self._has_worked(VERY_LONG_AFTER)
                self._worker.yield_to_others(_LAST)
                await asyncio.Event().wait()
        except TimeoutError:
            self._end(out_of_time(self._limits))
        except LaneFullError:
            self._end(busy(self._limits))

    async def _see_off(self) -> None:
        """End the query when the client leaves."""
        await self._left()
        self._end(ClientLeftError())

    async def _has_worked(self, seconds: float) -> None:
        """Return when the worker has worked so long, or somewhat more."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _NO_LATER
        while self._worker.seconds < seconds and loop.time() < end:
            await asyncio.sleep(max(seconds - self._worker.seconds, 0.01))

    def _end(self, reason: Exception) -> None:
        self.reason = self.reason or reason
        self._worker.close()
