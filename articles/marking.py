"""Triggers that leave a mark whenever something that pages show is written, whoever writes it and by whatever way.

An import's COPY, a statement of SQL by hand, a cascade, a savepoint that is rolled back: the database itself sees to
each, in the transaction that writes, so that no code can forget it.

On PostgreSQL a transaction leaves one row, which is its own: writers do not wait for each other. On SQLite, where there
is one writer at a time, one row is written over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from sources.models import DocumentPlace, ImportedFile, ImportRun

from .models import (
    BandKey,
    BulkChange,
    EditionMark,
    Fingerprint,
    Revision,
    TagRule,
    VocabularyChange,
)

# What no page shows. A new model counts as shown until it stands here: a page too many is made anew, none is stale.
NOT_SHOWN = {
    *(BandKey, BulkChange, EditionMark, Fingerprint, Revision, TagRule, VocabularyChange),
    *(DocumentPlace, ImportedFile, ImportRun),
}
MARKS = EditionMark._meta.db_table
NAME = "edition"
# PostgreSQL keeps this many marks; all but the last few are of transactions that ended long ago.
KEPT, PRUNED_AT = 256, 64

_EVENTS = ("INSERT", "UPDATE", "DELETE")
# The table of each trigger whose name begins so.
_LISTED = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s",
}
_WRITE_OVER = f"INSERT INTO {MARKS} (id, mark) VALUES (1, random()) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark"
# A setting that is local to the transaction ends with it, and goes back with a savepoint as the mark itself does.
# Marks that another transaction is pruning are left to it.
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_mark_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    IF coalesce(current_setting('jianbao.is_marked', true), '') <> 'yes' THEN
        PERFORM set_config('jianbao.is_marked', 'yes', true);
        INSERT INTO {MARKS} (mark) VALUES ((random() * 9007199254740991)::bigint) RETURNING id INTO made;
        IF made % {PRUNED_AT} = 0 THEN
            DELETE FROM {MARKS} WHERE id IN (
                SELECT id FROM {MARKS} WHERE id <= made - {KEPT} FOR UPDATE SKIP LOCKED
            );
        END IF;
    END IF;
    RETURN NULL;
END $$"""


def shown_tables() -> list[str]:
    """The tables whose rows pages show, those of many-to-many relations too."""
    return sorted(
        model._meta.db_table
        for app in ("articles", "sources")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model not in NOT_SHOWN
    )


def install(using: str) -> None:
    """Put triggers on every table that is shown and lacks them, as one that a migration made anew."""
    connection = connections[using]
    lacking = unmarked(using)
    with connection.cursor() as cursor:
        for statement in _statements(connection, lacking):
            cursor.execute(statement)


def unmarked(using: str) -> list[str]:
    """The tables that pages show and that leave no mark when they change."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if MARKS not in tables:
            return []
        cursor.execute(_LISTED[connection.vendor], [f"{NAME}%"])
        there = Counter(table for (table,) in cursor.fetchall())
    whole = 1 if connection.vendor == "postgresql" else len(_EVENTS)
    return [table for table in shown_tables() if table in tables and there[table] < whole]


def remove(connection: BaseDatabaseWrapper, execute: Callable[[str], Any]) -> None:
    """Take the triggers off again; without the table of marks nothing could be written."""
    if connection.vendor == "postgresql":
        # The triggers go with their function.
        execute("DROP FUNCTION IF EXISTS articles_mark_edition() CASCADE")
        return
    for table in shown_tables():
        for event in _EVENTS:
            execute(f'DROP TRIGGER IF EXISTS "{_on_sqlite(table, event)}"')


def _statements(connection: BaseDatabaseWrapper, tables: list[str]) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield _FUNCTION
        for table in tables:
            events = " OR ".join((*_EVENTS, "TRUNCATE"))
            yield f'CREATE TRIGGER {NAME} AFTER {events} ON "{table}" EXECUTE FUNCTION articles_mark_edition()'
        return
    for table in tables:
        for event in _EVENTS:
            name = _on_sqlite(table, event)
            yield f'CREATE TRIGGER IF NOT EXISTS "{name}" AFTER {event} ON "{table}" BEGIN {_WRITE_OVER}; END'


def _on_sqlite(table: str, event: str) -> str:
    return f"{NAME}_{table}_{event.lower()}"
