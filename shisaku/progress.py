"""What is being done, told while it takes time: on a terminal only, never in a pipe or a log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Protocol

SHOWN_AFTER = 2.0
"""Seconds before anything is shown: what ends sooner needs no bar."""


class Step(Protocol):
    """Is told what is being done, and how much of it: ``total`` is 0 where that is not known."""

    def __call__(self, text: str, done: int = 0, total: int = 0) -> None: ...


def silent(text: str, done: int = 0, total: int = 0) -> None:
    """Show nothing: the step of those who do not watch."""


@contextmanager
def steps() -> Iterator[Step]:
    """Give a function that shows the step at hand on standard error while the block runs."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(),
               TextColumn("{task.fields[count]}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None, count="")

    def step(text: str, done: int = 0, total: int = 0) -> None:
        count = f"{done}/{total}" if total else ""
        bar.update(task, description=text, completed=done, total=total or None, count=count)

    timer = Timer(SHOWN_AFTER, bar.start)
    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
