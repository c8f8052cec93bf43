"""The index on PostgreSQL: a table of packed texts, found by lexemes (see articles/search/lexemes.py) and then, where
these do not decide it, looked into.

The lexemes stand in the index alone, and not in the table beside it, which would double the size: PostgreSQL cuts them
from the text. The text itself stands apart, so that many rows share a page: the index names each by its page, and takes
a third less. An article that is deleted leaves its row behind, which is never an answer, as no article has its id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import OperationalError, connection

from .lexemes import ANYTHING, LONGEST, is_exact, lookup
from .packing import pack, packed
from .query import And, Node, Not, Or, Word
from .terms import MARKS
from .texts import Texts
from .tokens import EDGE
from .trigrams import asked, signature

TABLE = "articles_searchindex"
FIELDS = ("title", "kicker", "credits", "text")
SAMPLE = 100  # documents
EXCLUDES_BY_LOOKING = True
MANY = 100  # as many at once are a bulk
EVERYWHERE = 0.4  # of the articles: some are found sooner by looking than in the index, which tells of all at once
# Memory for building an index, which packs its pages less well in more; and for what a bulk of writing puts off.
BUILDING, GATHERED = "64MB", "64MB"
# An index of more documents than FEW is built anew once it has GROWN times as many as when it was built.
FEW, GROWN = 1000, 2
PATIENCE = "5min"  # for others that hold on to the table
LOCK = 0x6A69616E  # nobody else's number
Execute = Callable[[str], Any]

# Whether a text holds another. To find it takes a third less than strpos does, which then counts the characters before.
HOLDS = "octet_length(split_part({0}, %s, 1)) < octet_length({0})"
# Bytes of packed text: in more there could be more lexemes than a tsvector holds.
LARGEST = 200_000
_LEXEMES = f"articles_searchlexemes({', '.join(FIELDS)})"
_IS_LARGE = f"{' + '.join(f'octet_length({field})' for field in FIELDS)} > {LARGEST}"
# So dear that the planner never cuts up a row to see whether it matches, but asks the index. Not for several processes
# at once: the first part of a condition is often enough, and starting them takes longer than many a search.
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_searchlexemes({" text, ".join(FIELDS)} text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000 AS $$
DECLARE
    said text[] := ARRAY[concat_ws(chr(10), {", ".join(FIELDS)}), {", ".join(MARKS)}];
    marks text[] := '{{"",{",".join(MARKS.values())}}}';
    lexemes text[] := '{{}}';
    gapped text;
    chars text[];
BEGIN
    IF {_IS_LARGE} THEN
        RETURN array_to_tsvector('{{{ANYTHING}}}');
    END IF;
    FOR number IN 1..cardinality(said) LOOP
        -- Gaps for words and ends of lines, and one at the end.
        gapped := regexp_replace(translate(said[number], chr(10), ' '), '[{EDGE}][^{EDGE}]*[{EDGE}]|$', ' ', 'g');
        chars := string_to_array(gapped, NULL);
        lexemes := lexemes || ARRAY(
            SELECT marks[number] || one || CASE WHEN other = ' ' THEN '' ELSE other END
            FROM (SELECT unnest(chars), unnest(chars[2:])) AS pair(one, other) WHERE one <> ' '
        ) || ARRAY(
            SELECT marks[number] || left('{EDGE}' || word || '{EDGE}', {LONGEST})
            FROM unnest(string_to_array(said[number], '{EDGE}')) WITH ORDINALITY AS part(word, place)
            WHERE mod(place, 2) = 0
        );
    END LOOP;
    RETURN array_to_tsvector(lexemes);
END
$$"""


def create(execute: Execute, table: str = TABLE, is_bulk: bool = False) -> None:
    execute(_FUNCTION)
    columns = ", ".join(f"{name} text COMPRESSION lz4 NOT NULL" for name in FIELDS)
    # The signature before the text, so that it is come by without it. A row of all but the text is within the target.
    execute(
        f"CREATE TABLE {table} (docid bigint PRIMARY KEY, article_id bigint NOT NULL, signature bytea NOT NULL, "
        f"{columns}) WITH (toast_tuple_target = 1024)"
    )
    execute(f"ALTER TABLE {table} ALTER signature SET STORAGE PLAIN")
    for name in FIELDS[:3]:
        execute(f"ALTER TABLE {table} ALTER {name} SET STORAGE MAIN")
    if not is_bulk:
        _index(execute, table)


def _index(execute: Execute, table: str, beside: str = "") -> None:
    execute(f"CREATE INDEX {beside} {table}_lexemes ON {table} USING gin ({_LEXEMES})")
    # What lexemes are common takes long to find out, and the planner would but choose worse by it: through the index is
    # right, and whether to ask it at all is decided in articles/search/ways.py.
    execute(f"ALTER INDEX {table}_lexemes ALTER COLUMN 1 SET STATISTICS 0")


def finish(table: str) -> None:
    """Make the index of a full table, which is several times quicker than keeping it in step."""
    with connection.cursor() as cursor, _building(cursor, table):
        cursor.execute(f"DROP INDEX IF EXISTS {table}_lexemes")
        _index(cursor.execute, table, _beside())


