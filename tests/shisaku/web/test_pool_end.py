"""A server that ends while a worker is only being started leaves nothing half started: not a
process that nobody ends, nor one that complains that its starter is gone."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import reduction
from pathlib import Path
from typing import Any

import pytest

from shisaku.web.limits import limits_set
from shisaku.web.workers.pool import Pool


def test_the_end_of_a_pool_waits_for_what_is_being_started(
        small_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    hand_over = reduction.sendfds

    def slowly(*arguments: Any) -> None:
        told.append("begun")
        time.sleep(0.2)
        hand_over(*arguments)
        told.append("done")

    async def open_and_close() -> list[str]:
        async with Pool(small_dataset, tmp_path, limits_set()):
            while told.count("begun") < 2:  # the first is waited for by the pool's beginning
                await asyncio.sleep(0.01)
        return list(told)

    monkeypatch.setattr(reduction, "sendfds", slowly)
    with ThreadPoolExecutor(1) as thread:  # where no other test has left a running event loop
        at_end = thread.submit(asyncio.run, open_and_close()).result()
    assert at_end.count("begun") == at_end.count("done")
