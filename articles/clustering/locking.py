"""One at a time forms clusters: two that wrote at once would each miss what the other found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")

# Any number, but another one than the import's: whoever saves an article holds its row already, and an import that
# wants that row holds its own lock.
LOCK = 7_246_002


def lock() -> None:
    """Wait until nobody else forms clusters, and keep others out until the transaction ends.

    On SQLite the transaction itself begins with the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def exclusively(work: Callable[[], T]) -> T:
    with transaction.atomic():
        lock()
        return work()
