"""The index on SQLite: a full-text table without contents, of the terms that articles/search/terms.py cuts.

What a document says cannot be taken out of such a table, as that would need the very terms that went in. An article
that changes becomes a new document, and the old one, which has no entry any more, is never an answer; its terms go
when the index is rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from .query import And, Node, Not, Or, Word
from .terms import phrase, sequence
from .texts import Texts

TABLE = "articles_searchindex"
FIELDS = ("title", "kicker", "credits", "text")
Execute = Callable[[str], Any]


def create(execute: Execute, table: str = TABLE) -> None:
    # Terms are cut in Python; the tokenizer `ascii` takes every other character as it comes, while unicode61 folds
    # some, and drops those that are newer than itself.
    options = """content='', columnsize=0, tokenize="ascii tokenchars '._'" """
    execute(f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(FIELDS)}, {options})")


def drop(execute: Execute, table: str = TABLE) -> None:
    execute(f"DROP TABLE IF EXISTS {table}")


def rename(execute: Execute, table: str, new: str) -> None:
    execute(f"ALTER TABLE {table} RENAME TO {new}")


def write(rows: Iterable[tuple[int, int, Texts]], table: str = TABLE) -> None:
    values = ((docid, *(sequence(getattr(texts, name)) for name in FIELDS)) for docid, _article, texts in rows)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} (rowid, {', '.join(FIELDS)}) VALUES (%s, %s, %s, %s, %s)", values)


def erase(docids: Iterable[int], table: str = TABLE) -> None:
    """Nothing to do: see above."""


def condition(node: Node) -> tuple[str, list[Any]]:
    sql = (
        f"SELECT entry.article_id FROM {TABLE} JOIN articles_searchentry entry ON entry.docid = {TABLE}.rowid "
        f"WHERE {TABLE} MATCH %s"
    )
    return sql, [expression(node)]


def expression(node: Node) -> str:
    """A node in FTS5's own syntax."""
    match node:
        case Word():
            return f"{node.field}:{phrase(node)}" if node.field else phrase(node)
        case Or():
            return f"({' OR '.join(map(expression, node.nodes))})"
        case And():
            wanted = " AND ".join(expression(inner) for inner in node.nodes if not isinstance(inner, Not))
            unwanted = [expression(inner.node) for inner in node.nodes if isinstance(inner, Not)]
            return f"(({wanted}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({wanted})"
    raise TypeError(node)


def holds(docid: int, texts: Texts) -> bool:
    probes = [f"{name}:{probe}" for name in FIELDS for probe in _probes(getattr(texts, name))]
    if not probes:
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid = %s", [" AND ".join(probes), docid])
        return cursor.fetchone() is not None


def _probes(squeezed: str) -> list[str]:
    """Some of the terms of a text, as phrases: its first, its last, and some between."""
    terms = sequence(squeezed).split()
    return [f'"{term}"' for term in terms[:: max(len(terms) // 4, 1)] + terms[-1:]]
