"""How processes of our own are started, the same way everywhere."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext


def process_context(module: str) -> BaseContext:
    """Return the way to start processes: copies of one that has ``module`` imported, where the
    system has that way; never copies of this process, whose threads would be cut off."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context
