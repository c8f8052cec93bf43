"""The index on PostgreSQL: a table of squeezed texts, found by keys (see articles/search/terms.py) and then
looked into.

The keys stand in the index alone, and not in the table beside it, which would double the size: PostgreSQL reckons them
from the text. An article that is deleted leaves its row behind, which is never an answer, as no article has its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from .query import And, Node, Not, Or, Word
from .terms import FACTOR, FIRST_HAN, FIRST_HASH, HASHES, LAST_PAIRED, LONGEST_PREFIX, word_keys
from .texts import Texts
from .tokens import EDGE

TABLE = "articles_searchindex"
FIELDS = ("title", "kicker", "credits", "text")
SAMPLE = 100  # documents
MANY = 100  # as many at once are a bulk
EVERYWHERE = 0.4  # of the articles: some are found sooner by looking than in the index, which tells of all at once
LONG = 4  # characters: strpos looks for that many in a third of the time that LIKE takes, and for fewer in twice
Execute = Callable[[str], Any]

# What keys are reckoned from: all that is said, or all but the text itself, for words that are looked for in titles.
_BREAK = r" || E'\n' || "
_ALL = f"articles_searchkeys({_BREAK.join(FIELDS)})"
_HEADS = f"articles_searchkeys({_BREAK.join(FIELDS[:3])})"
INDEXES = {"keys": _ALL, "heads": _HEADS}
BUILDING, GATHERED = "256MB", "64MB"  # memory for building an index, and keys that a bulk of writing puts off
LOCK = 0x6A69616E  # nobody else's number
# So dear that the planner never reckons the keys of a row to see whether it matches, but looks them up.
_KEYS = f"""
CREATE OR REPLACE FUNCTION articles_searchkeys(said text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
    keys integer[] := '{{}}';
    place integer := -1;  -- in a word, or -1 outside of one
    hash bigint := 0;
    last integer := 0;
    code integer;
    one text;
BEGIN
    FOREACH one IN ARRAY string_to_array(said, NULL) LOOP
        code := ascii(one);
        IF code = {ord(EDGE)} AND place < 0 THEN
            place := 0;
            hash := 0;
            last := 0;
        ELSIF place >= 0 THEN
            place := place + 1;
            hash := mod(hash * {FACTOR} + code, {HASHES});
            IF code = {ord(EDGE)} OR place <= {LONGEST_PREFIX} THEN
                keys := keys || ({FIRST_HASH} + hash)::integer;
            END IF;
            IF code = {ord(EDGE)} THEN
                place := -1;
            END IF;
        ELSE
            IF code >= {FIRST_HAN} THEN
                keys := keys || code;
                IF last >= {FIRST_HAN} AND last <= {LAST_PAIRED} AND code <= {LAST_PAIRED} THEN
                    keys := keys || (last << 16 | code);
                END IF;
            END IF;
            last := code;
        END IF;
    END LOOP;
    RETURN keys;
END
$$"""


def create(execute: Execute, table: str = TABLE, is_bulk: bool = False) -> None:
    execute(_KEYS)
    columns = ", ".join(f"{name} text COMPRESSION lz4 NOT NULL" for name in FIELDS)
    execute(f"CREATE TABLE {table} (docid bigint PRIMARY KEY, article_id bigint NOT NULL, {columns})")
    # In the row and not beside it: a look into the text is twice as quick.
    execute(f"ALTER TABLE {table} ALTER COLUMN text SET STORAGE MAIN")
    if not is_bulk:
        for name in INDEXES:
            _index(execute, table, name)


def _index(execute: Execute, table: str, name: str, beside: str = "") -> None:
    execute(f"CREATE INDEX {beside} {table}_{name} ON {table} USING gin (({INDEXES[name]}))")
    # What keys are common takes long to find out, and the planner would but choose worse by it: through the index is
    # right, and whether to ask it at all is decided in articles/search/ways.py.
    execute(f"ALTER INDEX {table}_{name} ALTER COLUMN 1 SET STATISTICS 0")


def finish(table: str) -> None:
    """Make the indexes of a full table, which is several times quicker than keeping them in step."""
    # Others may write meanwhile; a transaction, as in tests, cannot have that.
    beside = "" if connection.in_atomic_block else "CONCURRENTLY"
    with connection.cursor() as cursor:
        cursor.execute(f"SET maintenance_work_mem = '{BUILDING}'")
        for name in INDEXES:
            cursor.execute(f"DROP INDEX IF EXISTS {table}_{name}")
            _index(cursor.execute, table, name, beside)
        cursor.execute("RESET maintenance_work_mem")


def settle() -> None:
    """Until they are sorted in, new keys stand in a list that each search reads through."""
    with connection.cursor() as cursor:
        for name in INDEXES:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{TABLE}_{name}"])


def outdated() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {TABLE} WHERE NOT EXISTS "
            f"(SELECT 1 FROM articles_searchentry entry WHERE entry.docid = {TABLE}.docid)"
        )
        return cursor.fetchone()[0]


def lock(is_alone: bool = False) -> None:
    """To the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'' if is_alone else '_shared'}(%s)", [LOCK])


