"""Files read in this process, or in several at once where there are enough of them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from sources.packing import pack

from ..preparing import Failure, Prepared, prepare
from ..workers import new_pool, prepare_all
from .items import Item

# Below this many files, starting processes costs more than it saves.
FEW = 200
CHUNK = 25
MOST_JOBS = 8


class Reading:
    """Prepares the files of a batch. A context manager: the processes end with it."""

    def __init__(self, jobs: int | None = None, tell: bool = False):
        self.jobs = jobs or min(os.cpu_count() or 1, MOST_JOBS)
        self.tell = tell
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *error) -> None:
        self._close()

    def start(self, items: list[Item]) -> Callable[[], None]:
        """Begin to read; what is returned waits for the end and fills in `prepared`."""
        if self.jobs == 1 or (len(items) < FEW and not self._pool):
            return lambda: self._read_here(items)
        pool = self._pool = self._pool or new_pool(self.jobs)
        chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
        futures = [pool.submit(prepare_all, _work(chunk), self.tell) for chunk in chunks]
        return lambda: self._collect(pool, chunks, futures)

    def _read_here(self, items: list[Item]) -> None:
        for item in items:
            item.prepared = prepare(item.found.data, item.found.path, self.tell)

    def _collect(self, pool: ProcessPoolExecutor, chunks: list[list[Item]], futures: list[Future]) -> None:
        for chunk, future in zip(chunks, futures, strict=True):
            try:
                for item, prepared in zip(chunk, future.result(), strict=True):
                    item.prepared = prepared
            except BrokenProcessPool:
                if self._pool is pool:
                    self._close()
                self._read_one_by_one(chunk)

    def _read_one_by_one(self, items: list[Item]) -> None:
        """A process died: of the files that it may have been reading, only the one that kills its reader fails."""
        waiting = deque(items)
        while waiting:
            with new_pool(1) as pool:
                while waiting:
                    item = waiting.popleft()
                    try:
                        [item.prepared] = pool.submit(prepare_all, _work([item]), self.tell).result()
                    except BrokenProcessPool:
                        item.prepared = Prepared(pack(item.found.data), failure=DIED)
                        break

    def _close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


DIED = Failure(
    "reader-died",
    "The process that read the file died: it ran out of memory, or the file breaks a library.",
    "Import the file alone, with more memory; if it fails again, report it.",
)


def _work(items: list[Item]) -> list[tuple[bytes, str]]:
    return [(item.found.data, item.found.path) for item in items]
