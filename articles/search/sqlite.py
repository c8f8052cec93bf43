"""The index on SQLite: a full-text table without contents, of the terms that articles/search/terms.py cuts.

What a document says cannot be taken out of such a table, as that would need the very terms that went in. An article
that changes becomes a new document, and the old one, which has no entry any more, is never an answer; its terms go
when the index is rebuilt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import connection

from .query import And, Node, Not, Or, Word
from .terms import ALL, MARKS, phrase, sequence
from .texts import Texts

TABLE = "articles_searchindex"
SAMPLE = 400  # documents
EXCLUDES_BY_LOOKING = False
NEAR = 100  # documents: to go through so many takes as long as to look one up
GATHERED = 64 * 1024 * 1024  # bytes
Execute = Callable[[str], Any]

# By stretches of the index, each from one of the documents that are asked for to the last that is NEAR the one before.
# A CROSS JOIN is taken in the order in which it stands.
_AMONG = f"""
WITH asked AS (SELECT docid FROM articles_searchentry WHERE article_id IN ({{ids}})),
apart AS (SELECT docid, docid - lag(docid) OVER (ORDER BY docid) > {NEAR} AS is_far FROM asked),
numbered AS (SELECT docid, sum(coalesce(is_far, 0)) OVER (ORDER BY docid) AS number FROM apart),
stretch AS MATERIALIZED (SELECT min(docid) AS first, max(docid) AS last FROM numbered GROUP BY number)
SELECT entry.article_id FROM stretch CROSS JOIN {TABLE} CROSS JOIN articles_searchentry entry
WHERE {TABLE} MATCH %s AND {TABLE}.rowid BETWEEN stretch.first AND stretch.last AND entry.docid = {TABLE}.rowid
"""


def create(execute: Execute, table: str = TABLE, is_bulk: bool = False) -> None:
    # Terms are cut in Python; the tokenizer `ascii` takes every other character as it comes, while unicode61 folds
    # some, and drops those that are newer than itself.
    options = f"""content='', columnsize=0, tokenize="ascii tokenchars '._{"".join(MARKS.values())}'" """
    execute(f"CREATE VIRTUAL TABLE {table} USING fts5(terms, {options})")
    # Documents are gathered in so many bytes of memory before they are written, and so are merged less often.
    execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {GATHERED})")


def finish(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def settle() -> None:
    """Nothing to do: what is written is merged little by little."""


def outdated() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH %s) "
            "- (SELECT count(*) FROM articles_searchentry)",
            [f'"{ALL}"'],
        )
        return max(cursor.fetchone()[0], 0)


def lock(is_alone: bool = False) -> None:
    """Nothing to do: one transaction writes at a time."""


def drop(execute: Execute, table: str = TABLE) -> None:
    execute(f"DROP TABLE IF EXISTS {table}")


def rename(execute: Execute, table: str, new: str) -> None:
    execute(f"ALTER TABLE {table} RENAME TO {new}")


def write(rows: Iterable[tuple[int, int, Texts]], table: str = TABLE) -> None:
    values = ((docid, sequence(texts)) for docid, _article, texts in rows)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} (rowid, terms) VALUES (%s, %s)", values)


def erase(docids: Iterable[int], table: str = TABLE) -> None:
    """Nothing to do: see above."""


def condition(node: Node) -> tuple[str, list[Any]]:
    sql = (
        f"SELECT entry.article_id FROM {TABLE} JOIN articles_searchentry entry ON entry.docid = {TABLE}.rowid "
        f"WHERE {TABLE} MATCH %s"
    )
    return sql, [expression(node)]


def is_dear(node: Node) -> bool:
    """Where something is looked for that only begins so: the lists of all terms that do are put together first."""
    return "*" in expression(node)


def shares(nodes: Collection[Node]) -> dict[Node, float]:
    if not nodes:
        return {}
    newest = f"rowid > (SELECT max(docid) FROM articles_searchentry) - {SAMPLE}"
    one = f"(SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH %s AND {newest})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(nodes))}", list(map(expression, nodes)))
        return {node: number / SAMPLE for node, number in zip(nodes, cursor.fetchone(), strict=True)}


def some(node: Node, most: int | None = None, share: float | None = None) -> list[int]:
    sql, parameters = condition(node)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [*parameters, -1 if most is None else most])
        return [row[0] for row in cursor.fetchall()]


def among(node: Node, ids: Iterable[int]) -> set[int]:
    ids = set(ids)
    with connection.cursor() as cursor:
        # Numbers written out: there may be more than a statement takes parameters.
        cursor.execute(_AMONG.format(ids=", ".join(map(str, ids)) or "NULL"), [expression(node)])
        return {row[0] for row in cursor.fetchall() if row[0] in ids}


def these(ids: Iterable[int]) -> tuple[str, list[Any]]:
    return "SELECT value FROM json_each(%s)", [json.dumps(list(ids))]


def expression(node: Node) -> str:
    """A node in FTS5's own syntax."""
    match node:
        case Word():
            return phrase(node)
        case Or():
            return f"({' OR '.join(map(expression, node.nodes))})"
        case And():
            wanted = " AND ".join(expression(inner) for inner in node.nodes if not isinstance(inner, Not))
            unwanted = [expression(inner.node) for inner in node.nodes if isinstance(inner, Not)]
            return f"(({wanted}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({wanted})"
    raise TypeError(node)


def holds(docid: int, texts: Texts) -> bool:
    """By some of its terms: the first, the last, and some between."""
    terms = sequence(texts).split()
    probes = " AND ".join(f'"{term}"' for term in terms[:: max(len(terms) // 8, 1)] + terms[-1:])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid = %s", [probes, docid])
        return cursor.fetchone() is not None
