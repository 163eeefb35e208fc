"""Two lanes: a query begins in the short one and, where it takes long, moves to the long one.

Each lane holds only so many. So queries that take long can never hold all workers, and what waits
for a place in the short lane waits no longer than short queries take.
"""

from __future__ import annotations

import asyncio

PATIENCE = 5.0
"""Seconds that a query waits for a place in the short lane."""
MOST_WAITING = 1000


class LaneFullError(Exception):
    """There is no place in the lane."""


class Lanes:
    """Gives out the places."""

    def __init__(self, short: int, long: int) -> None:
        self.short = asyncio.Semaphore(short)
        self.short_taken = 0
        self.long_places = long
        self.long_taken = 0
        self._waiting = 0

    async def enter(self) -> Place:
        """Return a place in the short lane; LaneFullError where none comes free in time."""
        if not self.short.locked():
            await self.short.acquire()
            return Place(self)
        if self._waiting >= MOST_WAITING:
            raise LaneFullError
        self._waiting += 1
        try:
            await asyncio.wait_for(self.short.acquire(), PATIENCE)
        except TimeoutError as error:
            raise LaneFullError from error
        finally:
            self._waiting -= 1
        return Place(self)

    @property
    def is_crowded(self) -> bool:
        """Tell whether somebody waits, or others take long as well."""
        return self._waiting > 0 or self.long_taken > 1


class Place:
    """A query's place, left at the end of a ``with``."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._is_long = False
        lanes.short_taken += 1

    @property
    def is_crowded(self) -> bool:
        """Tell whether somebody waits, or others take long as well."""
        return self._lanes.is_crowded

    def move(self) -> None:
        """Move to the long lane; LaneFullError where it is full."""
        if self._lanes.long_taken >= self._lanes.long_places:
            raise LaneFullError
        self._lanes.long_taken += 1
        self._leave_short()
        self._is_long = True

    def _leave_short(self) -> None:
        self._lanes.short_taken -= 1
        self._lanes.short.release()

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_long:
            self._lanes.long_taken -= 1
        else:
            self._leave_short()
