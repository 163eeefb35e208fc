"""How processes of our own are started, the same way everywhere."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.context import BaseContext


def process_context(module: str) -> BaseContext:
    """Return the way to start processes: copies of one that has ``module`` imported, where the
    system has that way; never copies of this process, whose threads would be cut off."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def end_with_parent() -> None:
    """Have this process end when the one that asked for it does, however that ends: a pool's
    process would else wait for work for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
