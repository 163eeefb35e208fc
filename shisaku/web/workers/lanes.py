"""Two lanes: a query begins in the short one and, where it takes long, moves to the long one.

Each lane holds only so many. So queries that take long can never hold all workers, and what waits
for a place in the short lane waits no longer than short queries take.
"""

from __future__ import annotations

import asyncio

PATIENCE = 5.0
"""Seconds that a query waits for a place in the short lane."""
LONGEST_QUEUE = 1000


class LaneFullError(Exception):
    """There is no place in the lane."""


class Lanes:
    """Counts who is in which lane."""

    def __init__(self, short: int, long: int) -> None:
        self._short = asyncio.Semaphore(short)
        self._long = long
        self._waiting = 0

    async def enter(self) -> Place:
        """Return a place in the short lane; LaneFullError where none comes free in time."""
        if self._waiting >= LONGEST_QUEUE:
            raise LaneFullError
        self._waiting += 1
        try:
            if self._short.locked():
                await asyncio.wait_for(self._short.acquire(), PATIENCE)
            else:
                await self._short.acquire()
        except TimeoutError as error:
            raise LaneFullError from error
        finally:
            self._waiting -= 1
        return Place(self)

    def move(self, place: Place) -> None:
        """Move to the long lane; LaneFullError where it is full."""
        if self._long == 0:
            raise LaneFullError
        self._long -= 1
        self._short.release()
        place.is_long = True

    def leave(self, place: Place) -> None:
        """Give the place to the next."""
        if place.is_long:
            self._long += 1
        else:
            self._short.release()


class Place:
    """One query's place, left at the end of a ``with``."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self.is_long = False

    def move(self) -> None:
        """Move to the long lane; LaneFullError where it is full."""
        self._lanes.move(self)

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        self._lanes.leave(self)