def drop(execute: Execute, table: str = TABLE) -> None:
    execute(f"DROP TABLE IF EXISTS {table}")


def rename(execute: Execute, table: str, new: str) -> None:
    execute(f"ALTER TABLE {table} RENAME TO {new}")
    for index in ("pkey", *INDEXES):
        execute(f"ALTER INDEX {table}_{index} RENAME TO {new}_{index}")


def write(rows: Iterable[tuple[int, int, Texts]], table: str = TABLE) -> None:
    columns = ", ".join(("docid", "article_id", *FIELDS))
    # Django does not know of COPY, so its errors are not yet Django's.
    copying = f"COPY {table} ({columns}) FROM STDIN"
    rows = list(rows)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if len(rows) >= MANY:
            cursor.execute(f"SET LOCAL gin_pending_list_limit = '{GATHERED}'")
        with cursor.copy(copying) as copy:
            for docid, article, texts in rows:
                copy.write_row((docid, article, *(getattr(texts, name) for name in FIELDS)))


def erase(docids: Iterable[int], table: str = TABLE) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE docid = ANY(%s)", [list(docids)])


def condition(node: Node) -> tuple[str, list[Any]]:
    sql, parameters = _look_up(node)
    if not _is_exact(node):
        # Apart, so that the planner has a clause for the index alone: it would reckon the keys of each row otherwise.
        look, looked_for = _look(node)
        sql, parameters = f"{sql} AND {look}", [*parameters, *looked_for]
    return f"SELECT article_id FROM {TABLE} WHERE {sql}", parameters


def is_dear(node: Node) -> bool:
    return False


def share(node: Node) -> float:
    sql, parameters = _look(node)
    newest = f"SELECT * FROM {TABLE} ORDER BY docid DESC LIMIT {SAMPLE}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({newest}) AS newest WHERE {sql}", parameters)
        return cursor.fetchone()[0] / SAMPLE


def some(node: Node, most: int | None = None) -> list[int]:
    sql, parameters = condition(node)
    if most is not None and share(node) >= EVERYWHERE:
        look, parameters = _look(node)
        sql = f"SELECT article_id FROM {TABLE} WHERE {look}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [*parameters, most])
        return [row[0] for row in cursor.fetchall()]


def among(node: Node, ids: Iterable[int]) -> set[int]:
    sql, parameters = _look(node)
    entries = "SELECT docid FROM articles_searchentry WHERE article_id = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT article_id FROM {TABLE} WHERE docid = ANY(ARRAY({entries})) AND {sql}", [list(ids), *parameters]
        )
        return {row[0] for row in cursor.fetchall()}


def these(ids: Iterable[int]) -> tuple[str, list[Any]]:
    return "SELECT unnest(%s::bigint[])", [list(ids)]


def _look_up(node: Node) -> tuple[str, list[Any]]:
    """What the index can tell: all that match, and maybe more."""
    match node:
        case Word():
            found, _exact = word_keys(node)
            return f"{_HEADS if node.field in FIELDS[:3] else _ALL} @> %s::integer[]", [sorted(found)]
        case And():
            wanted = [inner for inner in node.nodes if not isinstance(inner, Not)]
            # One index answers: what the planner leaves to the other it would reckon for each row.
            return _joined(" AND ", map(_look_up, [inner for inner in wanted if _is_of_heads(inner)] or wanted))
        case Or():
            return _joined(" OR ", [_look_up(inner) for inner in node.nodes])
    raise TypeError(node)


def _is_of_heads(node: Node) -> bool:
    if isinstance(node, Word):
        return node.field in FIELDS[:3]
    return isinstance(node, And | Or) and all(map(_is_of_heads, node.nodes))


def _is_exact(node: Node) -> bool:
    """Whether all that the index tells of match."""
    if isinstance(node, Word):
        return not node.field and word_keys(node)[1]
    return isinstance(node, And | Or) and all(map(_is_exact, node.nodes))


def _look(node: Node) -> tuple[str, list[Any]]:
    """A look into the texts themselves."""
    match node:
        case Word():
            fields = [node.field] if node.field else FIELDS
            if len(node.squeezed) >= LONG:
                return _joined(" OR ", [(f"strpos({name}, %s) > 0", [node.squeezed]) for name in fields])
            # Nothing of a squeezed text means anything to LIKE.
            return _joined(" OR ", [(f"{name} LIKE %s", [f"%{node.squeezed}%"]) for name in fields])
        case Not():
            sql, parameters = _look(node.node)
            return f"NOT {sql}", parameters
        case And():
            return _joined(" AND ", map(_look, node.nodes))
        case Or():
            return _joined(" OR ", map(_look, node.nodes))
    raise TypeError(node)


def _joined(operator: str, parts: Iterable[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    parts = list(parts)
    return f"({operator.join(sql for sql, _values in parts)})", [value for _sql, values in parts for value in values]


def holds(docid: int, texts: Texts) -> bool:
    same = " AND ".join(f"{name} = %s" for name in FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {TABLE} WHERE docid = %s AND {same}", [docid, *(getattr(texts, name) for name in FIELDS)]
        )
        return cursor.fetchone() is not None
