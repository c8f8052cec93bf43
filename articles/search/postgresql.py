"""The index on PostgreSQL: a table of squeezed texts, found by keys (see articles/search/terms.py) and then
looked into.

An article that is deleted leaves its row behind, which is never an answer, as no article has its id; such rows go when
the index is rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from .query import And, Node, Not, Or, Word
from .terms import keys, word_keys
from .texts import Texts

TABLE = "articles_searchindex"
FIELDS = ("title", "kicker", "credits", "text")
Execute = Callable[[str], Any]


def create(execute: Execute, table: str = TABLE) -> None:
    columns = ", ".join(f"{name} text COMPRESSION lz4 NOT NULL" for name in FIELDS)
    execute(
        f"CREATE TABLE {table} (docid bigint PRIMARY KEY, article_id bigint NOT NULL, "
        f"keys integer[] NOT NULL, {columns})"
    )
    execute(f"CREATE INDEX {table}_keys ON {table} USING gin (keys)")


def drop(execute: Execute, table: str = TABLE) -> None:
    execute(f"DROP TABLE IF EXISTS {table}")


def rename(execute: Execute, table: str, new: str) -> None:
    execute(f"ALTER TABLE {table} RENAME TO {new}")
    for index in ("pkey", "keys"):
        execute(f"ALTER INDEX {table}_{index} RENAME TO {new}_{index}")


def write(rows: Iterable[tuple[int, int, Texts]], table: str = TABLE) -> None:
    columns = ", ".join(("docid", "article_id", "keys", *FIELDS))
    # Django does not know of COPY, so its errors are not yet Django's.
    copying = f"COPY {table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(copying) as copy:
        for docid, article, texts in rows:
            fields = [getattr(texts, name) for name in FIELDS]
            copy.write_row((docid, article, list(set().union(*map(keys, fields))), *fields))


def erase(docids: Iterable[int], table: str = TABLE) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE docid = ANY(%s)", [list(docids)])


def condition(node: Node) -> tuple[str, list[Any]]:
    sql, parameters = _where(node)
    return f"SELECT article_id FROM {TABLE} WHERE {sql}", parameters


def _where(node: Node) -> tuple[str, list[Any]]:
    match node:
        case Word():
            return _of_word(node)
        case Not():
            sql, parameters = _where(node.node)
            return f"NOT {sql}", parameters
        case And() | Or():
            operator = " AND " if isinstance(node, And) else " OR "
            parts = [_where(inner) for inner in node.nodes]
            return f"({operator.join(sql for sql, _p in parts)})", [value for _sql, values in parts for value in values]
    raise TypeError(node)


def _of_word(word: Word) -> tuple[str, list[Any]]:
    found, is_exact = word_keys(word)
    if is_exact and not word.field:
        return "(keys @> %s::integer[])", [sorted(found)]
    fields = [word.field] if word.field else ["text", "title", "kicker", "credits"]
    looks = " OR ".join(f"{name} LIKE %s" for name in fields)
    # Nothing of a squeezed text means anything to LIKE.
    return f"(keys @> %s::integer[] AND ({looks}))", [sorted(found), *[f"%{word.squeezed}%"] * len(fields)]


def holds(docid: int, texts: Texts) -> bool:
    fields = [getattr(texts, name) for name in FIELDS]
    wanted = sorted(set().union(*map(keys, fields)))
    same = " AND ".join(f"{name} = %s" for name in FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {TABLE} WHERE docid = %s AND {same} AND keys @> %s::integer[]", [docid, *fields, wanted]
        )
        return cursor.fetchone() is not None
