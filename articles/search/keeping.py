"""The index kept in step with the articles. All of it belongs in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import QuerySet

from .contents import load
from .engines import engine
from .texts import Texts

BATCH = 400  # articles; SQLite takes 999 parameters
INDEX, NEXT = "articles_searchindex", "articles_searchindex_next"


def store(articles: QuerySet) -> int:
    """Bring the index in step with `articles`; how many of them it had otherwise, or not at all."""
    ids = sorted(articles.order_by().values_list("pk", flat=True))
    with transaction.atomic():
        return sum(_store(articles.model, batch) for batch in batches(ids))


def remove(ids: Iterable[int]) -> None:
    """Take articles out of the index, by their ids. Deleting an article does so itself."""
    with transaction.atomic():
        for batch in batches(ids):
            _forget(_entries(batch))


def store_in_next(model, ids: list[int]) -> int:
    """Put articles that are not in the index into the one that is being built, alone."""
    with transaction.atomic():
        engine().lock()
        return _store(model, ids, [NEXT])


def _store(model, ids: list[int], into: list[str] | None = None) -> int:
    # The lock is for two that change one article at once, the one its text, the other its credits: the second is to
    # see what the first has done.
    list(model._base_manager.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    entries = _entries(ids)
    found = {pk: content.texts for pk, content in load(model, ids).items()}
    changed = {pk: said for pk, said in found.items() if pk not in entries or entries[pk][1] != said.digest}
    _forget({pk: entries[pk] for pk in changed if pk in entries})
    _remember(changed, into or tables())
    return len(changed)


def _entries(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The docid and the digest of articles by their ids, where the index has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT article_id, docid, digest FROM articles_searchentry WHERE article_id IN ({_numbers(ids)})"
        )
        return {article: (docid, digest) for article, docid, digest in cursor.fetchall()}


def _forget(entries: dict[int, tuple[int, int]]) -> None:
    if not entries:
        return
    docids = [docid for docid, _digest in entries.values()]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM articles_searchentry WHERE docid IN ({_numbers(docids)})")
    for table in tables():
        engine().erase(docids, table)


def _remember(changed: dict[int, Texts], into: list[str]) -> None:
    if not changed:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO articles_searchentry (article_id, digest, in_next) VALUES (%s, %s, %s)",
            [(pk, found.digest, NEXT in into) for pk, found in changed.items()],
        )
    docids = {pk: docid for pk, (docid, _digest) in _entries(changed).items()}
    for table in into:
        engine().write(((docids[pk], pk, found) for pk, found in changed.items()), table)


def tables() -> list[str]:
    """The index, and the one that is being built to take its place; they stay to the end of the transaction."""
    engine().lock()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [NEXT])
        else:
            cursor.execute("SELECT 1 WHERE to_regclass(%s) IS NOT NULL", [NEXT])
        return [INDEX, NEXT] if cursor.fetchone() else [INDEX]


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    ids = iter(ids)
    while batch := list(islice(ids, BATCH)):
        yield batch


def _numbers(ids: Iterable[int]) -> str:
    return ", ".join(map(str, map(int, ids))) or "NULL"