def settle() -> None:
    """Sort in what was put off; until then each search reads through it. An index that has grown much is built anew,
    as pages that fill little by little are half empty; it takes a while, and searches and changes go on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{TABLE}_lexemes"])
        cursor.execute(f"SELECT count(*), obj_description('{TABLE}_lexemes'::regclass) FROM {TABLE}")
        documents, built = cursor.fetchone()
        if documents > max(FEW, GROWN * int(built or 0)):
            # Whoever holds a transaction open for long keeps it from ending: another time, then.
            with suppress(OperationalError), _building(cursor, TABLE):
                cursor.execute(f"DROP INDEX IF EXISTS {TABLE}_lexemes_ccnew")  # what is left of one that did not end
                cursor.execute(f"REINDEX INDEX {_beside()} {TABLE}_lexemes")


def _beside() -> str:
    """Others may write meanwhile; a transaction, as in tests, cannot have that."""
    return "" if connection.in_atomic_block else "CONCURRENTLY"


@contextmanager
def _building(cursor, table: str) -> Iterator[None]:
    """With memory for it; how many documents there are is noted with the index."""
    cursor.execute(f"SET maintenance_work_mem = '{BUILDING}'; SET lock_timeout = '{PATIENCE}'")
    try:
        yield
        cursor.execute(f"SELECT count(*) FROM {table}")
        cursor.execute(f"COMMENT ON INDEX {table}_lexemes IS '{cursor.fetchone()[0]}'")
    finally:
        cursor.execute("RESET maintenance_work_mem; RESET lock_timeout")


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
    for index in ("pkey", "lexemes"):
        execute(f"ALTER INDEX {table}_{index} RENAME TO {new}_{index}")


def write(rows: Iterable[tuple[int, int, Texts]], table: str = TABLE) -> None:
    columns = ", ".join(("docid", "article_id", "signature", *FIELDS))
    # Django does not know of COPY, so its errors are not yet Django's.
    copying = f"COPY {table} ({columns}) FROM STDIN"
    rows = list(rows)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if len(rows) >= MANY:
            cursor.execute(f"SET LOCAL gin_pending_list_limit = '{GATHERED}'")
        with cursor.copy(copying) as copy:
            for docid, article, texts in rows:
                copy.write_row((docid, article, *_values(texts)))


def erase(docids: Iterable[int], table: str = TABLE) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE docid = ANY(%s)", [list(docids)])


def _values(texts: Texts) -> tuple[bytes, str, str, str, str]:
    texts = packed(texts)
    fields = texts.title, texts.kicker, texts.credits, texts.text
    return signature(fields), *fields


def condition(node: Node) -> tuple[str, list[Any]]:
    parts = _conjuncts(node)
    unsure = [part for part in parts if isinstance(part, Not) and not is_exact(part)]
    if not unsure:
        return _condition(parts, f"{lookup(node)} | {ANYTHING}")
    # What lacks a lexeme of the excluded lacks that; only the others are looked into for it, and last.
    maybe = " | ".join(lookup(part.node) for part in unsure)
    rest = [part for part in parts if part not in unsure]
    first, values = _condition(rest, f"{lookup(And(tuple(rest)))} & !({maybe})")
    then, more = _condition(parts, f"{lookup(node)} & ({maybe}) | {ANYTHING}")
    return f"{first} UNION ALL {then}", [*values, *more]


def _condition(parts: list[Node], lexemes: str) -> tuple[str, list[Any]]:
    """Those with these lexemes that are looked into for all parts that lexemes alone do not decide."""
    looks = [_look(part) for part in parts if not is_exact(part)]
    if exact := [part for part in parts if is_exact(part)]:
        look, values = _look(And(tuple(exact)))
        looks.append((f"(NOT {_IS_LARGE} OR {look})", values))
    sql, parameters = _joined(" AND ", [(f"{_LEXEMES} @@ %s::tsquery", [lexemes]), *looks])
    return f"SELECT article_id FROM {TABLE} WHERE {sql}", parameters


def _conjuncts(node: Node) -> list[Node]:
    """All that has to be so."""
    return [part for inner in node.nodes for part in _conjuncts(inner)] if isinstance(node, And) else [node]


def is_dear(node: Node) -> bool:
    return False


def shares(nodes: Collection[Node]) -> dict[Node, float]:
    if not nodes:
        return {}
    looks = [_look(node) for node in nodes]
    counts = ", ".join(f"count(*) FILTER (WHERE {sql})" for sql, _values in looks)
    newest = f"SELECT * FROM {TABLE} ORDER BY docid DESC LIMIT {SAMPLE}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts} FROM ({newest}) AS newest", [one for _sql, values in looks for one in values])
        return {node: number / SAMPLE for node, number in zip(nodes, cursor.fetchone(), strict=True)}


def some(node: Node, most: int | None = None, share: float | None = None) -> list[int]:
    sql, parameters = condition(node)
    if most is not None and (shares([node])[node] if share is None else share) >= EVERYWHERE:
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


def _look(node: Node) -> tuple[str, list[Any]]:
    """A look into the texts themselves."""
    match node:
        case Word():
            word = pack(node.squeezed)
            fields = [node.field] if node.field else FIELDS
            found = _joined(" OR ", [(HOLDS.format(name), [word]) for name in fields])
            bits = [] if node.field in MARKS else asked(word)
            return _joined(" AND ", [*((f"get_bit(signature, {bit}) = 1", []) for bit in bits), found])
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
    same = " AND ".join(f"{name} = %s" for name in ("signature", *FIELDS))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {TABLE} WHERE docid = %s AND {same}", [docid, *_values(texts)])
        return cursor.fetchone() is not None
