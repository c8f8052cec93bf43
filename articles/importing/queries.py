"""How the import talks to the database: few parameters at once, and one writer at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import OperationalError, connection, models, transaction

T = TypeVar("T")

# SQLite takes 999 parameters.
CHUNK = 400
# Any number, the same for every import.
LOCK = 7_246_001
PATIENCE = 600
# Articles after which PostgreSQL is not left to find out by itself.
BULK = 1000
BUSY_STATES = {"40001", "40P01", "55P03"}


def in_chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most CHUNK items: as many as one query takes."""
    items = iter(items)
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def ids_by(name: str, model: type[models.Model], values: Iterable[str]) -> dict[str, int]:
    """The ids of rows by a value that is unique among them."""
    ids: dict[str, int] = {}
    for chunk in in_chunks(values):
        ids |= dict(model._default_manager.filter(**{f"{name}__in": chunk}).order_by().values_list(name, "pk"))
    return ids


def alone(work: Callable[[], T]) -> T:
    """Do `work` in a transaction of its own while no other import writes.

    Where the database says that it is busy, nothing has been done: it is tried again, for up to PATIENCE seconds.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with transaction.atomic():
                _lock()
                return work()
        except OperationalError as error:
            if connection.in_atomic_block or not _is_busy(error) or time.monotonic() > deadline:
                raise


def refresh_statistics(written: int = 0) -> None:
    """Let the database see how its rows lie, after so many articles were written.

    SQLite never looks by itself: it would take the index of a status that all articles have for a good one, and sort
    the whole archive. PostgreSQL does within a minute or so, in which a new article takes ten times as long to be
    compared with the others; so after a BULK it looks at once.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # So many rows of each index, however many there are.
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
    elif written >= BULK:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, _our_tables()))}")


def _our_tables() -> list[str]:
    """The tables of the archive, the index of the search among them."""
    return sorted(name for name in connection.introspection.table_names() if name.startswith(("articles_", "sources_")))


def _lock() -> None:
    """On SQLite the transaction itself begins with the lock (see `transaction_mode` in the settings)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _is_busy(error: OperationalError) -> bool:
    return "locked" in str(error) or getattr(error.__cause__, "sqlstate", None) in BUSY_STATES
