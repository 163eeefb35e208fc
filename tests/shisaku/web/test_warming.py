"""What pages gather is there before the first person asks, and again after a build."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from shisaku.web.app import create_app
from shisaku.web.pages.findings import entries
from shisaku.web.warming import PAGES, kept_warm, warm
from tests.shisaku.web.client import put_dataset
from tests.shisaku.web.conftest import numbers


def test_every_page_is_answered(sample_dataset: Path) -> None:
    app = create_app(sample_dataset)

    told = run_apart(lambda: warm(app))

    assert told == dict.fromkeys(PAGES, 200)


def test_findings_are_gathered_at_the_start_and_after_a_build(tmp_path: Path) -> None:
    put_dataset(tmp_path / "data", numbers(3))
    app = create_app(tmp_path / "data")
    entries._gathered.cache_clear()

    async def gathered(times: int) -> None:
        while entries._gathered.cache_info().misses < times:
            await asyncio.sleep(0.05)

    async def run() -> None:
        async with asyncio.timeout(60), kept_warm(app, app.state.held):
            await gathered(1)
            put_dataset(tmp_path / "data", numbers(4))
            await gathered(2)

    run_apart(run)


def run_apart(act: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run ``act`` in a thread of its own: another test may have left a running event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(act())).result()
