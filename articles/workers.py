"""Processes that read files. Pure: a worker knows neither models nor settings."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from threading import Thread

from .preparing import Prepared, prepare


def new_pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that inherit nothing from this one, neither a lock nor a connection to the database."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["articles.workers"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def prepare_all(work: list[tuple[bytes, str]], tell: bool) -> list[Prepared]:
    """The files, each as (bytes, name), ready to store."""
    return [prepare(data, name, tell) for data, name in work]


def collect_seldom() -> None:
    """Make Python look for rings of dead objects once in a while, and not after every 700 new ones.

    What is loaded by now lives as long as the process, and what reading a file makes is freed without a search:
    searching cost two fifths of the time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _begin() -> None:
    # Ctrl-C is for the import, which ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose import was killed would wait for work for ever."""
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)
